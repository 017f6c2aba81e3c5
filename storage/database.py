"""The door to the database: engines, one transaction at a time, and the schema's version."""

from __future__ import annotations

import math
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlmodel import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import URL, Connection

BUSY_TIMEOUT_MS = 5_000
POSTGRES_POOL = 10
POSTGRES_READERS = 5
IDLE_SECONDS = 5.0
"""A PostgreSQL connection that rested for longer is tried before it is used: the server may have gone."""
SQLITE_READERS = 4


@dataclass(frozen=True)
class Kept:
    """A unit of work that was committed, and what it returned."""

    value: Any


@dataclass(frozen=True)
class Undone:
    """A unit of work that left no trace, and what it raised."""

    problem: BaseException


class Database:
    """One SQLite file or one PostgreSQL database.

    SQLite takes one writer at a time by design, so `transaction` is serialised inside the process and
    starts with BEGIN IMMEDIATE; readers have connections of their own and never wait for the writer (WAL).
    PostgreSQL serialises by row, so its transactions run side by side.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        if self.url.drivername in {"postgres", "postgresql"}:
            self.url = self.url.set(drivername="postgresql+psycopg")
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer_lock = threading.Lock()
        if self.is_sqlite:
            self.engine = _sqlite_engine(self.url.render_as_string(hide_password=False), writer=True)
            self._readers = _sqlite_engine(self.url.render_as_string(hide_password=False), writer=False)
        else:
            self.engine = _postgres_engine(self.url, POSTGRES_POOL)
            # Each statement of a reader is a transaction, as "read committed" sees it anyway, and may not write.
            self._readers = _postgres_engine(
                self.url,
                POSTGRES_READERS,
                isolation_level="AUTOCOMMIT",
                connect_args={"options": "-c default_transaction_read_only=on"},
            )

    @classmethod
    def at(cls, path: Path) -> Database:
        """Return the SQLite database in the file `path`, whose folder is made when missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(f"sqlite:///{path}")

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session whose work is committed whole when the block ends, or not at all."""
        if not self.is_sqlite:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
            return
        with self._writer_lock, Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def together(self, works: Iterable[Callable[[Session], Any]]) -> list[Kept | Undone]:
        """Carry out several units of work on SQLite and commit them all at once; return how each ended.

        One that raises leaves no trace and does not disturb the others. Raises, with nothing kept of any,
        when the commit itself fails.
        """
        with self._writer_lock, self.engine.connect() as connection, connection.begin():
            return [_apart(connection, work) for work in works]

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Give a session for reading only; what it changes is thrown away."""
        with Session(self._readers, expire_on_commit=False) as session:
            yield session
            # Rolling back would empty the rows that were read; they are the reader's now.
            session.expunge_all()
            session.rollback()

    def migrate(self) -> None:
        """Bring the schema up to the version this code was written for."""
        from storage import migration  # noqa: PLC0415 - Alembic is only needed when a process starts

        migration.upgrade(self)

    def reach(self) -> None:
        """Do nothing when the database can be reached; raises DatabaseAwayError."""
        try:
            self.answers()
        except DBAPIError as problem:
            message = f"DATABASE_URL: {self.url.render_as_string()} does not answer."
            raise DatabaseAwayError(message) from problem

    def answers(self) -> bool:
        """Return whether the database can be asked right now; raises what the driver raises if not."""
        with self._readers.connect() as connection:
            return bool(connection.execute(text("SELECT 1")).scalar_one())

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        self._readers.dispose()


def _apart(connection: Connection, work: Callable[[Session], Any]) -> Kept | Undone:
    try:
        with (
            Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session,
            session.begin(),
        ):
            return Kept(work(session))
    except BaseException as problem:
        # A full disk, for one, makes SQLite end the whole transaction: what follows would not be in it.
        if not getattr(connection.connection.dbapi_connection, "in_transaction", True):
            raise
        return Undone(problem)


def _postgres_engine(url: URL, connections: int, **more: Any) -> Engine:  # noqa: ANN401 - SQLAlchemy's options
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


def _sqlite_engine(url: str, *, writer: bool) -> Engine:
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
        # INSERT OR REPLACE removes rows; only so are the triggers asked that refuse it.
        cursor.execute("PRAGMA recursive_triggers=ON")
        if not writer:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's event signature
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


class DatabaseAwayError(Exception):
    """The database cannot be reached; the message says where it was looked for, without its password."""


def is_url(words: str) -> bool:
    """Return whether `words` is a database address of a kind we have a driver for."""
    try:
        return make_url(words).get_backend_name() in {"sqlite", "postgresql", "postgres"}
    except ArgumentError:
        return False
