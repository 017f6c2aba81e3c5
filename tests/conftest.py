"""What every test may ask for: a clock that can be moved, and an empty database of either engine."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from sqlalchemy import Connection, Engine, event

from storage import database as database_module
from storage.database import Database
from storage.engines import sqlite_engine
from tests.clock import MovableClock
from tests.engines import PostgresEngine, running_postgres, sqlite_in
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ["tests.slack_shapes.recorder"]

# Shared machines stall; a deadline per example would only measure the neighbours.
hypothesis.settings.register_profile("dev", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def _watched(url: str, *, writer: bool) -> Engine:
    """Return an engine whose readers lock nothing: SQLite would not mind, PostgreSQL refuses it."""
    engine = sqlite_engine(url, writer=writer)
    if not writer:

        @event.listens_for(engine, "before_execute")
        def refuse(_connection: Connection, statement: object, *_rest: object) -> None:
            if getattr(statement, "_for_update_arg", None) is not None:
                message = "SELECT FOR UPDATE in a transaction that only reads"
                raise AssertionError(message)

    return engine


database_module.sqlite_engine = _watched
ROOT = Path(__file__).parent
PLACES = {"browser": ("acceptance",), "postgres": ("acceptance", "integration")}
A_MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is the same on any engine to SQLite, and keep tests in the stage of CI that suits them."""
    for item in items:
        for marker, folders in PLACES.items():
            if item.get_closest_marker(marker) and item.path.relative_to(ROOT).parts[0] not in folders:
                message = f"tests marked {marker} belong in {' and '.join(folders)} only: {item.nodeid}"
                raise pytest.UsageError(message)
    again = [
        item
        for item in items
        if item.get_closest_marker("postgres")
        and item.get_closest_marker("either_engine")
        and not item.get_closest_marker("both_engines")
    ]
    if again:
        config.hook.pytest_deselected(items=again)
        items[:] = [item for item in items if item not in again]


@pytest.fixture
def clock() -> MovableClock:
    """Give a clock standing at nine o'clock UTC on a Monday."""
    return MovableClock(A_MONDAY_MORNING)


@pytest.fixture(scope="session")
def postgres_engine() -> Iterator[PostgresEngine]:
    """Start one PostgreSQL for the whole run."""
    with running_postgres() as engine:
        yield engine


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a migrated, empty database of this test's own, on each engine in turn."""
    if request.param == "sqlite":
        yield sqlite_in(tmp_path)
        return
    with request.getfixturevalue("postgres_engine").fresh_url() as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Open a database of this test's own, on each engine in turn."""
    opened = Database(database_url, MASTERS)
    yield opened
    opened.close()
