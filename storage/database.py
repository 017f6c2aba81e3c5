"""The door to the database: engines, one transaction at a time, and the schema's version."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session

from storage import erasure
from storage.engines import postgres_engine, sqlite_engine
from storage.secrets import VAULT
from storage.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Connection, Engine

    from storage.master_keys import MasterKeys

POSTGRES_POOL = 10
POSTGRES_READERS = 5


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
    PostgreSQL serialises by row, so its transactions run side by side. Without `masters` everything works but
    what seals or opens words, which raises NoMasterKeyError.
    """

    def __init__(self, url: str, masters: MasterKeys | None = None) -> None:
        self.url = make_url(url)
        self.masters = masters
        # Every session finds the vault here: `storage.secrets.keyring` looks for it.
        self._about: dict[Any, Any] = {} if masters is None else {VAULT: Vault(masters)}
        if self.url.drivername in {"postgres", "postgresql"}:
            self.url = self.url.set(drivername="postgresql+psycopg")
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._writer_lock = threading.Lock()
        if self.is_sqlite:
            self.engine = sqlite_engine(self.url.render_as_string(hide_password=False), writer=True)
            self._readers = sqlite_engine(self.url.render_as_string(hide_password=False), writer=False)
        else:
            self.engine = postgres_engine(self.url, POSTGRES_POOL)
            # Each statement of a reader is a transaction, as "read committed" sees it anyway, and may not write.
            self._readers = postgres_engine(
                self.url,
                POSTGRES_READERS,
                isolation_level="AUTOCOMMIT",
                connect_args={"options": "-c default_transaction_read_only=on"},
            )

    @classmethod
    def at(cls, path: Path, masters: MasterKeys | None = None) -> Database:
        """Return the SQLite database in the file `path`, whose folder is made when missing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(f"sqlite:///{path}", masters)

    def intake(self) -> Database:
        """Return where deliveries are stored before they are acknowledged.

        SQLite has one writer a file, and who waits for an acknowledgement must not wait for that one: a file of
        its own beside this. PostgreSQL has many: this database itself.
        """
        if not self.is_sqlite:
            return self
        path = Path(str(self.url.database))
        beside = self.url.set(database=str(path.with_name(f"{path.stem}-inbox{path.suffix}")))
        return Database(str(beside), self.masters)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session whose work is committed whole when the block ends, or not at all."""
        if not self.is_sqlite:
            with self._session(self.engine) as session, session.begin():
                yield session
            return
        with self._writer_lock, self._session(self.engine) as session, session.begin():
            yield session

    def together(self, works: Iterable[Callable[[Session], Any]]) -> list[Kept | Undone]:
        """Carry out several units of work on SQLite and commit them all at once; return how each ended.

        One that raises leaves no trace and does not disturb the others: they are all undone, and begun anew one
        by one. That is rare, where a savepoint around each would cost everybody. Raises, with nothing kept of
        any, when the commit itself fails.
        """
        begun: list[Callable[[Session], Any]] = []
        kept: list[Kept | Undone] = []
        with self._writer_lock:
            try:
                with self.engine.connect() as connection, connection.begin():
                    for work in works:
                        begun.append(work)
                        kept.append(Kept(self._within(connection, work)))
            except BaseException:
                if len(kept) == len(begun):
                    # Nobody's work failed: the commit did, or the transaction could not begin.
                    raise
            else:
                return kept
            return [self._alone(work) for work in begun]

    def alone(self, statement: str, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the driver's row
        """Give one statement to SQLite's driver, committed with it; return the first row that comes of it, or None.

        Without a session, a transaction's beginning and its end: where every tenth of a millisecond is waited for.
        """
        with self._writer_lock:
            connection = self.engine.raw_connection()
            try:
                return connection.cursor().execute(statement, values).fetchone()
            finally:
                connection.close()

    def _alone(self, work: Callable[[Session], Any]) -> Kept | Undone:
        try:
            with self.engine.connect() as connection, connection.begin():
                return Kept(self._within(connection, work))
        except BaseException as problem:  # noqa: BLE001 - whoever waits for this unit is told
            return Undone(problem)

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Give a session for reading only; what it changes is thrown away."""
        with self._session(self._readers) as session:
            yield session
            # Rolling back would empty the rows that were read; they are the reader's now.
            session.expunge_all()
            session.rollback()

    def migrate(self) -> None:
        """Bring the schema up to the version this code was written for, sealing what is not sealed yet.

        Raises WrongMasterKeyError before anything is written.
        """
        from storage import migration  # noqa: PLC0415 - Alembic is only needed when a process starts

        self.prove_masters()
        migration.upgrade(self)
        self.keep_masters()

    def prove_masters(self) -> None:
        """Raise WrongMasterKeyError when our master keys do not fit what is stored; writes nothing."""
        with self.snapshot() as session:
            if self.masters is not None and erasure.is_sealed(session):
                erasure.prove(session, self.masters)

    def keep_masters(self) -> None:
        """Store what a later start checks its master keys against; raises WrongMasterKeyError, as above."""
        if self.masters is None:
            return
        with self.snapshot() as session:
            if erasure.is_sealed(session):
                erasure.prove(session, self.masters)
                return
        with self.transaction() as session:
            erasure.keep_check(session, self.masters)

    @property
    def is_sealed(self) -> bool:
        """Whether the database was ever opened with master keys."""
        with self.snapshot() as session:
            return erasure.is_sealed(session)

    def wipe(self) -> bool:
        """Take what was overwritten or deleted out of SQLite's files as well; False when a reader was in the way.

        Freed pages are zeroed anyway (`secure_delete`); this empties the write-ahead log, where their earlier
        state still lies. PostgreSQL keeps its own log and frees rows by VACUUM: True, and nothing is done.
        """
        if not self.is_sqlite:
            return True
        with self._writer_lock:
            connection = self.engine.raw_connection()
            try:
                busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                connection.close()
        return not busy

    def scrub(self, tables: Iterable[str]) -> bool:
        """Write the files of these tables anew, without what was deleted; False when a reader was in the way.

        SQLite has one file for all. Takes as long as copying them, and nobody writes meanwhile: for an erasure only.
        """
        if not self.is_sqlite:
            with self.engine.connect() as connection:
                plain = connection.execution_options(isolation_level="AUTOCOMMIT")
                # Table names are ours and fixed; nothing from outside reaches the statement.
                plain.execute(text(f"VACUUM FULL {', '.join(sorted(tables))}"))
            return True
        with self._writer_lock:
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM")
            except self.engine.dialect.loaded_dbapi.OperationalError:
                return False
            finally:
                raw.close()
        return self.wipe()

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

    def _session(self, bind: Engine | Connection, **more: Any) -> Session:  # noqa: ANN401 - SQLAlchemy's options
        return _Session(bind, expire_on_commit=False, info=self._about, **more)

    def _within(self, connection: Connection, work: Callable[[Session], Any]) -> Any:  # noqa: ANN401 - whatever the work returns
        with self._session(connection, join_transaction_mode="rollback_only") as session:
            value = work(session)
            session.flush()
            return value


class _Session(Session):
    """A session that holds what it has read: otherwise it would ask for the same person ten times."""


@event.listens_for(_Session, "loaded_as_persistent")
@event.listens_for(_Session, "pending_to_persistent")
def _hold(session: Session, row: object) -> None:
    session.info.setdefault("held", []).append(row)


class DatabaseAwayError(Exception):
    """The database cannot be reached; the message says where it was looked for, without its password."""


def is_url(words: str) -> bool:
    """Return whether `words` is a database address of a kind we have a driver for."""
    try:
        return make_url(words).get_backend_name() in {"sqlite", "postgresql", "postgres"}
    except ArgumentError:
        return False
