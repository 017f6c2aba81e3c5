"""Who has read a note, and what HR may know: its facts, and the words that are shared with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import HR, HR_ADMIN, Action, can
from bot.errors import NotAllowed, NoteNotFound
from bot.features.records import reading
from bot.features.records.notes import Audience
from bot.features.records.readings import Reading
from storage import note_reads, process_facts, records, relations

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.notes import NoteView
    from bot.features.records.service import RecordsService
    from storage.process_facts import ProcessFacts


class Readers:
    """What may be known about who knows what."""

    def __init__(self, clock: Clock, service: RecordsService) -> None:
        self._clock = clock
        self._service = service

    def readers_of(
        self, session: Session, person_id: int, note_id: str
    ) -> tuple[NoteView, tuple[Reading, ...]]:
        """Return a note and who opened it, newest first, for its employee and who wrote it.

        Raises NoteNotFound, and NotAllowed for anybody else who may read the note.
        """
        seen = self._service.view(session, note_id, person_id)
        note = records.get(session, note_id)
        if note is None:
            raise NoteNotFound
        actor, about = reading.judge(session, note, person_id, self._clock.now().date())
        if not can(actor, Action.READ_READERS, about):
            raise NotAllowed
        return seen, tuple(
            Reading(reading.party(session, row.reader_id), row.as_relation, row.version, row.at)
            for row in note_reads.of_note(session, note_id)
        )

    def facts_for(self, session: Session, person_id: int, employee_id: int) -> list[ProcessFacts]:
        """Return the facts of an employee's talks that somebody may know of, newest first; never a word."""
        reader = relations.reader(session, person_id, self._clock.now().date())
        return process_facts.facts_for(session, reader, employee_id)

    def hr_view(self, session: Session, person_id: int, note_id: str) -> NoteView:
        """Return what a note shares with HR, and keep that HR read it.

        Raises NotAllowed for who is not HR, and NoteNotFound for a note that shares nothing with HR, or whose
        employee they do not serve. HR that is one of the two people, or the new manager, reads it as that.
        """
        reader = relations.reader(session, person_id, self._clock.now().date())
        if reader.role not in {HR, HR_ADMIN}:
            raise NotAllowed
        seen = self._service.view(session, note_id, person_id)
        if seen.audience not in {Audience.HR_PARTNER, Audience.HR_ADMIN}:
            raise NotAllowed
        return self._service.open(session, note_id, person_id)
