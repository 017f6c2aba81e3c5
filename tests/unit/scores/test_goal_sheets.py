"""What is wrong with a goal sheet, by its code, and reading one from a file (domain 4.10)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from bot.features.scores import measures
from bot.features.scores.goal_sheets import Confirmed, Fault, GoalSheet, Line, problems
from bot.features.scores.measures import Points, Share, Tier
from bot.features.scores.sheet_reading import SheetError, written
from tests.unit.scores.building import D, higher, line
from tests.unit.scores.samples import E1, E2, E3, RULES, parsed, sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.scores.measures import Measure

GOOD = sheet(E1).sheet


def faults(changed: GoalSheet) -> list[tuple[str, str | None]]:
    return [(problem.fault.value, problem.line) for problem in problems(changed, RULES)]


def with_line(at: int, **changes: Any) -> GoalSheet:  # noqa: ANN401 - fields of a line
    """Return E1's sheet with one of its lines changed."""
    lines = list(GOOD.lines)
    lines[at] = replace(lines[at], **changes)
    return replace(GOOD, lines=tuple(lines))


def measuring(measure: Measure, **changes: Any) -> GoalSheet:  # noqa: ANN401 - fields of a line
    return with_line(2, measure=measure, **changes)


@pytest.mark.parametrize("employee", [E1, E2, E3])
def test_the_worked_sheets_are_good(employee: str) -> None:
    assert faults(sheet(employee).sheet) == []


def seven(*weights: int) -> GoalSheet:
    lines = [higher(f"K{at}", weight) for at, weight in enumerate(weights)]
    return replace(GOOD, lines=(*lines, line("B1", measures.Behaviour("item"), 20)))


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (with_line(4, weight=D("14.5")), ("E_WEIGHT_SUM", None)),  # 4.8 row 5
        (with_line(4, weight=D("15.01")), ("E_WEIGHT_SUM", None)),
        (seven(40, 40), ("E_LINE_COUNT", None)),
        (seven(10, 10, 10, 10, 10, 10, 10, 10), ("E_LINE_COUNT", None)),
        (seven(41, 20, 19), ("E_WEIGHT_RANGE", "K0")),
        (seven(4, 38, 38), ("E_WEIGHT_RANGE", "K0")),
        (with_line(0, weight=D("40.001")), ("E_WEIGHT_RANGE", "K1")),
        (with_line(4, measure=measures.Higher(D(1))), ("E_BEHAVIOUR_SHARE", None)),
        (with_line(0, measure=measures.Behaviour("item")), ("E_BEHAVIOUR_SHARE", None)),
        (measuring(measures.Lower(D(0))), ("E_TARGET_ZERO", "K3")),
        (measuring(measures.Lower(D(-1))), ("E_TARGET_ZERO", "K3")),
        (measuring(measures.Higher(D(0))), ("E_TARGET_ZERO", "K3")),
        (measuring(measures.Steps(())), ("E_TIERS", "K3")),
        (measuring(measures.Steps((Tier(D(5), D(100)),))), ("E_TIERS", "K3")),
        (
            measuring(measures.Steps((Tier(D(5), D(1)), Tier(D(5), D(0)), Tier(D(0), D(0))))),
            ("E_TIERS", "K3"),
        ),
        (with_line(0, source=""), ("E_SOURCE", "K1")),
        (with_line(0, clause=""), ("E_CLAUSE", "K1")),
        (with_line(0, supports=None), ("W_ORPHAN", "K1")),
        (replace(GOOD, confirmed=Confirmed(employee=GOOD.confirmed.employee)), ("E_NOT_AGREED", None)),
        (replace(GOOD, confirmed=Confirmed(manager=GOOD.confirmed.manager)), ("E_NOT_AGREED", None)),
        (measuring(measures.TargetBand(D(2), D(1))), ("E_BAND", "K3")),
        (measuring(measures.TargetBand(D(1), D(2), step=D(0))), ("E_BAND", "K3")),
        (measuring(measures.TargetBand(D(1), D(2), per_unit=D(0))), ("E_BAND", "K3")),
        (measuring(measures.Milestones((Share("a", D(99)),))), ("E_SHARES", "K3")),
        (measuring(measures.CommittedOkr((Share("a", D(50)), Share("a", D(50))))), ("E_SHARES", "K3")),
        (measuring(measures.Deductions((Points("a", D(-1)),))), ("E_POINTS", "K3")),
        (with_line(0, cap=D(121)), ("E_LIMITS", "K1")),
        (with_line(0, floor=D(120)), ("E_LIMITS", "K1")),
        (with_line(3, measure=measures.Feedback(), weight=D("20.5")), ("E_FEEDBACK_WEIGHT", "K4")),
    ],
)
def test_a_mistake_is_found_by_its_code(changed: GoalSheet, found: tuple[str, str | None]) -> None:
    assert found in faults(changed)


