"""The two hear of goals that are not agreed, twice, while goals are being set, and no more once they are (A-04)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.features.goals.reminding import GoalReminders
from bot.working_days import WorkingDays
from storage import cycle_acts, cycles, nudges
from storage.cycles import CyclePhase
from storage.nudges import WAITING
from tests.integration.goals.office import CYCLE

if TYPE_CHECKING:
    from storage.database import Database
    from storage.nudges import NudgeCandidate
    from tests.clock import MovableClock
    from tests.integration.goals.office import Office

pytestmark = pytest.mark.either_engine


@pytest.fixture
def setting(office: Office) -> Office:
    """Give the office while goals are set: until Wednesday 21 January, which is the fifteenth working day."""
    with office.database.transaction() as session:
        session.add(
            CyclePhase(
                cycle_id=CYCLE,
                id="P1",
                position=0,
                key="goal_setting",
                names={},
                opens=date(2026, 1, 1),
                closes=date(2026, 1, 21),
            )
        )
    return office


def the_day(office: Office, day: int, hour: int = 9, country: str = "CN") -> list[NudgeCandidate]:
    """Let an hour of a day in January pass; return what has been offered to anybody by then."""
    office.clock.set(datetime(2026, 1, day, hour, 0, tzinfo=office.pairs.zone))
    reminders = GoalReminders(office.pairs, WorkingDays(country))
    for _ in range(5):
        if not office.do(reminders.act_due):
            break
    everybody = (office.boss, office.manager, office.employee, office.peer, office.hr, office.hr_elsewhere)
    with office.database.snapshot() as session:
        return [each for each in nudges.waiting_of(session, everybody) if each.kind == nudges.GOALS_OPEN]


def pairs_of(offers: list[NudgeCandidate]) -> set[tuple[int, int | None]]:
    return {(each.recipient_id, each.about_id) for each in offers}


def test_the_two_hear_of_it_five_and_one_working_days_before_the_phase_closes(setting: Office) -> None:
    assert the_day(setting, 13) == []
    assert the_day(setting, 14, 8) == []
    first = the_day(setting, 14)
    assert {(setting.manager, setting.employee), (setting.employee, setting.manager)} <= pairs_of(first)
    assert all(each.facts["deadline"] == "2026-01-21" for each in first)
    # Once, whoever ticks again, and not on the days between.
    assert len(the_day(setting, 14, 10)) == len(first)
    assert len(the_day(setting, 16)) == len(first)
    second = the_day(setting, 20)
    assert len({each.key for each in second}) == 2 * len(first)
    assert len(the_day(setting, 22)) == len(second)


def test_who_agrees_is_not_reminded(setting: Office) -> None:
    the_day(setting, 14)
    setting.agree()
    left = the_day(setting, 14, 11)
    assert (setting.manager, setting.employee) not in pairs_of(left)
    assert (setting.manager, setting.peer) in pairs_of(left)
    assert (setting.employee, setting.manager) not in pairs_of(the_day(setting, 20))


def test_the_days_move_with_an_extended_phase_and_pilot_units_keep_to_themselves(setting: Office) -> None:
    with setting.database.transaction() as session:
        cycles.move(session, CYCLE, "P1", date(2026, 1, 1), date(2026, 1, 23))
        cycle_acts.set_terms(session, CYCLE, "half_year", ["EAST"], linked_to_pay=False)
    assert the_day(setting, 14) == []
    found = pairs_of(the_day(setting, 16))
    assert found == {
        (setting.manager, setting.employee),
        (setting.employee, setting.manager),
        (setting.manager, setting.peer),
        (setting.peer, setting.manager),
        (setting.manager, setting.boss),
        (setting.boss, setting.manager),
    }


@pytest.mark.both_engines
def test_what_was_offered_waits_for_its_moment(
    database: Database, clock: MovableClock, setting: Office
) -> None:
    del database, clock
    assert {each.state for each in the_day(setting, 14)} == {WAITING}
