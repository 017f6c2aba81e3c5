"""The receipts of a note, for the copy of somebody's records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import committed, receipts

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.records import Note


def receipts_for(session: Session, note: Note, vkey: str) -> list[bytes]:
    """Return the receipts there are of a note's records, as they are handed out; `vkey` is the log's key.

    What is still on its way to the log is left out, and what was erased.
    """
    found = []
    for record in committed.records_of(session, note):
        opening = committed.opening_of(session, note, record)
        made = receipts.receipt(session, record, opening, vkey) if opening is not None else None
        if made is not None:
            found.append(made)
    return found
