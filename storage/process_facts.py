"""That talks took place: kind, day, where the note stands, and counts. No column with words is read here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, true
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from storage import sight
from storage.actions import DONE, PromisedAction
from storage.records import Note
from storage.responses import ACKNOWLEDGED, DISPUTED, NoteResponse

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import ColumnElement, ScalarSelect, Select

    from storage.relations import Reader


@dataclass(frozen=True)
class ProcessFacts:
    """One talk without its words. `readable`: the reader may see more of its note than this.

    `acknowledged`: the employee marked the newest edition as read. `steps` counts what was promised.
    """

    note_id: str
    kind: str
    met_on: date
    manager_id: int
    employee_id: int
    status: str
    partial: bool
    version: int
    acknowledged: bool
    disputes: int
    steps: int
    steps_done: int
    readable: bool


def facts_for(session: Session, reader: Reader, employee_id: int, *, limit: int = 200) -> list[ProcessFacts]:
    """Return the facts of an employee's talks the reader may know of, newest first."""
    return _facts(session, reader, col(Note.employee_id) == employee_id, limit)


def facts_of(session: Session, reader: Reader, note_ids: Collection[str]) -> list[ProcessFacts]:
    """Return the facts of these talks, as far as the reader may know of them, newest first."""
    return _facts(session, reader, col(Note.id).in_(sorted(note_ids)), len(note_ids)) if note_ids else []


def _facts(session: Session, reader: Reader, which: ColumnElement[bool], limit: int) -> list[ProcessFacts]:
    query: Select[*tuple[Any, ...]] = (
        select_columns(
            col(Note.id).label("note_id"),
            col(Note.kind),
            col(Note.met_on),
            col(Note.manager_id),
            col(Note.employee_id),
            col(Note.status),
            col(Note.partial),
            col(Note.version),
            (_responses(ACKNOWLEDGED, col(NoteResponse.version) == Note.version) > 0).label("acknowledged"),
            _responses(DISPUTED, true()).label("disputes"),
            _steps(true()).label("steps"),
            _steps(col(PromisedAction.status) == DONE).label("steps_done"),
            sight.at_least(sight.Sight.FOR_HR, reader).label("readable"),
        )
        .where(sight.at_least(sight.Sight.FACTS, reader), which)
        .order_by(col(Note.created_at).desc(), col(Note.id))
        .limit(limit)
    )
    return [ProcessFacts(**row) for row in session.connection().execute(query).mappings()]


def _responses(kind: str, further: ColumnElement[bool]) -> ScalarSelect[int]:
    found = select_columns(func.count()).where(
        col(NoteResponse.note_id) == Note.id, col(NoteResponse.kind) == kind, further
    )
    return found.correlate(Note).scalar_subquery()


def _steps(further: ColumnElement[bool]) -> ScalarSelect[int]:
    found = select_columns(func.count()).where(col(PromisedAction.note_id) == Note.id, further)
    return found.correlate(Note).scalar_subquery()
