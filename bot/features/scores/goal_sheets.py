"""The goal sheet both sides agree, and what is wrong with one (domain 4.10, PM-2.x)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from bot.features.scores import measures
from bot.features.scores.configuration import Configuration
from bot.features.scores.measures import Measure
from bot.features.scores.provenance import Provenance
from bot.features.scores.rounding import HUNDRED, ZERO, places_of


class Tier(StrEnum):
    """How much of the unit's result a role carries (PM-5.2)."""

    FRONT_LINE = "front_line"
    STAFF = "staff"
    UNIT_HEAD = "unit_head"


class Section(StrEnum):
    """The parts of a sheet; the weight of what is missing stays inside its part."""

    RESULTS = "results"
    BEHAVIOUR = "behaviour"


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator. `weight` is in percent; `supports` is the upper goal it serves, `clause` its rule.

    `cap` and `floor` replace the company's for this line. `volume` marks a target that shrinks with leave.
    `reason` is the unit head's, for a line without an upper goal. Without a record of its own the target or
    the weight stands on the sheet's.
    """

    code: str
    measure: Measure
    weight: Decimal
    source: str = ""
    clause: str = ""
    supports: str | None = None
    title: str | None = None
    unit: str | None = None
    section: Section | None = None
    volume: bool = False
    cap: Decimal | None = None
    floor: Decimal | None = None
    reason: str | None = None
    target_provenance: Provenance | None = None
    weight_provenance: Provenance | None = None

    @property
    def part(self) -> Section:
        """The section this line belongs to: what was agreed, otherwise what its type says."""
        if self.section is not None:
            return self.section
        behaviour = isinstance(self.measure, measures.Behaviour | measures.Feedback)
        return Section.BEHAVIOUR if behaviour else Section.RESULTS


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The days on which each side confirmed the sheet."""

    employee: date | None = None
    manager: date | None = None


@dataclass(frozen=True, slots=True)
class GoalSheet:
    """What counts for one person in one role of one cycle. `provenance` is the agreed sheet's own record."""

    employee: str
    cycle: str
    unit: str
    role_tier: Tier
    lines: tuple[Line, ...]
    confirmed: Confirmed = Confirmed()
    provenance: Provenance | None = None


class Fault(StrEnum):
    """What can be wrong with a goal sheet. `W_` is a warning and stops nothing."""

    WEIGHT_SUM = "E_WEIGHT_SUM"
    LINE_COUNT = "E_LINE_COUNT"
    WEIGHT_RANGE = "E_WEIGHT_RANGE"
    BEHAVIOUR_SHARE = "E_BEHAVIOUR_SHARE"
    TARGET_ZERO = "E_TARGET_ZERO"
    TIERS = "E_TIERS"
    SOURCE = "E_SOURCE"
    CLAUSE = "E_CLAUSE"
    NOT_AGREED = "E_NOT_AGREED"
    ORPHAN = "W_ORPHAN"
    # What the domain's list leaves to common sense.
    CODE = "E_CODE"
    BAND = "E_BAND"
    SHARES = "E_SHARES"
    POINTS = "E_POINTS"
    LIMITS = "E_LIMITS"
    FEEDBACK_WEIGHT = "E_FEEDBACK_WEIGHT"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: in `line` (None: in the sheet as a whole), with the figure found and the rule's limits."""

    fault: Fault
    clause: str
    line: str | None = None
    found: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def stops(self) -> bool:
        """Whether the sheet cannot be confirmed with this."""
        return not self.fault.value.startswith("W_")


def problems(sheet: GoalSheet, configuration: Configuration) -> tuple[Problem, ...]:
    """Return everything wrong with a sheet, the sheet as a whole first, then line by line."""
    return (*_of_the_whole(sheet, configuration), *lines_problems(sheet, configuration))


def weight_sum(sheet: GoalSheet) -> Decimal:
    """Return the sum of the weights; it must be 100.00, with no tolerance."""
    return sum((line.weight for line in sheet.lines), ZERO)


