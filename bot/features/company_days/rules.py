"""What HR may enter into the company's calendar, and how it is read from a form or a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.errors import DayNotUnderstood, YearOutOfReach

if TYPE_CHECKING:
    from collections.abc import Collection

WORDS = ("workdays", "工作日")
"""The sub-words of /touchbase."""
KINDS = ("worked", "holiday", "bridge", "company")
LONGEST = 31
"""So many days are entered at a time at most: longer is a mistake in a date."""
NEAR_DAYS = 60
"""So long before the known days end HR's Home says so: China's are announced in November."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    """A day as HR entered it."""

    day: date
    kind: str


@dataclass(frozen=True)
class Overview:
    """What HR sees of the calendar. `entries` are those shown, `more` how many others there are.

    `next_year` is the first that is not known; `reopenable` the last year HR called complete, None when there is none.
    """

    country: str
    known_until: date
    entries: tuple[Entry, ...]
    more: int
    next_year: int
    reopenable: int | None


@dataclass(frozen=True)
class OnHome:
    """The calendar's line on HR's Home. `near`: its known days end soon, or have ended."""

    known_until: date
    entries: int
    near: bool


def span(first: date | None, last: date | None) -> tuple[date, ...]:
    """Return the days from `first` to `last`, which is `first` unless given. Raises DayNotUnderstood."""
    if first is None:
        raise DayNotUnderstood(field="first")
    until = last or first
    if not first <= until < first + LONGEST * _DAY:
        raise DayNotUnderstood(field="last")
    return tuple(first + number * _DAY for number in range((until - first).days + 1))


def kind_of(word: str) -> str:
    """Return a kind of day from what was chosen or written. Raises DayNotUnderstood."""
    kind = word.strip().casefold()
    if kind not in KINDS:
        raise DayNotUnderstood(field="kind")
    return kind


def may_complete(year: int, known_until: date) -> None:
    """Do nothing when a year may be called complete: the one after what is known. Raises YearOutOfReach."""
    if year != known_until.year + 1:
        raise YearOutOfReach(year=str(year), next=str(known_until.year + 1))


def reopenable(years: Collection[int], known_until: date) -> int | None:
    """Return the year HR may take back: the last of those known by HR's word alone."""
    return known_until.year if known_until.year in years else None


def is_near(today: date, known_until: date) -> bool:
    """Return whether the known days end soon, or have ended."""
    return known_until - today < NEAR_DAYS * _DAY
