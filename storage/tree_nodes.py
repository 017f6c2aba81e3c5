"""Reading nodes of the ledger's tree, and the proofs that consist of them."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, bindparam, literal_column, union_all
from sqlalchemy import select as select_columns

from storage import merkle
from storage.ledger import LEAF, NODE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import CompoundSelect
    from sqlmodel import Session

_ABOVE = select_columns(NODE.c.position, NODE.c.hash).where(
    NODE.c.level == bindparam("level"), NODE.c.position.in_(bindparam("positions", expanding=True))
)
_LEAVES = select_columns(LEAF.c.position, LEAF.c.hash).where(
    LEAF.c.position.in_(bindparam("positions", expanding=True))
)


def stored_nodes(session: Session, wanted: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """Return the hashes of these complete nodes (level, position), a proof's; those not stored are missing.

    One query. SQLite unites at most 500; a proof in a tree of a million leaves wants some 40 nodes at the most.
    """
    if not wanted:
        return {}
    leaves = [position for level, position in wanted if level == 0]
    inner = [(level, position) for level, position in wanted if level]
    values = {f"leaf_{number}": position for number, position in enumerate(leaves)}
    for number, (level, position) in enumerate(inner):
        values |= {f"level_{number}": level, f"position_{number}": position}
    rows = session.connection().execute(_nodes(len(leaves), len(inner)), values)
    return {(level, position): value for level, position, value in rows}


@lru_cache(maxsize=256)
def _nodes(leaves: int, inner: int) -> CompoundSelect[Any]:
    """Return the query for so many nodes, made once: writing it takes ten times as long as asking it.

    Each node is looked up by itself, because SQLite reads the whole table for a list of pairs.
    """
    level_0 = literal_column("0", Integer)
    return union_all(
        *(
            select_columns(level_0, LEAF.c.position, LEAF.c.hash).where(
                LEAF.c.position == bindparam(f"leaf_{number}")
            )
            for number in range(leaves)
        ),
        *(
            select_columns(NODE.c.level, NODE.c.position, NODE.c.hash).where(
                NODE.c.level == bindparam(f"level_{number}"),
                NODE.c.position == bindparam(f"position_{number}"),
            )
            for number in range(inner)
        ),
    )


def proof(session: Session, spans: Sequence[merkle.Span]) -> list[bytes]:
    """Return the roots over these spans of the tree, which is what a proof consists of.

    Raises KeyError when a node is missing from the database.
    """
    nodes = stored_nodes(session, [node for span in spans for node in merkle.subtrees(span)])
    return _roots(spans, nodes)


def proofs(session: Session, many: Sequence[Sequence[merkle.Span]]) -> list[list[bytes]]:
    """Return several proofs as `proof` does, with one query for each level of the tree."""
    if len(many) == 1:
        return [proof(session, many[0])]
    wanted: dict[int, set[int]] = {}
    for spans in many:
        for level, position in chain.from_iterable(map(merkle.subtrees, spans)):
            wanted.setdefault(level, set()).add(position)
    nodes = {}
    for level, positions in wanted.items():
        values = {"positions": sorted(positions)} | ({"level": level} if level else {})
        for position, value in session.connection().execute(_ABOVE if level else _LEAVES, values):
            nodes[level, position] = value
    return [_roots(spans, nodes) for spans in many]


def _roots(spans: Sequence[merkle.Span], nodes: Mapping[tuple[int, int], bytes]) -> list[bytes]:
    return [merkle.span_root(span, lambda level, position: nodes[level, position]) for span in spans]
