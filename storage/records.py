"""Notes of check-ins: their editions, and the blocks of each with who may read them.

Editions and blocks are only ever added, and sealed before that: `storage.editions` opens them for reading. What a
note says now is its newest version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from sqlalchemy import bindparam, func
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage import actions, commitments
from storage.columns import UtcDateTime
from storage.commitments import canonical_edition, edition_id, enter
from storage.sealing import Place
from storage.secrets import PRIVATE_PART, SHARED_PART, Lock, keyring, record_lock

if TYPE_CHECKING:
    from storage.actions import DraftAction

PRIVATE, SHARED, SHARED_HR, RECIPIENT = commitments.PRIVATE, "shared", "shared_hr", "recipient"
"""Who may read a block (domain 1.7): its author; both; both and HR; the person it thanks."""

KEPT, IN_REVIEW, FINAL, UNACKNOWLEDGED = "kept", "employee_review", "final", "final_unacknowledged"
"""Where a note stands: the author's own; with the employee; final; final after their silence."""

SAVED_MESSAGE = "saved_message"
"""The kind and the mode of a note that is no talk: a message somebody kept as evidence."""


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
    """One edition of a note: who wrote it, when, and why. The reason is sealed with that `part` of the note."""

    __tablename__ = "note_version"
    note_id: str = Field(primary_key=True, foreign_key="note.id", max_length=32)
    version: int = Field(primary_key=True)
    written_by: int = Field(foreign_key="person.id")
    written_at: datetime = Field(sa_type=UtcDateTime)
    part: str = Field(max_length=16)
    reason: bytes

    def place(self, column: str) -> Place:
        """Return where a sealed column of this row lies."""
        return Place("note_version", f"{self.note_id}:{self.version}", column)


class NoteBlock(SQLModel, table=True):
    """One block of one edition, sealed, with who may read it."""

    __tablename__ = "note_block"
    note_id: str = Field(primary_key=True, foreign_key="note.id", max_length=32)
    version: int = Field(primary_key=True)
    name: str = Field(primary_key=True, max_length=32)
    position: int
    visibility: str = Field(max_length=24)
    text: bytes

    def place(self, column: str) -> Place:
        """Return where a sealed column of this row lies."""
        return Place("note_block", f"{self.note_id}:{self.version}:{self.name}", column)


@dataclass(frozen=True)
class DraftBlock:
    """A part of a note about to be stored."""

    name: str
    visibility: str
    text: str


@dataclass(frozen=True)
class DraftNote:
    """A check-in's result, or a saved message, about to become a note.

    `written_by` None: the manager. What the employee wrote about themselves needs no review by them.
    """

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
    written_by: int | None = None


def part_of(visibility: str) -> str:
    """Return which part of the record a block of this visibility belongs to."""
    return PRIVATE_PART if visibility == PRIVATE else SHARED_PART


def lock_of(note: Note, part: str) -> Lock:
    """Return whose keys a part of a note is sealed under."""
    return record_lock(note.id, part, note.manager_id, note.employee_id)


def create(session: Session, draft: DraftNote, now: datetime) -> Note:
    """Store a new note as version 1, with its promised actions.

    A note with any block beyond the author starts in review by the employee; one without stays the author's.
    """
    shared = any(block.visibility != PRIVATE for block in draft.blocks)
    author = draft.written_by or draft.manager_id
    reviewed = shared and author != draft.employee_id
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
        status=IN_REVIEW if reviewed else FINAL if shared else KEPT,
        created_at=now,
        review_ends_at=draft.review_ends_at if reviewed else None,
    )
    session.add(note)
    session.flush()
    action_visibility = {block.name: block.visibility for block in draft.blocks}.get("actions", PRIVATE)
    parts = {part_of(block.visibility) for block in draft.blocks}
    if draft.actions:
        parts.add(part_of(action_visibility))
    # All at once, so that one query reads the keys and one makes those that are missing.
    keyring(session, {lock_of(note, part) for part in parts}, now=now)
    add_version(
        session,
        note,
        1,
        written_by=author,
        now=now,
        blocks=draft.blocks,
        reason="",
        part=SHARED_PART if shared else PRIVATE_PART,
    )
    actions.add(
        session,
        note.id,
        draft.manager_id,
        draft.employee_id,
        draft.actions,
        shared=action_visibility != PRIVATE,
        now=now,
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
    part: str,
) -> None:
    """Seal and store an edition of a note; the primary key refuses a second edition under the same number.

    `part` is the part of the note its reason belongs to: with the shared one the employee is shown the edition,
    and it is committed to the ledger. Raises KeyDestroyedError.
    """
    locks = {each: lock_of(note, each) for each in {part, *(part_of(block.visibility) for block in blocks)}}
    keys = keyring(session, locks.values(), now=now)
    edition = NoteVersion(
        note_id=note.id, version=version, written_by=written_by, written_at=now, part=part, reason=b""
    )
    edition.reason = keys.seal(locks[part], reason, edition.place("reason"))
    session.add(edition)
    for position, block in enumerate(blocks):
        row = NoteBlock(
            note_id=note.id,
            version=version,
            name=block.name,
            position=position,
            visibility=block.visibility,
            text=b"",
        )
        row.text = keys.seal(locks[part_of(block.visibility)], block.text, row.place("text"))
        session.add(row)
    note.version = version
    session.add(note)
    session.flush()
    if part == SHARED_PART:
        said = ((block.name, block.visibility, block.text) for block in blocks)
        canonical = canonical_edition(note, version, written_by, now, reason, said)
        enter(session, note, edition_id(note.id, version), canonical, now)


def get(session: Session, note_id: str, *, lock: bool = False) -> Note | None:
    """Return the note with this id; locked until the transaction ends when it is about to change."""
    query = select(Note).where(Note.id == note_id)
    return session.exec(query.with_for_update() if lock else query).first()


def of_person(session: Session, person_id: int) -> list[Note]:
    """Return every note somebody wrote or is the subject of, oldest first."""
    query = select(Note).where(or_(col(Note.manager_id) == person_id, col(Note.employee_id) == person_id))
    return list(session.exec(query.order_by(col(Note.created_at), col(Note.id))))


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


class PastTalk(NamedTuple):
    """A pair's newest complete debrief on record: its note, which edition stands, when it was and when written."""

    note_id: str
    version: int
    met_on: date
    created_at: datetime


# Built once: every step of a check-in asks these, and building them takes longer than running them.
_OF_PAIR = (col(Note.manager_id) == bindparam("manager"), col(Note.employee_id) == bindparam("employee"))
_NEWEST_TALK = (
    select(col(Note.id), col(Note.version), col(Note.met_on), col(Note.created_at))
    .where(*_OF_PAIR, col(Note.mode) == "debrief", col(Note.partial).is_(False))
    .order_by(col(Note.created_at).desc())
    .limit(1)
)
_NOTES_OF_PAIR = select(func.count()).select_from(Note).where(*_OF_PAIR, col(Note.mode) != SAVED_MESSAGE)


def newest_between(session: Session, manager_id: int, employee_id: int) -> PastTalk | None:
    """Return the newest complete debrief of a pair."""
    given = {"manager": manager_id, "employee": employee_id}
    found = session.connection().execute(_NEWEST_TALK, given).first()
    return PastTalk(*found) if found is not None else None


def count_between(session: Session, manager_id: int, employee_id: int) -> int:
    """Return how many talks of a pair are on record."""
    given = {"manager": manager_id, "employee": employee_id}
    return int(session.connection().execute(_NOTES_OF_PAIR, given).scalar_one())
