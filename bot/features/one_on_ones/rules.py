"""When a standing 1:1 comes round, and what App Home shows of it (reliability, part 3).

A talk recurs on naive dates: wall time in a zone, every so many days. A wall time that a clock change skips
moves forward by the gap; of one that comes twice the first is taken. Two dates that fall on the same instant,
as where a country skipped a whole day, are one talk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHORTEST, LONGEST = 5, 240
"""A talk's length in minutes."""
SHOWN_REPORTS = 8


@dataclass(frozen=True)
class Pattern:
    """How a talk comes round: at `at` on the clocks of `zone`, every `every_days` days, `minutes` long."""

    at: time
    zone: str
    every_days: int
    minutes: int


@dataclass(frozen=True)
class Rhythm:
    """How a pair means to talk, as both see it. `at` is `HH:MM` in `zone`, empty without a fixed time.

    `weekday` is that of the fixed day, 0 for Monday. `paused_until` is the first day talks come round again,
    `skipped_on` the day of the talk that is left out, `moved` whether the next one is at another moment.
    """

    every_days: int
    at: str = ""
    zone: str = "UTC"
    weekday: int | None = None
    paused_until: date | None = None
    skipped_on: date | None = None
    moved: bool = False


@dataclass(frozen=True)
class Meeting:
    """One report of the reader's. `next_at` is UTC; `last_on` is the day of the last talk on record."""

    person_id: int
    name: str
    next_at: datetime | None
    last_on: date | None
    rhythm: Rhythm | None = None


@dataclass(frozen=True)
class Appointment:
    """The reader's next talk with a manager of theirs, in UTC; None without a fixed time."""

    name: str
    next_at: datetime | None
    rhythm: Rhythm | None = None


@dataclass(frozen=True)
class MyOneOnOnes:
    """What App Home shows: talks with one's reports, `more` of them left out, and with one's own manager."""

    reports: tuple[Meeting, ...]
    more: int
    managers: tuple[Appointment, ...]
    zone: str


def instant(on: date, pattern: Pattern) -> datetime:
    """Return when the talk of `on` starts, in UTC."""
    # fold=0 is the first of two equal wall times, and reads a skipped one with the offset before the change,
    # which is the gap's length later on the new clocks.
    return datetime.combine(on, pattern.at, ZoneInfo(pattern.zone)).astimezone(UTC)


def following(on: date, pattern: Pattern) -> date:
    """Return the date of the talk after the one of `on`; it always starts later than that one."""
    start = instant(on, pattern)
    step = timedelta(days=pattern.every_days)
    later = on + step
    while instant(later, pattern) <= start:
        later += step
    return later


def ends_at(on: date, pattern: Pattern) -> datetime:
    """Return when the talk of `on` ends, in UTC."""
    return instant(on, pattern) + timedelta(minutes=pattern.minutes)


def turn_at(on: date, pattern: Pattern, now: datetime) -> date:
    """Return the date of the first talk, that of `on` or a later one, that has not ended at `now`."""
    while ends_at(on, pattern) <= now:
        on = following(on, pattern)
    return on


def first_on(weekday: int, today: date) -> date:
    """Return the first `weekday` (0 is Monday) from `today` on."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def same_rhythm(on: date, known: Pattern, first_on: date, wanted: Pattern) -> bool:
    """Return whether a series that waits for the talk of `on` already comes round as wanted from `first_on`.

    The talk's length is no part of the rhythm.
    """
    in_step = (on - first_on).days % wanted.every_days == 0
    return replace(known, minutes=wanted.minutes) == wanted and in_step and first_on <= on


def to_show(meetings: list[Meeting]) -> tuple[tuple[Meeting, ...], int]:
    """Return the reports to show, next talk first, and how many are left out.

    Where there are too many, those stay who were talked with longest ago; never counts as longest.
    """
    by_gap = sorted(
        meetings, key=lambda each: (each.last_on is not None, each.last_on or date.min, each.name)
    )
    shown, left_out = by_gap[:SHOWN_REPORTS], by_gap[SHOWN_REPORTS:]
    never = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(shown, key=lambda each: (each.next_at or never, each.name))), len(left_out)
