"""A cycle closes for nobody without the records of mid-review and interview, unless HR of the unit waives them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotAllowed
from bot.features.cycles import closing
from bot.features.cycles.closing import Lack
from bot.features.cycles.refusals import LaunchBlocked, NothingLacking, ReasonMissing, RecordsMissing
from bot.features.cycles.standing import standing
from storage import records, relations
from storage.cycle_acts import Act
from tests.integration.cycles.conftest import CYCLE

if TYPE_CHECKING:
    from bot.features.cycles.board import Board
    from tests.integration.cycles.conftest import Company

pytestmark = pytest.mark.either_engine


def reviewed(company: Company) -> None:
    """Let the cycle be in its retrospective: everybody in the east and two of the west have both records."""
    company.plan()
    company.on(date(2026, 9, 1))
    both = [*company.east, *company.west[:2], company.hr, company.partner, company.head]
    company.hold("mid_review", both)
    company.hold("performance_interview", both)
    company.hold("mid_review", company.west[2:])


def waive(company: Company, by: int, unit: str, reason: str = "On leave until October") -> Lack:
    with company.database.transaction() as session:
        return closing.waive(company.cycles, session, by, CYCLE, unit, reason)


def board(company: Company, by: int) -> Board:
    found: Board = company.do(company.boards.board, by, CYCLE, "P9", "en")
    return found


@pytest.mark.both_engines
def test_a_cycle_is_not_closed_while_somebody_lacks_a_record(company: Company) -> None:
    reviewed(company)
    with pytest.raises(RecordsMissing) as refused:
        company.do(company.cycles.sign, company.hr, CYCLE, "P9")
    assert refused.value.variables == {"count": 4, "units": "WEST 4"}
    company.hold("performance_interview", company.west[2:], status=records.IN_REVIEW)
    with pytest.raises(RecordsMissing):
        company.do(company.cycles.sign, company.hr, CYCLE, "P9")
    company.hold("performance_interview", company.west[2:])
    company.do(company.cycles.sign, company.hr, CYCLE, "P9")
    with company.database.snapshot() as session:
        assert "P9" in standing(session, CYCLE).signed


@pytest.mark.both_engines
def test_hr_of_the_unit_waives_with_a_reason_that_is_kept_with_how_many_lack_it(company: Company) -> None:
    reviewed(company)
    company.do(relations.serve, company.partner, ["WEST"])
    with pytest.raises(ReasonMissing):
        waive(company, company.partner, "WEST", " ")
    assert waive(company, company.partner, "WEST") == Lack("WEST", 4)
    with pytest.raises(NothingLacking):
        waive(company, company.hr, "WEST")
    company.do(company.cycles.sign, company.hr, CYCLE, "P9")
    with company.database.snapshot() as session:
        [act] = [act for act in standing(session, CYCLE).acts if act.act is Act.WAIVED]
    assert (act.decided_by, act.reason) == (company.partner, "On leave until October")
    assert act.facts["records"] == {"unit": "WEST", "missing": 4}


def test_only_hr_of_the_unit_may_waive_its_records(company: Company) -> None:
    reviewed(company)
    company.do(relations.serve, company.partner, ["EAST"])
    for by in (company.partner, company.head, company.west[0]):
        with pytest.raises(NotAllowed):
            waive(company, by, "WEST")
    with pytest.raises(NothingLacking):
        waive(company, company.partner, "EAST")
    assert [each.code for each in board(company, company.hr).lacking] == ["WEST"]
    assert board(company, company.partner).lacking == ()
    assert board(company, company.head).lacking == ()


def test_a_waiver_for_a_unit_holds_for_those_below_it_and_no_further(company: Company) -> None:
    company.plan()
    company.on(date(2026, 9, 1))
    company.hold("mid_review", company.east)
    with company.database.transaction() as session:
        closing.waive(company.cycles, session, company.hr, CYCLE, "EAST", "The unit was closed")
    with company.database.snapshot() as session:
        lacks = closing.lacking(session, standing(session, CYCLE), company.cycles.today())
    assert lacks == (Lack("WEST", 6), Lack("LAB", 3))
    assert waive(company, company.hr, "GROUP") == Lack("GROUP", 9)
    company.do(company.cycles.sign, company.hr, CYCLE, "P9")


@pytest.mark.both_engines
def test_the_first_phase_waits_for_the_launch_checklist_or_a_waiver(unready: Company) -> None:
    unready.plan()
    with pytest.raises(LaunchBlocked) as blocked:
        unready.do(unready.cycles.open, unready.hr, CYCLE, "P1")
    # No manager for three, no head for two units, no rules.
    assert blocked.value.variables == {"count": 3}
    shown = unready.do(unready.boards.board, unready.hr, CYCLE, "P1", "en")
    assert [(each.phase, each.waivable) for each in shown.held] == [("launch", True)]
    assert unready.do(unready.cycles.waive, unready.hr, CYCLE, "P1", "Heads are named next week") == (
        "launch",
    )
    unready.do(unready.cycles.open, unready.hr, CYCLE, "P1")
