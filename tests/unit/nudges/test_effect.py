"""The effect of nudges: the worked example to the digit, and what each verdict takes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.features.nudges.effect import (
    Arm,
    Arms,
    Interval,
    Verdict,
    design_effect,
    effect,
    estimate,
    gathered,
    interval,
    needed_per_arm,
    resample,
    standard_error,
)
from bot.features.nudges.guardrails import Guardrail, Watched, breached, share

WORKED = Arms(Arm(247, 412), Arm(49, 103))
DE = Decimal("1.6")


def points(value: Decimal) -> str:
    """Return a share in percentage points with two digits."""
    return f"{value * 100:.2f}"


def test_the_worked_example_comes_out_to_the_digit() -> None:
    assert (points(WORKED.sent.share), points(WORKED.withheld.share)) == ("59.95", "47.57")
    assert points(WORKED.difference) == "12.38"
    assert points(standard_error(WORKED)) == "5.48"
    naive = interval(WORKED)
    assert (points(naive.low), points(naive.high)) == ("1.64", "23.12")
    assert points(standard_error(WORKED, DE)) == "6.93"
    found = estimate(WORKED, DE)
    assert (points(found.adjusted.low), points(found.adjusted.high)) == ("-1.21", "25.97")
    assert found.verdict is Verdict.PROMISING


@pytest.mark.parametrize(
    ("share_of", "delta", "plain", "clustered"),
    [("0.5", "0.10", 400, 840), ("0.5", "0.05", 1600, 3360)],
)
def test_how_many_decisions_an_arm_takes(share_of: str, delta: str, plain: int, clustered: int) -> None:
    inflation = design_effect(Decimal(12), Decimal("0.10"))
    assert inflation == Decimal("2.1")
    assert needed_per_arm(Decimal(share_of), Decimal(delta)) == plain
    assert needed_per_arm(Decimal(share_of), Decimal(delta), inflation) == clustered


@pytest.mark.parametrize(
    ("sent", "withheld", "verdict"),
    [
        (Arm(700, 1000), Arm(100, 250), Verdict.PROVEN),
        (Arm(500, 1000), Arm(125, 250), Verdict.UNCLEAR),
        (Arm(300, 1000), Arm(150, 250), Verdict.HARMFUL),
        (Arm(30_000, 60_000), Arm(7_500, 15_000), Verdict.RETIRE),
        (Arm(30, 60), Arm(2, 4), Verdict.TOO_FEW),
    ],
)
def test_what_may_be_said(sent: Arm, withheld: Arm, verdict: Verdict) -> None:
    assert estimate(Arms(sent, withheld), DE).verdict is verdict


def test_a_kind_is_retired_only_after_840_decisions_in_each_arm() -> None:
    tight = Arms(Arm(4, 839), Arm(4, 839))
    assert estimate(tight, Decimal(1)).verdict is Verdict.UNCLEAR
    assert estimate(Arms(Arm(4, 840), Arm(4, 840)), Decimal(1)).verdict is Verdict.RETIRE


def test_managers_who_are_each_all_or_nothing_widen_the_interval() -> None:
    alike = {number: Arms(Arm(8 * (number % 2), 8), Arm(2 * (number % 3 == 0), 2)) for number in range(40)}
    found = effect(alike)
    assert found is not None
    assert found.design_effect == Decimal("1.9")
    assert found.resampled is not None
    assert found.resampled.high - found.resampled.low > found.naive.high - found.naive.low
    assert found.deciding == found.adjusted.covers(found.resampled)


def test_drawing_managers_anew_agrees_with_the_formula_where_decisions_are_independent() -> None:
    independent = [Arms(Arm(number % 2, 1), Arm((number // 2) % 2, 1)) for number in range(400)]
    drawn = resample(independent, seed=7)
    formula = interval(Arms(Arm(200, 400), Arm(200, 400)))
    assert drawn is not None
    assert drawn.low == pytest.approx(formula.low, abs=Decimal("0.01"))
    assert drawn.high == pytest.approx(formula.high, abs=Decimal("0.01"))
    assert resample(independent, seed=7) == drawn, "the same seed draws the same"


def test_a_handful_of_people_is_not_reported_on() -> None:
    few = {number: Arms(Arm(10, 20), Arm(2, 5)) for number in range(4)}
    assert effect(few) is None
    assert effect({**few, 4: Arms(Arm(1, 2), Arm(0, 1))}) is not None
    assert effect({number: Arms(Arm(1, 2)) for number in range(20)}) is None, "nothing was withheld"


def test_decisions_are_gathered_by_manager() -> None:
    assert gathered([(1, True, True), (1, True, False), (2, False, True), (1, False, False)]) == {
        1: Arms(Arm(1, 2), Arm(0, 1)),
        2: Arms(withheld=Arm(1, 1)),
    }


def test_an_interval_covers_both() -> None:
    one, other = Interval(Decimal(1), Decimal(3)), Interval(Decimal(2), Decimal(5))
    assert one.covers(other) == Interval(Decimal(1), Decimal(5))


@pytest.mark.parametrize(
    ("weeks", "stops"),
    [
        (("0.06", "0.06"), True),
        (("0.06", "0.05"), False),
        (("0.06",), False),
        (("0.06", None), False),
        (("0.01", "0.06", "0.07"), True),
    ],
)
def test_a_guardrail_stops_after_two_weeks_in_a_row(weeks: tuple[str | None, ...], stops: bool) -> None:  # noqa: FBT001
    values = tuple(Decimal(week) if week else None for week in weeks)
    mutes = Watched(Guardrail.MUTES, values)
    assert breached([mutes, Watched(Guardrail.PULSE, (Decimal("0.3"),) * 2)]) == (
        [Guardrail.MUTES] if stops else []
    )


def test_a_share_of_hardly_anybody_is_not_told() -> None:
    assert share(1, 4, 5) is None
    assert share(1, 5, 5) == Decimal("0.2")
