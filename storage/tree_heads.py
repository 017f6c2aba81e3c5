"""The log's signed tree heads in the order of their sizes: those its own table holds and those kept outside."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

from storage import ledger
from storage.checkpoints import CheckpointError, Flaw, open_checkpoint
from storage.tampering import Tampering

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlmodel import Session

    from storage.checkpoints import Checkpoint, Verifier
    from storage.ledger import LedgerCheckpoint
    from storage.tampering import Findings

STORED, OUTSIDE = "ledger_checkpoint", "outside"
MOST_OPENED = 1000


class TreeHead(NamedTuple):
    """A trusted key signed that the tree of `size` leaves has this root. They sort by size, the table's first.

    `root` is empty for a row of the table that proves nothing; it still shows that there is one of this size.
    """

    size: int
    is_outside: bool
    root: bytes


class TreeHeads:
    """Reads, opens and merges them; what is wrong with one by itself goes to the findings.

    `stored` and `outside` count what has been read so far.
    """

    def __init__(self, session: Session, trusted: Collection[Verifier], findings: Findings) -> None:
        self.stored = self.outside = 0
        self._session, self._trusted, self._findings = session, list(trusted), findings
        self._opened: dict[str, Checkpoint] = {}

    def in_order(self, outside: Iterable[str], size: int) -> Iterator[TreeHead]:
        """Give the tree heads by size: those of the table up to `size` leaves, and all notes from `outside`."""
        return heapq.merge(self._from_table(size), self._from_outside(outside))

    def _from_table(self, size: int) -> Iterator[TreeHead]:
        last = -1
        while rows := ledger.checkpoints_after(self._session, last):
            for row in rows:
                if row.size > size:
                    return
                self.stored += 1
                signed = self._open(row.note, STORED, row.size)
                proves = signed is not None and self._is_of(row, signed)
                yield TreeHead(row.size, is_outside=False, root=signed.root if signed and proves else b"")
            last = rows[-1].size
            # A long log's checkpoints must not gather in the session.
            self._session.expunge_all()

    def _is_of(self, row: LedgerCheckpoint, signed: Checkpoint) -> bool:
        """Compare a row with its own note; return whether the note is of the row's tree at all."""
        if signed.size != row.size:
            self._findings.add(Tampering.CHECKPOINT_REPLAYED, STORED, row.size)
            return False
        if signed.root != row.root:
            self._findings.add(Tampering.ROW_EDITED, STORED, row.size)
        if signed.at != row.at:
            self._findings.add(Tampering.TIMESTAMP_CHANGED, STORED, row.size)
        return True

    def _from_outside(self, notes: Iterable[str]) -> Iterator[TreeHead]:
        reached = -1
        for number, note in enumerate(notes, start=1):
            self.outside += 1
            signed = self._open(note, OUTSIDE, number)
            if signed is None:
                continue
            if signed.size < reached:
                # A log only grows while it is written down: an older one after a newer one was put there again.
                self._findings.add(Tampering.CHECKPOINT_REPLAYED, OUTSIDE, number)
                continue
            reached = signed.size
            yield TreeHead(signed.size, is_outside=True, root=signed.root)

    def _open(self, note: str, where: str, row: int) -> Checkpoint | None:
        known = self._opened.get(note)
        if known is not None:
            return known
        try:
            signed = open_checkpoint(note, self._trusted)
        except CheckpointError as problem:
            self._findings.add(_NAMES[problem.flaw], where, row)
            return None
        # File and table hold the same notes, which are met one after the other and verified once.
        if len(self._opened) >= MOST_OPENED:
            self._opened.clear()
        self._opened[note] = signed
        return signed


_NAMES = {
    Flaw.MALFORMED: Tampering.ROW_EDITED,
    Flaw.UNKNOWN_KEY: Tampering.KEY_SWAPPED,
    Flaw.FOREIGN: Tampering.KEY_SWAPPED,
    Flaw.BAD_SIGNATURE: Tampering.SIGNATURE_WRONG,
}
