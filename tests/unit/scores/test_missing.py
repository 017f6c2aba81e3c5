"""What is missing and what becomes of it (domain 4.4 M1 to M5, 4.8 row 7)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.features.scores import measures
from bot.features.scores.figures import Missing
from bot.features.scores.results import Reason, Result, Status, Treatment
from bot.features.scores.rules import compute
from bot.features.scores.states import State
from tests.unit.scores.building import amount, higher, inputs, level, line, period
from tests.unit.scores.samples import RULES


def lacking(weight: int, state: State = State.FROZEN, **why: object) -> Result:
    """Return the result when a line of this weight is missing beside another of its section and behaviour."""
    one = period(
        (higher("K1", weight), Missing("ERP", date(2026, 7, 7), **why)),
        (higher("K2", 80 - weight), amount(110)),
        (line("B1", measures.Behaviour("item"), 20), level(3)),
    )
    return compute(inputs(one, state=state), RULES)


def test_up_to_thirty_percent_missing_is_spread_inside_its_section() -> None:
    found = lacking(30)
    assert [each.effective_weight for each in found.segments[0].lines] == [None, 80, 20]
    assert (found.status, found.final) == (Status.SCORED, 108)


def test_more_missing_than_thirty_percent_holds_the_score() -> None:
    found = lacking(31)
    assert (found.status, found.final, found.band) == (Status.HOLD_MISSING, None, None)
    assert [(hold.reason, hold.weight) for hold in found.holds] == [(Reason.MISSING_WEIGHT, 31)]
    assert [line.score for line in found.segments[0].lines] == [None, 110, 100]


def test_before_the_freeze_what_is_missing_waits_and_there_is_no_band() -> None:
    found = lacking(60, State.PROVISIONAL)
    assert found.segments[0].lines[0].treatment is Treatment.WAITING
    assert (found.status, found.final, found.band, found.without_unit) == (Status.SCORED, 108, None, None)


@pytest.mark.parametrize(
    ("why", "treatment", "score"),
    [
        ({"reminders": 1, "manager_confirmed": True, "employee_told": True}, Treatment.EXCLUDED, None),
        ({"reminders": 2, "manager_confirmed": False, "employee_told": True}, Treatment.EXCLUDED, None),
        ({"reminders": 2, "manager_confirmed": True, "employee_told": False}, Treatment.EXCLUDED, None),
        ({"reminders": 2, "manager_confirmed": True, "employee_told": True}, Treatment.ZERO, 0),
    ],
)
def test_what_was_not_submitted_is_nothing_only_after_two_reminders_that_arrived(
    why: dict[str, object], treatment: Treatment, score: int | None
) -> None:
    """4.8 row 7."""
    found = lacking(10, own_deliverable=True, **why).segments[0].lines[0]
    assert (found.treatment, found.score) == (treatment, score)
    company_side = lacking(10, **why).segments[0].lines[0]
    assert company_side.treatment is Treatment.EXCLUDED


def unrated(state: State) -> Result:
    one = period((higher("K1", 80), amount(110)), (line("B1", measures.Behaviour("item"), 20), None))
    return compute(inputs(one, state=state), RULES)


def test_behaviour_that_nobody_rated_is_neither_left_out_nor_zero() -> None:
    found = unrated(State.FROZEN)
    assert (found.status, found.final) == (Status.HOLD_MISSING, None)
    assert [(hold.reason, hold.line) for hold in found.holds] == [(Reason.UNRATED, "B1")]
    waiting = unrated(State.PROVISIONAL)
    assert (waiting.status, waiting.final) == (Status.SCORED, 110)


def test_a_section_without_any_figure_holds_the_score() -> None:
    one = period((higher("K1", 30), None), (line("B1", measures.Behaviour("item"), 70), level(3)))
    assert [hold.reason for hold in compute(inputs(one), RULES).holds] == [Reason.SECTION_EMPTY]
