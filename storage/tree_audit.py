"""Checks the stored tree bottom up, a batch of leaves at a time, in flat memory.

Every stored node is compared with its two stored children, so that a changed row is found where it is and not at
every node above it. All of them fitting, and the roots being the signed ones, is the same as recomputing the tree.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from storage import merkle, tree_nodes
from storage.driver_rows import driver_rows
from storage.ledger import NODE
from storage.tampering import MOST_KEPT, MOST_SUSPECTS, Pair, Tampering, judge_leaves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from storage.tampering import Findings

LEVELS = 13
BATCH = 1 << LEVELS
"""Leaves in a batch: a complete subtree, so that everything below its root is inside."""

Hashes = list[bytes | None]
"""Hashes of neighbouring nodes; None where one cannot be known because rows are gone."""

_OF_LEVEL = (
    select(NODE.c.position, NODE.c.hash)
    .where(
        NODE.c.level == bindparam("of_level"),
        NODE.c.position >= bindparam("first"),
        NODE.c.position < bindparam("end"),
    )
    .order_by(NODE.c.position)
)


class TreeAudit:
    """Takes the leaf hashes batch by batch, in order, and knows the root at every size inside the newest one."""

    def __init__(self, session: Session, findings: Findings) -> None:
        self._session, self._findings = session, findings
        self._before: Hashes = []
        self._start = 0
        self._levels: list[Hashes] = [[]]
        self._suspects: list[Pair] = []

    def take(self, start: int, leaves: Hashes) -> None:
        """Compare the nodes over the next leaves; all batches but the last one are of `BATCH` leaves."""
        self._close()
        self._start, self._levels = start, [leaves]
        while len(self._levels[-1]) > 1 and len(self._levels) <= LEVELS:
            level = len(self._levels)
            made = _parents(self._levels[-1])
            self._levels.append(self._checked(level, start >> level, made))

    def root_at(self, size: int) -> bytes | None:
        """Return the root at a size the newest batch reaches; None when rows are missing that it needs."""
        inside = [
            self._levels[level][position - (self._start >> level)]
            for level, position in merkle.subtrees((self._start, size))
        ]
        hashes = [value for value in self._before + inside if value is not None]
        return merkle.fold(hashes) if len(hashes) == len(self._before) + len(inside) else None

    def finish(self) -> None:
        """Check what the last batch completed, and name what was done to the leaves that did not fit."""
        self._close()
        self._findings.extend(judge_leaves(self._suspects))

    def _close(self) -> None:
        """Put the newest batch beside those before it, and check the nodes above that it completed."""
        if len(self._levels) <= LEVELS:
            return
        level, position = LEVELS, self._start >> LEVELS
        top = self._levels[LEVELS][0]
        while position & 1:
            level, position = level + 1, position >> 1
            made = _parents([self._before.pop(), top])
            top = self._checked(level, position, made)[0]
        self._before.append(top)
        self._levels = [[]]

    def _checked(self, level: int, first: int, made: Hashes) -> Hashes:
        """Compare nodes with the stored ones; return what to build on, the stored ones where there is a choice."""
        bounds = {"of_level": level, "first": first, "end": first + len(made)}
        rows = driver_rows(self._session, _OF_LEVEL, bounds)
        # As many different positions as fit into the span are all there are.
        if len(rows) == len(made) and [row[1] for row in rows] == made:
            return made
        stored = {row[0]: row[1] for row in rows}
        return [
            value
            if stored.get(position) == value
            else self._judged(level, position, value, stored.get(position))
            for position, value in enumerate(made, start=first)
        ]

    def _judged(self, level: int, position: int, made: bytes | None, stored: bytes | None) -> bytes | None:
        row = f"{level}/{position}"
        if stored is None:
            self._findings.add(Tampering.ROW_DELETED, "ledger_node", row)
            return made
        if made is None:
            return stored
        if level > 1 or len(self._suspects) >= MOST_SUSPECTS or self._fits_above(level, position, made):
            self._findings.add(Tampering.ROW_EDITED, "ledger_node", row)
            return made if self._fits_above(level, position, made) else stored
        left, right = self._levels[0][(position * 2) - self._start :][:2]
        if left is not None and right is not None:
            self._suspects.append(Pair(position * 2, left, right, stored))
        return stored

    def _fits_above(self, level: int, position: int, made: bytes) -> bool:
        """Return whether the parent in the table was made with this hash, so that the stored one was changed."""
        if self._findings.counts[Tampering.ROW_EDITED] > MOST_KEPT:
            return False
        sibling, parent = (level, position ^ 1), (level + 1, position >> 1)
        around = tree_nodes.stored_nodes(self._session, [sibling, parent])
        if sibling not in around or parent not in around:
            return False
        left, right = (around[sibling], made) if position & 1 else (made, around[sibling])
        return merkle.node_hash(left, right) == around[parent]


def _parents(children: Sequence[bytes | None]) -> Hashes:
    """Return the nodes over neighbouring pairs; a last one without a neighbour has no parent yet."""
    pairs = zip(children[::2], children[1::2], strict=False)
    if None not in children:
        return [sha256(b"\x01" + left + right).digest() for left, right in pairs]  # type: ignore[operator]
    return [None if left is None or right is None else merkle.node_hash(left, right) for left, right in pairs]
