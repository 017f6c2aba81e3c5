"""Committing what both sides may read: every edition an employee is shown, and every answer they give.

The commitment is to canonical bytes: JSON with sorted keys and nothing between its marks, in UTF-8, of all that was
said and shown. `records.add_version` and `responses.add` call this themselves, in the transaction that stores the
record, so neither is there without the other. The opening that proves it lies sealed beside the record, under the
same keys: erasing a person takes it along, and their leaves say nothing any more.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlmodel import Field, SQLModel

from storage import ledger
from storage.ledger import LONGEST_RECORD_ID
from storage.sealing import Place
from storage.secrets import SHARED_PART, keyring, record_lock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlmodel import Session

    from storage.records import Note
    from storage.secrets import Lock

EDITION = "edition"
"""The kind of an entry for an edition; an answer's kind is what was answered."""
PRIVATE = "private_manager"
"""The audience of a block that is its author's own, which is not committed to."""


class LedgerOpening(SQLModel, table=True):
    """The sealed opening of a record's commitment."""

    __tablename__ = "ledger_opening"
    record: str = Field(primary_key=True, max_length=LONGEST_RECORD_ID)
    note_id: str = Field(foreign_key="note.id", index=True, max_length=32)
    sealed: bytes


OPENING = ledger.table(LedgerOpening)
_ADD = insert(OPENING)


def edition_id(note_id: str, version: int) -> str:
    """Return the record id of an edition."""
    return f"{EDITION}:{note_id}:{version}"


def answer_id(kind: str, note_id: str, number: int) -> str:
    """Return the record id of an answer."""
    return f"{kind}:{note_id}:{number}"


def canonical_edition(  # noqa: PLR0913, PLR0917 - an edition has this many facts
    note: Note,
    version: int,
    written_by: int,
    written_at: datetime,
    reason: str,
    blocks: Iterable[tuple[str, str, str]],
) -> bytes:
    """Return the bytes an edition is committed to: what its employee is shown of it, and nothing private.

    `blocks` are name, visibility and text, in reading order.
    """
    return _canonical(
        record=edition_id(note.id, version),
        note=_about(note),
        version=version,
        written_by=written_by,
        written_at=_instant(written_at),
        reason=reason,
        blocks=[
            {"name": name, "visibility": visibility, "text": text}
            for name, visibility, text in blocks
            if visibility != PRIVATE
        ],
    )


def canonical_answer(  # noqa: PLR0913, PLR0917 - an answer has this many facts
    note: Note, number: int, version: int, kind: str, person_id: int, said_at: datetime, text: str, quote: str
) -> bytes:
    """Return the bytes an answer to an edition is committed to."""
    return _canonical(
        record=answer_id(kind, note.id, number),
        note=_about(note),
        version=version,
        kind=kind,
        by=person_id,
        said_at=_instant(said_at),
        text=text,
        quote=quote,
    )


def enter(session: Session, note: Note, record: str, canonical: bytes, at: datetime) -> str:
    """Commit to a record stored in this very transaction; return the code people may call it by.

    Raises KeyDestroyedError when nothing can be sealed for its people any more.
    """
    opening, commitment = ledger.commit(canonical)
    lock = shared_lock(note)
    sealed = keyring(session, [lock], now=at).seal(lock, opening.hex(), place(record))
    session.connection().execute(_ADD, {"record": record, "note_id": note.id, "sealed": sealed})
    return ledger.append(session, record, commitment, at)


def shared_lock(note: Note) -> Lock:
    """Return whose keys what both may read of a note is sealed under."""
    return record_lock(note.id, SHARED_PART, note.manager_id, note.employee_id)


def place(record: str) -> Place:
    """Return where a record's opening lies."""
    return Place("ledger_opening", record, "sealed")


def _about(note: Note) -> dict[str, Any]:
    return {
        "id": note.id,
        "kind": note.kind,
        "mode": note.mode,
        "met_on": note.met_on.isoformat(),
        "manager": note.manager_id,
        "employee": note.employee_id,
    }


def _canonical(**facts: Any) -> bytes:  # noqa: ANN401 - JSON
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
