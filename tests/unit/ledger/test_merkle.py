"""RFC 6962's tree: known vectors, the tests' second opinion pymerkle, and properties that hold for every tree."""

from __future__ import annotations

import random
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree, InvalidProof, verify_consistency, verify_inclusion
from pymerkle.core import _consistency_path_layout
from pymerkle.proof import ConsistencyProof, InclusionProof

from storage import merkle

if TYPE_CHECKING:
    from collections.abc import Iterable

# The leaves and roots that Certificate Transparency's own tests use (RFC 6962 §2.1, reference implementation).
LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Tree:
    """A tree in memory, grown by the frontier, that keeps every node."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        self.frontier = merkle.Frontier()
        self.nodes: dict[tuple[int, int], bytes] = {}
        hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
        self.nodes |= {(0, index): value for index, value in enumerate(hashes)}
        self.nodes |= {(node.level, node.position): node.hash for node in self.frontier.append(hashes)}

    def node(self, level: int, position: int) -> bytes:
        return self.nodes[level, position]


def entries(count: int) -> list[bytes]:
    return [b"entry %d" % number for number in range(count)]


def oracle(count: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for entry in entries(count):
        tree.append_entry(entry)
    return tree


@pytest.fixture(scope="module")
def three_hundred() -> tuple[Tree, InmemoryTree]:
    return Tree(entries(300)), oracle(300)


def agree_on_inclusion(ours: Tree, theirs: InmemoryTree, index: int, size: int) -> None:
    """Both make the same proof, each accepts the other's, and both refuse it for another leaf."""
    top = merkle.root(size, ours.node)
    path = merkle.inclusion_path(index, size, ours.node)
    leaf = ours.node(0, index)
    proof = theirs.prove_inclusion(index + 1, size)
    assert merkle.verify_inclusion(leaf, index, size, proof.path[1:], top)
    our_proof = InclusionProof("sha256", True, size, index + 1, proof.rule, [leaf, *path])  # noqa: FBT003 - theirs
    verify_inclusion(leaf, top, our_proof, index=index + 1, size=size)
    other = merkle.leaf_hash(b"another")
    assert not merkle.verify_inclusion(other, index, size, path, top)
    with pytest.raises(InvalidProof):
        verify_inclusion(other, top, our_proof)


def agree_on_consistency(ours: Tree, theirs: InmemoryTree, old: int, new: int) -> None:
    """Each accepts what the other's hashes prove. The two choose other nodes, so each proof is cut to measure."""
    tops = merkle.root(old, ours.node), merkle.root(new, ours.node)
    proof = theirs.prove_consistency(old, new)
    *_, spans = _consistency_path_layout(old, new)
    known = dict(zip(spans, proof.path, strict=True))
    their_path = [root_from(known, *span) for span in merkle.consistency_spans(old, new)]
    assert merkle.verify_consistency(old, new, their_path, *tops)
    our_path = [merkle.span_root(span, ours.node) for span in spans]
    our_proof = ConsistencyProof("sha256", True, new, old, proof.rule, proof.subset, our_path)  # noqa: FBT003 - theirs
    verify_consistency(*tops, our_proof, prior_size=old, later_size=new)
    path = merkle.consistency_path(old, new, ours.node)
    assert path == their_path
    if old != new:
        assert not merkle.verify_consistency(old, new, path, tops[0], tops[0])


def root_from(known: dict[tuple[int, int], bytes], first: int, end: int) -> bytes:
    """Return the root over a span as RFC 6962 §2.1 defines it, from the spans whose roots are known."""
    if (first, end) in known:
        return known[first, end]
    half = 1
    while half * 2 < end - first:
        half *= 2
    left, right = root_from(known, first, first + half), root_from(known, first + half, end)
    return sha256(b"\x01" + left + right).digest()


def test_the_roots_are_those_of_certificate_transparency() -> None:
    tree = Tree(LEAVES)
    assert [merkle.root(size, tree.node).hex() for size in range(1, 9)] == ROOTS
    assert merkle.root(0, tree.node) == merkle.EMPTY_ROOT == sha256(b"").digest()


def test_a_known_inclusion_proof_comes_out_and_is_verified() -> None:
    tree = Tree(LEAVES)
    path = merkle.inclusion_path(5, 8, tree.node)
    assert [value.hex() for value in path] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    assert merkle.verify_inclusion(tree.node(0, 5), 5, 8, path, bytes.fromhex(ROOTS[7]))


