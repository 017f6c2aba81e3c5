"""Small sheets and figures for tests that are about one rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bot.features.scores import figures, measures
from bot.features.scores.figures import Figure
from bot.features.scores.goal_sheets import Confirmed, GoalSheet, Line, Tier
from bot.features.scores.inputs import Decisions, Inputs, Period, Score, UnitScores
from bot.features.scores.rules import compute
from tests.unit.scores.samples import RULES

if TYPE_CHECKING:
    from bot.features.scores.figures import Value
    from bot.features.scores.measures import Measure
    from bot.features.scores.results import LineResult

D = Decimal
FIRST = date(2026, 1, 1)
LAST = date(2026, 6, 30)


def amount(number: str | int) -> figures.Amount:
    return figures.Amount(D(number))


def level(number: int) -> figures.Level:
    return figures.Level(number, (date(2026, 3, 12), date(2026, 5, 22)))


def line(code: str, measure: Measure, weight: str | int = 100, **more: Any) -> Line:  # noqa: ANN401 - fields of a line
    return Line(code, measure, D(weight), source="somewhere", clause="PM-4.1", supports="ORG-1", **more)


def higher(code: str, weight: str | int, **more: Any) -> Line:  # noqa: ANN401 - fields of a line
    """Return a line whose score is its actual figure."""
    return line(code, measures.Higher(D(100)), weight, **more)


def period(
    *pairs: tuple[Line, Value | None],
    tier: Tier = Tier.STAFF,
    department: str | None = "100",
    organisation: str | None = "100",
    start: date = FIRST,
    end: date = LAST,
) -> Period:
    return Period(
        start=start,
        end=end,
        sheet=GoalSheet(
            "E",
            "2026H1",
            "UNIT",
            tier,
            tuple(each for each, _ in pairs),
            Confirmed(date(2026, 1, 19), date(2026, 1, 20)),
        ),
        figures=tuple(Figure(each.code, value) for each, value in pairs if value is not None),
        unit_scores=UnitScores(
            None if department is None else Score(D(department)),
            None if organisation is None else Score(D(organisation)),
        ),
    )


def days(first: date, count: int) -> tuple[date, date]:
    """Return a stretch of so many days."""
    return first, first + timedelta(days=count - 1)


def inputs(*periods: Period, decisions: Decisions = Decisions(), **more: Any) -> Inputs:  # noqa: ANN401, B008 - frozen
    return Inputs("E", "2026H1", periods, decisions, **more)


def scored(measure: Measure, value: Value, **more: Any) -> LineResult:  # noqa: ANN401 - fields of a line
    """Return what one line comes to."""
    return compute(inputs(period((line("K1", measure, **more), value))), RULES).segments[0].lines[0]


def own(score: str, **more: Any) -> Period:  # noqa: ANN401 - arguments of a period
    """Return a period whose own score is exactly this, whatever it is."""
    whole = D(score)
    return (
        period((higher("K1", 50), amount(score)), (higher("K2", 50), amount(score)), **more)
        if (whole == whole.to_integral_value())
        else period((line("K1", measures.Steps((measures.Tier(D(0), whole),))), amount(0)), **more)
    )


def with_items(one: Period, *items: Any) -> Period:  # noqa: ANN401 - items
    return replace(one, items=tuple(items))
