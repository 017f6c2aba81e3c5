"""What the verification of the log can find, by name, and how a finding gets the name it deserves.

A changed row shows as a hash that does not fit; what was done to it is told from what would make it fit again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from storage import merkle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MOST_KEPT = 100
"""So many findings of each name are kept one by one; all are counted."""
MOST_SUSPECTS = 64
"""So many rows that do not fit are compared with each other, in search of a swap."""
_TIME_BYTES, _COMMITMENT_BYTES = 8, 32
_COMMITMENT = slice(-_COMMITMENT_BYTES - _TIME_BYTES, -_TIME_BYTES)


class Tampering(StrEnum):
    """The names of what was done to the log, or to the records it vouches for."""

    ROW_EDITED = "row_edited"
    ROW_DELETED = "row_deleted"
    ROW_ADDED = "row_added"
    ROWS_SWAPPED = "rows_swapped"
    TIMESTAMP_CHANGED = "timestamp_changed"
    REBOUND = "leaf_rebound"
    TREE_REWRITTEN = "tree_rewritten"
    """The tree is not the one a checkpoint in the database was signed for."""
    TAIL_REWRITTEN = "tail_rewritten"
    """The tree is not the one a checkpoint outside was signed for, whatever the database says of itself."""
    KEY_SWAPPED = "key_swapped"
    SIGNATURE_WRONG = "signature_wrong"
    CHECKPOINT_REPLAYED = "checkpoint_replayed"
    BACKUP_RESTORED = "backup_restored"
    """A checkpoint outside knows of more leaves than the database has."""


class Finding(NamedTuple):
    """One thing that is wrong: what, in which table or file, and which row (a leaf's index, a size, an id)."""

    what: Tampering
    where: str
    row: int | str


@dataclass(frozen=True)
class Report:
    """How the verification ended. `findings` holds the first of each name, `counts` how many there were.

    `unreadable` records are those whose key was destroyed: their leaves hold, their words are gone.
    """

    leaves: int
    checkpoints: int
    outside: int
    pending: int
    unreadable: int
    findings: tuple[Finding, ...]
    counts: Mapping[Tampering, int]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.counts


@dataclass
class Findings:
    """Collects findings in flat memory."""

    kept: list[Finding] = field(default_factory=list)
    counts: Counter[Tampering] = field(default_factory=Counter)

    def add(self, what: Tampering, where: str, row: int | str) -> None:
        """Note one thing that is wrong."""
        self.counts[what] += 1
        if self.counts[what] <= MOST_KEPT:
            self.kept.append(Finding(what, where, row))

    def extend(self, found: Iterable[Finding]) -> None:
        """Note several."""
        for finding in found:
            self.add(*finding)


class Misfit(NamedTuple):
    """A row that is not what its leaf vouches for: `has` is what it holds now, `had` what was hashed."""

    row: int | str
    has: bytes
    had: bytes


class Pair(NamedTuple):
    """Two leaves whose stored parent is another hash than theirs together. `first` is the left one's index."""

    first: int
    left: bytes
    right: bytes
    parent: bytes


def judge_rows(where: str, misfits: Iterable[Misfit]) -> Iterator[Finding]:
    """Name what was done to entries or contents: swapped with each other, or changed on their own."""
    known = list(misfits)
    # A commitment is random: nobody comes by another row's except from that row.
    held = {misfit.has[_COMMITMENT]: misfit for misfit in known}
    for misfit in known:
        other = held.get(misfit.had[_COMMITMENT])
        if other is not None and other.row != misfit.row:
            yield Finding(Tampering.ROWS_SWAPPED, where, misfit.row)
        else:
            yield from (Finding(what, where, misfit.row) for what in _changes(misfit.has, misfit.had))


def judge_leaves(pairs: Iterable[Pair]) -> Iterator[Finding]:
    """Name what was done to leaves under parents that no longer fit: two changed places, or one was changed."""
    known = list(pairs)
    at = {pair.first: pair.left for pair in known} | {pair.first + 1: pair.right for pair in known}
    for pair in known:
        moved = {
            position
            for positions, (left, right) in _places(pair, at)
            if merkle.node_hash(left, right) == pair.parent
            for position in positions
        }
        if moved:
            yield from (
                Finding(Tampering.ROWS_SWAPPED, "ledger_leaf", position) for position in sorted(moved)
            )
        else:
            yield Finding(Tampering.ROW_EDITED, "ledger_leaf", pair.first)


def _places(pair: Pair, at: Mapping[int, bytes]) -> Iterator[tuple[tuple[int, ...], tuple[bytes, bytes]]]:
    """Give what the pair may have been before a leaf changed places, and which of its two leaves did."""
    yield (pair.first, pair.first + 1), (pair.right, pair.left)
    for position, value in at.items():
        if position not in {pair.first, pair.first + 1}:
            yield (pair.first,), (value, pair.right)
            yield (pair.first + 1,), (pair.left, value)


def _changes(has: bytes, had: bytes) -> Iterator[Tampering]:
    """Tell from a leaf's data (record id || commitment || time) which of its parts were changed."""
    if has[: _COMMITMENT.start] != had[: _COMMITMENT.start]:
        yield Tampering.REBOUND
        return
    if has[_COMMITMENT.stop :] != had[_COMMITMENT.stop :]:
        yield Tampering.TIMESTAMP_CHANGED
    if has[_COMMITMENT] != had[_COMMITMENT]:
        yield Tampering.ROW_EDITED
