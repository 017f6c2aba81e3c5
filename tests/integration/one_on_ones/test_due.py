"""What comes of a standing 1:1 as time goes by: offered once, moved with the talk, taken back when it is off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.delivery.outbox import Outbox
from bot.features.one_on_ones.calendars import Calendars
from bot.features.one_on_ones.coming import Kind
from bot.features.one_on_ones.jobs import Daily, look_at_due
from bot.transactions import Transactions
from storage import one_on_ones, people
from tests.integration.one_on_ones.conftest import MONDAY, add_person, keep, talked, tick, utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.one_on_ones.service import OneOnOnes
    from storage.database import Database
    from tests.clock import MovableClock
    from tests.integration.one_on_ones.conftest import Offered, Team

DAY = timedelta(days=1)


def test_each_talk_is_offered_once_before_and_once_after_and_its_agenda_goes_to_the_employee(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, offered: Offered
) -> None:
    keep(database, service, team, team.lin)
    while clock.now() < utc(12, day=17):
        tick(database, service)
        clock.advance(minutes=30)
    first, second = utc(10), utc(10, day=16)
    half = timedelta(minutes=30)
    assert offered.around(Kind.PREPARE) == [
        (team.boss, team.lin, first - half),
        (team.boss, team.lin, second - half),
    ]
    assert offered.around(Kind.WRAP_UP) == [
        (team.boss, team.lin, first + timedelta(minutes=40)),
        (team.boss, team.lin, second + timedelta(minutes=40)),
    ]
    # The first talk was set up an hour before it: too late for an agenda.
    assert offered.around(Kind.AGENDA) == [(team.lin, team.boss, second - DAY)]


def test_a_talk_is_offered_a_week_and_a_day_before_it_and_not_sooner(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, offered: Offered
) -> None:
    keep(database, service, team, team.lin, first_on=date(2026, 3, 16))
    clock.set(utc(9, 59, day=8))
    tick(database, service)
    assert offered.waiting == {}
    clock.set(utc(10, day=8))
    tick(database, service)
    assert [each.kind for each in offered.waiting.values()] == [Kind.PREPARE, Kind.WRAP_UP, Kind.AGENDA]


def test_after_a_month_of_standing_still_only_the_newest_talk_counts(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, offered: Offered
) -> None:
    keep(database, service, team, team.lin, first_on=date(2026, 3, 16))
    offered.waiting.clear()
    clock.set(utc(9, 20, day=30))
    tick(database, service)
    assert offered.around(Kind.PREPARE) == [(team.boss, team.lin, utc(9, 30, day=30))]


@pytest.mark.parametrize("who", ["lin", "boss"])
def test_a_talk_with_somebody_who_left_pauses_and_what_was_offered_is_taken_back(  # noqa: PLR0913, PLR0917
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, offered: Offered, who: str
) -> None:
    keep(database, service, team, team.lin)
    with database.transaction() as session:
        leaver = people.by_email(session, f"{who}@demo.example")
        assert leaver is not None
        leaver.left_on = MONDAY
    clock.set(utc(12))
    tick(database, service)
    assert offered.waiting == {}
    with database.snapshot() as session:
        series = one_on_ones.of_pair(session, team.boss, team.lin)
        assert series is not None
        assert (series.paused, series.due_at) == (True, one_on_ones.NEVER)


def test_trouble_with_one_pair_keeps_nobody_else_waiting(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, offered: Offered
) -> None:
    keep(database, service, team, team.lin, first_on=date(2026, 3, 16))
    keep(database, service, team, team.anna, first_on=date(2026, 3, 16))
    with database.transaction() as session:
        series = one_on_ones.of_pair(session, team.boss, team.lin)
        assert series is not None
        series.timezone = "Mars/Olympus"
    clock.set(utc(10, day=8))
    tick(database, service)
    assert [each[1] for each in offered.around()] == [team.anna]


@pytest.mark.parametrize(
    "mistake", [{"zone": "Mars/Olympus"}, {"every_days": 0}, {"minutes": 4}, {"minutes": 241}]
)
def test_a_talk_that_cannot_come_round_is_refused(
    database: Database, service: OneOnOnes, team: Team, mistake: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"time zone|every 0 days|minutes, not"):
        keep(database, service, team, team.lin, **mistake)


def test_a_pair_without_a_fixed_time_is_heard_of_after_21_and_28_days_and_then_weekly(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, offered: Offered
) -> None:
    with database.transaction() as session:
        assert service.begin_missing(session, 0) == max(team.lin, team.anna)
        assert service.begin_missing(session, max(team.lin, team.anna)) is None
    talked(database, team, team.anna, date(2026, 3, 10))
    heard: list[tuple[str, int, int, date]] = []
    while clock.now() < utc(9) + 45 * DAY:
        tick(database, service)
        for key in list(offered.waiting):
            offer = offered.waiting.pop(key)
            heard.append((offer.kind, offer.about_id, offer.days, offer.due_at.date()))
        clock.advance(hours=6)
    assert [each for each in heard if each[1] == team.lin] == [
        ("gap_21", team.lin, 21, date(2026, 3, 23)),
        ("gap_28", team.lin, 28, date(2026, 3, 30)),
        ("gap_28", team.lin, 35, date(2026, 4, 6)),
        ("gap_28", team.lin, 42, date(2026, 4, 13)),
    ]
    assert [each for each in heard if each[1] == team.anna] == [
        ("gap_21", team.anna, 21, date(2026, 3, 31)),
        ("gap_28", team.anna, 28, date(2026, 4, 7)),
        ("gap_28", team.anna, 35, date(2026, 4, 14)),
    ]


def test_a_tick_costs_as_many_statements_for_many_pairs_as_for_two(
    database: Database, service: OneOnOnes, clock: MovableClock
) -> None:
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counted = []
    for number, pairs in enumerate((2, 190)):
        with database.transaction() as session:
            boss = add_person(session, f"boss{number}", None)
            for each in range(pairs):
                add_person(session, f"report{number}-{each}", boss)
            service.begin_missing(session, 0)
        clock.advance(days=30)
        asked.clear()
        tick(database, service)
        counted.append(len([each for each in asked if not each.startswith(("BEGIN", "PRAGMA"))]))
    assert counted[0] <= 10
    assert counted[1] <= counted[0] + 2


@pytest.fixture
def transactions(database: Database) -> Iterator[Transactions]:
    running = Transactions(database)
    yield running
    running.close()


async def test_new_pairs_get_the_usual_cadence_once_a_day_and_the_job_looks_at_all_that_are_due(  # noqa: PLR0913, PLR0917
    database: Database,
    service: OneOnOnes,
    team: Team,
    clock: MovableClock,
    offered: Offered,
    transactions: Transactions,
) -> None:
    begin = Daily(transactions, service, Calendars(clock, offered, Outbox(clock)), clock)
    await begin()
    with database.transaction() as session:
        add_person(session, "newcomer", team.boss)
    await begin()
    with database.snapshot() as session:
        assert len(one_on_ones.of_person(session, team.boss)) == 2
    clock.advance(days=1)
    await begin()
    with database.snapshot() as session:
        assert len(one_on_ones.of_person(session, team.boss)) == 3
    clock.advance(days=21)
    await look_at_due(transactions, service)
    assert len(offered.around(Kind.WARN)) == 3
