"""What people answered to a note; only ever added, and sealed with what both may read of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.commitments import answer_id, canonical_answer, enter
from storage.numbers import next_numbers
from storage.sealing import Place
from storage.secrets import SHARED_PART, keyring, record_lock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.records import Note

ACKNOWLEDGED, COMMENTED, DISPUTED = "acknowledged", "commented", "disputed"


class NoteResponse(SQLModel, table=True):
    """An answer to one edition: acknowledged it, added a view, or disputed a sentence (`quote`)."""

    __tablename__ = "note_response"
    id: int = Field(primary_key=True)
    note_id: str = Field(foreign_key="note.id", index=True, max_length=32)
    version: int
    person_id: int = Field(foreign_key="person.id")
    kind: str = Field(max_length=16)
    text: bytes
    quote: bytes
    said_at: datetime = Field(sa_type=UtcDateTime)

    def place(self, column: str) -> Place:
        """Return where a sealed column of this row lies."""
        return Place("note_response", f"{self.note_id}:{self.id}", column)


@dataclass(frozen=True)
class DraftAnswer:
    """An answer about to be stored."""

    version: int
    person_id: int
    kind: str
    text: str
    quote: str
    said_at: datetime


@dataclass(frozen=True)
class Answer:
    """A stored answer, opened. `erased`: its key was destroyed, and its words are empty for good."""

    number: int
    version: int
    person_id: int
    kind: str
    text: str
    quote: str
    said_at: datetime
    erased: bool


def add(session: Session, note: Note, draft: DraftAnswer) -> int:
    """Seal, store and commit an answer, and return its number; raises KeyDestroyedError."""
    lock = record_lock(note.id, SHARED_PART, note.manager_id, note.employee_id)
    keys = keyring(session, [lock], now=draft.said_at)
    row = NoteResponse(
        id=next_numbers(session, "note_response", 1)[0],
        note_id=note.id,
        version=draft.version,
        person_id=draft.person_id,
        kind=draft.kind,
        text=b"",
        quote=b"",
        said_at=draft.said_at,
    )
    row.text = keys.seal(lock, draft.text, row.place("text"))
    row.quote = keys.seal(lock, draft.quote, row.place("quote"))
    session.add(row)
    session.flush()
    canonical = canonical_answer(
        note, row.id, draft.version, draft.kind, draft.person_id, draft.said_at, draft.text, draft.quote
    )
    enter(session, note, answer_id(draft.kind, note.id, row.id), canonical, draft.said_at)
    return row.id


def of_note(session: Session, note: Note) -> list[Answer]:
    """Return everything that was answered to a note, oldest first."""
    return of_notes(session, [note])[note.id]


def of_notes(session: Session, notes: Iterable[Note]) -> dict[str, list[Answer]]:
    """Return everything that was answered to each of these notes, oldest first: two queries, however many notes."""
    locks = {note.id: record_lock(note.id, SHARED_PART, note.manager_id, note.employee_id) for note in notes}
    found: dict[str, list[Answer]] = {note_id: [] for note_id in locks}
    query = select(NoteResponse).where(col(NoteResponse.note_id).in_(sorted(locks)))
    rows = session.exec(query.order_by(col(NoteResponse.id))).all()
    if not rows:
        return found
    keys = keyring(session, {locks[row.note_id] for row in rows})
    for row in rows:
        text = keys.open(locks[row.note_id], row.text, row.place("text"))
        quote = keys.open(locks[row.note_id], row.quote, row.place("quote"))
        found[row.note_id].append(
            Answer(
                number=row.id,
                version=row.version,
                person_id=row.person_id,
                kind=row.kind,
                text=text or "",
                quote=quote or "",
                said_at=row.said_at,
                erased=text is None,
            )
        )
    return found
