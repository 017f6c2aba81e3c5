"""What the editions of a note say, opened for reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from storage.records import Note, NoteBlock, NoteVersion, lock_of, part_of
from storage.secrets import keyring

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


@dataclass(frozen=True)
class Block:
    """One part of an edition. `erased`: its key was destroyed, and `text` is empty for good."""

    name: str
    visibility: str
    text: str
    erased: bool = False


@dataclass(frozen=True)
class Edition:
    """One version of a note with all its blocks, by name and in order. A reason that was erased is empty."""

    version: int
    written_by: int
    written_at: datetime
    reason: str
    blocks: Mapping[str, Block] = field(default_factory=dict)


def of_note(session: Session, note: Note) -> list[Edition]:
    """Return every edition of a note, oldest first, with all its blocks."""
    versions = session.exec(
        select(NoteVersion).where(NoteVersion.note_id == note.id).order_by(col(NoteVersion.version))
    ).all()
    rows = session.exec(
        select(NoteBlock).where(NoteBlock.note_id == note.id).order_by(col(NoteBlock.position))
    ).all()
    locks = {part: lock_of(note, part) for part in {row.part for row in versions} | {*map(_part, rows)}}
    keys = keyring(session, locks.values())
    blocks: dict[int, dict[str, Block]] = {row.version: {} for row in versions}
    for row in rows:
        text = keys.open(locks[_part(row)], row.text, row.place("text"))
        blocks[row.version][row.name] = Block(row.name, row.visibility, text or "", erased=text is None)
    return [
        Edition(
            version=row.version,
            written_by=row.written_by,
            written_at=row.written_at,
            reason=keys.open(locks[row.part], row.reason, row.place("reason")) or "",
            blocks=blocks[row.version],
        )
        for row in versions
    ]


def visibility(session: Session, note: Note, name: str) -> str | None:
    """Return who a block of the newest edition is for; None when it has no such block."""
    block = session.get(NoteBlock, (note.id, note.version, name))
    return None if block is None else block.visibility


def evidence_of_pair(session: Session, manager_id: int, employee_id: int) -> list[tuple[date, str]]:
    """Return what the newest edition of each of a pair's notes gives as evidence, with the talk's day, newest first."""
    query = (
        select(Note, NoteBlock)
        .join(NoteBlock, (col(Note.id) == NoteBlock.note_id) & (col(Note.version) == NoteBlock.version))
        .where(Note.manager_id == manager_id, Note.employee_id == employee_id, NoteBlock.name == "evidence")
        .order_by(col(Note.created_at).desc())
    )
    found = [(note.met_on, lock_of(note, _part(row)), row) for note, row in session.exec(query)]
    keys = keyring(session, {lock for _, lock, _ in found})
    opened = ((day, keys.open(lock, row.text, row.place("text"))) for day, lock, row in found)
    return [(day, text) for day, text in opened if text]


def _part(row: NoteBlock) -> str:
    return part_of(row.visibility)
