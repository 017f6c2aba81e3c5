"""Several roles in one cycle, and days away (domain 4.4, P1 to P3; PM-4.13, PM-1.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from bot.features.scores import measures
from bot.features.scores.configuration import ChangeRule, Configuration
from bot.features.scores.goal_sheets import Line
from bot.features.scores.inputs import InputError, Leave, Period
from bot.features.scores.rounding import ONE
from bot.features.scores.trace import Recorder, Step

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period that counts. `active` are its own days at work, `days` with those of the shorter ones joined.

    `number` is its place among the periods, from 1.
    """

    number: int
    period: Period
    active: int
    days: int
    joined: tuple[int, ...] = ()


def lay_out(periods: Sequence[Period], leaves: Sequence[Leave], rule: ChangeRule) -> tuple[Stretch, ...]:
    """Return the stretches that count, in order. Long leave leaves the days; short stretches join a neighbour.

    The shortest joins first, the longer of its neighbours takes it, the earlier of two alike. Raises InputError
    for periods that overlap or end before they begin.
    """
    for period in periods:
        if period.end < period.start:
            code, says = "E_PERIOD", f"a period from {period.start} ends on {period.end}"
            raise InputError(code, says)
    for earlier, later in pairwise(periods):
        if later.start <= earlier.end:
            code, says = (
                "E_PERIOD",
                f"the period from {later.start} begins before the one before it has ended",
            )
            raise InputError(code, says)
    away = _long(leaves, rule)
    stretches = []
    for number, period in enumerate(periods, start=1):
        active = period.days - sum(_overlap(period, leave) for leave in away)
        stretches.append(Stretch(number, period, active, active))
    while len(stretches) > 1:
        at = min(range(len(stretches)), key=lambda each: (stretches[each].days, each))
        if stretches[at].days >= rule.segment_min:
            break
        beside = [each for each in (at - 1, at + 1) if 0 <= each < len(stretches)]
        taker = max(beside, key=lambda each: (stretches[each].days, -each))
        taken = stretches[at]
        stretches[taker] = replace(
            stretches[taker],
            days=stretches[taker].days + taken.days,
            joined=tuple(sorted((*stretches[taker].joined, taken.number, *taken.joined))),
        )
        del stretches[at]
    return tuple(stretches)


def active_days(stretches: Sequence[Stretch]) -> int:
    """Return the days at work in the cycle; long leave is none of them."""
    return sum(stretch.days for stretch in stretches)


def prorated(line: Line, stretch: Stretch, recorder: Recorder, rules: Configuration) -> Line:
    """Return a line whose volume target has shrunk with the days away; any other line as it is."""
    if not line.volume or stretch.active == stretch.period.days:
        return line
    match line.measure:
        case measures.Higher(target) | measures.Lower(target):
            step = _shrunk(line, "target", target, stretch, recorder=recorder, rules=rules)
            return replace(line, measure=replace(line.measure, target=step.value))
        case measures.Steps(tiers):
            shrunk = tuple(
                replace(
                    tier,
                    bound=_shrunk(
                        line, f"tier{at}", tier.bound, stretch, recorder=recorder, rules=rules
                    ).value,
                )
                for at, tier in enumerate(tiers, start=1)
            )
            return replace(line, measure=replace(line.measure, tiers=shrunk))
        case _:
            return line


def shares(stretches: Sequence[Stretch], recorder: Recorder, rules: Configuration) -> tuple[Step, ...]:
    """Take the steps to each stretch's share of the days; the last is what the others leave."""
    whole, rest = Decimal(active_days(stretches)), ONE
    steps: list[Step] = []
    for stretch in stretches[:-1]:
        operands = (("days", stretch.days, "days"), ("all days", whole, "days"))
        step = recorder.take(
            f"{stretch.number}/share",
            "share",
            rules.changes.clause,
            stretch.days / whole,
            operands,
            point="share",
        )
        steps.append(step)
        rest -= step.value
    last = f"{stretches[-1].number}/share"
    others = [("share", step.value, step.ref) for step in steps]
    steps.append(recorder.take(last, "share.last", rules.changes.clause, rest, others, point="share"))
    return tuple(steps)


def joined(parts: Sequence[tuple[Step, Step]], recorder: Recorder, rules: Configuration) -> Step:
    """Take the step from each segment's share and score to F."""
    operands = []
    for share, score in parts:
        operands += [("share", share.value, share.ref), ("F", score.value, score.ref)]
    return recorder.take(
        "before_calibration",
        "final.segments",
        rules.changes.clause,
        sum((share.value * score.value for share, score in parts), Decimal(0)),
        operands,
        point="final",
    )


def _shrunk(  # noqa: PLR0913 - one step and what it is about
    line: Line, name: str, target: Decimal, stretch: Stretch, *, recorder: Recorder, rules: Configuration
) -> Step:
    return recorder.take(
        f"prorated_{name}",
        "prorated_target",
        rules.changes.clause,
        target * stretch.active / stretch.period.days,
        (
            ("T", target, f"sheet:{recorder.prefix}{line.code}.target"),
            ("active", stretch.active, "days"),
            ("days", stretch.period.days, "days"),
        ),
        subject=line.code,
        point="prorated_target",
    )


def _long(leaves: Sequence[Leave], rule: ChangeRule) -> list[tuple[date, date]]:
    """Return the runs of days away that are long enough to count; leaves that touch are one run."""
    runs: list[tuple[date, date]] = []
    for leave in sorted(leaves, key=lambda each: (each.start, each.end)):
        if runs and leave.start <= runs[-1][1] + _DAY:
            runs[-1] = (runs[-1][0], max(runs[-1][1], leave.end))
        else:
            runs.append((leave.start, leave.end))
    return [(start, end) for start, end in runs if (end - start).days + 1 >= rule.leave_min]


def _overlap(period: Period, away: tuple[date, date]) -> int:
    first, last = max(period.start, away[0]), min(period.end, away[1])
    return max(0, (last - first).days + 1)
