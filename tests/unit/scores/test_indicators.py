"""Each type of indicator at its edges (domain 4.2, and 4.8 where a row is about one)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.features.scores import figures, measures
from bot.features.scores.figures import Counted, Ending, Grade, GroupRating, Reached
from bot.features.scores.inputs import InputError
from bot.features.scores.measures import Points, Share, Tier
from bot.features.scores.results import Treatment
from bot.features.scores.rules import compute
from tests.unit.scores.building import D, amount, higher, inputs, level, line, period, scored
from tests.unit.scores.samples import RULES


@pytest.mark.parametrize(
    ("target", "actual", "attainment", "score", "limits"),
    [
        ("1000", "599.99", "0.6000", "60.00", ()),  # 4.8 row 1
        ("1000", "599.94", "0.5999", "0.00", ("threshold",)),  # 4.8 row 1
        ("1200", "1276", "1.0633", "106.33", ()),  # 4.8 row 17
        ("100", "120", "1.2000", "120.00", ()),
        ("100", "120.01", "1.2001", "120.00", ("cap",)),
        ("100", "-5", "-0.0500", "0.00", ("threshold",)),
        ("3", "2", "0.6667", "66.67", ()),
        ("100", "100.005", "1.0001", "100.01", ()),  # halfway, up
    ],
)
def test_higher_is_better(
    target: str, actual: str, attainment: str, score: str, limits: tuple[str, ...]
) -> None:
    found = scored(measures.Higher(D(target)), amount(actual))
    assert (str(found.attainment), found.score, found.limits) == (attainment, D(score), limits)


def test_a_line_may_have_a_threshold_and_a_cap_of_its_own() -> None:
    strict = measures.Higher(D(100), threshold=D("0.80"))
    assert scored(strict, amount("79.99")).limits == ("threshold",)
    assert scored(strict, amount("80")).score == 80
    assert scored(strict, amount("115"), cap=D(110)).score == 110
    assert scored(strict, amount("115"), cap=D(110)).limits == ("cap",)
    assert scored(measures.Lower(D(10)), amount("19"), floor=D(30)).score == 30


@pytest.mark.parametrize(
    ("actual", "attainment", "score", "limits"),
    [
        ("16.8", "-0.1000", "0.00", ("floor",)),  # 4.8 row 3
        ("0", "2.0000", "120.00", ("cap",)),  # 4.8 row 3
        ("8", "1.0000", "100.00", ()),
        ("8.0004", "1.0000", "100.00", ()),  # 0.99995 is halfway, up
        ("16", "0.0000", "0.00", ()),
    ],
)
def test_lower_is_better(actual: str, attainment: str, score: str, limits: tuple[str, ...]) -> None:
    found = scored(measures.Lower(D(8)), amount(actual))
    assert (str(found.attainment), found.score, found.limits) == (attainment, D(score), limits)


@pytest.mark.parametrize(
    ("actual", "score", "limits"),
    [
        ("-2", "100", ()),
        ("2", "100", ()),
        ("3.2", "94", ()),
        ("-2.001", "100.00", ()),  # 99.995 is halfway, up
        ("25", "0", ("floor",)),  # 4.8 row 21
    ],
)
def test_a_target_band(actual: str, score: str, limits: tuple[str, ...]) -> None:
    found = scored(measures.TargetBand(D(-2), D(2)), amount(actual))
    assert (found.score, found.limits) == (D(score), limits)


def test_a_band_may_have_a_unit_and_points_of_its_own() -> None:
    assert scored(measures.TargetBand(D(0), D(0), D(2), step=D("0.5")), amount("1.5")).score == 94


TIERS = tuple(Tier(D(bound), D(score)) for bound, score in ((10, 120), (8, 110), (6, 100), (0, 0)))


@pytest.mark.parametrize(
    ("actual", "score"), [("10", 120), ("9.99", 110), ("8", 110), ("6", 100), ("5.99", 0), ("-1", 0)]
)
def test_the_highest_tier_reached_counts_its_bound_included(actual: str, score: int) -> None:
    assert scored(measures.Steps(TIERS), amount(actual)).score == score


PARTS = measures.Milestones((Share("a", D(40)), Share("b", D(35)), Share("c", D(25))))


@pytest.mark.parametrize(
    ("ends", "score", "dropped"),
    [
        (("on_time", "on_time", "on_time"), "100", ()),
        (("on_time", "late:6", "on_time"), "95.80", ()),
        (("on_time", "late:20", "on_time"), "86.00", ()),
        (("on_time", "late:90", "on_time"), "86.00", ()),  # never below 60
        (("on_time", "not_done", "late:1"), "64.50", ()),
        (("cancelled", "late:6", "on_time"), "93.00", ("a",)),  # (35·88 + 25·100) ÷ 60
        (("on_time", "cancelled", "not_done"), "61.54", ("b",)),  # 4000 ÷ 65
    ],
)
def test_milestones(ends: tuple[str, ...], score: str, dropped: tuple[str, ...]) -> None:
    reached = []
    for name, end in zip("abc", ends, strict=True):
        how, _, late = end.partition(":")
        reached.append(Reached(name, Ending(how), int(late or 0)))
    found = scored(PARTS, figures.Milestones(tuple(reached)))
    assert (found.score, found.dropped) == (D(score), dropped)


def test_a_line_whose_milestones_were_all_cancelled_does_not_count() -> None:
    gone = figures.Milestones(tuple(Reached(name, Ending.CANCELLED) for name in "abc"))
    found = compute(inputs(period((line("M1", PARTS, 30), gone), (higher("K1", 70), amount(100)))), RULES)
    void, counted = found.segments[0].lines
    assert (void.treatment, void.score) == (Treatment.VOID, None)
    assert counted.effective_weight == 100


@pytest.mark.parametrize(("given", "score"), [(1, 60), (2, 80), (3, 100), (4, 110), (5, 120)])
def test_behaviour_levels_are_anchored(given: int, score: int) -> None:
    assert scored(measures.Behaviour("item"), level(given)).score == score


@pytest.mark.parametrize(("given", "needed"), [(1, 2), (2, 2), (3, 1), (4, 1), (5, 2)])
def test_a_level_needs_its_dated_events(given: int, needed: int) -> None:
    events = (date(2026, 3, 12), date(2026, 5, 22))
    assert scored(measures.Behaviour("item"), figures.Level(given, events[:needed])).score is not None
    with pytest.raises(InputError, match="E_EVENTS"):
        scored(measures.Behaviour("item"), figures.Level(given, events[: needed - 1]))


def test_one_day_named_twice_is_one_event() -> None:
    with pytest.raises(InputError, match="E_EVENTS"):
        scored(measures.Behaviour("item"), figures.Level(5, (date(2026, 3, 12),) * 2))


@pytest.mark.parametrize("given", [0, 6, D("3.5"), True])
def test_only_whole_levels_exist(given: int) -> None:
    with pytest.raises(InputError, match="E_LEVEL"):
        scored(measures.Behaviour("item"), level(given))


def ratings(*groups: tuple[str, str, int]) -> figures.Ratings:
    return figures.Ratings(tuple(GroupRating(name, D(mean), raters) for name, mean, raters in groups))


@pytest.mark.parametrize(
    ("given", "score", "dropped"),
    [
        ([("peers", "3.80", 5), ("cross_team", "3.40", 4)], "106.50", ("reports",)),
        ([("peers", "3.80", 5), ("cross_team", "3.40", 4), ("reports", "1.00", 2)], "106.50", ("reports",)),
        ([("peers", "3", 3), ("cross_team", "4", 3), ("reports", "5", 3)], "107.00", ()),  # 3.7
        ([("peers", "2.5", 5)], "90.00", ("cross_team", "reports")),
        ([("peers", "1", 5)], "60.00", ("cross_team", "reports")),
        ([("peers", "5", 5)], "120.00", ("cross_team", "reports")),
        ([("peers", "3.66665", 5)], "106.67", ("cross_team", "reports")),  # 3.6667
    ],
)
def test_feedback_runs_between_the_anchors(
    given: list[tuple[str, str, int]], score: str, dropped: tuple[str, ...]
) -> None:
    found = scored(measures.Feedback(), ratings(*given))
    assert (found.score, found.dropped) == (D(score), dropped)


@pytest.mark.parametrize(
    "given",
    [
        [("peers", "3.8", 4)],  # fewer than five in all
        [("peers", "3.8", 2), ("cross_team", "3.4", 2), ("reports", "3", 2)],  # no group is large enough
        [],
    ],
)
def test_feedback_of_too_few_is_void_and_its_weight_moves_inside_its_section(
    given: list[tuple[str, str, int]],
) -> None:
    one = period(
        (line("R1", measures.Feedback(), 10), ratings(*given)),
        (line("B1", measures.Behaviour("item"), 20), level(4)),
        (higher("K1", 70), amount(100)),
    )
    lines = compute(inputs(one), RULES).segments[0].lines
    assert [(each.treatment, each.effective_weight) for each in lines] == [
        (Treatment.VOID, None),
        (Treatment.COUNTED, 30),
        (Treatment.COUNTED, 70),
    ]


RESULTS = (Share("a", D(50)), Share("b", D(30)), Share("c", D(20)))


def grades(*given: str) -> figures.Grades:
    return figures.Grades(tuple(Grade(name, D(grade)) for name, grade in zip("abc", given, strict=True)))


@pytest.mark.parametrize(
    ("given", "score"),
    [
        (("0.8", "0.6", "0.4"), "96.00"),
        (("0", "0", "0"), "0"),
        (("0.3", "0.3", "0.3"), "60.00"),
        (("0.15", "0.15", "0.15"), "30.00"),
        (("0.7", "0.7", "0.7"), "100.00"),
        (("0.85", "0.85", "0.85"), "110.00"),
        (("1", "1", "1"), "120.00"),
        (("0.1", "0", "0"), "10.00"),
    ],
)
def test_an_aspirational_okr(given: tuple[str, str, str], score: str) -> None:
    assert scored(measures.AspirationalOkr(RESULTS), grades(*given)).score == D(score)


@pytest.mark.parametrize(("given", "score"), [(("1", "1", "1"), 100), (("0.8", "0.8", "0.8"), 80)])
def test_a_committed_okr_is_met_at_one(given: tuple[str, str, str], score: int) -> None:
    assert scored(measures.CommittedOkr(RESULTS), grades(*given)).score == score


@pytest.mark.parametrize(
    ("minor", "serious", "score", "limits"),
    [(0, 0, 100, ()), (2, 0, 94, ()), (2, 1, 84, ()), (40, 0, 0, ("floor",))],
)
def test_records_deduct_points(minor: int, serious: int, score: int, limits: tuple[str, ...]) -> None:
    measure = measures.Deductions((Points("minor", D(3)), Points("serious", D(10))))
    value = figures.Records((Counted("minor", minor), Counted("serious", serious)))
    found = scored(measure, value)
    assert (found.score, found.limits) == (score, limits)


def test_half_a_hundredth_goes_up_where_floats_go_down() -> None:
    """4.8 row 19: w 25 and s 100.50 make 25.125."""
    one = period((higher("K1", 25), amount("100.50")), (higher("K2", 75), amount(100)))
    found = compute(inputs(one), RULES).segments[0].lines[0]
    assert str(found.contribution) == "25.13"
    assert round(0.25 * 100.5, 2) == 25.12


@pytest.mark.parametrize(
    ("measure", "value", "code"),
    [
        (measures.Higher(D(100)), level(3), "E_FIGURE_KIND"),
        (measures.Higher(D(0)), amount(1), "E_TARGET_ZERO"),
        (measures.Lower(D(0)), amount(1), "E_TARGET_ZERO"),
        (measures.TargetBand(D(2), D(-2)), amount(1), "E_BAND"),
        (measures.Steps((Tier(D(5), D(100)),)), amount(1), "E_TIERS"),
        (PARTS, figures.Milestones((Reached("a", Ending.ON_TIME),)), "E_PARTS"),
        (
            measures.Milestones((Share("a", D(100)),)),
            figures.Milestones((Reached("a", Ending.LATE),)),
            "E_LATE_DAYS",
        ),
        (measures.Feedback(), ratings(("strangers", "3", 9)), "E_GROUP"),
        (measures.Feedback(), ratings(("peers", "5.1", 9)), "E_RATING"),
        (measures.AspirationalOkr(RESULTS), grades("1.1", "0", "0"), "E_GRADE"),
        (measures.CommittedOkr(RESULTS[:2]), grades("1", "0", "0"), "E_SHARES"),
        (measures.Deductions((Points("a", D(3)),)), figures.Records((Counted("b", 1),)), "E_RECORD_KIND"),
        (measures.Deductions((Points("a", D(3)),)), figures.Records((Counted("a", -1),)), "E_RECORD_COUNT"),
        (measures.Deductions(()), figures.Records(()), "E_POINTS"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_code(
    measure: measures.Measure, value: figures.Value, code: str
) -> None:
    with pytest.raises(InputError) as refused:
        scored(measure, value)
    assert (refused.value.code, refused.value.line) == (code, "K1")


def test_the_callers_decimal_context_neither_matters_nor_changes() -> None:
    from decimal import getcontext, localcontext  # noqa: PLC0415 - beside what is proved about it

    expected = scored(measures.Higher(D(1200)), amount(1276))
    with localcontext(prec=3, rounding="ROUND_DOWN"):
        assert scored(measures.Higher(Decimal(1200)), amount(1276)) == expected
        assert (getcontext().prec, getcontext().rounding) == (3, "ROUND_DOWN")
