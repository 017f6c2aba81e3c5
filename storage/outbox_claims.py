"""Who is sending which outbox message: claims, leases, and how a claim ends.

Only the owner of a claim may end it. Every function that ends one returns False, and changes nothing, when
somebody else has meanwhile taken the message over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Update, and_, bindparam, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col, select

from storage.outbox import NO_ACCOUNT, UNSENT, OutboxMessage, Priority, State, free_lanes
from storage.people import SlackAccount

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

    from sqlmodel.sql.expression import SelectOfScalar


@dataclass(frozen=True)
class Room:
    """What a sender can take on now: so many messages, none less urgent than `ceiling`.

    The lanes in `resting` were used a moment ago and get nothing but replies.
    """

    limit: int
    ceiling: Priority = Priority.BULK
    resting: Collection[str] = ()


@dataclass(frozen=True)
class Hold:
    """One sender's claim on one message."""

    message_id: int
    owner: str


@dataclass(frozen=True)
class Place:
    """Where a message stands in Slack."""

    channel_id: str
    ts: str


def claim(session: Session, owner: str, now: datetime, lease: timedelta, room: Room) -> list[OutboxMessage]:
    """Take due messages for `owner` until `now + lease`, replies first, then in order of birth.

    Never two of one lane, never one whose target or thread is still on its way, never more than there is
    `room` for. Copies that claim at the same time get different messages.
    """
    if room.limit <= 0:
        return []
    given = {
        "by": now,
        "ceiling": room.ceiling.value,
        "resting": list(room.resting),
        "places": room.limit,
    }
    rows = list(session.exec(_claimable(), params=given))
    free = free_lanes(session, [row.lane for row in rows])
    taken = [row for row in rows if row.lane in free]
    for row in taken:
        row.state, row.owner, row.lease_until = State.POSTING.value, owner, now + lease
    session.flush()
    return taken


