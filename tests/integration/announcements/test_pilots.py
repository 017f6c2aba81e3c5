"""A cycle that is limited to units reaches nobody outside of them, and says that no pay depends on it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, cast
from unittest.mock import Mock
from zoneinfo import ZoneInfo

from bot.features.cycles import blocks as cycle_blocks
from bot.features.cycles.board import Boards
from bot.features.cycles.rules import Span
from bot.features.cycles.service import Change, Cycles, Plan
from bot.features.goals.pairs import Pairs
from bot.house.announcements import change_of_dates, goals_not_agreed, in_pilot
from bot.working_days import WorkingDays
from storage import announcements, cycles, goal_sheets, pilots
from storage import surveys as stored
from storage.people import Person, Unit
from tests.integration.announcements.conftest import ADMIN, HEAD, said

if TYPE_CHECKING:
    from bot.features.announcements.reach import Group
    from bot.house.frame import House
    from tests.integration.announcements.conftest import Desk

SHANGHAI = ZoneInfo("Asia/Shanghai")
WHOLE, PILOT = "2026H1", "PILOT"
LINES = ("linked to pay: no", "与薪酬挂钩")


def planned(desk: Desk) -> Cycles:
    """Plan a cycle of everybody, and a pilot of PLANT a little later; both set goals now."""
    calendar = WorkingDays("CN")
    steering = Cycles(desk.clock, calendar, SHANGHAI, desk.catalog)
    today = steering.today()
    with desk.database.transaction() as session:
        for cycle, days, units in ((WHOLE, 10, ()), (PILOT, 5, ("PLANT",))):
            span = Span(today - timedelta(days=days), today + timedelta(days=170))
            plan = Plan(cycle, "half_year", span, units, linked_to_pay=not units)
            steering.plan(session, desk.people[ADMIN], plan)
            steering.waive(session, desk.people[ADMIN], cycle, "P1", "The rules follow")
            steering.open(session, desk.people[ADMIN], cycle, "P1")
    groups = cast("dict[str, Group]", desk.reach.groups)
    groups |= {"pilot": partial(in_pilot, ()), "goals_not_agreed": goals_not_agreed}
    return steering


def plant(desk: Desk) -> set[int]:
    return {
        desk.people[HEAD],
        *(key for name, key in desk.people.items() if name in {"e1", "e3", "e5", "e7"}),
    }


async def reached(desk: Desk, group: str, units: tuple[str, ...] = ()) -> set[int]:
    """Announce something to a group, and return who gets it."""
    before = {row.key for row in desk.rows()}
    announcement = await desk.composed(who=ADMIN)
    await desk.transactions.write(
        desk.composer.set_aim,
        desk.people[ADMIN],
        announcement,
        who=group,
        units=units,
        addresses="",
        without="",
        not_away=False,
    )
    await desk.transactions.write(desk.launches.launch, desk.people[ADMIN], announcement)
    await desk.feeder.feed()
    return {row.person_id for row in desk.rows() if row.key not in before and row.person_id is not None}


def agree(desk: Desk, who: str, cycle: str) -> None:
    """Let the goals of somebody be confirmed by both sides."""
    now = desk.clock.now()
    with desk.database.transaction() as session:
        sheet = goal_sheets.add_version(
            session, desk.people[who], cycle, "{}", effective_from=now.date(), now=now
        )
        for side in goal_sheets.Step.EMPLOYEE, goal_sheets.Step.MANAGER:
            goal_sheets.confirm(session, sheet.id, side, None, now.date(), now)


async def test_announcements_of_a_pilot_reach_its_units_only(desk: Desk) -> None:
    planned(desk)
    got = await reached(desk, "group:pilot")
    assert desk.people["e1"] in got
    assert not got & {desk.people["e2"], desk.people["e4"], desk.people[ADMIN]}


async def test_whose_goals_are_not_agreed_is_asked_of_everybodys_own_cycle(desk: Desk) -> None:
    planned(desk)
    # e1 and e3 are in the pilot, e2 and e4 are not; two of them agreed on goals of a cycle that is not theirs.
    for who, cycle in (("e1", PILOT), ("e3", WHOLE), ("e2", WHOLE), ("e4", PILOT)):
        agree(desk, who, cycle)
    got = await reached(desk, "group:goals_not_agreed")
    assert {desk.people["e3"], desk.people["e4"], desk.people[ADMIN]} <= got
    assert not got & {desk.people["e1"], desk.people["e2"]}
    inside = await reached(desk, "group:goals_not_agreed", ("PLANT",))
    assert desk.people["e3"] in inside
    assert not inside & {desk.people["e4"], desk.people[ADMIN]}


async def test_a_manager_sees_the_step_for_each_report_in_the_reports_own_cycle(desk: Desk) -> None:
    steering = planned(desk)
    boards, outside, inside = Boards(steering), desk.people["e2"], desk.people["e1"]
    with desk.database.transaction() as session:
        for report, manager in (("e3", outside), ("e4", outside), ("e6", inside)):
            session.get_one(Person, desk.people[report]).manager_id = manager
    for who in ("e2", "e4"):
        agree(desk, who, WHOLE)
    with desk.database.snapshot() as session:
        of_reports = [
            (step.cycle, step.missing, step.linked_to_pay)
            for step in boards.next_steps(session, outside)
            if step.missing is not None and step.phase == "goal_setting"
        ]
        # e3 is in the pilot, and in the company's cycle as everybody.
        assert set(of_reports) == {(PILOT, 1, False), (WHOLE, 1, True)}
        view = boards.home_view(session, outside)
        for locale, line in (("en", "linked to pay: no"), ("zh", "与薪酬挂钩")):
            assert str(cycle_blocks.home_part(view, desk.catalog, locale)).count(line) == 1
        assert (WHOLE, 1) in {(step.cycle, step.missing) for step in boards.next_steps(session, inside)}


async def test_the_board_a_head_asks_for_is_of_a_cycle_of_their_own_people(desk: Desk) -> None:
    steering = planned(desk)
    boards = Boards(steering)
    with desk.database.transaction() as session:
        session.get_one(Unit, "SALES").head_id = desk.people["e2"]
    with desk.database.snapshot() as session:
        assert boards.board(session, desk.people["e2"], "", "P1", "en").cycle == WHOLE
    with desk.database.transaction() as session:
        for phase in cycles.phases(session, PILOT):
            phase.closes -= timedelta(days=14)
            session.add(phase)
    with desk.database.snapshot() as session:
        assert cycles.open_phases(session, steering.today())[0].cycle_id == PILOT
        assert boards.board(session, desk.people["e2"], "", "P1", "en").cycle == WHOLE
        assert boards.board(session, desk.people[HEAD], "", "P1", "en").cycle == PILOT


async def test_a_change_of_a_pilots_dates_is_drafted_for_its_units(desk: Desk) -> None:
    planned(desk)
    house = cast("House", Mock(clock=desk.clock, zone=SHANGHAI, catalog=desk.catalog))
    for cycle, units in ((PILOT, ["PLANT"]), (WHOLE, [])):
        change = Change(
            desk.people[ADMIN], cycle, "goal_setting", date(2026, 3, 20), date(2026, 3, 27), "More time."
        )
        draft = await desk.transactions.write(
            lambda session, change=change: change_of_dates(desk.composer, house, session, change)
        )
        row = await desk.transactions.read(announcements.get, draft)
        assert row is not None
        assert row.spec["aim"]["units"] == units


async def test_goals_notes_steps_and_questions_of_a_pilot_are_nobody_elses(desk: Desk) -> None:
    steering = planned(desk)
    inside, outside = desk.people["e1"], desk.people["e2"]
    boards, pairs = Boards(steering), Pairs(desk.clock, SHANGHAI, Mock())
    with desk.database.snapshot() as session:
        today = steering.today()
        for person, cycle in ((inside, PILOT), (outside, WHOLE)):
            mine = pilots.current(session, person, today)
            assert mine is not None
            assert mine.id == cycle
            assert pairs.cycle(session, person_id=person).id == cycle
        assert {step.cycle for step in boards.next_steps(session, inside)} == {WHOLE, PILOT}
        assert {step.cycle for step in boards.next_steps(session, outside)} == {WHOLE}
        board = boards.board(session, desk.people[ADMIN], PILOT, "P1", "en")
        assert board.sum is not None
        assert {line.name for line in board.units} <= {"PLANT"}
        assert [each.cycle_id for each in stored.pilots(session)] == [PILOT]


async def test_what_is_announced_of_a_cycle_says_to_a_pilots_people_that_no_pay_depends_on_it(
    desk: Desk,
) -> None:
    planned(desk)
    announcement = await desk.composed(template="A-01")
    await desk.transactions.write(desk.launches.launch, desk.people[ADMIN], announcement)
    await desk.feeder.feed()
    seen = {row.person_id: said(await desk.drawn(row)) for row in desk.rows()}
    for name, stands in (("e1", True), ("e3", True), ("e2", False), (ADMIN, False)):
        assert any(line in seen[desk.people[name]] for line in LINES) is stands
