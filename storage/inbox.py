"""Every event Slack delivered, so that each takes effect once, however often it comes.

What arrives is sealed and stored (`InboxDelivery`) before it is acknowledged; the transaction that carries out its
effect also keeps its key (`HandledEvent`). What is found stored and not handled after a crash goes to the listeners
again. On SQLite the two stand in files of their own: nothing that arrives waits for what is being worked on.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, inspect, text, update
from sqlalchemy.dialects import sqlite
from sqlmodel import Field, Session, SQLModel, col, select

from storage import sealing
from storage.columns import UtcDateTime, in_sqlite
from storage.master_keys import NoMasterKeyError
from storage.per_engine import PerEngine
from storage.sealing import BrokenSealError, Place
from storage.secrets import vault_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from sqlalchemy.sql.dml import ReturningInsert

    from storage.database import Database
    from storage.master_keys import MasterKeys

RECEIVED, DONE, FAILED = "received", "done", "failed"
PURPOSE = "inbox"
"""Deliveries concern no person yet: they are sealed under what the master keys give for this."""
OLDER = "inbox_event"
"""Where an older version kept deliveries, unsealed."""


class InboxDelivery(SQLModel, table=True):
    """One delivery from Slack under the key that makes it one. `body` is sealed, and dropped once it took effect."""

    __tablename__ = "inbox_delivery"
    key: str = Field(primary_key=True, max_length=255)
    state: str = Field(default=RECEIVED, max_length=16, index=True)
    body: bytes | None
    attempts: int = 1
    received_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime = Field(sa_type=UtcDateTime)


class HandledEvent(SQLModel, table=True):
    """The key of a delivery that took effect, kept as long as its delivery."""

    __tablename__ = "handled_event"
    key: str = Field(primary_key=True, max_length=255)


@dataclass(frozen=True)
class Delivery:
    """A delivery handed over again, opened; `body` None when it does not open with the keys there are."""

    key: str
    body: dict[str, Any] | None
    attempts: int


class AlreadyHandled(Exception):
    """The event took effect earlier; this transaction must leave no trace."""


def _once(table: str) -> PerEngine[ReturningInsert[str]]:
    into = SQLModel.metadata.tables[table]
    return PerEngine(
        lambda insert: insert(into).on_conflict_do_nothing(index_elements=["key"]).returning(into.c.key)
    )


_RECEIVE, _SETTLE = _once("inbox_delivery"), _once("handled_event")
_RECEIVE_ALONE = str(_RECEIVE["sqlite"].compile(dialect=sqlite.dialect(paramstyle="named")))


def prepare(intake: Database) -> None:
    """Make the table of deliveries in a file of its own, where it is not part of the schema's history.

    What an older version left there unsealed is sealed, to be handed over as if it had arrived so.
    """
    SQLModel.metadata.tables["inbox_delivery"].create(intake.engine, checkfirst=True)
    if not inspect(intake.engine).has_table(OLDER):
        return
    with intake.transaction() as session:
        for row in session.connection().execute(text(f"SELECT * FROM {OLDER}")).mappings().all():  # noqa: S608 - the name is ours
            body = None if row["body"] is None else _seal(vault_of(session).masters, row["key"], row["body"])
            at = {
                name: datetime.fromisoformat(row[name]).replace(tzinfo=UTC)
                for name in ("received_at", "lease_until")
            }
            known = {name: row[name] for name in ("key", "state", "attempts")}
            session.connection().execute(_RECEIVE["sqlite"], {**known, "body": body, **at})
        session.connection().execute(text(f"DROP TABLE {OLDER}"))
    intake.wipe()


def receive(database: Database, key: str, body: dict[str, Any], now: datetime, lease: timedelta) -> bool:
    """Seal and store an event in a transaction of its own; False when it is already known.

    On SQLite one statement to the driver: whoever waits for an acknowledgement waits for as little as can be.
    """
    if database.masters is None:
        raise NoMasterKeyError(database.url.get_backend_name())
    row = {
        "key": key,
        "state": RECEIVED,
        "body": _seal(database.masters, key, json.dumps(body, separators=(",", ":"))),
        "attempts": 1,
        "received_at": now,
        "lease_until": now + lease,
    }
    if database.is_sqlite:
        times = {"received_at": in_sqlite(now), "lease_until": in_sqlite(now + lease)}
        return database.alone(_RECEIVE_ALONE, {**row, **times}) is not None
    with database.engine.begin() as connection:
        # The row count of an insert that may do nothing is not told on PostgreSQL.
        return connection.execute(_RECEIVE["postgresql"], row).first() is not None


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
        update(InboxDelivery)
        .where(col(InboxDelivery.key).in_(keys), col(InboxDelivery.state) == RECEIVED)
        .values(state=DONE, body=None)
    )


def give_up(session: Session, key: str) -> None:
    """Mark an event failed: its effect did not happen and will not be tried again."""
    session.exec(
        update(InboxDelivery)
        .where(col(InboxDelivery.key) == key, col(InboxDelivery.state) == RECEIVED)
        .values(state=FAILED, body=None)
    )


def abandoned(session: Session, expired_by: datetime, until: datetime, limit: int = 50) -> list[Delivery]:
    """Take over events whose handler died before their effect, oldest first, and hold them `until` then."""
    query = (
        select(InboxDelivery)
        .where(InboxDelivery.state == RECEIVED, InboxDelivery.lease_until <= expired_by)
        .order_by(col(InboxDelivery.received_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.exec(query))
    for row in rows:
        row.lease_until = until
        row.attempts += 1
        session.add(row)
    masters = vault_of(session).masters
    return [Delivery(row.key, _opened(masters, row), row.attempts) for row in rows]


def waiting(session: Session) -> list[Delivery]:
    """Return every delivery whose words are still there, opened."""
    masters = vault_of(session).masters
    rows = session.exec(select(InboxDelivery).where(col(InboxDelivery.body).is_not(None)))
    return [Delivery(row.key, _opened(masters, row), row.attempts) for row in rows]


def reseal(session: Session) -> int:
    """Seal anew, with the newest master key, what waits and is not sealed with it; return how many did not open so."""
    masters = vault_of(session).masters
    newest, *_ = masters.derived(PURPOSE)
    count = 0
    query = (
        select(InboxDelivery).where(col(InboxDelivery.body).is_not(None)).with_for_update(skip_locked=True)
    )
    for row in session.exec(query):
        if _opens(newest, row) is None and (body := _opened(masters, row)) is not None:
            row.body = _seal(masters, row.key, json.dumps(body, separators=(",", ":")))
            session.add(row)
            count += 1
    return count


def settled_before(session: Session, before: datetime, limit: int = 1000) -> list[str]:
    """Return keys of events received before this instant that need nothing more."""
    query = select(InboxDelivery.key).where(
        col(InboxDelivery.state) != RECEIVED, col(InboxDelivery.received_at) < before
    )
    return list(session.exec(query.limit(limit)))


def forget_handled(session: Session, keys: Collection[str]) -> None:
    """Drop the keys of events whose deliveries are about to be dropped."""
    session.exec(delete(HandledEvent).where(col(HandledEvent.key).in_(keys)))


def forget(session: Session, keys: Collection[str]) -> None:
    """Drop deliveries; Slack redelivers for minutes, not for days."""
    session.exec(delete(InboxDelivery).where(col(InboxDelivery.key).in_(keys)))


def _seal(masters: MasterKeys, key: str, body: str) -> bytes:
    return sealing.seal(masters.derived(PURPOSE)[0], body.encode(), _place(key))


def _opened(masters: MasterKeys, row: InboxDelivery) -> dict[str, Any] | None:
    found = (_opens(cipher, row) for cipher in masters.derived(PURPOSE))
    plain = next((each for each in found if each is not None), None)
    return None if plain is None else dict(json.loads(plain))


def _opens(cipher: AESGCM, row: InboxDelivery) -> bytes | None:
    try:
        return None if row.body is None else sealing.unseal(cipher, row.body, _place(row.key))
    except BrokenSealError:
        return None


def _place(key: str) -> Place:
    return Place("inbox_delivery", key, "body")
