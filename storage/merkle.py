"""The Merkle tree of RFC 6962 §2.1 (the same as RFC 9162 §2.1): hashes, roots, proofs, and their verification.

A tree of n leaves is named by its size alone. Its nodes are the complete subtrees: the node (level, position)
is the root of the leaves from `position << level` up to, not including, `(position + 1) << level`; the leaves
are level 0. A complete node never changes when the tree grows, so whoever keeps them can prove anything about
any earlier size. Everything here is pure; where nodes come from is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

Nodes = Callable[[int, int], bytes]
"""Gives the hash of the complete node (level, position)."""
Span = tuple[int, int]
"""The leaves from the first number up to, not including, the second."""


class Node(NamedTuple):
    """The root of one complete subtree."""

    level: int
    position: int
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256(0x00 || data)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256(0x01 || left || right)."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the root over subtrees given from left to right, largest first; EMPTY_ROOT over none."""
    if not hashes:
        return EMPTY_ROOT
    top = hashes[-1]
    for left in reversed(hashes[:-1]):
        top = node_hash(left, top)
    return top


def subtrees(span: Span) -> list[tuple[int, int]]:
    """Return the complete nodes (level, position) that make up a span of a tree, from left to right.

    The span begins where a subtree at least as large as itself could begin, as every span of a proof does.
    """
    first, end = span
    found = []
    while first < end:
        level = (end - first).bit_length() - 1
        found.append((level, first >> level))
        first += 1 << level
    return found


def span_root(span: Span, nodes: Nodes) -> bytes:
    """Return the root over the leaves of a span."""
    return fold([nodes(level, position) for level, position in subtrees(span)])


def root(size: int, nodes: Nodes) -> bytes:
    """Return the root of the tree of the first `size` leaves."""
    return span_root((0, size), nodes)


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Return which spans an inclusion proof consists of, the leaf's own sibling first (RFC 6962 §2.1.1).

    Raises ValueError when the tree has no such leaf.
    """
    if not 0 <= index < size:
        reason = f"a tree of {size} leaves has no leaf {index}"
        raise ValueError(reason)
    first, end, spans = 0, size, []
    while end - first > 1:
        middle = first + _split(end - first)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((first, middle))
            first = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """Return which spans a consistency proof between two sizes consists of, lowest first (RFC 6962 §2.1.2).

    Nothing has to be proven from the empty tree, nor between equal sizes. Raises ValueError when `old` is
    greater than `new`.
    """
    if not 0 <= old <= new:
        reason = f"a tree of {new} leaves does not continue one of {old}"
        raise ValueError(reason)
    if old == 0:
        return []
    first, end, spans = 0, new, []
    while end != old:
        middle = first + _split(end - first)
        if old <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((first, middle))
            first = middle
    if first:
        # The old root itself is known to whoever asks, unless the old tree ends inside.
        spans.append((first, end))
    return spans[::-1]


def inclusion_path(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """Return the inclusion proof of a leaf in the tree of the first `size` leaves."""
    return [span_root(span, nodes) for span in inclusion_spans(index, size)]


def consistency_path(old: int, new: int, nodes: Nodes) -> list[bytes]:
    """Return the proof that the tree of `new` leaves begins with the tree of `old` leaves."""
    return [span_root(span, nodes) for span in consistency_spans(old, new)]


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], top: bytes) -> bool:
    """Return whether `path` proves the leaf hash at `index` of the tree with root `top` (RFC 9162 §2.1.3.2).

    Up to where the way to the leaf parts from the tree's right edge, the leaf's bits say on which side a sibling
    stands; above it, siblings stand on the left, one for each bit that is set.
    """
    if not 0 <= index < size:
        return False
    inner = (index ^ (size - 1)).bit_length()
    if len(path) != inner + (index >> inner).bit_count():
        return False
    sha, made, at = sha256, leaf, index
    for sibling in path[:inner]:
        made = sha(b"\x01" + sibling + made if at & 1 else b"\x01" + made + sibling).digest()
        at >>= 1
    for sibling in path[inner:]:
        made = sha(b"\x01" + sibling + made).digest()
    return made == top


def verify_consistency(old: int, new: int, path: Sequence[bytes], old_top: bytes, new_top: bytes) -> bool:
    """Return whether `path` proves that the new tree begins with the old one (RFC 9162 §2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old in {0, new}:
        return not path and old_top == (new_top if old else EMPTY_ROOT)
    # A complete old tree is a node of the new one, and the proof leaves out what the verifier has.
    hashes = [old_top, *path] if old & (old - 1) == 0 else list(path)
    if not hashes:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at >>= 1
        last >>= 1
    was = now = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            while at and not at & 1:
                at >>= 1
                last >>= 1
        else:
            now = node_hash(now, sibling)
        at >>= 1
        last >>= 1
    return last == 0 and was == old_top and now == new_top


class Frontier:
    """The right edge of a growing tree: its complete subtrees, largest first. One hash for each bit of the size.

    It is all that is needed to append, so memory stays flat however large the tree is.
    """

    def __init__(self, size: int = 0, hashes: Sequence[bytes] = ()) -> None:
        self.size = size
        self._hashes = list(hashes)
        if len(self._hashes) != size.bit_count():
            reason = f"a tree of {size} leaves has {size.bit_count()} complete subtrees, not {len(hashes)}"
            raise ValueError(reason)

    @classmethod
    def of(cls, size: int, nodes: Nodes) -> Frontier:
        """Return the edge of the tree of the first `size` leaves."""
        return cls(size, [nodes(level, position) for level, position in subtrees((0, size))])

    def append(self, leaves: Iterable[bytes]) -> Iterator[Node]:
        """Append leaf hashes; give the inner nodes each of them completes, lowest first.

        A leaf is appended only when its nodes are asked for: take them all.
        """
        for leaf in leaves:
            made, level, position = leaf, 0, self.size
            while position & 1:
                made = node_hash(self._hashes.pop(), made)
                level += 1
                position >>= 1
                yield Node(level, position, made)
            self._hashes.append(made)
            self.size += 1

    @property
    def root(self) -> bytes:
        """The root of the tree as it stands."""
        return fold(self._hashes)


def _split(count: int) -> int:
    """Return the largest power of two smaller than `count`, where a tree of more than one leaf divides."""
    return 1 << ((count - 1).bit_length() - 1)
