"""A manager sets how they mean to talk with a report, and what was offered goes along with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import CadenceNotUnderstood, NotAllowed, TalkOutOfTurn
from bot.features.one_on_ones.coming import Kind
from bot.features.one_on_ones.planning import Next
from tests.integration.one_on_ones.conftest import keep, tick, utc

if TYPE_CHECKING:
    from bot.features.one_on_ones.planning import Planning
    from bot.features.one_on_ones.service import OneOnOnes
    from storage.database import Database
    from tests.clock import MovableClock
    from tests.integration.one_on_ones.conftest import Offered, Team

pytestmark = pytest.mark.either_engine

DAY = timedelta(days=1)


def test_a_manager_sets_a_weekday_a_time_and_limits(
    database: Database, planning: Planning, team: Team, offered: Offered
) -> None:
    with database.transaction() as session:
        plan = planning.standing(session, team.boss, team.lin).plan
        assert (plan.every_days, plan.weekday, plan.warn_days, plan.hard_days) == (14, None, 21, 28)
        planning.change(session, team.boss, team.lin, replace(plan, weekday=3, at=time(15, 30), every_days=7))
        standing = planning.standing(session, team.boss, team.lin)
    assert (standing.plan.weekday, standing.plan.at) == (3, time(15, 30))
    assert standing.next_at == utc(7, 30, day=5)
    assert offered.around() == [(team.boss, team.lin, utc(7, day=5))]


def test_changing_the_hour_keeps_the_rhythm_and_moves_what_was_offered(  # noqa: PLR0913, PLR0917 - the world
    database: Database,
    service: OneOnOnes,
    planning: Planning,
    team: Team,
    offered: Offered,
    clock: MovableClock,
) -> None:
    keep(database, service, team, team.lin, first_on=date(2026, 3, 9))
    clock.set(utc(9, day=3))
    key = next(iter(offered.waiting))
    with database.transaction() as session:
        plan = planning.standing(session, team.boss, team.lin).plan
        planning.change(session, team.boss, team.lin, replace(plan, at=time(11, 0)))
    assert offered.around() == [(team.boss, team.lin, utc(2, 30, day=9))]
    assert key in offered.waiting


def test_skipping_the_next_takes_back_what_was_offered_and_waits_for_the_one_after(  # noqa: PLR0913, PLR0917
    database: Database,
    service: OneOnOnes,
    planning: Planning,
    team: Team,
    offered: Offered,
    clock: MovableClock,
) -> None:
    keep(database, service, team, team.lin, first_on=date(2026, 3, 9))
    with database.transaction() as session:
        plan = planning.standing(session, team.boss, team.lin).plan
        planning.change(session, team.boss, team.lin, replace(plan, next=Next.SKIP))
        view = service.home_view(session, team.lin, clock.now())
    assert offered.waiting == {}
    shown = view.managers[0]
    assert shown.next_at == utc(10, day=23)
    assert shown.rhythm is not None
    assert shown.rhythm.skipped_on == date(2026, 3, 9)
    clock.set(utc(10, day=15))
    tick(database, service)
    assert offered.around() == [(team.boss, team.lin, utc(9, 30, day=23))]


def test_one_talk_is_moved_and_the_next_comes_round_as_ever(  # noqa: PLR0913, PLR0917 - the world
    database: Database,
    service: OneOnOnes,
    planning: Planning,
    team: Team,
    offered: Offered,
    clock: MovableClock,
) -> None:
    keep(database, service, team, team.lin, first_on=date(2026, 3, 9))
    with database.transaction() as session:
        plan = planning.standing(session, team.boss, team.lin).plan
        moved = replace(plan, next=Next.MOVE, move_to=datetime(2026, 3, 11, 9, 0))  # noqa: DTZ001 - wall time
        planning.change(session, team.boss, team.lin, moved)
    clock.set(utc(9, day=4))
    tick(database, service)
    assert offered.around() == [(team.boss, team.lin, utc(0, 30, day=11))]
    clock.set(utc(10, day=16))
    tick(database, service)
    assert offered.around()[1:] == [(team.boss, team.lin, utc(9, 30, day=23))]


@pytest.mark.parametrize("moment", [datetime(2026, 3, 1, 9, 0), datetime(2026, 3, 23, 18, 0)])  # noqa: DTZ001
def test_a_talk_cannot_be_moved_into_the_past_or_behind_the_next(
    database: Database, service: OneOnOnes, planning: Planning, team: Team, moment: datetime
) -> None:
    keep(database, service, team, team.lin, first_on=date(2026, 3, 9))
    with database.transaction() as session:
        plan = planning.standing(session, team.boss, team.lin).plan
        with pytest.raises(TalkOutOfTurn):
            planning.change(session, team.boss, team.lin, replace(plan, next=Next.MOVE, move_to=moment))


def test_a_pause_takes_back_what_falls_into_it_and_the_gap_waits_for_its_end(  # noqa: PLR0913, PLR0917
    database: Database,
    service: OneOnOnes,
    planning: Planning,
    team: Team,
    offered: Offered,
    clock: MovableClock,
) -> None:
    keep(database, service, team, team.lin, first_on=date(2026, 3, 9))
    back = date(2026, 4, 20)
    with database.transaction() as session:
        plan = planning.standing(session, team.boss, team.lin).plan
        planning.change(session, team.boss, team.lin, replace(plan, paused_until=back))
    assert offered.waiting == {}
    while clock.now() < utc(0) + 48 * DAY:
        tick(database, service)
        clock.advance(hours=12)
    assert offered.around(Kind.WARN) == []
    assert [due for *_, due in offered.around(Kind.PREPARE)] == [
        datetime(2026, 4, 20, 9, 30, tzinfo=utc(9).tzinfo)
    ]
    tick(database, service)
    clock.set(datetime(2026, 4, 20, 2, 0, tzinfo=utc(9).tzinfo))
    tick(database, service)
    assert [due.date() for *_, due in offered.around(Kind.HARD)] == [back]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("zone", {"zone": "Mars/Olympus"}),
        ("every", {"every_days": 10, "weekday": 1}),
        ("every", {"every_days": 0}),
        ("minutes", {"minutes": 300}),
        ("warn", {"warn_days": 7}),
        ("hard", {"hard_days": 21}),
        ("move_on", {"next": Next.MOVE}),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_beside_its_field(
    database: Database, planning: Planning, team: Team, field: str, change: dict[str, object]
) -> None:
    with database.transaction() as session:
        plan = planning.standing(session, team.boss, team.lin).plan
        with pytest.raises(CadenceNotUnderstood) as refused:
            planning.change(session, team.boss, team.lin, replace(plan, **change))  # type: ignore[arg-type]
    assert refused.value.variables == {"field": field}


def test_only_the_manager_sets_a_cadence(database: Database, planning: Planning, team: Team) -> None:
    with database.transaction() as session:
        plan = planning.standing(session, team.boss, team.lin).plan
        for manager, employee in ((team.lin, team.anna), (team.lin, team.boss), (team.anna, team.lin)):
            with pytest.raises(NotAllowed):
                planning.change(session, manager, employee, plan)


def test_what_is_set_after_a_talk_is_about_the_next_one(  # noqa: PLR0913, PLR0917 - the world of the service
    database: Database,
    service: OneOnOnes,
    planning: Planning,
    team: Team,
    offered: Offered,
    clock: MovableClock,
) -> None:
    keep(database, service, team, team.lin)
    clock.set(utc(10, 31))
    with database.transaction() as session:
        standing = planning.standing(session, team.boss, team.lin)
        assert standing.next_at == utc(10, day=16)
        planning.change(session, team.boss, team.lin, replace(standing.plan, next=Next.SKIP))
        assert planning.standing(session, team.boss, team.lin).next_at == utc(10, day=30)
    assert offered.around() == []
