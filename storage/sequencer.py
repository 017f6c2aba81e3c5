"""The sequencer: makes leaves of the entries that wait, extends the tree, and signs the new checkpoint.

There is one at a time. SQLite has a single writer anyway; on PostgreSQL whoever comes second gives way. Entries
may be committed out of the order of their numbers there, so what waits is a work list and not "everything above
the last number".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, func, insert, select

from storage import ledger, merkle, tree_nodes
from storage.checkpoints import CheckpointError, open_checkpoint
from storage.ledger import ENTRY, LEAF, NODE, PENDING, LedgerCheckpoint
from storage.per_engine import on_postgresql

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlmodel import Session

    from storage.checkpoints import Checkpoint, Signer, Verifier

LOCK = 0x70C4_1ED6
"""The advisory lock of the one sequencer."""
AT_ONCE = 1000

_SETTLED = delete(PENDING).where(PENDING.c.entry_id == bindparam("settled"))
_WAITING = (
    select(ENTRY.c.id, ENTRY.c.record, ENTRY.c.commitment, ENTRY.c.at)
    .join(PENDING, PENDING.c.entry_id == ENTRY.c.id)
    .order_by(ENTRY.c.id)
    .limit(bindparam("at_most"))
)


class LedgerBrokenError(Exception):
    """The stored tree is not the one that was signed last: it must not be continued, but verified."""


def integrate(
    session: Session,
    signer: Signer,
    now: datetime,
    limit: int = AT_ONCE,
    *,
    former: Collection[Verifier] = (),
) -> Checkpoint | None:
    """Make leaves of up to `limit` waiting entries; return the new checkpoint, which the caller's commit makes true.

    None when nothing waits or another sequencer is at work. `former` are keys that signed before this one. Write
    the checkpoint outside only after the transaction is committed.

    Raises LedgerBrokenError when the stored tree is not the one the newest checkpoint was signed for: a log
    never signs what contradicts a checkpoint it signed (C2SP tlog-checkpoint), and must not be made to put its
    name under somebody's rewriting.
    """
    if on_postgresql(session) and not session.scalar(select(func.pg_try_advisory_xact_lock(LOCK))):
        return None
    connection = session.connection()
    waiting = connection.execute(_WAITING, {"at_most": limit}).all()
    if not waiting:
        return None
    frontier = _edge(session, [signer.verifier, *former])
    leaves = []
    for position, (number, record, commitment, at) in enumerate(waiting, start=frontier.size):
        data = ledger.leaf_data(record, commitment, at)
        leaf = merkle.leaf_hash(data)
        leaves.append({"position": position, "entry_id": number, "data": data, "hash": leaf})
    nodes = [node._asdict() for node in frontier.append(leaf["hash"] for leaf in leaves)]
    connection.execute(insert(LEAF), leaves)
    if nodes:
        connection.execute(insert(NODE), nodes)
    connection.execute(_SETTLED, [{"settled": leaf["entry_id"]} for leaf in leaves])
    checkpoint = signer.sign(frontier.size, frontier.root, now)
    connection.execute(
        insert(ledger.table(LedgerCheckpoint)),
        {"size": checkpoint.size, "root": checkpoint.root, "note": checkpoint.note, "at": checkpoint.at},
    )
    return checkpoint


def _edge(session: Session, trusted: Collection[Verifier]) -> merkle.Frontier:
    """Return the right edge of the tree as it was signed last; raises LedgerBrokenError when it is not that."""
    newest = ledger.newest_checkpoint(session)
    if newest is None:
        return merkle.Frontier()
    try:
        signed = open_checkpoint(newest.note, trusted)
    except CheckpointError as problem:
        reason = f"the newest checkpoint cannot be trusted: {problem}"
        raise LedgerBrokenError(reason) from problem
    nodes = tree_nodes.stored_nodes(session, merkle.subtrees((0, signed.size)))
    try:
        frontier = merkle.Frontier.of(signed.size, lambda level, position: nodes[level, position])
    except KeyError as problem:
        reason = f"a node of the tree of {signed.size} leaves is missing"
        raise LedgerBrokenError(reason) from problem
    if (signed.size, signed.root) != (newest.size, frontier.root):
        reason = f"the tree of {newest.size} leaves is not the one that was signed"
        raise LedgerBrokenError(reason)
    return frontier
