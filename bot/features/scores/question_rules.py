"""When the owner of a figure is reminded that it was questioned (PM-6.3), and what those involved see of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ANSWER_DAYS, REMIND_DAYS = 3, 2
"""Working days to answer in, and after which the owner is reminded."""
SECOND_DAYS = (2, 5)
"""Working days after which a correction by hand is put to HR again, by name, while nobody stands for it."""
NOTICE_DAYS = 1
"""Working days between telling somebody that a correction will lower their result, and its taking effect."""
MORNING = time(9, 0)
"""When on its day a reminder goes out, in the company's zone."""
_DAY = timedelta(days=1)


class Calendar(Protocol):
    """The company's working days."""

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`."""
        ...


class State(StrEnum):
    """How far a question is; until it is answered its line is shown as questioned."""

    OPEN = "open"
    WAITING = "waiting"
    """Corrected by hand: a second person has to stand for it."""
    ANNOUNCED = "announced"
    """Corrected downwards, which the asker was told; it takes effect after a working day."""
    STANDS = "stands"
    CORRECTED = "corrected"


class Beat(IntEnum):
    """What time does with a question, in order."""

    REMIND = 0
    DUE = 1
    OVERDUE = 2
    """HR is asked as well, by name."""
    TAKE_EFFECT = 3
    SECOND = 4
    """A second person is awaited; this and the next."""


def beats(asked_on: date, calendar: Calendar, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return when the owner is reminded, when on the last day once more, and the first instant that is too late."""
    due_on = calendar.add(asked_on, ANSWER_DAYS)
    return (
        morning(calendar.add(asked_on, REMIND_DAYS), zone),
        morning(due_on, zone),
        end_of(due_on, zone),
    )


def second_beats(corrected_at: datetime, calendar: Calendar, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return when a named person in HR is reminded of what was corrected by hand and waits for a second person."""
    corrected_on = corrected_at.astimezone(zone).date()
    return tuple(morning(calendar.add(corrected_on, days), zone) for days in SECOND_DAYS)


def morning(day: date, zone: ZoneInfo) -> datetime:
    """Return when on a day reminders go out."""
    return datetime.combine(day, MORNING, zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the first instant after a day."""
    return datetime.combine(day + _DAY, time.min, zone)
