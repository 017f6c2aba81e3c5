"""The receipts of notes, for the copy of somebody's records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage import committed, receipts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from storage.records import Note


def receipts_for(session: Session, notes: Sequence[Note], vkey: str) -> dict[str, list[bytes]]:
    """Return the receipts there are of each note's records, as they are handed out; `vkey` is the log's key.

    What is still on its way to the log is left out, and what was erased.
    """
    openings = committed.openings_of(session, notes)
    known = {record: opening for entered in openings.values() for record, opening in entered}
    made = receipts.receipts_of(session, known, vkey)
    return {
        note_id: [made[record] for record, _ in entered if record in made]
        for note_id, entered in openings.items()
    }
