"""When the phases of a cycle open and close, whether one may open, and what extending one moves (domain 5.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WORDS = ("cycle", "周期", "周期状态")
CALENDAR_WORDS = ("周期日历",)
"""The sub-words of /touchbase; the calendar has one of its own, as Chinese puts no space before it."""
LAUNCH = "launch"
"""What the first phase waits for besides other phases: that nothing on the launch checklist blocks."""
SIGNED_BY_HAND = "signed"
"""How a phase is done that nothing in the database can show."""
_STATUS = frozenset({"status", "状态"})
_CALENDAR = frozenset({"calendar", "日历"})
ENOUGH = 90
"""The percentage of a phase that must be done before the next one opens."""
AHEAD = 3
"""A change of dates is told this many working days ahead, or is said to be late (A-13)."""
_DAY = timedelta(days=1)
_MONTHS = 12
_DAY_WORDS = re.compile(r"([SMC])([+-]\d{1,3})|([FL])(\d{1,2})")


class WorkingCalendar(Protocol):
    """Which days the company works."""

    def is_working(self, day: date) -> bool:
        """Return whether people work on a day."""
        ...


@dataclass(frozen=True)
class Span:
    """A cycle's first and last day."""

    starts: date
    ends: date

    @property
    def middle(self) -> date:
        """The day with as many days before it as after it, or one more after it."""
        return self.starts + (self.ends - self.starts) // _DAY // 2 * _DAY


@dataclass(frozen=True)
class Phase:
    """A phase with its dates, both included. `after`: the phases it waits for; `fixed`: it is never shifted."""

    id: str
    key: str
    opens: date
    closes: date
    owner: str
    done: str
    after: tuple[str, ...] = ()
    never_waived: tuple[str, ...] = ()
    closes_at: time | None = None
    fixed: bool = False


@dataclass(frozen=True)
class Progress:
    """How many of those a phase concerns have done it. Of nobody, nothing is left to do."""

    done: int
    total: int

    @property
    def enough(self) -> bool:
        """Whether the next phase may open: at least ninety of a hundred, counted exactly."""
        return self.done * 100 >= self.total * ENOUGH

    @property
    def percent(self) -> int:
        """The share that is done, rounded down, so that it never says 90 too early."""
        return self.done * 100 // self.total if self.total else 100


@dataclass(frozen=True)
class Held:
    """A phase that keeps another from opening; `waivable` is False where only its completion helps."""

    phase: str
    progress: Progress
    waivable: bool


def dates_of(
    table: Mapping[str, Mapping[str, Any]], span: Span, calendar: WorkingCalendar
) -> tuple[Phase, ...]:
    """Return a cycle's phases with their dates, from a table of `prompts.cycles`. Raises ValueError for its words."""
    return tuple(
        Phase(
            id=number,
            key=fields["key"],
            opens=day_of(fields["from"], span, calendar),
            closes=day_of(fields["until"], span, calendar),
            owner=fields["owner"],
            done=fields["done"],
            after=tuple(fields.get("after", ())),
            never_waived=tuple(fields.get("never_waived", ())),
            closes_at=fields.get("closes_at"),
            fixed=bool(fields.get("fixed")),
        )
        for number, fields in table.items()
    )


def day_of(words: str, span: Span, calendar: WorkingCalendar) -> date:
    """Return the day that words such as `C+20` stand for; `cycles.toml` says how they are counted."""
    found = _DAY_WORDS.fullmatch(words)
    if found is None:
        message = f"'{words}' is no day of a cycle"
        raise ValueError(message)
    if found[3]:
        return _edge_of_month(span.starts, int(found[4]), calendar, last=found[3] == "L")
    days = int(found[2])
    anchor = {"S": span.starts, "M": span.middle, "C": span.ends}[found[1]]
    if found[1] == "S" and days > 0:
        # The first working day of a cycle is S+1, also when it is its first day.
        anchor -= _DAY
    return shifted(anchor, days, calendar)