def test_every_size_to_three_hundred_has_the_root_pymerkle_finds(
    three_hundred: tuple[Tree, InmemoryTree],
) -> None:
    ours, theirs = three_hundred
    frontier = merkle.Frontier()
    for size in range(301):
        expected = theirs.get_root(size) if size else merkle.EMPTY_ROOT
        assert merkle.root(size, ours.node) == frontier.root == expected
        if size < 300:
            list(frontier.append([ours.node(0, size)]))


def test_every_size_to_three_hundred_is_proven_as_pymerkle_proves_it(
    three_hundred: tuple[Tree, InmemoryTree],
) -> None:
    chosen = random.Random(300)
    for size in range(1, 301):
        for index in {0, size - 1, *(chosen.randrange(size) for _ in range(4))}:
            agree_on_inclusion(*three_hundred, index, size)
        for old in {1, size, *(chosen.randint(1, size) for _ in range(4))}:
            agree_on_consistency(*three_hundred, old, size)


def test_every_leaf_of_small_trees_is_proven_as_pymerkle_proves_it(
    three_hundred: tuple[Tree, InmemoryTree],
) -> None:
    for size in range(1, 34):
        for at in range(size):
            agree_on_inclusion(*three_hundred, at, size)
            agree_on_consistency(*three_hundred, at + 1, size)


def test_random_sizes_to_ten_thousand_agree_with_pymerkle() -> None:
    ours, theirs = Tree(entries(10_000)), oracle(10_000)
    chosen = random.Random(10_000)
    for _ in range(40):
        size = chosen.randint(301, 10_000)
        assert merkle.root(size, ours.node) == theirs.get_root(size)
        agree_on_inclusion(ours, theirs, chosen.randrange(size), size)
        agree_on_consistency(ours, theirs, chosen.randint(1, size), size)


@given(st.integers(1, 300), st.data())
def test_a_changed_inclusion_proof_is_refused(size: int, data: st.DataObject) -> None:
    tree = Tree(entries(size))
    index = data.draw(st.integers(0, size - 1))
    top, leaf = tree.frontier.root, tree.node(0, index)
    path = merkle.inclusion_path(index, size, tree.node)
    assert merkle.verify_inclusion(leaf, index, size, path, top)
    assert not merkle.verify_inclusion(leaf, index, size, [*path, leaf], top)
    assert not any(
        merkle.verify_inclusion(leaf, at, size, path, top) for at in range(-1, size + 1) if at != index
    )
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        assert not merkle.verify_inclusion(leaf, index, size, path[:at] + path[at + 1 :], top)
        assert not merkle.verify_inclusion(leaf, index, size, [*path[:at], leaf, *path[at + 1 :]], top)


@given(st.integers(0, 200), st.integers(0, 200), st.data())
def test_a_tree_is_consistent_with_its_own_past_and_no_other(
    old: int, more: int, data: st.DataObject
) -> None:
    new = old + more
    tree, other = Tree(entries(new)), Tree([b"x", *entries(new)][:new])
    tops = merkle.root(old, tree.node), merkle.root(new, tree.node)
    path = merkle.consistency_path(old, new, tree.node)
    assert merkle.verify_consistency(old, new, path, *tops)
    assert not merkle.verify_consistency(old, new, [*path, tops[0]], *tops)
    if old and more:
        assert not merkle.verify_consistency(old, new, path, merkle.root(old, other.node), tops[1])
        at = data.draw(st.integers(0, len(path) - 1))
        assert not merkle.verify_consistency(old, new, path[:at] + path[at + 1 :], *tops)


@given(st.lists(st.integers(0, 40), max_size=8))
def test_it_does_not_matter_in_which_portions_a_tree_grows(portions: list[int]) -> None:
    whole = Tree(entries(sum(portions)))
    size, known = 0, dict[tuple[int, int], bytes]()

    def stored(level: int, position: int) -> bytes:
        return known[level, position]

    for portion in portions:
        # Each portion starts from what is stored, as the sequencer does.
        grown = merkle.Frontier.of(size, stored)
        leaves = [whole.node(0, at) for at in range(size, size + portion)]
        known |= {(0, at): leaf for at, leaf in enumerate(leaves, start=size)}
        known |= {(node.level, node.position): node.hash for node in grown.append(leaves)}
        size = grown.size
    assert known == whole.nodes
    assert merkle.root(size, stored) == whole.frontier.root


def test_what_a_tree_does_not_have_cannot_be_proven() -> None:
    with pytest.raises(ValueError, match="no leaf 3"):
        merkle.inclusion_spans(3, 3)
    with pytest.raises(ValueError, match="does not continue"):
        merkle.consistency_spans(4, 3)
    with pytest.raises(ValueError, match="2 complete subtrees"):
        merkle.Frontier(3, [merkle.EMPTY_ROOT])