def test_a_code_that_stands_twice_is_found_at_both() -> None:
    assert faults(with_line(1, code="K1"))[:2] == [("E_CODE", "K1"), ("E_CODE", "K1")]


def test_every_code_can_be_found() -> None:
    marks = test_a_mistake_is_found_by_its_code.pytestmark  # type: ignore[attr-defined]
    tried = {found[0] for _, found in marks[0].args[1]} | {"E_CODE"}
    assert tried == {fault.value for fault in Fault}


def test_an_orphan_warns_and_does_not_stop_and_a_reason_settles_it() -> None:
    orphan = next(each for each in problems(with_line(0, supports=None), RULES))
    assert not orphan.stops
    assert faults(with_line(0, supports=None, reason="a pilot of the unit's own")) == []


def test_a_problem_says_what_was_found_and_what_is_allowed() -> None:
    whole = next(iter(problems(with_line(4, weight=D("14.5")), RULES)))
    assert (whole.found, whole.low, whole.high, whole.clause, whole.stops) == (
        D("99.5"),
        100,
        100,
        "PM-2.3",
        True,
    )


def test_the_limits_of_a_sheet_are_the_companys() -> None:
    wider = replace(RULES, sheet=replace(RULES.sheet, weight_max=D(60)))
    assert ("E_WEIGHT_RANGE", "K0") in faults(seven(45, 20, 15))
    assert [each.fault for each in problems(seven(45, 20, 15), wider)] == []


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """Return what is said about E1's file after a change."""
    table = parsed("goal_sheets/lin.jia.yaml")
    change(table)
    with pytest.raises(SheetError) as refused:
        written(table)
    return str(refused.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda table: table["lines"][0].update(weight=0.4), "lines[1] K1.weight: 0.4 is a binary float"),
        (lambda table: table["lines"][0].update(weight="40,0"), "lines[1] K1.weight: '40,0' is no number"),
        (lambda table: table["lines"][0].pop("weight"), "lines[1] K1.weight: is missing"),
        (
            lambda table: table["lines"][0].update(type="best"),
            "lines[1] K1.type: 'best' is not one of higher",
        ),
        (lambda table: table["lines"][0].update(wieght=1), "lines[1] K1.wieght: there is no such field"),
        (lambda table: table["lines"][3].update(tiers=[[1]]), "lines[4] K4.tiers[1]: must be a lower bound"),
        (lambda table: table["lines"][0].update(section="fun"), "lines[1] K1.section: 'fun' is not one of"),
        (lambda table: table.update(role_tier="chief"), "sheet.role_tier: 'chief' is not one of front_line"),
        (lambda table: table.pop("employee"), "sheet.employee: is missing"),
        (lambda table: table.update(lines={}), "lines: must be a list"),
        (lambda table: table["items"][0].update(date="soon"), "items[1].date: 'soon' is no day"),
        (lambda table: table["confirmed"].update(manager="20 Jan"), "confirmed.manager: '20 Jan' is no day"),
        (
            lambda table: table.update(unit_scores={"dept": 103.5}),
            "unit_scores.dept: 103.5 is a binary float",
        ),
    ],
)
def test_a_mistake_in_a_file_is_said_with_its_place(
    change: Callable[[dict[str, Any]], object], says: str
) -> None:
    assert says in changed(change)


def test_all_mistakes_of_a_file_are_said_at_once() -> None:
    def twice(table: dict[str, Any]) -> None:
        table["lines"][0].pop("weight")
        table["lines"][1].pop("target")

    assert changed(twice) == "lines[1] K1.weight: is missing; lines[2] K2.target: is missing"


EVERY_TYPE: list[dict[str, Any]] = [
    {"type": "higher", "target": 5, "threshold": "0.8"},
    {"type": "lower", "target": 5},
    {"type": "band", "low": -1, "high": 1},
    {"type": "step", "tiers": [[5, 100], [0, 0]]},
    {"type": "milestone", "parts": {"a": 100}},
    {"type": "bars", "item": "care"},
    {"type": "r360"},
    {"type": "okr_asp", "key_results": {"a": 100}},
    {"type": "okr_com", "key_results": {"a": 100}},
    {"type": "deduct", "points": {"minor": 3}},
]


def test_every_type_can_be_written_in_a_file() -> None:
    table = parsed("goal_sheets/lin.jia.yaml")
    table["lines"] = [
        {"code": kind["type"], "weight": 10, "source": "S", "clause": "C", "supports": "U", **kind}
        for kind in EVERY_TYPE
    ]
    read = written(table).sheet.lines
    assert [each.measure.TAG for each in read] == [kind["type"] for kind in EVERY_TYPE]
    assert all(isinstance(each, Line) and each.weight == Decimal(10) for each in read)
