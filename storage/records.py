"""Notes of check-ins: their editions, and the blocks of each with who may read them.

Editions and blocks are only ever added. What a note says now is its newest version.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage import actions
from storage.actions import DONE, DROPPED, OPEN, DraftAction, PromisedAction, open_actions
from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "DONE",
    "DROPPED",
    "OPEN",
    "DraftAction",
    "PromisedAction",
    "open_actions",
]

PRIVATE, SHARED, SHARED_HR, RECIPIENT = "private_manager", "shared", "shared_hr", "recipient"
"""Who may read a block (domain 1.7): its author; both; both and HR; the person it thanks."""

KEPT, IN_REVIEW, FINAL, UNACKNOWLEDGED = "kept", "employee_review", "final", "final_unacknowledged"
"""Where a note stands: the author's own; with the employee; final; final after their silence."""


class Note(SQLModel, table=True):
    """A talk's record. `partial` notes hold what there was when the check-in ended early.

    `remind_at` is when a silent reader is asked once more; None until somebody has worked it out.
    """

    __tablename__ = "note"
    id: str = Field(primary_key=True, max_length=32)
    check_in_id: str | None = Field(default=None, unique=True, max_length=32)
    kind: str = Field(max_length=32)
    mode: str = Field(max_length=16)
    manager_id: int = Field(foreign_key="person.id", index=True)
    employee_id: int = Field(foreign_key="person.id", index=True)
    cycle_id: str | None = Field(default=None, max_length=32)
    met_on: date
    partial: bool = False
    status: str = Field(default=KEPT, max_length=24, index=True)
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    review_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    remind_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reminded: bool = False


class NoteVersion(SQLModel, table=True):
    """One edition of a note: who wrote it, when, and why."""

    __tablename__ = "note_version"
    note_id: str = Field(primary_key=True, foreign_key="note.id", max_length=32)
    version: int = Field(primary_key=True)
    written_by: int = Field(foreign_key="person.id")
    written_at: datetime = Field(sa_type=UtcDateTime)
    reason: str = ""


class NoteBlock(SQLModel, table=True):
    """One part of one edition, with who may read it."""

    __tablename__ = "note_block"
    note_id: str = Field(primary_key=True, foreign_key="note.id", max_length=32)
    version: int = Field(primary_key=True)
    name: str = Field(primary_key=True, max_length=32)
    position: int
    visibility: str = Field(max_length=24)
    text: str


@dataclass(frozen=True)
class DraftBlock:
    """A part of a note about to be stored."""

    name: str
    visibility: str
    text: str


@dataclass(frozen=True)
class DraftNote:
    """A check-in's result about to become a note."""

    check_in_id: str | None
    kind: str
    mode: str
    manager_id: int
    employee_id: int
    met_on: date
    cycle_id: str | None
    partial: bool
    blocks: tuple[DraftBlock, ...]
    actions: tuple[DraftAction, ...] = ()
    review_ends_at: datetime | None = None


@dataclass(frozen=True)
class Edition:
    """One version of a note as a reader may see it: blocks by name, in order, already filtered."""

    version: int
    written_by: int
    written_at: datetime
    reason: str
    blocks: Mapping[str, NoteBlock] = field(default_factory=dict)


def create(session: Session, draft: DraftNote, now: datetime) -> Note:
    """Store a new note as version 1, with its promised actions.

    A note with any block beyond the author starts in review by the employee; one without stays the author's.
    """
    shared = any(block.visibility != PRIVATE for block in draft.blocks)
    note = Note(
        id=uuid4().hex,
        check_in_id=draft.check_in_id,
        kind=draft.kind,
        mode=draft.mode,
        manager_id=draft.manager_id,
        employee_id=draft.employee_id,
        cycle_id=draft.cycle_id,
        met_on=draft.met_on,
        partial=draft.partial,
        status=IN_REVIEW if shared else KEPT,
        created_at=now,
        review_ends_at=draft.review_ends_at if shared else None,
    )
    session.add(note)
    session.flush()
    add_version(session, note, 1, written_by=draft.manager_id, now=now, blocks=draft.blocks, reason="")
    action_visibility = {block.name: block.visibility for block in draft.blocks}.get("actions", PRIVATE)
    actions.add(
        session,
        note.id,
        draft.manager_id,
        draft.employee_id,
        draft.actions,
        shared=action_visibility != PRIVATE,
    )
    return note


