"""Changes of role, leave and short employment (domain 4.4 P1 to P3; 4.8 rows 9 and 15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.features.scores import measures
from bot.features.scores.inputs import InputError, Leave, Period
from bot.features.scores.results import Part, Reason, Status
from bot.features.scores.rules import compute
from bot.features.scores.segments import lay_out
from tests.unit.scores.building import FIRST, LAST, D, amount, days, higher, inputs, level, line, own, period
from tests.unit.scores.samples import RULES


def stretch(first: date, count: int, score: str = "100", **more: str) -> Period:
    start, end = days(first, count)
    return own(score, start=start, end=end, **more)


def in_a_row(*counts: int) -> tuple[Period, ...]:
    first, found = FIRST, []
    for count in counts:
        found.append(stretch(first, count))
        first += timedelta(days=count)
    return tuple(found)


def test_a_change_of_role_is_weighted_by_days() -> None:
    """4.8 row 9."""
    first = stretch(FIRST, 74, "92", department="96")
    second = stretch(FIRST + timedelta(days=74), 107, "104", department="104")
    found = compute(inputs(first, second), RULES)
    assert [part.coefficients.exposed for part in found.segments if part.coefficients] == [
        D("0.9800"),
        D("1.0200"),
    ]
    assert [str(part.share) for part in found.segments] == ["0.4088", "0.5912"]
    assert [str(part.score) for part in found.segments] == ["90.16", "106.08"]
    assert next(step.exact for step in found.trace.steps if step.id == "before_calibration") == D("99.571904")
    assert (str(found.final), found.band) == ("99.6", "B")
    assert [(piece.part, piece.segment, str(piece.amount)) for piece in found.waterfall] == [
        (Part.SEGMENT, 1, "37.61"),
        (Part.SEGMENT, 2, "61.48"),
        (Part.UNIT_EFFECT, None, "0.51"),
        (Part.CALIBRATION, None, "0.00"),
    ]
    assert found.own_score == D("99.09")


@pytest.mark.parametrize(
    ("counts", "kept"),
    [
        ((29, 152), [(2, 181, (1,))]),
        ((30, 151), [(1, 30, ()), (2, 151, ())]),
        ((80, 20, 81), [(1, 80, ()), (3, 101, (2,))]),
        ((81, 20, 80), [(1, 101, (2,)), (3, 80, ())]),
        ((80, 21, 80), [(1, 101, (2,)), (3, 80, ())]),  # of two alike the earlier
        ((20, 25, 136), [(2, 45, (1,)), (3, 136, ())]),  # the shortest joins first
        ((100, 10, 15, 56), [(1, 125, (2, 3)), (4, 56, ())]),
        ((10, 20), [(2, 30, (1,))]),
    ],
)
def test_less_than_thirty_days_joins_the_longest_neighbour(
    counts: tuple[int, ...], kept: list[tuple[int, int, tuple[int, ...]]]
) -> None:
    found = lay_out(in_a_row(*counts), (), RULES.changes)
    assert [(each.number, each.days, each.joined) for each in found] == kept


def test_only_thirty_days_away_in_a_row_leave_the_days() -> None:
    whole = in_a_row(181)
    short = Leave(*days(date(2026, 2, 1), 29))
    assert lay_out(whole, (short,), RULES.changes)[0].days == 181
    assert lay_out(whole, (Leave(*days(date(2026, 2, 1), 30)),), RULES.changes)[0].days == 151
    # Two leaves that touch are one; what lies outside the cycle takes nothing from it.
    after = Leave(*days(date(2026, 3, 2), 10))
    assert lay_out(whole, (after, short), RULES.changes)[0].days == 142
    before = Leave(date(2025, 12, 1), date(2026, 1, 10))
    assert lay_out(whole, (before,), RULES.changes)[0].days == 171


def test_volume_targets_shrink_with_leave_and_rates_do_not() -> None:
    one = period(
        (line("K1", measures.Higher(D(1000)), 40, volume=True), amount(900)),
        (line("K2", measures.Higher(D(1000)), 40), amount(900)),
        (line("B1", measures.Behaviour("item"), 20), level(3)),
    )
    found = compute(inputs(one, leaves=(Leave(*days(date(2026, 2, 1), 31)),)), RULES)
    # 1000 · 150 ÷ 181 = 828.729…
    shrunk = next(step for step in found.trace.steps if step.id == "K1.prorated_target")
    assert str(shrunk.value) == "828.73"
    attainment = next(step for step in found.trace.steps if step.id == "K1.attainment")
    assert attainment.operands[1].ref == shrunk.ref
    assert [each.score for each in found.segments[0].lines] == [D("108.60"), 90, 100]
    assert found.active_days == 150


def test_the_tiers_of_a_volume_target_shrink_too() -> None:
    tiers = tuple(measures.Tier(D(bound), D(score)) for bound, score in ((10, 120), (6, 100), (0, 0)))
    counted = (line("K1", measures.Steps(tiers), volume=True), amount("8.29"))
    found = compute(inputs(period(counted), leaves=(Leave(*days(date(2026, 2, 1), 31)),)), RULES)
    assert found.segments[0].lines[0].score == 120
    score = next(step for step in found.trace.steps if step.id == "K1.score")
    assert (score.operands[1].value, score.operands[1].ref) == ("8.29", "step:K1.prorated_tier1")


@pytest.mark.parametrize(
    ("active", "status"), [(45, Status.NOT_RATED), (59, Status.NOT_RATED), (60, Status.SCORED)]
)
def test_fewer_than_sixty_days_are_not_rated(active: int, status: Status) -> None:
    """4.8 row 15."""
    found = compute(inputs(stretch(LAST - timedelta(days=active - 1), active)), RULES)
    assert found.status is status
    if status is Status.NOT_RATED:
        assert (found.final, found.band, found.segments) == (None, None, ())
        assert [(hold.reason, hold.days) for hold in found.holds] == [(Reason.ACTIVE_DAYS, active)]


def test_leave_counts_against_the_sixty_days() -> None:
    away = Leave(date(2026, 1, 1), date(2026, 5, 15))
    assert compute(inputs(*in_a_row(181), leaves=(away,)), RULES).status is Status.NOT_RATED


def test_the_lines_of_several_segments_are_told_apart_in_the_trace() -> None:
    found = compute(inputs(*in_a_row(81, 100)), RULES)
    assert {"1/K1.score", "2/K1.score", "1/share", "2/share"} <= {step.id for step in found.trace.steps}


def test_one_segment_without_a_score_leaves_the_whole_without() -> None:
    first, second = in_a_row(81, 100)
    hollow = replace(second, figures=())
    found = compute(inputs(first, hollow), RULES)
    assert (found.status, found.final) == (Status.HOLD_MISSING, None)


@pytest.mark.parametrize(
    "periods",
    [
        (stretch(FIRST, 80), stretch(FIRST + timedelta(days=79), 100)),
        (stretch(FIRST + timedelta(days=80), 100), stretch(FIRST, 80)),
        (replace(stretch(FIRST, 80), end=FIRST - timedelta(days=1)),),
        (),
    ],
)
def test_periods_that_overlap_run_backwards_or_are_none_are_refused(periods: tuple[Period, ...]) -> None:
    with pytest.raises(InputError, match="E_PERIOD"):
        compute(inputs(*periods), RULES)


def test_shares_of_three_make_one() -> None:
    found = compute(inputs(*in_a_row(60, 60, 61)), RULES)
    assert sum((part.share or Decimal(0) for part in found.segments), Decimal(0)) == 1
    assert [str(part.share) for part in found.segments] == ["0.3315", "0.3315", "0.3370"]


def test_a_line_counts_in_its_own_segment_only() -> None:
    start, end = days(FIRST + timedelta(days=81), 100)
    later = period((higher("X1", 100), amount(80)), start=start, end=end)
    found = compute(inputs(in_a_row(81)[0], later), RULES)
    assert [[each.code for each in part.lines] for part in found.segments] == [["K1", "K2"], ["X1"]]
