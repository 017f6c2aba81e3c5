"""What can be proven of a note: its code, its receipts, and the signed checkpoints they lead to. No Slack here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Sight, sight
from bot.errors import NoteNotFound, ReceiptNotReady
from bot.features.records import reading
from storage import committed, ledger, receipts, records, sequencer
from storage.checkpoints import Checkpoint, CheckpointError, open_checkpoint

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlmodel import Session

    from bot.clock import Clock
    from storage.checkpoints import Signer, Verifier

LOG_NAME = "touchbase/records"
"""The name checkpoints are signed under (C2SP signed-note: it has no spaces and no plus)."""


@dataclass(frozen=True)
class ReceiptFile:
    """One receipt as a file to hand out."""

    kind: str
    code: str
    content: bytes

    @property
    def name(self) -> str:
        """The file's name, which says what it is about and nothing of whom."""
        return f"touchbase-receipt-{self.kind}-{self.code}.json"


@dataclass(frozen=True)
class Proofs:
    """Receipts for the two people of a note, and the sequencer's work. `former` keys signed before this one."""

    clock: Clock
    signer: Signer
    former: Collection[Verifier] = ()

    def receipts(self, session: Session, person_id: int, note_id: str) -> tuple[ReceiptFile, ...]:
        """Return the receipts of everything of a note that was entered, oldest first.

        Only for its two people. Raises NoteNotFound for everybody else, and ReceiptNotReady while what was said
        last has not reached the log, which takes some seconds.
        """
        note = records.get(session, note_id)
        if note is None:
            raise NoteNotFound
        level = sight(*reading.judge(session, note, person_id, self.clock.now().date()))
        if level not in {Sight.SHARED, Sight.EVERYTHING}:
            raise NoteNotFound
        found = []
        for record in committed.records_of(session, note):
            opening = committed.opening_of(session, note, record)
            if opening is None:
                continue
            content = receipts.receipt(session, record, opening, self.signer.vkey)
            if content is None:
                raise ReceiptNotReady
            entry = ledger.entry_of(session, record)
            found.append(ReceiptFile(ledger.kind_of(record), entry.code if entry else "", content))
        if not found:
            raise ReceiptNotReady
        return tuple(found)

    def enter_old(self, session: Session) -> int:
        """Enter what was stored before there was a ledger; see `committed.enter_all`."""
        return committed.enter_all(session)

    def integrate(self, session: Session) -> Checkpoint | None:
        """Make leaves of what waits and sign; None when nothing waits. Raises LedgerBrokenError."""
        return sequencer.integrate(session, self.signer, self.clock.now(), former=self.former)

    def signed_after(self, session: Session, size: int) -> Sequence[Checkpoint]:
        """Return the checkpoints of more than `size` leaves, smallest first, each with its signature checked.

        Raises CheckpointError for one in the database that the log's key did not sign.
        """
        trusted = [self.signer.verifier, *self.former]
        return [open_checkpoint(row.note, trusted) for row in ledger.checkpoints_after(session, size)]

    def newest(self, session: Session) -> Checkpoint | None:
        """Return the newest checkpoint, its signature checked; None before the first. Raises CheckpointError."""
        row = ledger.newest_checkpoint(session)
        return None if row is None else open_checkpoint(row.note, [self.signer.verifier, *self.former])

    def size_signed(self, note: str) -> int:
        """Return how many leaves a checkpoint kept outside speaks of; 0 when it is not ours or unreadable."""
        try:
            return open_checkpoint(note, [self.signer.verifier, *self.former]).size
        except CheckpointError:
            return 0
