"""What a sender must know before it does anything, asked in one statement each: it asks very often."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, select
from sqlmodel import col

from storage.delivery_gate import DeliveryGate, of_updates
from storage.outbox import Operation, OutboxMessage, State
from storage.per_engine import unindexed

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlmodel import Session

    from storage.outbox_claims import Hold


class Glance(NamedTuple):
    """Whether there may be anything to do.

    `closed_until` is when the workspace's gate opens, None when it is open, `updates_closed_until` the same for
    updates alone; `held` whether the sender holds messages it has not begun, `expired` whether anybody's claim has run
    out, `queued` whether messages are due, and `updates_queued` whether
    updates are among them.
    """

    closed_until: datetime | None
    updates_closed_until: datetime | None
    held: bool
    expired: bool
    queued: bool
    updates_queued: bool


def glance(session: Session, owner: str, team_id: str, now: datetime, *, begun: Collection[int]) -> Glance:
    """Return what there is for `owner` at `now`; `begun` are the messages it has in hand already."""
    given = {
        "holder": owner,
        "team": team_id,
        "updates": of_updates(team_id),
        "at": now,
        "begun": list(begun),
    }
    return Glance(*session.connection().execute(_glance(), given).one())


def clearance(
    session: Session, hold: Hold, gate_id: str, now: datetime, until: datetime
) -> tuple[bool, datetime | None]:
    """Return whether the holder may act on the message and nobody else may before `until`, and the gate's end."""
    given = {"message": hold.message_id, "holder": hold.owner, "until": until, "team": gate_id, "at": now}
    mine, closed_until = session.connection().execute(_clearance(), given).one()
    return bool(mine), closed_until


@cache
def _glance() -> Select[Any]:
    posting = col(OutboxMessage.state) == State.POSTING.value
    held = and_(
        posting,
        col(OutboxMessage.owner) == bindparam("holder"),
        col(OutboxMessage.attempts) == 0,
        col(OutboxMessage.id).not_in(bindparam("begun", expanding=True)),
    )
    expired = and_(posting, col(OutboxMessage.lease_until) <= bindparam("at"))
    queued = and_(
        col(OutboxMessage.state) == State.QUEUED.value, col(OutboxMessage.not_before) <= bindparam("at")
    )
    changed = and_(
        col(OutboxMessage.state) == State.QUEUED.value,
        col(OutboxMessage.op) == Operation.UPDATE.value,
        # Updates are few: ten thousand messages that are due are not looked through for one.
        unindexed(col(OutboxMessage.not_before)) <= bindparam("at"),
    )
    return select(
        _gate("team"),
        _gate("updates"),
        *(exists().where(condition) for condition in (held, expired, queued, changed)),
    )


@cache
def _clearance() -> Select[Any]:
    mine = exists().where(
        col(OutboxMessage.id) == bindparam("message"),
        col(OutboxMessage.owner) == bindparam("holder"),
        col(OutboxMessage.state) == State.POSTING.value,
        col(OutboxMessage.lease_until) >= bindparam("until"),
    )
    return select(mine, _gate("team"))


def _gate(whose: str) -> Any:  # noqa: ANN401 - SQLAlchemy's scalar subquery
    open_again = select(col(DeliveryGate.closed_until)).where(
        col(DeliveryGate.team_id) == bindparam(whose), col(DeliveryGate.closed_until) > bindparam("at")
    )
    return open_again.scalar_subquery()
