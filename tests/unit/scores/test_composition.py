"""From lines to the result: weights, items, units, modes, decisions, bands (domain 4.3, 4.4, 4.8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.features.scores import figures, measures
from bot.features.scores.bands import band_of
from bot.features.scores.changes import change
from bot.features.scores.configuration import Mode
from bot.features.scores.goal_sheets import Tier
from bot.features.scores.guidance import guidance
from bot.features.scores.inputs import Calibration, Decisions, InputError, Item, RedLine
from bot.features.scores.results import Part, Reason, Status
from bot.features.scores.rounding import half_up, shared_out
from bot.features.scores.rules import compute
from bot.features.scores.states import State
from tests.unit.scores.building import D, amount, higher, inputs, line, own, period, with_items
from tests.unit.scores.samples import E1, E2, RULES
from tests.unit.scores.samples import inputs as sample

if TYPE_CHECKING:
    from bot.features.scores.inputs import Period

DAY = date(2026, 5, 22)


def mode(wanted: Mode) -> object:
    return replace(RULES, unit=replace(RULES.unit, mode=wanted))


def item(points: str, event: str | None = None, **more: str) -> Item:
    return Item(D(points), DAY, "why", "approver", "PM-4.11", ("evidence",), event, **more)


def calibration(delta: str, **more: object) -> Decisions:
    decided = Calibration(D(delta), "TARGET_DIFFICULTY", ("CHG-0412",), ("a", "b"), DAY)
    return Decisions(replace(decided, **more))


RED_LINE = RedLine("data falsification", DAY, "INV-7", date(2026, 5, 2))


@pytest.mark.parametrize(
    ("wanted", "final"), [(Mode.MULTIPLY, "105.1"), (Mode.BLEND, "103.1"), (Mode.POOL_ONLY, "104.1")]
)
def test_the_three_ways_units_meet_people(wanted: Mode, final: str) -> None:
    found = compute(sample(E1), mode(wanted))
    assert str(found.final) == final
    assert found.unit_effect == D(final) - D("104.05")
    assert sum(piece.amount for piece in found.waterfall) == found.final


def test_blending_shows_the_sum_before_rounding() -> None:
    steps = compute(sample(E1), mode(Mode.BLEND)).trace.steps
    assert next(step for step in steps if step.formula == "final.blend").exact == D("103.13")


@pytest.mark.parametrize(
    ("department", "organisation", "unit"),
    [
        ("100", "100", "1.0000"),
        ("120", "120", "1.1000"),  # 1.10 × 1.05 is held at 1.10
        ("60", "60", "0.9000"),  # 0.90 × 0.95 is held at 0.90
        ("130", "60", "1.0450"),  # each part is held before they meet
        ("103", "98", "1.0099"),
        ("100.1", "100.1", "1.0008"),  # 1.0005 × 1.0003, both rounded first
    ],
)
def test_the_unit_coefficient_is_held_part_by_part_and_as_a_whole(
    department: str, organisation: str, unit: str
) -> None:
    found = compute(inputs(own("100", department=department, organisation=organisation)), RULES)
    assert found.segments[0].coefficients is not None
    assert found.segments[0].coefficients.unit == D(unit)


def test_a_unit_head_takes_the_units_score_and_the_companys_part_only() -> None:
    found = compute(inputs(period(tier=Tier.UNIT_HEAD, department="103", organisation="98")), RULES)
    part = found.segments[0]
    assert part.coefficients is not None
    assert (part.own_score, part.coefficients.department, part.coefficients.exposed) == (
        103,
        None,
        D("0.9950"),
    )
    assert str(found.final) == "102.5"  # 103 × 0.9950 = 102.485
    assert [piece.part for piece in found.waterfall] == [Part.OWN_WORK, Part.UNIT_EFFECT, Part.CALIBRATION]


def test_items_do_not_apply_to_a_unit_head() -> None:
    with pytest.raises(InputError, match="E_ITEM"):
        compute(inputs(with_items(period(tier=Tier.UNIT_HEAD), item("1.00"))), RULES)


def test_items_count_up_to_their_limits_and_the_score_stays_on_its_scale() -> None:
    many = with_items(own("100"), *(item("2.00", f"e{at}") for at in range(3)))
    found = compute(inputs(many), RULES).segments[0]
    assert (found.bonus, found.own_score, found.limits) == (5, 105, ("bonus.cap",))
    less = with_items(own("100"), *(item("-5.00", f"e{at}") for at in range(3)))
    assert compute(inputs(less), RULES).segments[0].own_score == 90
    top = compute(inputs(with_items(own("119"), item("2.00"))), RULES)
    assert (top.segments[0].own_score, top.segments[0].limits) == (120, ("own_score.cap",))
    assert [(piece.part, piece.amount) for piece in top.waterfall[:4]] == [
        (Part.OWN_WORK, 119),
        (Part.BONUS, 2),
        (Part.DEDUCTION, 0),
        (Part.LIMIT, -1),
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (item("0.49"), "E_ITEM"),
        (item("2.01"), "E_ITEM"),
        (item("-0.40"), "E_ITEM"),
        (item("-5.01"), "E_ITEM"),
        (item("1.005"), "E_ITEM"),
        (item("-1.00", kind="statutory_leave"), "E_ITEM_LEAVE"),
    ],
)
def test_an_item_keeps_to_its_limits_and_leave_is_never_one(wrong: Item, code: str) -> None:
    with pytest.raises(InputError) as refused:
        compute(inputs(with_items(own("100"), wrong)), RULES)
    assert refused.value.code == code


def test_one_event_counts_once() -> None:
    with pytest.raises(InputError, match="E_ITEM_TWICE"):
        compute(inputs(with_items(own("100"), item("1.00", "x"), item("1.00", "x"))), RULES)
    records = figures.Records((figures.Counted("minor", 1, ("EHS-1",)),))
    safety = line("P1", measures.Deductions((measures.Points("minor", D(3)),)))
    with pytest.raises(InputError, match="E_ITEM_TWICE"):
        compute(inputs(with_items(period((safety, records)), item("-1.00", "EHS-1"))), RULES)


@pytest.mark.parametrize(
    ("before_rounding", "final", "band"),
    [("99.95", "100.0", "A"), ("99.94", "99.9", "B"), ("84.95", "85.0", "B"), ("84.949", "84.9", "C")],
)
def test_band_edges_are_those_of_the_rounded_score(before_rounding: str, final: str, band: str) -> None:
    """4.8 row 13."""
    rounded = half_up(D(before_rounding), RULES.rounding.final)
    assert (str(rounded), band_of(rounded, RULES.bands)) == (final, band)


@pytest.mark.parametrize(
    ("score", "band"),
    [("110", "S"), ("109.9", "A"), ("100", "A"), ("85", "B"), ("70", "C"), ("69.9", "D"), ("0", "D")],
)
def test_each_band_begins_where_it_says(score: str, band: str) -> None:
    found = compute(inputs(own(score)), RULES)
    assert (found.final, found.band) == (D(score), band)


def test_calibration_cannot_lift_a_red_line() -> None:
    """4.8 row 11: own score 108.50, E 1.0100."""
    decided = replace(calibration("5.0"), red_lines=(RED_LINE,))
    found = compute(inputs(own("108.50", department="102"), decisions=decided), RULES)
    assert (str(found.before_calibration), str(found.calibrated)) == ("109.6", "114.6")
    assert (str(found.final), found.band, found.under_red_line) == ("84.9", "C", True)
    assert found.waterfall[-1].part is Part.RED_LINE
    assert found.waterfall[-1].amount == D("-29.7")


def test_an_event_that_is_not_confirmed_changes_nothing() -> None:
    alleged = Decisions(red_lines=(replace(RED_LINE, confirmed_on=None),))
    assert compute(inputs(own("108"), decisions=alleged), RULES).final == 108
    low = compute(inputs(own("80"), decisions=Decisions(red_lines=(RED_LINE,))), RULES)
    assert (low.final, low.under_red_line) == (80, True)


@pytest.mark.parametrize("lacking", [{"investigation": None}, {"heard_on": None}])
def test_no_event_is_confirmed_without_investigation_and_hearing(lacking: dict[str, None]) -> None:
    decided = Decisions(red_lines=(replace(RED_LINE, **lacking),))
    with pytest.raises(InputError, match="E_RED_LINE"):
        compute(inputs(own("100"), decisions=decided), RULES)


@pytest.mark.parametrize(
    ("delta", "score", "final"), [("3.5", "100", "103.5"), ("-5.0", "100", "95"), ("5", "119", "120")]
)
def test_calibration_moves_the_final_score_within_the_scale(delta: str, score: str, final: str) -> None:
    assert compute(inputs(own(score), decisions=calibration(delta)), RULES).final == D(final)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (calibration("5.1"), "E_CALIBRATION_LIMIT"),
        (calibration("-5.1"), "E_CALIBRATION_LIMIT"),
        (calibration("1", reason="DISTRIBUTION"), "E_CALIBRATION_REASON"),
        (calibration("1", evidence=()), "E_CALIBRATION_EVIDENCE"),
        (calibration("1", approvers=("a", "a")), "E_CALIBRATION_APPROVERS"),
    ],
)
def test_calibration_keeps_to_its_rules(wrong: Decisions, code: str) -> None:
    with pytest.raises(InputError) as refused:
        compute(inputs(own("100"), decisions=wrong), RULES)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("size", "unit_score", "top"),
    [(23, "105", 9), (23, "104.9", 7), (23, "95", 7), (23, "94.9", 5), (12, "100", 4)],
)
def test_the_guidance_of_a_unit(size: int, unit_score: str, top: int) -> None:
    found = guidance(size, D(unit_score), RULES.guidance)
    assert found is not None
    assert (found.top_max, found.best_max) == (top, size // 10)


def test_there_are_no_percentages_below_ten_people() -> None:
    assert guidance(9, D(100), RULES.guidance) is None
    assert guidance(10, D(100), RULES.guidance) is not None


def test_equal_remainders_go_to_the_larger_weight_then_to_the_earlier_code() -> None:
    assert shared_out(9000, {"P1": 3000, "P2": 2500, "P3": 1500, "P4": 1000}) == {
        "P1": 3375,
        "P2": 2813,
        "P3": 1687,
        "P4": 1125,
    }
    assert shared_out(10, {"b": 1, "a": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert shared_out(1, {"a": 1, "z": 2}) == {"a": 0, "z": 1}


@pytest.mark.parametrize(
    ("scores", "reason"),
    [({"department": None}, Reason.DEPARTMENT_SCORE), ({"organisation": None}, Reason.ORGANISATION_SCORE)],
)
def test_there_is_no_result_before_the_units_have_theirs(scores: dict[str, None], reason: Reason) -> None:
    missing: Period = own("100", **scores)
    frozen = compute(inputs(missing), RULES)
    assert (frozen.status, frozen.final) == (Status.HOLD_MISSING, None)
    assert [hold.reason for hold in frozen.holds] == [reason]
    assert frozen.segments[0].own_score == 100
    assert compute(inputs(missing, state=State.PROVISIONAL), RULES).status is Status.WAITING
    assert compute(inputs(missing), mode(Mode.POOL_ONLY)).final == 100


def test_weights_that_do_not_make_a_hundred_are_not_computed_with() -> None:
    """4.8 row 5."""
    one = period(
        *((higher(f"K{at}", weight), amount(100)) for at, weight in enumerate((40, 20, 10, 15, "14.5")))
    )
    with pytest.raises(InputError, match=r"E_WEIGHT_SUM.*99\.5"):
        compute(inputs(one), RULES)


def test_a_correction_after_release_says_what_moved_and_why() -> None:
    """4.8 row 17: K1 of E1 is 1,276, not 1,308."""
    first = sample(E1)
    figures_of = first.periods[0].figures
    corrected = replace(figures_of[0], value=amount(1276))
    second = replace(first, periods=(replace(first.periods[0], figures=(corrected, *figures_of[1:])),))
    before, after = compute(first, RULES), compute(second, RULES)
    part = after.segments[0]
    assert (part.lines[0].attainment, part.lines[0].score, part.lines[0].contribution) == (
        D("1.0633"),
        D("106.33"),
        D("42.53"),
    )
    assert (part.own_work, part.own_score, after.final, after.band) == (D("102.48"), D("102.98"), 104, "A")
    assert next(step.exact for step in after.trace.steps if step.id == "before_calibration") == D(
        "103.999502"
    )
    found = change(before, after)
    assert (found.points, found.causes, found.rules_changed) == (D("-1.1"), ("figure:K1",), False)


def test_a_change_of_rules_is_told_from_a_change_of_figures() -> None:
    found = change(compute(sample(E2), RULES), compute(sample(E2), replace(RULES, version="2027.1")))
    assert (found.points, found.causes, found.rules_changed) == (Decimal(0), (), True)
