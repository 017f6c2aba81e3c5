"""Random inputs for the engine: every type, tier and mode, with gaps, items, decisions, leave and segments."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.features.scores import figures, measures
from bot.features.scores.figures import (
    Amount,
    Counted,
    Ending,
    Figure,
    Grade,
    GroupRating,
    Missing,
    Reached,
)
from bot.features.scores.goal_sheets import GoalSheet, Line, Tier
from bot.features.scores.inputs import (
    Calibration,
    Decisions,
    Inputs,
    Item,
    Leave,
    Period,
    RedLine,
    Score,
    UnitScores,
)
from bot.features.scores.measures import Points, Share
from bot.features.scores.measures import Tier as Step
from bot.features.scores.states import State

if TYPE_CHECKING:
    from random import Random

    from bot.features.scores.figures import Value
    from bot.features.scores.measures import Measure

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
CYCLE_DAYS = 181
TYPES = ("higher", "lower", "band", "step", "milestone", "bars", "r360", "okr_asp", "okr_com", "deduct")


def number(random: Random, low: int, high: int, places: int) -> Decimal:
    """Return a number with so many decimals between the two."""
    return Decimal(random.randint(low * 10**places, high * 10**places)).scaleb(-places)


def split(random: Random, count: int, places: int = 0) -> list[Decimal]:
    """Return so many weights above nothing that make 100."""
    whole = 100 * 10**places
    cuts = sorted(random.sample(range(1, whole), count - 1))
    edges = [0, *cuts, whole]
    return [Decimal(edges[at + 1] - edges[at]).scaleb(-places) for at in range(count)]


def shares(random: Random) -> tuple[Share, ...]:
    """Return two to four parts and their weights."""
    weights = split(random, random.randint(2, 4))
    return tuple(Share(f"p{at}", weight) for at, weight in enumerate(weights))


def measured(random: Random, kind: str) -> tuple[Measure, Value]:
    """Return one indicator of a type and a figure that fits it."""
    target = number(random, 1, 2000, random.randint(0, 3))
    near = (target * number(random, 0, 2, 3)).quantize(Decimal("0.0001"))
    match kind:
        case "higher":
            threshold = random.choice([None, Decimal("0.80")])
            return measures.Higher(target, threshold), Amount(near)
        case "lower":
            return measures.Lower(target), Amount(near)
        case "band":
            width = number(random, 0, 5, 2)
            step = random.choice([Decimal(1), Decimal("0.3")])
            band = measures.TargetBand(-width, width, random.choice([None, Decimal(7)]), step)
            return band, Amount(number(random, -12, 12, 3))
        case "step":
            bounds = sorted({number(random, 1, 20, 1) for _ in range(4)}, reverse=True)
            tiers = [Step(bound, Decimal(120 - 15 * at)) for at, bound in enumerate(bounds)]
            return measures.Steps((*tiers, Step(Decimal(0), Decimal(0)))), Amount(number(random, -1, 22, 1))
        case "milestone":
            parts = shares(random)
            ended = []
            for part in parts:
                how = random.choice([*Ending, Ending.ON_TIME, Ending.LATE])
                ended.append(Reached(part.id, how, random.randint(1, 30) if how is Ending.LATE else 0))
            return measures.Milestones(parts), figures.Milestones(tuple(ended))
        case "bars":
            days = (date(2026, 2, 3), date(2026, 4, 5))
            return measures.Behaviour("item"), figures.Level(random.randint(1, 5), days)
        case "r360":
            groups = tuple(
                GroupRating(group, number(random, 1, 5, random.randint(1, 5)), random.randint(0, 6))
                for group in ("peers", "cross_team", "reports")
                if random.random() < 0.9
            )
            return measures.Feedback(), figures.Ratings(groups)
        case "okr_asp" | "okr_com":
            parts = shares(random)
            grades = figures.Grades(tuple(Grade(part.id, number(random, 0, 1, 2)) for part in parts))
            return (measures.AspirationalOkr if kind == "okr_asp" else measures.CommittedOkr)(parts), grades
        case _:
            points = (Points("minor", Decimal(3)), Points("serious", Decimal("12.5")))
            counts = tuple(Counted(point.kind, random.randint(0, 5)) for point in points)
            return measures.Deductions(points), figures.Records(counts)


def absent(random: Random) -> Missing:
    """Return a figure that is not there, sometimes an own deliverable after reminders."""
    return Missing(
        "ERP",
        own_deliverable=random.random() < 0.5,
        reminders=random.randint(0, 3),
        manager_confirmed=random.random() < 0.8,
        employee_told=random.random() < 0.8,
    )


def a_period(random: Random, start: date, end: date, tier: Tier) -> Period:
    """Return one role with three to nine lines."""
    count = random.randint(3, 9)
    lines, values = [], []
    gaps = 1 if random.random() < 0.04 else 0.06
    for at, weight in enumerate(split(random, count, random.choice([0, 2]))):
        measure, value = measured(random, random.choice(TYPES))
        cap = random.choice([None, None, None, Decimal(110)])
        if isinstance(measure, measures.CommittedOkr | measures.Deductions | measures.TargetBand):
            cap = None
        volume = random.random() < 0.3
        lines.append(Line(f"L{at}", measure, weight, "source", "PM-4.1", "ORG-1", volume=volume, cap=cap))
        values.append(Figure(f"L{at}", absent(random) if random.random() < gaps else value))
    sizes = [number(random, -5, 2, 2) for _ in range(random.choice([0, 0, 1, 2, 5]))]
    items = [Item(size, start, "why", "approver") for size in sizes if abs(size) >= Decimal("0.5")]
    return Period(
        start=start,
        end=end,
        sheet=GoalSheet("E", "2026H1", "UNIT", tier, tuple(lines)),
        figures=tuple(values),
        unit_scores=UnitScores(Score(number(random, 60, 130, 1)), Score(number(random, 60, 130, 1))),
        items=() if tier is Tier.UNIT_HEAD else tuple(items),
    )


def random_inputs(random: Random) -> Inputs:
    """Return everything one random result is computed from."""
    tier = random.choice([*Tier, Tier.STAFF, Tier.STAFF])
    edges = [0, CYCLE_DAYS]
    if random.random() < 0.25:
        edges += random.sample(range(1, CYCLE_DAYS), random.randint(1, 3))
    edges.sort()
    periods = tuple(
        a_period(random, FIRST + timedelta(days=low), FIRST + timedelta(days=high - 1), tier)
        for low, high in pairwise(edges)
    )
    leaves = ()
    if random.random() < 0.15:
        first = FIRST + timedelta(days=random.randint(-20, 150))
        leaves = (Leave(first, first + timedelta(days=random.randint(20, 140))),)
    calibration, red_lines = None, ()
    if random.random() < 0.3:
        delta = number(random, -5, 5, 1)
        calibration = Calibration(delta, "SCOPE_CHANGE", ("CHG-1",), ("a", "b"), LAST)
    if random.random() < 0.1:
        red_lines = (RedLine("event", random.choice([None, LAST]), "INV-1", LAST),)
    state = random.choice([State.PROVISIONAL, State.FROZEN, State.FROZEN, State.RELEASED])
    return Inputs("E", "2026H1", periods, Decisions(calibration, red_lines), leaves, state)
