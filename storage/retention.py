"""Which parts of which notes have been kept long enough, and what was let go when.

When a part's time is up is worked out by the rules of the records feature; here is only looked for what may be due.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from storage.cycles import Cycle
from storage.legal_holds import held_people
from storage.records import Note
from storage.secrets import PRIVATE_PART, SHARED_PART, RecordKey

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Select

TIME_IS_UP = "retention"
"""Why a part's key was destroyed, as `record_key.why` has it."""


@dataclass(frozen=True)
class Candidate:
    """A note one part of which may have been kept long enough. `over_on` is the day its talk or cycle ended."""

    note_id: str
    written_at: datetime
    over_on: date


@dataclass(frozen=True)
class PartGone:
    """A part of a note whose key was destroyed, when, and why (`retention`, or empty)."""

    part: str
    at: datetime
    why: str


def private_parts(session: Session, before: datetime, limit: int) -> list[Candidate]:
    """Return the notes written before this instant whose private part is there still, oldest first.

    Without those of people whose data is held; copies of the bot never share one.
    """
    query = _candidates(PRIVATE_PART).where(col(Note.created_at) < before)
    return _rows(session, query.order_by(col(Note.created_at), col(Note.id)).limit(limit))


def shared_parts(session: Session, over_by: date, limit: int) -> list[Candidate]:
    """Return the notes whose cycle, or talk, ended by this day and whose shared part is there still, oldest first.

    Without those of people whose data is held; copies of the bot never share one.
    """
    query = _candidates(SHARED_PART).where(over_by >= _OVER_ON)
    return _rows(session, query.order_by(_OVER_ON, col(Note.id)).limit(limit))


def gone(session: Session, note_ids: Collection[str]) -> dict[str, list[PartGone]]:
    """Return the parts of each of these notes that were let go."""
    query = select(RecordKey).where(
        col(RecordKey.record_id).in_(sorted(note_ids)),
        col(RecordKey.wrapped).is_(None),
        col(RecordKey.destroyed_at).is_not(None),
    )
    found: dict[str, list[PartGone]] = {note_id: [] for note_id in note_ids}
    for row in session.exec(query.order_by(col(RecordKey.part))):
        if row.destroyed_at is not None:
            found[row.record_id].append(PartGone(row.part, row.destroyed_at, row.why))
    return found


def over_on(session: Session, note: Note) -> date:
    """Return the day a note's cycle ended, or its talk when it belongs to no cycle we know."""
    cycle = session.get(Cycle, note.cycle_id) if note.cycle_id else None
    return cycle.ends if cycle is not None else note.met_on


def not_held(session: Session, note_ids: Collection[str]) -> dict[str, datetime]:
    """Return when each of these notes was written, of those neither of whose two people is under a legal hold."""
    held = held_people()
    query = select_columns(col(Note.id), col(Note.created_at)).where(
        col(Note.id).in_(sorted(note_ids)),
        col(Note.manager_id).not_in(held),
        col(Note.employee_id).not_in(held),
    )
    return dict(session.connection().execute(query).all())


_OVER_ON: ColumnElement[Any] = func.coalesce(col(Cycle.ends), col(Note.met_on))


def _candidates(part: str) -> Select[*tuple[Any, ...]]:
    held = held_people()
    return (
        select_columns(col(Note.id), col(Note.created_at), _OVER_ON)
        .join(RecordKey, (col(RecordKey.record_id) == Note.id) & (col(RecordKey.part) == part))
        .join(Cycle, col(Cycle.id) == Note.cycle_id, isouter=True)
        .where(
            col(RecordKey.wrapped).is_not(None),
            col(Note.manager_id).not_in(held),
            col(Note.employee_id).not_in(held),
        )
        .with_for_update(skip_locked=True, of=RecordKey)
    )


def _rows(session: Session, query: Select[*tuple[Any, ...]]) -> list[Candidate]:
    return [
        Candidate(note_id, written_at, over_on)
        for note_id, written_at, over_on in session.connection().execute(query)
    ]
