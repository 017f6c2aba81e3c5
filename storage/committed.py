"""Reading what was committed to the ledger: for receipts, for exports, and for the verification of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, exists, literal
from sqlalchemy import cast as as_type
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from storage import editions, ledger, responses
from storage.commitments import (
    EDITION,
    OPENING,
    PRIVATE,
    answer_id,
    canonical_answer,
    canonical_edition,
    edition_id,
    enter,
    place,
    shared_lock,
)
from storage.ledger import ENTRY
from storage.records import Note, NoteVersion
from storage.responses import NoteResponse
from storage.sealing import BrokenSealError
from storage.secrets import SHARED_PART, keyring
from storage.verification import Content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Select

    from storage.ledger import Entry

_VERSION, _ANSWER = ledger.table(NoteVersion).c, ledger.table(NoteResponse).c


def _not_entered(record: ColumnElement[str]) -> Select[Any]:
    """Return the query for records, by the column that gives their ids, without an entry or without an opening."""
    return select_columns(record).where(~exists().where(OPENING.c.record == record, ENTRY.c.record == record))


# As `edition_id` and `answer_id` write them.
_EDITIONS_NOT_ENTERED = _not_entered(
    literal(f"{EDITION}:") + _VERSION.note_id + ":" + as_type(_VERSION.version, String)
).where(_VERSION.part == SHARED_PART)
_ANSWERS_NOT_ENTERED = _not_entered(_ANSWER.kind + ":" + _ANSWER.note_id + ":" + as_type(_ANSWER.id, String))


def opening_of(session: Session, note: Note, record: str) -> bytes | None:
    """Return the opening of a record's commitment; None when it was erased, or was never entered."""
    query = select_columns(OPENING.c.sealed).where(OPENING.c.record == record, OPENING.c.note_id == note.id)
    sealed = session.connection().execute(query).scalar()
    if sealed is None:
        return None
    lock = shared_lock(note)
    opened = keyring(session, [lock]).open(lock, sealed, place(record))
    return None if opened is None else bytes.fromhex(opened)


def records_of(session: Session, note: Note) -> list[str]:
    """Return the ids of everything of a note that was entered, in that order."""
    query = (
        select_columns(ENTRY.c.record)
        .join(OPENING, OPENING.c.record == ENTRY.c.record)
        .where(OPENING.c.note_id == note.id)
        .order_by(ENTRY.c.id)
    )
    return list(session.connection().execute(query).scalars())


def openings_of(session: Session, notes: Iterable[Note]) -> dict[str, list[tuple[str, bytes]]]:
    """Return what was entered of each of these notes, in that order, with its opening; without what was erased.

    Two queries, however many notes.
    """
    locks = {note.id: shared_lock(note) for note in notes}
    query = (
        select_columns(OPENING.c.note_id, OPENING.c.record, OPENING.c.sealed)
        .join(ENTRY, ENTRY.c.record == OPENING.c.record)
        .where(OPENING.c.note_id.in_(sorted(locks)))
        .order_by(ENTRY.c.id)
    )
    keys = keyring(session, locks.values())
    found: dict[str, list[tuple[str, bytes]]] = {note_id: [] for note_id in locks}
    for note_id, record, sealed in session.connection().execute(query):
        opening = keys.open(locks[note_id], sealed, place(record))
        if opening is not None:
            found[note_id].append((record, bytes.fromhex(opening)))
    return found


def canonical_of(session: Session, note: Note, record: str) -> bytes | None:
    """Return the canonical bytes of a record as it reads today; None when it is not there or was erased."""
    if opening_of(session, note, record) is None:
        return None
    return next((canonical for known, canonical, _ in _stored(session, note) if known == record), None)


def contents(session: Session, entries: Sequence[Entry]) -> Mapping[str, Content | None]:
    """Read the records of some entries, for `verification.verify_log`.

    None for one whose key was destroyed; a record that is not there at all is left out. What does not open,
    because somebody changed or moved it, comes back as no words at all and so fits no commitment.
    """
    wanted = {entry.record: entry for entry in entries}
    note_ids = {record.split(":")[1] for record in wanted}
    found: dict[str, Content | None] = {}
    for note in session.exec(select(Note).where(col(Note.id).in_(sorted(note_ids)))):
        try:
            found |= _contents_of(session, note)
        except BrokenSealError:
            found |= {
                record: Content(b"", b"", wanted[record].at)
                for record in records_of(session, note)
                if record in wanted
            }
    return {record: content for record, content in found.items() if record in wanted}


def not_entered(session: Session) -> Iterator[str]:
    """Give the ids of shared editions and of answers that the ledger does not speak of, or no longer does.

    An entry that was taken out before it became a leaf is missed here: the record and its opening remain. The
    database looks for them, so that memory grows with what is wrong and not with what there is.
    """
    connection = session.connection()
    for missing in (_EDITIONS_NOT_ENTERED, _ANSWERS_NOT_ENTERED):
        yield from connection.execute(missing).scalars()


def enter_all(session: Session) -> int:
    """Enter what an older version of Touchbase stored before there was a ledger; return how much.

    Does nothing once the ledger has any entry: what is missing then is for the verification to find.
    """
    if session.connection().execute(select_columns(ENTRY.c.id).limit(1)).first() is not None:
        return 0
    missing = set(not_entered(session))
    note_ids = {record.split(":")[1] for record in missing}
    for note in session.exec(select(Note).where(col(Note.id).in_(sorted(note_ids)))):
        for record, canonical, at in _stored(session, note):
            if record in missing and canonical is not None:
                enter(session, note, record, canonical, at)
    return len(missing)


def _contents_of(session: Session, note: Note) -> dict[str, Content | None]:
    query = select_columns(OPENING.c.record, OPENING.c.sealed).where(OPENING.c.note_id == note.id)
    lock = shared_lock(note)
    keys = keyring(session, [lock])
    openings = {
        record: keys.open(lock, sealed, place(record))
        for record, sealed in session.connection().execute(query)
    }
    found: dict[str, Content | None] = {}
    for record, canonical, at in _stored(session, note):
        if record in openings:
            opening = openings[record]
            readable = opening is not None and canonical is not None
            found[record] = Content(bytes.fromhex(opening or ""), canonical or b"", at) if readable else None
    return found


def _stored(session: Session, note: Note) -> Iterator[tuple[str, bytes | None, datetime]]:
    """Give the id, canonical bytes and time of everything of a note that is entered; None for erased words."""
    for edition in editions.of_note(session, note):
        blocks = tuple(edition.blocks.values())
        shown = [block for block in blocks if not (block.erased and block.visibility != PRIVATE)]
        yield (
            edition_id(note.id, edition.version),
            canonical_edition(
                note,
                edition.version,
                edition.written_by,
                edition.written_at,
                edition.reason,
                ((block.name, block.visibility, block.text) for block in blocks),
            )
            if len(shown) == len(blocks)
            else None,
            edition.written_at,
        )
    for answer in responses.of_note(session, note):
        yield (
            answer_id(answer.kind, note.id, answer.number),
            None
            if answer.erased
            else canonical_answer(
                note,
                answer.number,
                answer.version,
                answer.kind,
                answer.person_id,
                answer.said_at,
                answer.text,
                answer.quote,
            ),
            answer.said_at,
        )
