"""What a sender asks several times a second never looks through the whole queue; SQLite says so itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from storage import outbox_claims
from storage.database import Database
from storage.outbox_claims import Room
from storage.sending import glance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlmodel import Session

    from tests.clock import MovableClock


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """Give a migrated database, for whose engine nobody has counted rows."""
    opened = Database(f"sqlite:///{tmp_path / 'plans.db'}")
    opened.migrate()
    yield opened
    opened.close()


WHOLE_QUEUE = "ix_outbox_message_due"


def plan_of(database: Database, asking: Callable[[Session], object]) -> list[str]:
    """Return how SQLite goes about what is asked, a line for each table it looks into."""
    lines: list[str] = []

    def explain(connection: Any, _cursor: object, statement: str, given: Any, *_: object) -> None:  # noqa: ANN401
        if statement.startswith("SELECT"):
            cursor = connection.connection.cursor()
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            lines.extend(row[3] for row in cursor.fetchall())

    with database.transaction() as session:
        event.listen(session.get_bind(), "before_cursor_execute", explain)
        asking(session)
    return lines


def test_choosing_what_leaves_next_looks_at_its_conversation_only(
    sqlite: Database, clock: MovableClock
) -> None:
    now = clock.now()
    room = Room(16, rested=now - timedelta(seconds=1))
    plan = plan_of(
        sqlite, lambda session: outbox_claims.claim(session, "a", now, timedelta(seconds=60), room)
    )
    searches = [line for line in plan if "outbox_message_" in line]
    assert searches
    assert [line for line in searches if WHOLE_QUEUE in line] == []
    assert [line for line in plan if line.startswith("SCAN outbox")] == []


def test_a_glance_looks_for_updates_among_updates(sqlite: Database, clock: MovableClock) -> None:
    plan = plan_of(sqlite, lambda session: glance(session, "a", "T1", clock.now(), begun=()))
    assert sum("(state=? AND op=?)" in line for line in plan) == 1
    assert sum(WHOLE_QUEUE in line for line in plan) == 1, "whether anything is due ends at the first that is"
    assert [line for line in plan if line.startswith("SCAN outbox")] == []
