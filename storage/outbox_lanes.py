"""Conversations that are free: in which nothing is being sent, and which nobody else is about to take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, text
from sqlmodel import SQLModel

from storage.outbox import LANE_LOCKS, OutboxMessage, State
from storage.per_engine import on_postgresql

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

_TABLE = SQLModel.metadata.tables[str(OutboxMessage.__tablename__)]
_HOLD_LANES = text(
    "SELECT lane FROM unnest(CAST(:lanes AS text[])) AS lane"
    " WHERE pg_try_advisory_xact_lock(CAST(:locks AS int), hashtext(lane))"
)
_BUSY_LANES = select(_TABLE.c.lane).where(
    _TABLE.c.lane.in_(bindparam("lanes", expanding=True)), _TABLE.c.state == State.POSTING.value
)


def free_lanes(session: Session, lanes: Sequence[str]) -> set[str]:
    """Return those of `lanes` in which nothing is being sent and which nobody else is about to take.

    On PostgreSQL a lane is held by an advisory lock until the transaction ends: two copies may see the same
    lane free at the same moment, and a row lock on different rows of that lane would let both in.
    """
    wanted = set(lanes)
    if not wanted or not on_postgresql(session):
        # One writer: nobody else is about to take any, and what is being sent is never offered.
        return wanted
    connection = session.connection()
    mine = set(connection.execute(_HOLD_LANES, {"lanes": sorted(wanted), "locks": LANE_LOCKS}).scalars())
    # Asked when they are held: what somebody else claimed before is seen only by a statement that begins later.
    return mine - set(connection.execute(_BUSY_LANES, {"lanes": sorted(mine)}).scalars())