def add_version(  # noqa: PLR0913 - an edition has this many facts
    session: Session,
    note: Note,
    version: int,
    *,
    written_by: int,
    now: datetime,
    blocks: tuple[DraftBlock, ...],
    reason: str,
) -> None:
    """Store an edition of a note; the primary key refuses a second edition under the same number."""
    session.add(
        NoteVersion(note_id=note.id, version=version, written_by=written_by, written_at=now, reason=reason)
    )
    for position, block in enumerate(blocks):
        session.add(
            NoteBlock(
                note_id=note.id,
                version=version,
                name=block.name,
                position=position,
                visibility=block.visibility,
                text=block.text,
            )
        )
    note.version = version
    session.add(note)
    session.flush()


def get(session: Session, note_id: str, *, lock: bool = False) -> Note | None:
    """Return the note with this id; locked until the transaction ends when it is about to change."""
    query = select(Note).where(Note.id == note_id)
    return session.exec(query.with_for_update() if lock else query).first()


def editions(session: Session, note_id: str) -> list[Edition]:
    """Return every edition of a note, oldest first, with all its blocks."""
    versions = session.exec(
        select(NoteVersion).where(NoteVersion.note_id == note_id).order_by(col(NoteVersion.version))
    )
    blocks = list(
        session.exec(select(NoteBlock).where(NoteBlock.note_id == note_id).order_by(col(NoteBlock.position)))
    )
    return [
        Edition(
            version=row.version,
            written_by=row.written_by,
            written_at=row.written_at,
            reason=row.reason,
            blocks={block.name: block for block in blocks if block.version == row.version},
        )
        for row in versions
    ]


def in_review_past(session: Session, now: datetime, limit: int = 100) -> list[Note]:
    """Return the notes whose reader was silent until the review ended; copies of the bot never share one."""
    query = (
        select(Note)
        .where(Note.status == IN_REVIEW, col(Note.review_ends_at) <= now)
        .order_by(col(Note.review_ends_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(session.exec(query))


def to_remind(session: Session, now: datetime, limit: int = 100) -> list[Note]:
    """Return the notes whose silent reader is due a reminder, or whose reminder has no moment yet."""
    query = (
        select(Note)
        .where(
            Note.status == IN_REVIEW,
            col(Note.reminded).is_(False),
            or_(col(Note.remind_at).is_(None), col(Note.remind_at) <= now),
        )
        .order_by(col(Note.created_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(session.exec(query))


def newest_between(session: Session, manager_id: int, employee_id: int) -> Note | None:
    """Return the newest complete debrief note of a pair."""
    query = (
        select(Note)
        .where(
            Note.manager_id == manager_id,
            Note.employee_id == employee_id,
            Note.mode == "debrief",
            col(Note.partial).is_(False),
        )
        .order_by(col(Note.created_at).desc())
    )
    return session.exec(query).first()


def count_between(session: Session, manager_id: int, employee_id: int) -> int:
    """Return how many notes a pair has."""
    query = select(Note.id).where(Note.manager_id == manager_id, Note.employee_id == employee_id)
    return len(session.exec(query).all())


def evidence_of_pair(session: Session, manager_id: int, employee_id: int) -> list[tuple[date, str]]:
    """Return what the newest edition of each of a pair's notes gives as evidence, with the talk's day, newest first."""
    query = (
        select(col(Note.met_on), col(NoteBlock.text))
        .join(NoteBlock, (col(Note.id) == NoteBlock.note_id) & (col(Note.version) == NoteBlock.version))
        .where(
            Note.manager_id == manager_id,
            Note.employee_id == employee_id,
            NoteBlock.name == "evidence",
            NoteBlock.text != "",
        )
        .order_by(col(Note.created_at).desc())
    )
    return [(day, text) for day, text in session.exec(query)]
