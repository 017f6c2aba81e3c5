"""The receipts of a note, for the copy of somebody's records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from storage import ledger, responses
from storage.records import Note, NoteVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session


def receipts_for(session: Session, note: Note) -> list[bytes]:
    """Return what the log holds of a note's records, each as JSON: what was entered, when, under which code."""
    entries = (ledger.entry_of(session, record) for record in _records_of(session, note))
    return [_written(entry) for entry in entries if entry is not None]


def _records_of(session: Session, note: Note) -> Iterator[str]:
    for version in range(1, note.version + 1):
        if session.get(NoteVersion, (note.id, version)) is not None:
            yield f"edition:{note.id}:{version}"
    for answer in responses.of_note(session, note):
        yield f"{answer.kind}:{note.id}:{answer.number}"


def _written(entry: ledger.Entry) -> bytes:
    said = {
        "record": entry.record,
        "code": entry.code,
        "at": entry.at.isoformat(),
        "commitment": entry.commitment.hex(),
    }
    return json.dumps(said).encode()
