"""HR steers a cycle: what opens when, what is waived by whom, what an extension moves, and who may see how far it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import text

from bot.errors import NotAllowed, YearNotKnown
from bot.features.cycles.board import missing_records
from bot.features.cycles.refusals import (
    CycleNotPlanned,
    CycleUnderWay,
    NotALaterDay,
    NothingToSign,
    NothingToWaive,
    PhaseAlreadyOpen,
    PhaseHeld,
    PhaseIsOver,
    ReasonMissing,
    UnitNotFound,
)
from bot.features.cycles.rules import Progress, Span
from bot.features.cycles.service import Cycles, Plan
from bot.features.cycles.standing import standing, whom
from bot.working_days import CompanyDays, WorkingDays
from storage import cycle_acts, cycles, records, relations, samples
from storage.cycle_acts import Act
from tests.integration.cycles.conftest import CATALOG, CYCLE

if TYPE_CHECKING:
    from bot.features.cycles.board import Board
    from tests.integration.cycles.conftest import Company

pytestmark = pytest.mark.either_engine


def board(company: Company, by: int, number: str = "", language: str = "en") -> Board:
    found: Board = company.do(company.boards.board, by, CYCLE, number, language)
    return found


def test_a_cycle_that_reaches_into_a_year_nobody_announced_waits_for_hr(company: Company) -> None:
    year = WorkingDays("CN").known_until.year + 1
    span = Span(date(year - 1, 7, 1), date(year - 1, 12, 31))
    calendar = WorkingDays("CN")
    steering = Cycles(company.clock, calendar.certain, ZoneInfo("Asia/Shanghai"), CATALOG)
    with pytest.raises(YearNotKnown):
        company.do(steering.plan, company.hr, Plan(CYCLE, "half_year", span))
    calendar.learn(CompanyDays(years=frozenset({year})))
    planned = company.do(steering.plan, company.hr, Plan(CYCLE, "half_year", span))
    assert max(phase.closes for phase in planned.phases).year == year


@pytest.mark.both_engines
def test_a_phase_opens_once_ninety_percent_of_the_one_before_is_done(company: Company) -> None:
    company.plan()
    company.do(company.cycles.open, company.hr, CYCLE, "p1")
    everybody = [*company.east, *company.west, company.hr, company.partner, company.head]
    company.agree_goals(everybody[:17])
    company.on(date(2026, 1, 23))
    with pytest.raises(PhaseHeld) as held:
        company.do(company.cycles.open, company.hr, CYCLE, "P1b")
    assert held.value.variables["percent"] == 89
    company.agree_goals(everybody[17:18])
    company.do(company.cycles.open, company.hr, CYCLE, "P1b")
    with pytest.raises(PhaseAlreadyOpen):
        company.do(company.cycles.open, company.hr, CYCLE, "P1b")


@pytest.mark.both_engines
def test_a_waiver_is_kept_with_who_gave_it_why_and_what_was_missing(company: Company) -> None:
    company.plan()
    company.agree_goals(company.east)
    with pytest.raises(ReasonMissing):
        company.do(company.cycles.waive, company.hr, CYCLE, "P1b", "  ")
    assert company.do(company.cycles.waive, company.hr, CYCLE, "P1b", "New unit joins in May") == ("P1",)
    company.do(company.cycles.open, company.hr, CYCLE, "P1b")
    with pytest.raises(NothingToWaive):
        company.do(company.cycles.waive, company.hr, CYCLE, "P1b", "again")
    acts = company.do(company.cycles.history, company.hr, CYCLE)
    assert [(act.act, act.phase_id, act.reason) for act in acts] == [
        (Act.PLANNED, "", ""),
        (Act.WAIVED, "P1b", "New unit joins in May"),
        (Act.OPENED, "P1b", ""),
    ]
    assert acts[1].decided_by == company.hr
    assert acts[1].facts == {"waived": {"P1": [10, 19]}}
    assert company.do(cycle_acts.acts_by, company.hr) == list(acts)
    for change in ("UPDATE cycle_act SET act = 'opened'", "DELETE FROM cycle_act"):
        with pytest.raises(DBAPIError), company.database.transaction() as session:
            session.connection().execute(text(change))


def test_no_waiver_lets_interviews_open_before_freeze_and_calibration(company: Company) -> None:
    company.plan()
    company.on(date(2026, 7, 28))
    with pytest.raises(NothingToWaive):
        company.do(company.cycles.waive, company.hr, CYCLE, "P7", "we are late")
    company.freeze()
    with pytest.raises(PhaseHeld) as held:
        company.do(company.cycles.open, company.hr, CYCLE, "P7")
    assert (held.value.variables["waits"], held.value.variables["waivable"]) == ("P6", "no")


@pytest.mark.both_engines
def test_extending_a_phase_moves_what_follows_and_says_whether_it_is_told_in_time(company: Company) -> None:
    company.plan()
    company.on(date(2026, 1, 20))
    with pytest.raises(NotALaterDay):
        company.do(company.cycles.extend, company.hr, CYCLE, "P1", date(2026, 1, 24), "a Saturday")
    done = company.do(company.cycles.extend, company.hr, CYCLE, "P1", date(2026, 1, 29), "Spring Festival")
    assert done.late
    with company.database.snapshot() as session:
        found = {row.id: (row.opens, row.closes) for row in cycles.phases(session, CYCLE)}
        acts = cycle_acts.acts(session, CYCLE)
    assert found["P1"] == (date(2025, 12, 18), date(2026, 1, 29))
    assert found["P1b"] == (date(2026, 1, 30), date(2026, 2, 5))
    assert found["P2"] == (date(2026, 1, 1), date(2026, 6, 30))
    assert found["P9"] == (date(2026, 8, 18), date(2026, 9, 15))
    assert acts[-1].facts["dates"]["P1b"] == ["2026-01-23", "2026-01-29", "2026-01-30", "2026-02-05"]
    company.on(date(2026, 1, 30))
    with pytest.raises(PhaseIsOver):
        company.do(company.cycles.extend, company.hr, CYCLE, "P1", date(2026, 2, 9), "more")


def test_what_nothing_can_measure_is_signed_by_somebody(company: Company) -> None:
    company.plan()
    company.on(date(2026, 3, 18))
    with pytest.raises(PhaseHeld):
        company.do(company.cycles.open, company.hr, CYCLE, "P3")
    company.do(company.cycles.sign, company.hr, CYCLE, "P1b")
    company.do(company.cycles.open, company.hr, CYCLE, "P3")
    for number in ("P1b", "P3"):
        with pytest.raises(NothingToSign):
            company.do(company.cycles.sign, company.hr, CYCLE, number)


def test_only_the_hr_admin_steers(company: Company) -> None:
    company.plan()
    for by in (company.partner, company.head, company.east[0]):
        with pytest.raises(NotAllowed):
            company.do(company.cycles.open, by, CYCLE, "P1")
        with pytest.raises(NotAllowed):
            company.do(company.cycles.history, by, CYCLE)


def test_a_cycle_under_way_is_not_planned_anew_and_a_loaded_one_has_to_be(company: Company) -> None:
    with company.database.transaction() as session:
        cycles.load(session, samples.company().cycles[0])
    with pytest.raises(CycleNotPlanned):
        company.do(company.cycles.open, company.hr, CYCLE, "P1")
    with pytest.raises(UnitNotFound):
        company.plan(units=("NOWHERE",))
    company.plan()
    company.plan(kind="annual")
    company.do(company.cycles.open, company.hr, CYCLE, "P1")
    with pytest.raises(CycleUnderWay):
        company.plan()


@pytest.mark.both_engines
def test_the_board_counts_by_unit_and_hides_small_ones_with_the_next_smallest(company: Company) -> None:
    company.plan()
    company.do(company.cycles.open, company.hr, CYCLE, "P1")
    company.agree_goals([*company.east[:4], *company.west])
    shown = board(company, company.hr)
    assert shown.shown.phase.id == "P1"
    assert shown.sum == Progress(10, 19)
    # Of the laboratory's three nobody is told, so the next smallest is hidden with it.
    assert [(line.name, line.progress) for line in shown.units] == [("EAST", Progress(4, 10))]
    assert shown.hidden == 2


def test_between_two_phases_the_board_counts_what_goes_on_all_the_time(company: Company) -> None:
    company.plan()
    company.do(company.cycles.open, company.hr, CYCLE, "P1")
    company.do(company.cycles.open, company.hr, CYCLE, "P2")
    company.on(date(2026, 3, 5))
    company.hold("one_on_one", company.east[:4])
    between = board(company, company.hr)
    assert between.shown.phase.id == "P2"
    assert [(line.name, line.progress) for line in between.units] == [("EAST", Progress(4, 10))]
    company.on(date(2026, 3, 20))
    # The mid-review's day has come, and it is kept shut.
    assert board(company, company.hr).shown.phase.id == "P3"


def test_a_unit_head_sees_their_unit_and_an_hr_partner_theirs(company: Company) -> None:
    company.plan()
    company.agree_goals(company.east[:3])
    company.do(relations.serve, company.partner, ["WEST"])
    assert board(company, company.head, "P1").sum == Progress(3, 10)
    assert board(company, company.partner, "P1").sum == Progress(0, 6)
    assert board(company, company.partner, "P1").scope == ("WEST",)
    assert not board(company, company.head).may_steer
    with pytest.raises(NotAllowed):
        board(company, company.east[0])


@pytest.mark.both_engines
def test_a_pilot_counts_only_its_units_and_is_not_linked_to_pay(company: Company) -> None:
    company.plan(units=("WEST",), linked_to_pay=False)
    shown = board(company, company.hr, "P1")
    assert (shown.sum, shown.linked_to_pay) == (Progress(0, 6), False)
    assert not company.do(cycle_acts.linked_to_pay, CYCLE)
    assert company.do(cycle_acts.linked_to_pay, "2020H1")
    company.do(company.cycles.open, company.hr, CYCLE, "P1")
    assert company.do(company.boards.next_steps, company.west[0])
    assert not company.do(company.boards.next_steps, company.east[0])


def test_everybody_sees_their_own_next_step_until_it_is_done(company: Company) -> None:
    company.plan()
    me = company.east[0]
    assert not company.do(company.boards.next_steps, me)
    company.do(company.cycles.open, company.hr, CYCLE, "P1")
    assert [step.phase for step in company.do(company.boards.next_steps, me)] == ["goal_setting"]
    company.agree_goals([me])
    assert not company.do(company.boards.next_steps, me)
    own, reports = company.do(company.boards.next_steps, company.head)
    assert (own.missing, reports.missing) == (None, 9)


@pytest.mark.both_engines
def test_a_cycle_cannot_close_for_somebody_without_both_records(company: Company) -> None:
    company.plan()
    company.on(date(2026, 8, 5))
    company.hold("mid_review", company.east)
    company.hold("performance_interview", company.east[:6])
    company.hold("performance_interview", company.east[6:], status=records.IN_REVIEW)
    shown = board(company, company.head, "P7")
    assert (shown.sum, shown.both_records) == (Progress(6, 10), Progress(6, 10))
    with company.database.snapshot() as session:
        concerned = whom(session, standing(session, CYCLE), company.cycles.today())
        assert missing_records(session, company.east[0], concerned) == ()
        assert missing_records(session, company.east[6], concerned) == ("interview",)
        assert missing_records(session, company.west[0], concerned) == ("mid_review", "interview")
