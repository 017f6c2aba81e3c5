"""People, notes and promised steps as `bot.access` wants them, from what is stored today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import HR_ADMIN, ActionSubject, Actor, NoteSubject, Place, Relation, Sight
from bot.features.records.notes import ACTIONS, Status, Visibility
from storage import editions, records, relations

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlmodel import Session

    from storage.actions import PromisedAction
    from storage.records import Note

CONFIRMED = frozenset({Status.FINAL, Status.UNACKNOWLEDGED})


def actor(session: Session, person_id: int, today: date) -> Actor:
    """Return somebody as `access.can` wants them; a stranger to the company is not here."""
    return Actor.of(relations.reader(session, person_id, today))


def place(session: Session, employee_id: int, today: date) -> Place:
    """Return where an employee stands in the company today."""
    found = relations.standing(session, employee_id, today)
    return Place(found.managers, found.units)


def subject(note: Note, audiences: Iterable[str], where: Place) -> NoteSubject:
    """Return a note as `access.can` wants it. `audiences`: those of the blocks of its newest edition."""
    return NoteSubject(
        manager_id=note.manager_id,
        employee_id=note.employee_id,
        audiences=frozenset(audiences),
        confirmed=note.status in CONFIRMED,
        place=where,
    )


def step(session: Session, action: PromisedAction, today: date) -> ActionSubject:
    """Return a promised step as `access.can` wants it."""
    note = records.get(session, action.note_id)
    audience = editions.visibility(session, note, ACTIONS) if note is not None else None
    return ActionSubject(
        manager_id=action.manager_id,
        employee_id=action.employee_id,
        audiences=frozenset({Visibility(audience) if audience else Visibility.PRIVATE}),
        confirmed=note is not None and note.status in CONFIRMED,
        place=place(session, action.employee_id, today),
    )


def access_sight(level: int) -> Sight:
    """Return what storage says of how much a reader may see, in the words of the judge."""
    return Sight(level)


def relation_of(reader: Actor, sight: Sight) -> str:
    """Return what somebody reads a note as, when they may see this much of it."""
    hr = Relation.HR_ADMIN if reader.role == HR_ADMIN else Relation.HR_PARTNER
    return {
        Sight.EVERYTHING: Relation.AUTHOR,
        Sight.SHARED: Relation.SELF,
        Sight.HANDED_OVER: Relation.MANAGER,
    }.get(sight, hr)
