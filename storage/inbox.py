"""Every event Slack delivered, so that each takes effect once, however often it comes.

An event is stored before it is acknowledged. The transaction that carries out its effect marks it `done`;
what is found undone after a crash is handed to the listeners again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

RECEIVED, DONE, FAILED, REFUSED = "received", "done", "failed", "refused"
"""Refused: a form that had an error shown in it. It stays open, and may be sent again just as it was."""


class InboxEvent(SQLModel, table=True):
    """One delivery from Slack under the key that makes it one. The body is dropped once it took effect."""

    __tablename__ = "inbox_event"
    key: str = Field(primary_key=True, max_length=255)
    state: str = Field(default=RECEIVED, max_length=16, index=True)
    body: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    attempts: int = 1
    received_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime = Field(sa_type=UtcDateTime)


class AlreadyHandled(Exception):
    """The event took effect earlier; this transaction must leave no trace."""


_TABLE = SQLModel.metadata.tables["inbox_event"]
# Built once: building a statement takes longer than running it, and every delivery waits for these two.
_RECEIVE = {
    name: insert(_TABLE).on_conflict_do_nothing(index_elements=["key"]).returning(_TABLE.c.key)
    for name, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}
_SETTLE = (
    update(_TABLE)
    .where(_TABLE.c.key == bindparam("settled"), _TABLE.c.state.in_([RECEIVED, REFUSED]))
    .values(state=DONE, body=None)
)


def receive(session: Session, key: str, body: dict[str, Any], now: datetime, lease: timedelta) -> bool:
    """Store an event; False when it is already known."""
    row = {
        "key": key,
        "state": RECEIVED,
        "body": body,
        "attempts": 1,
        "received_at": now,
        "lease_until": now + lease,
    }
    # The row count of an insert that may do nothing is not told on PostgreSQL.
    return session.exec(_RECEIVE[session.get_bind().dialect.name], params=row).first() is not None


def settle(session: Session, key: str) -> None:
    """Mark an event done inside the transaction of its effect; raises AlreadyHandled when it was before."""
    if cast("CursorResult[Any]", session.exec(_SETTLE, params={"settled": key})).rowcount != 1:
        raise AlreadyHandled(key)


def refuse(session: Session, key: str) -> None:
    """Mark a form refused: nothing of it took effect, and the next sending of the same counts."""
    session.exec(update(InboxEvent).where(col(InboxEvent.key) == key).values(state=REFUSED, body=None))


def give_up(session: Session, key: str) -> None:
    """Mark an event failed: its effect did not happen and will not be tried again."""
    session.exec(
        update(InboxEvent)
        .where(col(InboxEvent.key) == key, col(InboxEvent.state) == RECEIVED)
        .values(state=FAILED, body=None)
    )


def abandoned(session: Session, expired_by: datetime, until: datetime, limit: int = 50) -> list[InboxEvent]:
    """Take over events whose handler died before their effect, oldest first, and hold them `until` then."""
    query = (
        select(InboxEvent)
        .where(InboxEvent.state == RECEIVED, InboxEvent.lease_until <= expired_by)
        .order_by(col(InboxEvent.received_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.exec(query))
    for row in rows:
        row.lease_until = until
        row.attempts += 1
        session.add(row)
    return rows


def forget(session: Session, before: datetime) -> None:
    """Drop settled events received before this instant; Slack redelivers for minutes, not for days."""
    session.exec(
        delete(InboxEvent).where(col(InboxEvent.state) != RECEIVED, col(InboxEvent.received_at) < before)
    )