def expired(session: Session, owner: str, now: datetime, lease: timedelta, limit: int) -> list[OutboxMessage]:
    """Take over for `owner` messages whose sender fell silent or was in doubt.

    They may be in Slack already: a post must be looked up there before it is sent again. A sender that fell
    silent counts as an attempt, so that a message which kills its sender does not do so for ever.
    """
    query = (
        select(OutboxMessage)
        .where(
            OutboxMessage.state == State.POSTING.value,
            col(OutboxMessage.lease_until) <= now,
        )
        .order_by(col(OutboxMessage.priority), col(OutboxMessage.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.exec(query))
    for row in rows:
        row.attempts += row.owner is not None
        row.owner, row.lease_until = owner, now + lease
    session.flush()
    return rows


def orphan_all(session: Session, now: datetime) -> None:
    """End every lease: for a process that is the only one there can be, and has just started."""
    session.exec(
        update(OutboxMessage).where(col(OutboxMessage.state) == State.POSTING.value).values(lease_until=now)
    )


def revive_unreached(session: Session, now: datetime) -> None:
    """Queue again what could not be sent because its recipient had no Slack account, for those who have one now."""
    here = select(SlackAccount.person_id).where(
        col(SlackAccount.person_id).is_not(None), col(SlackAccount.deleted).is_(False)
    )
    session.exec(
        update(OutboxMessage)
        .where(
            col(OutboxMessage.state) == State.FAILED.value,
            col(OutboxMessage.error) == NO_ACCOUNT,
            col(OutboxMessage.person_id).in_(here),
        )
        .values(state=State.QUEUED.value, error=None, not_before=now)
    )


def held(
    session: Session, owner: str, now: datetime, limit: int, *, begun: Collection[int]
) -> list[OutboxMessage]:
    """Return messages born claimed by `owner` which it has not begun; `begun` are those it has."""
    query = _unbegun(owner, begun).where(col(OutboxMessage.lease_until) > now)
    return list(session.exec(query.order_by(col(OutboxMessage.id)).limit(limit)))


def give_back(session: Session, owner: str, leases_to: datetime, *, begun: Collection[int]) -> int:
    """Queue again what `owner` holds unbegun under leases that end by `leases_to`; return how many."""
    rows = list(session.exec(_unbegun(owner, begun).where(col(OutboxMessage.lease_until) <= leases_to)))
    return sum(_end(session, Hold(row.number, owner), State.QUEUED, {}) for row in rows)


def mark_sent(session: Session, hold: Hold, place: Place, now: datetime) -> bool:
    """Record where the message stands in Slack since `now`."""
    where = {"channel_id": place.channel_id, "ts": place.ts, "sent_at": now, "error": None}
    return _end(session, hold, State.SENT, where)


def mark_failed(session: Session, hold: Hold, error: str) -> bool:
    """Give the message up: it is not in Slack and never will be; `error` is the code that says why."""
    return _end(session, hold, State.FAILED, {"error": error})


def mark_unknown(session: Session, hold: Hold, error: str) -> bool:
    """Leave the message to a person: it may be in Slack, and nobody can look."""
    return _end(session, hold, State.UNKNOWN, {"error": error})


def mark_cancelled(session: Session, hold: Hold, error: str | None = None) -> bool:
    """Drop the message unsent: what it was about is no longer so."""
    return _end(session, hold, State.CANCELLED, {"error": error})


def retry_at(
    session: Session, hold: Hold, when: datetime, *, attempts: int, error: str | None = None
) -> bool:
    """Queue the message again for `when`; only for one that is certainly not in Slack."""
    return _end(session, hold, State.QUEUED, {"not_before": when, "attempts": attempts, "error": error})


def doubt(session: Session, hold: Hold, until: datetime, *, attempts: int, error: str | None = None) -> bool:
    """Leave a message that may be in Slack, its lane closed, to whoever looks it up after `until`."""
    return _change(session, hold, {"owner": None, "lease_until": until, "attempts": attempts, "error": error})


def _end(session: Session, hold: Hold, state: State, values: dict[str, Any]) -> bool:
    return _change(session, hold, {"state": state.value, "owner": None, "lease_until": None} | values)


def _change(session: Session, hold: Hold, values: dict[str, Any]) -> bool:
    given = {
        "held_id": hold.message_id,
        "held_by": hold.owner,
        **{f"new_{name}": values[name] for name in values},
    }
    return bool(session.connection().execute(_change_of(tuple(values)), given).rowcount)


@cache
def _change_of(names: tuple[str, ...]) -> Update:
    # Built once for each way a claim ends: building it takes longer than running it.
    table = SQLModel.metadata.tables["outbox_message"]
    return (
        update(table)
        .where(
            table.c.id == bindparam("held_id"),
            table.c.owner == bindparam("held_by"),
            table.c.state == State.POSTING.value,
        )
        .values({name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names})
    )


def _unbegun(owner: str, begun: Collection[int]) -> SelectOfScalar[OutboxMessage]:
    return select(OutboxMessage).where(
        OutboxMessage.owner == owner,
        OutboxMessage.state == State.POSTING.value,
        col(OutboxMessage.id).not_in(begun),
    )


@cache
def _claimable() -> SelectOfScalar[OutboxMessage]:
    # Built once: it is asked many times a second, and building it takes longer than running it.
    query = (
        select(OutboxMessage)
        .where(
            _due(OutboxMessage),
            col(OutboxMessage.priority) <= bindparam("ceiling"),
            or_(
                col(OutboxMessage.priority) == Priority.REPLY.value,
                col(OutboxMessage.lane).not_in(bindparam("resting", expanding=True)),
            ),
            ~_lane_is_taken(OutboxMessage),
            ~_somebody_is_ahead(OutboxMessage),
        )
        .order_by(col(OutboxMessage.priority), col(OutboxMessage.id))
        .limit(bindparam("places"))
    )
    return query.with_for_update(skip_locked=True, of=OutboxMessage)


def _due(message: type[OutboxMessage]) -> ColumnElement[bool]:
    parent = aliased(OutboxMessage)
    awaited = (
        select(parent.id)
        .where(
            col(parent.key) == func.coalesce(col(message.target_key), col(message.thread_key)),
            col(parent.state).in_(UNSENT),
        )
        .exists()
    )
    return and_(
        col(message.state) == State.QUEUED.value, col(message.not_before) <= bindparam("by"), ~awaited
    )


def _lane_is_taken(message: type[OutboxMessage]) -> ColumnElement[bool]:
    other = aliased(OutboxMessage)
    query = select(other.id).where(
        col(other.lane) == col(message.lane), col(other.state) == State.POSTING.value
    )
    return query.exists()


def _somebody_is_ahead(message: type[OutboxMessage]) -> ColumnElement[bool]:
    other = aliased(OutboxMessage)
    sooner = or_(
        col(other.priority) < col(message.priority),
        and_(col(other.priority) == col(message.priority), col(other.id) < col(message.id)),
    )
    return select(other.id).where(col(other.lane) == col(message.lane), sooner, _due(other)).exists()
