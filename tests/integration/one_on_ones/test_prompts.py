from __future__ import annotations

import contextlib
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.features.one_on_ones.jobs import prompt_due
from bot.transactions import Transactions
from storage import one_on_ones, people
from tests.integration.one_on_ones.conftest import MONDAY, keep, tick, utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.one_on_ones.service import OneOnOnes
    from storage.database import Database
    from tests.clock import MovableClock
    from tests.integration.one_on_ones.conftest import Invitations, Team


def test_each_talk_is_prompted_for_once_before_and_once_after(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, invitations: Invitations
) -> None:
    keep(database, service, team, team.lin)
    while clock.now() < utc(12, day=17):
        tick(database, service)
        clock.advance(minutes=5)
    first, second = utc(10), utc(10, day=16)
    assert invitations.asked == [
        (team.boss, team.lin, "prepare", first),
        (team.boss, team.lin, "wrap_up", first),
        (team.boss, team.lin, "prepare", second),
        (team.boss, team.lin, "wrap_up", second),
    ]
    assert len(set(invitations.keys)) == 4


def test_a_tick_that_comes_twice_prompts_once(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, invitations: Invitations
) -> None:
    keep(database, service, team, team.lin)
    clock.set(utc(9, 30))
    tick(database, service)
    tick(database, service)
    assert len(invitations.asked) == 1


def test_a_tick_that_is_rolled_back_prompts_at_the_next(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, invitations: Invitations
) -> None:
    keep(database, service, team, team.lin)
    clock.set(utc(9, 30))
    with contextlib.suppress(KeyboardInterrupt), database.transaction() as session:
        service.prompt_due(session)
        raise KeyboardInterrupt
    tick(database, service)
    assert len(invitations.asked) == 2
    assert invitations.keys[0] == invitations.keys[1]


def test_after_a_month_of_standing_still_only_the_newest_talk_counts(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, invitations: Invitations
) -> None:
    keep(database, service, team, team.lin)
    keep(database, service, team, team.anna, first_on=date(2026, 3, 3))
    clock.set(utc(9, 40, day=30))
    for _ in range(3):
        tick(database, service)
    assert invitations.asked == [(team.boss, team.lin, "prepare", utc(10, day=30))]


def test_trouble_with_one_pair_keeps_nobody_else_waiting_and_leaves_no_trace(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, invitations: Invitations
) -> None:
    keep(database, service, team, team.lin)
    keep(database, service, team, team.anna)
    invitations.trouble_with = team.lin
    clock.set(utc(9, 30))
    tick(database, service)
    assert [asked[1] for asked in invitations.asked] == [team.anna]
    with database.snapshot() as session:
        assert session.get(people.Unit, "half done") is None
        series = one_on_ones.of_pair(session, team.boss, team.lin)
        assert series is not None
        assert series.moment == one_on_ones.WRAP_UP


@pytest.mark.parametrize("who", ["lin", "boss"])
def test_a_talk_with_somebody_who_left_pauses(  # noqa: PLR0913, PLR0917 - the world of the service
    database: Database,
    service: OneOnOnes,
    team: Team,
    clock: MovableClock,
    invitations: Invitations,
    who: str,
) -> None:
    keep(database, service, team, team.lin)
    with database.transaction() as session:
        leaver = people.by_email(session, f"{who}@demo.example")
        assert leaver is not None
        leaver.left_on = MONDAY
    clock.set(utc(9, 30))
    tick(database, service)
    assert invitations.asked == []
    with database.snapshot() as session:
        series = one_on_ones.of_pair(session, team.boss, team.lin)
        assert series is not None
        assert series.paused


def test_a_talk_pauses_when_somebody_else_manages_the_employee_and_can_be_taken_up_again(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, invitations: Invitations
) -> None:
    keep(database, service, team, team.lin)
    _move(database, "lin", team.anna)
    clock.set(utc(9, 30))
    tick(database, service)
    assert invitations.asked == []
    _move(database, "lin", team.boss)
    tick(database, service)
    assert invitations.asked == []
    keep(database, service, team, team.lin)
    tick(database, service)
    assert [asked[2] for asked in invitations.asked] == ["prepare"]


def _move(database: Database, name: str, manager_id: int) -> None:
    with database.transaction() as session:
        person = people.by_email(session, f"{name}@demo.example")
        assert person is not None
        person.manager_id = manager_id


def test_keeping_the_same_talk_again_sends_nothing_anew(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, invitations: Invitations
) -> None:
    first = keep(database, service, team, team.lin)
    clock.set(utc(9, 30))
    tick(database, service)
    assert keep(database, service, team, team.lin) == first
    tick(database, service)
    assert len(invitations.asked) == 1


def test_a_talk_moved_to_another_time_is_prompted_for_then(
    database: Database, service: OneOnOnes, team: Team, clock: MovableClock, invitations: Invitations
) -> None:
    keep(database, service, team, team.lin)
    keep(
        database, service, team, team.lin, first_on=date(2026, 3, 3), at=time(20, 0), every_days=7, minutes=60
    )
    clock.set(utc(11, 30, day=3))
    tick(database, service)
    assert invitations.asked == [(team.boss, team.lin, "prepare", utc(12, day=3))]


@pytest.mark.parametrize(
    "mistake", [{"zone": "Mars/Olympus"}, {"every_days": 0}, {"minutes": 4}, {"minutes": 241}]
)
def test_a_talk_that_cannot_come_round_is_refused(
    database: Database, service: OneOnOnes, team: Team, mistake: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"time zone|every 0 days|minutes, not"):
        keep(database, service, team, team.lin, **mistake)


class Postman:
    """Counts how often it was asked to hurry."""

    hurried = 0

    def hurry(self) -> None:
        """Count."""
        self.hurried += 1


@pytest.fixture
def transactions(database: Database) -> Iterator[Transactions]:
    running = Transactions(database)
    yield running
    running.close()


async def test_the_job_sends_everything_due_and_hurries_the_postman(  # noqa: PLR0913, PLR0917 - as above
    database: Database,
    service: OneOnOnes,
    team: Team,
    clock: MovableClock,
    invitations: Invitations,
    transactions: Transactions,
) -> None:
    keep(database, service, team, team.lin)
    keep(database, service, team, team.anna)
    postman = Postman()
    await prompt_due(transactions, service, postman)
    assert (invitations.asked, postman.hurried) == ([], 0)
    clock.set(utc(10) - timedelta(minutes=30))
    await prompt_due(transactions, service, postman)
    assert {asked[1] for asked in invitations.asked} == {team.lin, team.anna}
    assert postman.hurried == 1
