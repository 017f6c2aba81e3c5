"""Several notes read together: what is asked of the database grows with their people, not with the notes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.features.records import asking
from storage import actions, editions, ledger, people, relations, responses
from storage.commitments import edition_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.access import NoteSubject, Place
    from storage.records import Note


class Pile:
    """What is stored of these notes, opened, and who stands where on `today`."""

    def __init__(self, session: Session, notes: Sequence[Note], today: date) -> None:
        self._session = session
        self._today = today
        self._notes = {note.id: note for note in notes}
        self._places: dict[int, Place] = {}
        self._helpers: dict[int, list[people.Person]] = {}
        self._here: dict[int, bool] = {}

    @cached_property
    def editions(self) -> Mapping[str, list[editions.Edition]]:
        """Every edition of each note, oldest first."""
        return editions.of_notes(self._session, self._notes.values())

    @cached_property
    def answers(self) -> Mapping[str, list[responses.Answer]]:
        """What was answered to each note, oldest first."""
        return responses.of_notes(self._session, self._notes.values())

    @cached_property
    def promises(self) -> Mapping[str, list[actions.Promise]]:
        """What was promised in each note, as far as its words are there still."""
        return actions.of_notes(self._session, self._notes)

    @cached_property
    def _entries(self) -> Mapping[str, ledger.Entry]:
        known = ((note_id, each.version) for note_id, stored in self.editions.items() for each in stored)
        return ledger.entries_of(self._session, (edition_id(*each) for each in known))

    def code(self, note_id: str, version: int) -> str:
        """Return the code of an edition's receipt; empty when it is not in the ledger."""
        entry = self._entries.get(edition_id(note_id, version))
        return entry.code if entry is not None else ""

    def subject(self, note: Note) -> NoteSubject:
        """Return a note as `access.can` wants it."""
        employee = note.employee_id
        if employee not in self._places:
            self._places[employee] = asking.place(self._session, employee, self._today)
        newest = self.editions[note.id][-1]
        return asking.subject(
            note, (block.visibility for block in newest.blocks.values()), self._places[employee]
        )

    def helpers(self, employee_id: int) -> list[people.Person]:
        """Return who in HR may read what is shared with HR of an employee's notes."""
        if employee_id not in self._helpers:
            self._helpers[employee_id] = relations.hr_of(self._session, employee_id, self._today)
        return self._helpers[employee_id]

    def is_here(self, person: people.Person) -> bool:
        """Return whether somebody works here today."""
        if person.key not in self._here:
            self._here[person.key] = relations.is_here(self._session, person, self._today)
        return self._here[person.key]
