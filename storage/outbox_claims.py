"""Who is sending which outbox message: claims, leases, and how a claim ends.

Only the owner of a claim may end it. Every function that ends one returns False, and changes nothing, when
somebody else has meanwhile taken the message over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Update, bindparam, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel, col, select

from storage.outbox import NO_ACCOUNT, Operation, OutboxMessage, Priority, State
from storage.outbox_due import claimable
from storage.outbox_lanes import free_lanes
from storage.people import SlackAccount

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime, timedelta

    from sqlmodel.sql.expression import SelectOfScalar


_TABLE = SQLModel.metadata.tables[str(OutboxMessage.__tablename__)]
_BEGIN = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=State.POSTING.value,
        owner=bindparam("by_owner"),
        lease_until=bindparam("until", type_=_TABLE.c.lease_until.type),
    )
)
NONE = -1
"""A ceiling below every priority."""


@dataclass(frozen=True)
class Room:
    """What a sender can take on now: so many posts, none less urgent than `ceiling`, and so many updates.

    Updates have a pace of their own, with its `update_ceiling`; None for as many as posts. `places` is how many
    messages of both kinds at most. Lanes to which anything was posted since `rested` get nothing but replies. So many
    of the messages may be looked up.
    """

    limit: int
    ceiling: Priority = Priority.BULK
    lookups: int = 0
    rested: datetime | None = None
    updates: int | None = None
    update_ceiling: Priority = Priority.BULK
    places: int | None = None

    @property
    def whole(self) -> int:
        """How many messages in all."""
        return self.limit if self.places is None else self.places

    @property
    def ceilings(self) -> tuple[int, int]:
        """The priorities posts and updates may have at most, -1 for a kind there is no room for."""
        posts = self.ceiling.value if self.limit > 0 and self.whole > 0 else NONE
        if self.updates is None:
            return posts, posts
        return posts, self.update_ceiling.value if self.updates > 0 and self.whole > 0 else NONE

    def holds(self, row: OutboxMessage) -> bool:
        """Return whether there is room for a message."""
        return row.priority <= self.ceilings[row.op == Operation.UPDATE]

    def less(self, row: OutboxMessage) -> Room:
        """Return what is left when a message was taken on."""
        if self.updates is not None and row.op == Operation.UPDATE:
            return replace(self, updates=self.updates - 1, places=self.whole - 1)
        return replace(self, limit=self.limit - 1, places=self.whole - 1)


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
    taken: list[OutboxMessage] = []
    query = claimable(rested=room.rested is not None)
    for op in (Operation.POST, Operation.UPDATE):
        asked = _asked(room, op, now)
        if asked["ceiling"] == NONE:
            continue
        found = list(session.exec(query, params=asked))
        free = free_lanes(session, [row.lane for row in found])
        rows = [row for row in found if row.lane in free]
        _begin(session, rows, owner, now + lease)
        for row in rows:
            room = room.less(row)
        taken += rows
    return taken


def _begin(session: Session, rows: Sequence[OutboxMessage], owner: str, lease_until: datetime) -> None:
    """Claim rows that are locked: all in one statement, and as they are then in each."""
    if not rows:
        return
    given = {"ids": [row.number for row in rows], "by_owner": owner, "until": lease_until}
    session.connection().execute(_BEGIN, given)
    for row in rows:
        set_committed_value(row, "state", State.POSTING.value)
        set_committed_value(row, "owner", owner)
        set_committed_value(row, "lease_until", lease_until)


def _asked(room: Room, op: Operation, now: datetime) -> dict[str, Any]:
    is_update = op is Operation.UPDATE
    most = room.updates if is_update and room.updates is not None else room.limit
    given = {
        "by": now,
        "op": op.value,
        "ceiling": room.ceilings[is_update],
        "places": min(most, room.whole),
    }
    return given if room.rested is None else given | {"rested": room.rested}


def expired(  # noqa: PLR0913, PLR0917 - a claim has these terms, and one exception
    session: Session,
    owner: str,
    now: datetime,
    lease: timedelta,
    limit: int,
    but: Collection[int] = (),
) -> list[OutboxMessage]:
    """Take over for `owner` messages whose sender fell silent or was in doubt, `but` those it still has in hand.

    They may be in Slack already: a post must be looked up there before it is sent again. A sender that fell
    silent counts as an attempt, so that a message which kills its sender does not do so for ever.
    """
    query = (
        select(OutboxMessage)
        .where(
            OutboxMessage.state == State.POSTING.value,
            col(OutboxMessage.lease_until) <= now,
            col(OutboxMessage.id).not_in(but),
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


def orphan_all(session: Session, until: datetime) -> None:
    """End every lease at `until`: for a process that is the only one there can be, and has just started.

    Not at once: what the one before it had just posted when it was killed may still be on its way to Slack, and
    whoever looks for it too soon does not find it and posts it again.
    """
    session.exec(
        update(OutboxMessage).where(col(OutboxMessage.state) == State.POSTING.value).values(lease_until=until)
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
    session: Session, owner: str, now: datetime, room: Room, *, begun: Collection[int]
) -> list[OutboxMessage]:
    """Return messages born claimed by `owner` which it has not begun, as far as there is room; `begun` are those."""
    query = _unbegun(owner, begun).where(col(OutboxMessage.lease_until) > now).order_by(col(OutboxMessage.id))
    rows = list(session.exec(query.limit(room.whole)))
    found, room = _that_fit(rows, room)
    posts, updates = room.ceilings
    if len(found) < len(rows) and max(posts, updates) > NONE:
        # What there is no more room for may have stood before what there is.
        kind = col(OutboxMessage.op) == Operation.UPDATE.value
        others = query.where(~kind if updates == NONE else kind).limit(room.whole)
        found += _that_fit(session.exec(others), room)[0]
    return found


def _that_fit(rows: Iterable[OutboxMessage], room: Room) -> tuple[list[OutboxMessage], Room]:
    """Return the messages there is room for, and what is left then."""
    found = []
    for row in rows:
        if room.holds(row):
            found.append(row)
            room = room.less(row)
    return found, room


def give_back(session: Session, owner: str, leases_to: datetime, *, begun: Collection[int]) -> int:
    """Queue again what `owner` holds unbegun under leases that end by `leases_to`; return how many."""
    rows = list(session.exec(_unbegun(owner, begun).where(col(OutboxMessage.lease_until) <= leases_to)))
    return sum(_end(session, Hold(row.number, owner), State.QUEUED, {}) for row in rows)


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
    table = _TABLE
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
        # One that was taken over counts an attempt: it may be in Slack, and is never sent without a look.
        OutboxMessage.attempts == 0,
        col(OutboxMessage.id).not_in(begun),
    )