def lines_problems(sheet: GoalSheet, configuration: Configuration) -> Iterator[Problem]:
    """Give what is wrong with single lines."""
    rules = configuration.sheet
    times = Counter(line.code for line in sheet.lines)
    for line in sheet.lines:
        if not line.code or times[line.code] > 1:
            yield Problem(Fault.CODE, rules.clause, line.code, Decimal(times[line.code]))
        if (
            not rules.weight_min <= line.weight <= rules.weight_max
            or places_of(line.weight) > configuration.rounding.weight
        ):
            yield Problem(
                Fault.WEIGHT_RANGE, rules.clause, line.code, line.weight, rules.weight_min, rules.weight_max
            )
        if not line.source:
            yield Problem(Fault.SOURCE, rules.source_clause, line.code)
        if not line.clause:
            yield Problem(Fault.CLAUSE, rules.source_clause, line.code)
        if not line.supports and not line.reason:
            yield Problem(Fault.ORPHAN, rules.upper_goal_clause, line.code)
        cap = configuration.cap_of(line.measure) if line.cap is None else line.cap
        floor = configuration.scale.floor if line.floor is None else line.floor
        if not configuration.scale.floor <= floor < cap <= configuration.scale.cap:
            yield Problem(
                Fault.LIMITS, configuration.scale.clause, line.code, cap, floor, configuration.scale.cap
            )
        yield from _of_the_measure(line, configuration)


def _of_the_whole(sheet: GoalSheet, configuration: Configuration) -> Iterator[Problem]:
    rules = configuration.sheet
    whole = weight_sum(sheet)
    if whole != HUNDRED:
        yield Problem(Fault.WEIGHT_SUM, rules.clause, None, whole, HUNDRED, HUNDRED)
    count = len(sheet.lines)
    if not rules.lines_min <= count <= rules.lines_max:
        limits = (Decimal(rules.lines_min), Decimal(rules.lines_max))
        yield Problem(Fault.LINE_COUNT, rules.clause, None, Decimal(count), *limits)
    behaviour = sum((line.weight for line in sheet.lines if line.part is Section.BEHAVIOUR), ZERO)
    if not rules.behaviour_min <= behaviour <= rules.behaviour_max:
        limits = (rules.behaviour_min, rules.behaviour_max)
        yield Problem(Fault.BEHAVIOUR_SHARE, rules.clause, None, behaviour, *limits)
    if sheet.confirmed.employee is None or sheet.confirmed.manager is None:
        yield Problem(Fault.NOT_AGREED, rules.agreement_clause)


def _of_the_measure(line: Line, configuration: Configuration) -> Iterator[Problem]:
    clause = configuration.clause_of(line.measure)
    match line.measure:
        case measures.Higher(target) | measures.Lower(target) if target <= ZERO:
            yield Problem(Fault.TARGET_ZERO, clause, line.code, target)
        case measures.TargetBand(low, high, per_unit, step) if (
            low > high or step <= ZERO or (per_unit is not None and per_unit <= ZERO)
        ):
            yield Problem(Fault.BAND, clause, line.code, None, low, high)
        case measures.Steps(tiers) if not _reaches_nothing(tiers):
            yield Problem(Fault.TIERS, clause, line.code)
        case measures.Milestones(parts) | measures.AspirationalOkr(parts) | measures.CommittedOkr(parts) if (
            not _shares_are_whole(parts)
        ):
            whole = sum((part.weight for part in parts), ZERO)
            yield Problem(Fault.SHARES, clause, line.code, whole, HUNDRED, HUNDRED)
        case measures.Deductions(points) if not _each_costs_something(points):
            yield Problem(Fault.POINTS, clause, line.code)
        case measures.Feedback() if line.weight > configuration.r360.weight_max:
            limit = configuration.r360.weight_max
            yield Problem(Fault.FEEDBACK_WEIGHT, clause, line.code, line.weight, None, limit)
        case _:
            pass


def _reaches_nothing(tiers: tuple[measures.Tier, ...]) -> bool:
    bounds = [tier.bound for tier in tiers]
    falling = all(above > below for above, below in pairwise(bounds))
    return bool(bounds) and falling and bounds[-1] == ZERO


def _shares_are_whole(parts: tuple[measures.Share, ...]) -> bool:
    different = len({part.id for part in parts}) == len(parts)
    return (
        different
        and all(part.weight > ZERO for part in parts)
        and sum((part.weight for part in parts), ZERO) == HUNDRED
    )


def _each_costs_something(points: tuple[measures.Points, ...]) -> bool:
    different = len({one.kind for one in points}) == len(points)
    return bool(points) and different and all(one.each > ZERO for one in points)
