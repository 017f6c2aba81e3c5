from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from storage import nudges, people

if TYPE_CHECKING:
    from storage.database import Database
    from storage.nudges import NudgeCandidate

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def boss(database: Database) -> int:
    with database.transaction() as session:
        person = people.Person(email="boss@demo.example", name="Boss", start_date=date(2020, 1, 1))
        session.add(person)
        session.flush()
        return person.key


def offer(database: Database, boss: int, **changes: object) -> None:
    given: dict[str, Any] = {
        "recipient_id": boss,
        "kind": nudges.GAP_21,
        "about_id": None,
        "key": "gap:1",
        "due_at": NINE,
        "until": NINE + timedelta(days=7),
        "facts": {"days": 22},
    }
    with database.transaction() as session:
        nudges.offer(session, **{**given, **changes})


def stored(database: Database, key: str = "gap:1") -> list[NudgeCandidate]:
    with database.snapshot() as session:
        return nudges.by_keys(session, [key])


def test_what_is_offered_twice_waits_once(database: Database, boss: int) -> None:
    offer(database, boss)
    offer(database, boss, facts={"days": 23})
    (waiting,) = stored(database)
    assert (waiting.state, waiting.wake_at, waiting.facts) == (nudges.WAITING, NINE, {"days": 23})


@pytest.mark.either_engine
def test_what_is_due_at_another_time_moves_and_what_was_put_off_stays_put_off(
    database: Database, boss: int
) -> None:
    offer(database, boss)
    with database.transaction() as session:
        (row,) = nudges.waiting_of(session, [boss])
        row.wake_at = NINE + timedelta(hours=2)
        session.add(row)
    offer(database, boss)
    assert stored(database)[0].wake_at == NINE + timedelta(hours=2)
    offer(database, boss, due_at=NINE + timedelta(days=1))
    assert stored(database)[0].wake_at == NINE + timedelta(days=1)


def test_what_was_said_is_not_moved(database: Database, boss: int) -> None:
    offer(database, boss)
    with database.transaction() as session:
        (row,) = nudges.waiting_of(session, [boss])
        row.state, row.sends = nudges.SENT, 1
        session.add(row)
    offer(database, boss, due_at=NINE + timedelta(days=1))
    (said,) = stored(database)
    assert (said.state, said.due_at) == (nudges.SENT, NINE)


def test_what_was_taken_back_may_be_offered_anew(database: Database, boss: int) -> None:
    offer(database, boss)
    with database.transaction() as session:
        nudges.withdraw(session, "gap:1")
        assert nudges.claim_due(session, NINE, 10).candidates == ()
    assert stored(database)[0].state == nudges.WITHDRAWN
    offer(database, boss)
    assert stored(database)[0].state == nudges.WAITING


def test_a_preparation_is_looked_at_two_hours_before_the_talk(database: Database, boss: int) -> None:
    start = NINE + timedelta(hours=3)
    offer(database, boss, kind=nudges.PRE_1ON1, due_at=start - timedelta(minutes=30), event_start=start)
    assert stored(database)[0].wake_at == start - timedelta(hours=2)


@pytest.mark.parametrize("wrong", [{"kind": "shouting"}, {"facts": {"what": "words people said"}}])
def test_neither_an_unknown_kind_nor_words_are_taken(
    database: Database, boss: int, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=r"shouting|ids"):
        offer(database, boss, **wrong)
