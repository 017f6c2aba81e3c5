"""What is done once on a day for everybody of a cycle is done by one process at a time, and goes on where it stood."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from storage import cycle_turns
from storage.cycles import Cycle
from storage.database import Database
from tests.keys import MASTERS

if TYPE_CHECKING:
    from tests.clock import MovableClock
    from tests.engines import PostgresEngine

pytestmark = pytest.mark.either_engine

CYCLE, DAY = "2026H1", date(2026, 8, 11)


def found(database: Database) -> None:
    with database.transaction() as session:
        session.add(Cycle(id=CYCLE, names={}, starts=date(2026, 1, 1), ends=date(2026, 6, 30)))


@pytest.mark.both_engines
def test_a_turn_goes_on_where_it_stood_and_ends_once(database: Database, clock: MovableClock) -> None:
    found(database)
    for upto in (50, 100):
        with database.transaction() as session:
            turn = cycle_turns.take(session, "visible", CYCLE, DAY)
            assert turn is not None
            assert turn.upto == upto - 50
            turn.upto = upto
            cycle_turns.keep(session, turn)
    with database.transaction() as session:
        turn = cycle_turns.take(session, "visible", CYCLE, DAY)
        assert turn is not None
        turn.done_at = clock.now()
        cycle_turns.keep(session, turn)
    with database.transaction() as session:
        assert cycle_turns.take(session, "visible", CYCLE, DAY) is None
        # Another thing, and another day, have turns of their own.
        assert cycle_turns.take(session, "goals_open", CYCLE, DAY) is not None
        assert cycle_turns.take(session, "visible", CYCLE, date(2026, 8, 12)) is not None


@pytest.mark.both_engines
@pytest.mark.postgres
def test_while_one_process_takes_people_another_takes_none(postgres_engine: PostgresEngine) -> None:
    with postgres_engine.fresh_url() as url:
        database = Database(url, MASTERS)
        database.migrate()
        found(database)
        with database.transaction() as session:
            assert cycle_turns.take(session, "visible", CYCLE, DAY) is not None
        with database.transaction() as one:
            assert cycle_turns.take(one, "visible", CYCLE, DAY) is not None
            with database.transaction() as other:
                assert cycle_turns.take(other, "visible", CYCLE, DAY) is None
        database.close()
