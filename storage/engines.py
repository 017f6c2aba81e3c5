"""How the two engines are set up: connections, durability, and what begins a transaction."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError

if TYPE_CHECKING:
    from sqlalchemy import URL

BUSY_TIMEOUT_MS = 5_000
IDLE_SECONDS = 5.0
"""A PostgreSQL connection that rested for longer is tried before it is used: the server may have gone."""
SQLITE_READERS = 4


def postgres_engine(url: URL, connections: int, **more: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's options
    """Return an engine for so many connections at once; `more` goes to SQLAlchemy."""
    # An error's text must not carry what people wrote into a log.
    engine = create_engine(url, pool_size=connections, hide_parameters=True, **more)

    @event.listens_for(engine, "checkin")
    def rest(_connection: object, record: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event signature
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def wake(connection: Any, record: Any, _proxy: object) -> None:  # noqa: ANN401 - as above
        # Trying it every time, as SQLAlchemy's own "pre-ping" does, costs as much as a query.
        rested = time.monotonic() - record.info.get("rests_since", math.inf)
        if rested < IDLE_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise DisconnectionError from gone

    return engine


def sqlite_engine(url: str, *, writer: bool) -> Engine:
    """Return the engine of the one writer, or of the readers, of a SQLite file."""
    engine = create_engine(
        url,
        # An error's text must not carry what people wrote into a log.
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
        pool_size=1 if writer else SQLITE_READERS,
        max_overflow=0,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection type
        # SQLAlchemy begins transactions below; pysqlite's own implicit BEGIN would defeat BEGIN IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # What a person said survives a power cut, not only a crash of the process.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        # What is overwritten or deleted, a destroyed key above all, is zeroed in the file.
        cursor.execute("PRAGMA secure_delete=ON")
        # INSERT OR REPLACE removes rows; only so are the triggers asked that refuse it.
        cursor.execute("PRAGMA recursive_triggers=ON")
        if not writer:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event signature
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine
