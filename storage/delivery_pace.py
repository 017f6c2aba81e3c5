"""How fast all copies of the bot together may call one workspace: tokens in a row they share.

A copy takes tokens out in the transaction in which it claims the messages they are for, and uses them up in its own
time; those of a copy that dies are lost, which slows nobody down for longer than they would have lasted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlmodel import Field, Session, SQLModel, col

from storage.columns import UtcDateTime
from storage.delivery_gate import close_gate, gate, of_updates
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from sqlalchemy import Table

WRITES, LOOKUPS, UPDATES = "writes", "lookups", "updates"
"""Posting messages, looking for one that may be there, and replacing one: Slack counts each apart."""
KINDS = (WRITES, LOOKUPS, UPDATES)
SLOWEST = 1 / 10
EPSILON = 1e-9


class DeliveryPace(SQLModel, table=True):
    """The tokens there were at `counted_at` for one kind of call, and how many come a second."""

    __tablename__ = "delivery_pace"
    team_id: str = Field(primary_key=True, max_length=32)
    what: str = Field(primary_key=True, max_length=16)
    tokens: float
    rate: float
    counted_at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class Bucket:
    """Tokens at an instant: `rate` come a second, never more than `burst` lie there, and it was `full_rate` once."""

    tokens: float
    rate: float
    burst: int
    full_rate: float
    counted_at: datetime

    @classmethod
    def full(cls, per_minute: float, burst: int, now: datetime) -> Bucket:
        """Return the bucket of somebody who has rested."""
        return cls(float(burst), per_minute / 60, burst, per_minute / 60, now)

    @property
    def whole(self) -> int:
        """How many calls may be made."""
        return math.floor(self.tokens + EPSILON)

    def at(self, now: datetime) -> Bucket:
        """Return it as it is at a later instant."""
        elapsed = max(0.0, (now - self.counted_at).total_seconds())
        return replace(self, tokens=min(float(self.burst), self.tokens + elapsed * self.rate), counted_at=now)

    def less(self, calls: float) -> Bucket:
        """Return what is left after so many calls."""
        return replace(self, tokens=self.tokens - calls)

    def halved(self) -> Bucket:
        """Return it at half the rate: Slack found it too high."""
        return replace(self, rate=max(self.rate / 2, self.full_rate * SLOWEST))

    def grown(self, share: float) -> Bucket:
        """Return it with the rate grown back by a share of the full one."""
        return replace(self, rate=min(self.rate + self.full_rate * share, self.full_rate))

    def until(self, needed: float) -> timedelta:
        """Return how long it takes until so many tokens lie there."""
        return timedelta(seconds=max(0.0, needed - EPSILON - self.tokens) / self.rate)


class Supply(NamedTuple):
    """What all copies together may do now."""

    writes: Bucket
    lookups: Bucket
    updates: Bucket

    def of(self, what: str) -> Bucket:
        """Return the bucket of one of `KINDS`."""
        if what == WRITES:
            return self.writes
        return self.updates if what == UPDATES else self.lookups

    def but(self, what: str, bucket: Bucket) -> Supply:
        """Return the same with another bucket for one of `KINDS`."""
        return self._replace(**{what: bucket})


def supply(session: Session, team_id: str, full: Supply, now: datetime) -> Supply:
    """Return what is there, and let no other copy look until this transaction ends. `full` says what may be at most."""
    rows = _locked(session, team_id)
    if len(rows) < len(full):
        for what, bucket in zip(KINDS, full, strict=True):
            _put(session, team_id, what, bucket.at(now))
        rows = _locked(session, team_id)
    return Supply(*(_as_of(rows[what], most, now) for what, most in zip(KINDS, full, strict=True)))


def keep(session: Session, team_id: str, left: Supply) -> None:
    """Store what is left."""
    session.connection().execute(
        _KEEP,
        [
            {
                "of_team": team_id,
                "of_what": what,
                "new_tokens": bucket.tokens,
                "new_rate": bucket.rate,
                "new_counted_at": bucket.counted_at,
            }
            for what, bucket in zip(KINDS, left, strict=True)
        ],
    )


def turned_away(  # noqa: PLR0913, PLR0917 - whose gate of which kind is shut from when until when
    session: Session, team_id: str, full: Supply, now: datetime, until: datetime, what: str = WRITES
) -> None:
    """Close the gate, and halve the rate of everybody; once, however many were turned away at the same time.

    `what` is WRITES, or UPDATES for the gate that holds up nothing else.
    """
    shut = of_updates(team_id) if what == UPDATES else team_id
    there = supply(session, team_id, full, now)
    if gate(session, shut, now) is None:
        keep(session, team_id, there.but(what, there.of(what).halved()))
    close_gate(session, shut, until)


_TABLE: Table = SQLModel.metadata.tables["delivery_pace"]
# Built once: a sender asks this several times a second.
_LOCKED = (
    select(
        col(DeliveryPace.what), col(DeliveryPace.tokens), col(DeliveryPace.rate), col(DeliveryPace.counted_at)
    )
    .where(col(DeliveryPace.team_id) == bindparam("team"))
    .order_by(col(DeliveryPace.what))
    .with_for_update()
)
_KEEP = (
    update(_TABLE)
    .where(_TABLE.c.team_id == bindparam("of_team"), _TABLE.c.what == bindparam("of_what"))
    .values(
        tokens=bindparam("new_tokens"), rate=bindparam("new_rate"), counted_at=bindparam("new_counted_at")
    )
)
_PUT = PerEngine(lambda insert: insert(_TABLE).on_conflict_do_nothing())


class _Row(NamedTuple):
    tokens: float
    rate: float
    counted_at: datetime


def _locked(session: Session, team_id: str) -> dict[str, _Row]:
    rows = session.connection().execute(_LOCKED, {"team": team_id})
    return {row.what: _Row(row.tokens, row.rate, row.counted_at) for row in rows}


def _put(session: Session, team_id: str, what: str, bucket: Bucket) -> None:
    row = {
        "team_id": team_id,
        "what": what,
        "tokens": bucket.tokens,
        "rate": bucket.rate,
        "counted_at": bucket.counted_at,
    }
    session.connection().execute(_PUT[session.get_bind().dialect.name], row)


def _as_of(row: _Row, full: Bucket, now: datetime) -> Bucket:
    # A setting that was lowered holds at once, one that was raised grows up to it.
    return replace(full, tokens=row.tokens, rate=min(row.rate, full.full_rate), counted_at=row.counted_at).at(
        max(now, row.counted_at)
    )
