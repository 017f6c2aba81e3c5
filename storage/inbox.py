"""Every event Slack delivered, so that each takes effect once, however often it comes.

What arrives is stored (`InboxEvent`) before it is acknowledged; the transaction that carries out its effect also
keeps its key (`HandledEvent`). What is found stored and not handled after a crash goes to the listeners again.
On SQLite the two stand in files of their own: nothing that arrives waits for what is being worked on.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Collection

    from storage.database import Database

RECEIVED, DONE, FAILED = "received", "done", "failed"


class InboxEvent(SQLModel, table=True):
    """One delivery from Slack under the key that makes it one. The body is dropped once it took effect."""

    __tablename__ = "inbox_event"
    key: str = Field(primary_key=True, max_length=255)
    state: str = Field(default=RECEIVED, max_length=16, index=True)
    body: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    attempts: int = 1
    received_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime = Field(sa_type=UtcDateTime)


class HandledEvent(SQLModel, table=True):
    """The key of a delivery that took effect, kept as long as its delivery."""

    __tablename__ = "handled_event"
    key: str = Field(primary_key=True, max_length=255)


class AlreadyHandled(Exception):
    """The event took effect earlier; this transaction must leave no trace."""


# Built once: building a statement takes longer than running it, and every delivery waits for these.
_RECEIVE, _SETTLE = (
    {
        name: insert(table).on_conflict_do_nothing(index_elements=["key"]).returning(table.c.key)
        for name, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
    }
    for table in (SQLModel.metadata.tables["inbox_event"], SQLModel.metadata.tables["handled_event"])
)


def prepare(intake: Database) -> None:
    """Make the table of deliveries in a file of its own, where it is not part of the schema's history."""
    SQLModel.metadata.tables["inbox_event"].create(intake.engine, checkfirst=True)


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
    return session.connection().execute(_RECEIVE[session.get_bind().dialect.name], row).first() is not None


def settle(session: Session, key: str) -> None:
    """Keep an event's key inside the transaction of its effect; raises AlreadyHandled when it was before."""
    statement = _SETTLE[session.get_bind().dialect.name]
    if session.connection().execute(statement, {"key": key}).first() is None:
        raise AlreadyHandled(key)


def is_handled(session: Session, key: str) -> bool:
    """Return whether an event took effect."""
    return session.get(HandledEvent, key) is not None


def refuse(session: Session, key: str) -> None:
    """Take back that a form took effect: it stays open with an error in it, and may be sent again as it is."""
    session.exec(delete(HandledEvent).where(col(HandledEvent.key) == key))


def done(session: Session, keys: Collection[str]) -> None:
    """Drop what was said in deliveries that need nothing more."""
    session.exec(
        update(InboxEvent)
        .where(col(InboxEvent.key).in_(keys), col(InboxEvent.state) == RECEIVED)
        .values(state=DONE, body=None)
    )


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


def settled_before(session: Session, before: datetime, limit: int = 1000) -> list[str]:
    """Return keys of events received before this instant that need nothing more."""
    query = select(InboxEvent.key).where(
        col(InboxEvent.state) != RECEIVED, col(InboxEvent.received_at) < before
    )
    return list(session.exec(query.limit(limit)))


def forget_handled(session: Session, keys: Collection[str]) -> None:
    """Drop the keys of events whose deliveries are about to be dropped."""
    session.exec(delete(HandledEvent).where(col(HandledEvent.key).in_(keys)))


def forget(session: Session, keys: Collection[str]) -> None:
    """Drop deliveries; Slack redelivers for minutes, not for days."""
    session.exec(delete(InboxEvent).where(col(InboxEvent.key).in_(keys)))
