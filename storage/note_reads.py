"""Who opened which edition of a note, and as what; only ever added."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Iterable


class NoteRead(SQLModel, table=True):
    """Somebody read an edition. `as_relation`: what they were to the note then; `on_day` is the day in UTC.

    One row per reader, relation, edition and day: reading twice in an afternoon is one reading.
    """

    __tablename__ = "note_read"
    note_id: str = Field(primary_key=True, foreign_key="note.id", max_length=32)
    reader_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    version: int = Field(primary_key=True)
    as_relation: str = Field(primary_key=True, max_length=16)
    on_day: date = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


_TABLE = SQLModel.metadata.tables["note_read"]
_INSERT = PerEngine(lambda insert: insert(_TABLE).on_conflict_do_nothing())


def keep(  # noqa: PLR0913 - a reading has this many facts
    session: Session, note_id: str, reader_id: int, *, version: int, as_relation: str, at: datetime
) -> None:
    """Store that somebody read an edition, once a day."""
    session.connection().execute(
        _INSERT[session.get_bind().dialect.name],
        {
            "note_id": note_id,
            "reader_id": reader_id,
            "version": version,
            "as_relation": as_relation,
            "on_day": at.astimezone(UTC).date(),
            "at": at,
        },
    )


def of_note(session: Session, note_id: str) -> list[NoteRead]:
    """Return every reading of a note, newest first."""
    return of_notes(session, [note_id])[note_id]


def of_notes(session: Session, note_ids: Iterable[str]) -> dict[str, list[NoteRead]]:
    """Return every reading of each of these notes, newest first."""
    found: dict[str, list[NoteRead]] = {note_id: [] for note_id in note_ids}
    query = select(NoteRead).where(col(NoteRead.note_id).in_(sorted(found)))
    for row in session.exec(query.order_by(col(NoteRead.at).desc(), col(NoteRead.reader_id))):
        found[row.note_id].append(row)
    return found
