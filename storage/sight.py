"""What each reader may see of notes and promises, asked of the database: the lists, and the filter they share.

The rules are those of `bot.access`, said in SQL over the same relations (`storage.relations`); neither side
may import the other, so a test walks people and notes through everything that happens and holds them together.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, case, exists, false, literal, or_, true
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from storage.actions import OPEN, Promise, PromisedAction, opened
from storage.people import Person
from storage.records import FINAL, KEPT, SHARED, SHARED_HR, UNACKNOWLEDGED, Note, NoteBlock
from storage.relations import HR, HR_ADMIN, Reader, units_below

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Select

ACTIONS = "actions"
"""The block that holds a note's promises."""
CONFIRMED = (FINAL, UNACKNOWLEDGED)
FOR_SUCCESSOR = (SHARED, SHARED_HR)
"""Whose blocks a later manager takes over; what thanks somebody stays theirs."""


class Sight(IntEnum):
    """How much of a note a reader may see; each level includes those before it."""

    NOTHING = 0
    FACTS = 1
    FOR_HR = 2
    HANDED_OVER = 3
    SHARED = 4
    EVERYTHING = 5


def visible_notes(reader: Reader) -> Select[str, int]:
    """Return the id of every note the reader may know of, with how much of it they may see (`sight`)."""
    return select_columns(col(Note.id), level(reader).label("sight")).where(at_least(Sight.FACTS, reader))


def level(reader: Reader) -> ColumnElement[int]:
    """Return the column that says how much of a note the reader may see (`Sight`)."""
    known = ((holds, literal(each.value)) for each, holds in _levels(reader))
    return case(*known, else_=literal(Sight.NOTHING.value))


def at_least(level: Sight, reader: Reader) -> ColumnElement[bool]:
    """Return the condition on notes of which the reader may see this much or more, at least its facts."""
    return or_(false(), *(holds for each, holds in _levels(reader) if each >= level))


def notes_for(
    session: Session,
    reader: Reader,
    *,
    level: Sight = Sight.HANDED_OVER,
    employee_id: int | None = None,
    limit: int = 20,
) -> list[Note]:
    """Return the notes of which the reader may see `level` or more, newest first; of one employee when named."""
    query = select(Note).where(at_least(level, reader))
    if employee_id is not None:
        query = query.where(Note.employee_id == employee_id)
    return list(session.exec(query.order_by(col(Note.created_at).desc(), col(Note.id)).limit(limit)))


def promises_for(
    session: Session,
    reader: Reader,
    *,
    note_ids: Collection[str] | None = None,
    employee_id: int | None = None,
) -> list[Promise]:
    """Return the open promises the reader may see, in the order they were made.

    Of these notes, and of the talks with one employee, when given; without those whose words were erased.
    """
    query = (
        select(PromisedAction)
        .join(Note, col(Note.id) == PromisedAction.note_id)
        .where(PromisedAction.status == OPEN, _promise(reader))
    )
    if note_ids is not None:
        query = query.where(col(PromisedAction.note_id).in_(sorted(note_ids)))
    if employee_id is not None:
        query = query.where(PromisedAction.employee_id == employee_id)
    return opened(session, session.exec(query))


def _levels(reader: Reader) -> list[tuple[Sight, ColumnElement[bool]]]:
    """Return, the widest first, each level of sight and the notes for which the reader has it."""
    if not reader.here:
        return [(Sight.FACTS, false())]
    shared = col(Note.status) != KEPT
    found = [
        (Sight.EVERYTHING, col(Note.manager_id) == reader.person_id),
        (Sight.SHARED, and_(col(Note.employee_id) == reader.person_id, shared)),
        (Sight.HANDED_OVER, and_(_managed_by(reader), _confirmed(), _has_block(FOR_SUCCESSOR))),
    ]
    serves = _served_by(reader)
    if serves is not None:
        found += [(Sight.FOR_HR, and_(serves, _has_block((SHARED_HR,)))), (Sight.FACTS, and_(serves, shared))]
    return [*found, (Sight.FACTS, and_(_managed_by(reader), shared))]


def _promise(reader: Reader) -> ColumnElement[bool]:
    if not reader.here:
        return false()
    return or_(
        col(Note.manager_id) == reader.person_id,
        and_(col(Note.employee_id) == reader.person_id, col(PromisedAction.shared).is_(True)),
        and_(_managed_by(reader), _confirmed(), _has_block(FOR_SUCCESSOR, ACTIONS)),
    )


def _managed_by(reader: Reader) -> ColumnElement[bool]:
    reports = select_columns(col(Person.id)).where(
        col(Person.manager_id) == reader.person_id,
        or_(col(Person.left_on).is_(None), col(Person.left_on) > reader.today),
    )
    return col(Note.employee_id).in_(reports)


def _served_by(reader: Reader) -> ColumnElement[bool] | None:
    """Return the condition on notes about the people HR serves; None for who is not HR."""
    if reader.role == HR_ADMIN or (reader.role == HR and not reader.units):
        return true()
    if reader.role != HR:
        return None
    below = units_below(reader.units)
    # A unit may be named before anybody has entered it in the tree.
    named = or_(
        col(Person.unit_code).in_(sorted(reader.units)),
        col(Person.unit_code).in_(select_columns(below.c.code)),
    )
    return col(Note.employee_id).in_(select_columns(col(Person.id)).where(named))


def _confirmed() -> ColumnElement[bool]:
    return col(Note.status).in_(CONFIRMED)


def _has_block(audiences: Collection[str], name: str | None = None) -> ColumnElement[bool]:
    """Return the condition on notes whose newest edition has a block for one of these, under this name."""
    found = exists().where(
        col(NoteBlock.note_id) == Note.id,
        col(NoteBlock.version) == Note.version,
        col(NoteBlock.visibility).in_(audiences),
    )
    return found if name is None else found.where(col(NoteBlock.name) == name)
