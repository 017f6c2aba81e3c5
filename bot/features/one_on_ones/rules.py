"""When a standing 1:1 comes round, and which prompt is due for it (domain N-06, N-07; reliability, part 3).

A talk recurs on naive dates: wall time in a zone, every so many days. A wall time that a clock change skips
moves forward by the gap; of one that comes twice the first is taken. Two dates that fall on the same instant,
as where a country skipped a whole day, are one talk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

PREPARE_BEFORE = timedelta(minutes=30)
WRAP_UP_AFTER = timedelta(minutes=10)
SHORTEST, LONGEST = 5, 240
"""A talk's length in minutes. Up to the longest, the two prompts of one talk are never due together."""
SHOWN_REPORTS = 8


class Moment(StrEnum):
    """Which prompt of a talk: half an hour before its start, or shortly after its end."""

    PREPARE = "prepare"
    WRAP_UP = "wrap_up"


@dataclass(frozen=True)
class Pattern:
    """How a talk comes round: at `at` on the clocks of `zone`, every `every_days` days, `minutes` long."""

    at: time
    zone: str
    every_days: int
    minutes: int


@dataclass(frozen=True)
class Prompt:
    """One prompt of one talk. `on` is the talk's date by the pattern; the instants are UTC."""

    moment: Moment
    on: date
    starts_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class Turn:
    """What to do at this tick: send `now` (None: nothing is due) and wait for `then`."""

    now: Prompt | None
    then: Prompt


@dataclass(frozen=True)
class Meeting:
    """One report of the reader's. `next_at` is UTC; `last_on` is the day of the last talk on record."""

    person_id: int
    name: str
    next_at: datetime | None
    last_on: date | None


@dataclass(frozen=True)
class Appointment:
    """The reader's next talk with a manager of theirs, in UTC."""

    name: str
    next_at: datetime


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


def prompt(on: date, moment: Moment, pattern: Pattern) -> Prompt:
    """Return one prompt of the talk of `on`."""
    start = instant(on, pattern)
    if moment is Moment.PREPARE:
        due = start - PREPARE_BEFORE
    else:
        due = start + timedelta(minutes=pattern.minutes) + WRAP_UP_AFTER
    return Prompt(moment=moment, on=on, starts_at=start, due_at=due)


def after(done: Prompt, pattern: Pattern) -> Prompt:
    """Return the prompt that follows `done`: the same talk's other one, or the next talk's first."""
    if done.moment is Moment.PREPARE:
        return prompt(done.on, Moment.WRAP_UP, pattern)
    return prompt(following(done.on, pattern), Moment.PREPARE, pattern)


def next_prompt(waiting: Prompt, pattern: Pattern, now: datetime) -> Turn:
    """Return what to send at `now` and what to wait for, given the prompt that was waited for.

    A prompt later than the talk is long is skipped, so after a long downtime at most the newest talk's prompt
    is sent, and never two at once.
    """
    patience = timedelta(minutes=pattern.minutes)
    while waiting.due_at + patience < now:
        waiting = after(waiting, pattern)
    if waiting.due_at > now:
        return Turn(now=None, then=waiting)
    return Turn(now=waiting, then=after(waiting, pattern))


def next_talk(on: date, pattern: Pattern, now: datetime) -> datetime:
    """Return the start of the first talk, that of `on` or a later one, that has not ended at `now`."""
    while instant(on, pattern) + timedelta(minutes=pattern.minutes) <= now:
        on = following(on, pattern)
    return instant(on, pattern)


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
