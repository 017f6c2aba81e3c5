"""Which talks took place with whom in a cycle, and since when the employee has had a confirmed note of each.

Facts for the release of results, never a word of a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import col

from storage.records import FINAL, PRIVATE, SAVED_MESSAGE, UNACKNOWLEDGED, Note, NoteBlock, NoteVersion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlmodel import Session

INTERVIEW = "performance_interview"
"""The kind of note a performance interview leaves."""


@dataclass(frozen=True)
class TalkFact:
    """A talk whose note is final. `confirmed`: its employee said so. `shared_at`: when they were first shown any."""

    met_on: date
    shared_at: datetime
    interview: bool
    confirmed: bool


_TALKS = (
    select_columns(
        col(Note.employee_id),
        col(Note.met_on),
        col(Note.kind),
        col(Note.status),
        func.min(NoteVersion.written_at).label("shared_at"),
    )
    .join(NoteVersion, col(NoteVersion.note_id) == Note.id)
    .join(
        NoteBlock, (col(NoteBlock.note_id) == Note.id) & (col(NoteBlock.version) == col(NoteVersion.version))
    )
    .where(
        col(Note.employee_id).in_(bindparam("people", expanding=True)),
        col(Note.met_on) >= bindparam("since"),
        col(Note.met_on) <= bindparam("until"),
        col(Note.kind) != SAVED_MESSAGE,
        col(Note.status).in_((FINAL, UNACKNOWLEDGED)),
        col(NoteBlock.visibility) != PRIVATE,
    )
    .group_by(col(Note.id), col(Note.employee_id), col(Note.met_on), col(Note.kind), col(Note.status))
)


def in_cycle(
    session: Session, person_ids: Sequence[int], since: date, until: date
) -> dict[int, tuple[TalkFact, ...]]:
    """Return the talks with these people whose notes are final, by employee, that took place in these days."""
    found: dict[int, tuple[TalkFact, ...]] = {}
    given = {"people": list(person_ids), "since": since, "until": until}
    for employee_id, met_on, kind, status, shared_at in session.connection().execute(_TALKS, given):
        talk = TalkFact(met_on, shared_at, kind == INTERVIEW, status == FINAL)
        found[employee_id] = (*found.get(employee_id, ()), talk)
    return found
