"""What a sender must know before it does anything, asked in one statement each: it asks very often."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, exists, select
from sqlmodel import col

from storage.delivery_gate import DeliveryGate
from storage.outbox import OutboxMessage, State

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlmodel import Session

    from storage.outbox_claims import Hold


class Glance(NamedTuple):
    """Whether there may be anything to do.

    `closed_until` is when the workspace's gate opens, None when it is open; `held` whether the sender holds
    messages it has not begun, `expired` whether anybody's claim has run out, `queued` whether messages are due.
    """

    closed_until: datetime | None
    held: bool
    expired: bool
    queued: bool


def glance(session: Session, owner: str, team_id: str, now: datetime, *, begun: Collection[int]) -> Glance:
    """Return what there is for `owner` at `now`; `begun` are the messages it has in hand already."""
    given = {"holder": owner, "team": team_id, "at": now, "begun": list(begun)}
    return Glance(*session.connection().execute(_glance(), given).one())


def clearance(
    session: Session, hold: Hold, team_id: str, now: datetime, until: datetime
) -> tuple[bool, datetime | None]:
    """Return whether the holder may act on the message and nobody else may before `until`, and the gate's end."""
    given = {"message": hold.message_id, "holder": hold.owner, "until": until, "team": team_id, "at": now}
    mine, closed_until = session.connection().execute(_clearance(), given).one()
    return bool(mine), closed_until


@cache
def _glance() -> Select[Any]:
    posting = col(OutboxMessage.state) == State.POSTING.value
    held = and_(
        posting,
        col(OutboxMessage.owner) == bindparam("holder"),
        col(OutboxMessage.id).not_in(bindparam("begun", expanding=True)),
    )
    expired = and_(posting, col(OutboxMessage.lease_until) <= bindparam("at"))
    queued = and_(
        col(OutboxMessage.state) == State.QUEUED.value, col(OutboxMessage.not_before) <= bindparam("at")
    )
    return select(_gate(), *(exists().where(condition) for condition in (held, expired, queued)))


@cache
def _clearance() -> Select[Any]:
    mine = exists().where(
        col(OutboxMessage.id) == bindparam("message"),
        col(OutboxMessage.owner) == bindparam("holder"),
        col(OutboxMessage.state) == State.POSTING.value,
        col(OutboxMessage.lease_until) >= bindparam("until"),
    )
    return select(mine, _gate())


def _gate() -> Any:  # noqa: ANN401 - SQLAlchemy's scalar subquery
    open_again = select(col(DeliveryGate.closed_until)).where(
        col(DeliveryGate.team_id) == bindparam("team"), col(DeliveryGate.closed_until) > bindparam("at")
    )
    return open_again.scalar_subquery()
