"""What the editions of a note say, opened for reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from storage.records import SAVED_MESSAGE, Note, NoteBlock, NoteVersion, lock_of, part_of
from storage.secrets import keyring

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
    return of_notes(session, [note])[note.id]


def of_notes(session: Session, notes: Iterable[Note]) -> dict[str, list[Edition]]:
    """Return every edition of each of these notes, as `of_note` does: three queries, however many notes."""
    by_id = {note.id: note for note in notes}
    wanted = sorted(by_id)
    versions = session.exec(
        select(NoteVersion).where(col(NoteVersion.note_id).in_(wanted)).order_by(col(NoteVersion.version))
    ).all()
    rows = session.exec(
        select(NoteBlock).where(col(NoteBlock.note_id).in_(wanted)).order_by(col(NoteBlock.position))
    ).all()
    parts = {(row.note_id, row.part) for row in versions} | {(row.note_id, _part(row)) for row in rows}
    locks = {(note_id, part): lock_of(by_id[note_id], part) for note_id, part in parts}
    keys = keyring(session, locks.values())
    blocks: dict[tuple[str, int], dict[str, Block]] = {(row.note_id, row.version): {} for row in versions}
    for row in rows:
        text = keys.open(locks[row.note_id, _part(row)], row.text, row.place("text"))
        opened = Block(row.name, row.visibility, text or "", erased=text is None)
        blocks[row.note_id, row.version][row.name] = opened
    found: dict[str, list[Edition]] = {note_id: [] for note_id in wanted}
    for version in versions:
        lock = locks[version.note_id, version.part]
        found[version.note_id].append(
            Edition(
                version=version.version,
                written_by=version.written_by,
                written_at=version.written_at,
                reason=keys.open(lock, version.reason, version.place("reason")) or "",
                blocks=blocks[version.note_id, version.version],
            )
        )
    return found


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


@dataclass(frozen=True)
class SavedMessage:
    """A message kept as evidence: what it says, who wrote it and when."""

    note_id: str
    words: str
    author: str
    said_on: date


def saved_about(
    session: Session, author_id: int, employee_id: int, *, since: datetime | None = None, limit: int = 2
) -> list[SavedMessage]:
    """Return the messages somebody saved about an employee after `since`, newest first; without what was erased."""
    query = select(Note).where(
        Note.manager_id == author_id, Note.employee_id == employee_id, Note.kind == SAVED_MESSAGE
    )
    if since is not None:
        query = query.where(Note.created_at > since)
    notes = session.exec(query.order_by(col(Note.created_at).desc(), col(Note.id)).limit(limit)).all()
    blocks = newest(session, notes)
    said = ((note, {block.name: block.text for block in blocks[note.id]}) for note in notes)
    return [
        SavedMessage(note.id, texts["evidence"], texts.get("source", ""), note.met_on)
        for note, texts in said
        if texts.get("evidence")
    ]


def newest(session: Session, notes: Iterable[Note]) -> dict[str, list[Block]]:
    """Return the blocks of the newest edition of each of these notes, in order: two queries, however many notes."""
    by_id = {note.id: note for note in notes}
    rows = session.exec(
        select(NoteBlock)
        .join(Note, (col(Note.id) == NoteBlock.note_id) & (col(Note.version) == NoteBlock.version))
        .where(col(NoteBlock.note_id).in_(sorted(by_id)))
        .order_by(col(NoteBlock.position))
    ).all()
    locks = {(row.note_id, _part(row)): lock_of(by_id[row.note_id], _part(row)) for row in rows}
    keys = keyring(session, locks.values())
    found: dict[str, list[Block]] = {note_id: [] for note_id in by_id}
    for row in rows:
        text = keys.open(locks[row.note_id, _part(row)], row.text, row.place("text"))
        found[row.note_id].append(Block(row.name, row.visibility, text or "", erased=text is None))
    return found


def _part(row: NoteBlock) -> str:
    return part_of(row.visibility)