def shifted(day: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the day that is `days` working days later, or earlier when negative; `day` itself never counts."""
    step = _DAY if days > 0 else -_DAY
    left = abs(days)
    while left:
        day += step
        left -= calendar.is_working(day)
    return day


def between(first: date, last: date, calendar: WorkingCalendar) -> int:
    """Return how many working days come after `first`, up to and with `last`."""
    return sum(
        calendar.is_working(first + timedelta(days=number)) for number in range(1, (last - first).days + 1)
    )


def extended(
    phases: Sequence[Phase], number: str, closes: date, today: date, calendar: WorkingCalendar
) -> tuple[Phase, ...]:
    """Return all phases after one was given until `closes`: those that follow come as many working days later.

    A phase that has begun stays begun and only ends later; one that is over is left alone, and so is the cycle itself.
    """
    places = [phase.id for phase in phases]
    at = places.index(number)
    days = between(phases[at].closes, closes, calendar)

    def later(phase: Phase) -> Phase:
        if phase.fixed or phase.closes < today:
            return phase
        opens = phase.opens if phase.opens <= today else shifted(phase.opens, days, calendar)
        return replace(phase, opens=opens, closes=shifted(phase.closes, days, calendar))

    return (*phases[:at], replace(phases[at], closes=closes), *(later(each) for each in phases[at + 1 :]))


def holding(phase: Phase, progress: Mapping[str, Progress], waived: frozenset[str]) -> tuple[Held, ...]:
    """Return what keeps a phase from opening: each it waits for that is below ninety percent and not waived.

    `waived`: the phases that were waived for this one. What is never waived holds all the same, and so it does while
    there is nobody in it: results are not released before freeze and calibration.
    """
    found = []
    for number in phase.after:
        waivable = number not in phase.never_waived
        stands = progress[number]
        enough = stands.enough and (waivable or stands.total > 0)
        if not enough and not (waivable and number in waived):
            found.append(Held(number, stands, waivable))
    return tuple(found)


def cycle_named(words: str) -> str:
    """Return the cycle that is named after `/touchbase cycle`; empty for the running one."""
    named = [word for word in words.split() if word.casefold() not in _STATUS | _CALENDAR]
    return named[0] if named else ""


def asks_for_calendar(words: str) -> bool:
    """Return whether what stands after `/touchbase cycle` asks for the calendar, not for the board."""
    return any(word.casefold() in _CALENDAR for word in words.split())


def open_now(phase: Phase, *, opened: bool, today: date) -> bool:
    """Return whether a phase that HR opened is still open."""
    return opened and today <= phase.closes


def is_late(first_changed: date, told_on: date, calendar: WorkingCalendar) -> bool:
    """Return whether a change is told less than three working days before the first date it changes."""
    return between(told_on, first_changed, calendar) < AHEAD


def changed(before: Sequence[Phase], after: Sequence[Phase]) -> Iterator[tuple[Phase, Phase]]:
    """Give each phase whose dates are not what they were, as it was and as it is."""
    yield from (
        (old, new)
        for old, new in zip(before, after, strict=True)
        if (old.opens, old.closes) != (new.opens, new.closes)
    )


def _edge_of_month(starts: date, month: int, calendar: WorkingCalendar, *, last: bool) -> date:
    """Return the first or last working day of the `month`-th month of a cycle."""
    at = starts.year * _MONTHS + starts.month - 1 + month - (0 if last else 1)
    edge = date(at // _MONTHS, at % _MONTHS + 1, 1)
    return shifted(edge, -1, calendar) if last else shifted(edge - _DAY, 1, calendar)


SMALLEST_GROUP = 5
"""Of fewer people than this nobody is told how many have done something."""


def hidden(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the groups that are not shown: those below five, and the next smallest when only one would be hidden.

    Otherwise the one that is missing could be worked out from the sum.
    """
    small = {name for name, size in sizes.items() if size < SMALLEST_GROUP}
    if len(small) == 1 and len(sizes) > 1:
        small.add(min((size, name) for name, size in sizes.items() if name not in small)[1])
    return frozenset(small)
