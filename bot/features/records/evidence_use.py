"""Whether evidence may count in a rating: the no-surprise rule (PM-1.5; domain 1.7, rule 3). Pure.

What an employee did not have in hand five working days before the manager review of the cycle closes does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from bot.features.records.notes import Edition

NOTICE_WORKING_DAYS = 5
"""Working days the employee has had it when the manager review closes; the day it was shared does not count."""
_DAY = timedelta(days=1)


class Calendar(Protocol):
    """The company's working days."""

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`."""
        ...

    def is_working(self, day: date) -> bool:
        """Return whether people work on `day`."""
        ...


class Use(StrEnum):
    """What may be done with a piece of evidence, and why not."""

    USABLE = "usable"
    PRIVATE = "private"
    """The employee has not been shown it."""
    TOO_LATE = "too_late"
    """They were shown it when fewer than five working days were left."""
    NOT_READ = "not_read"
    """It is still with them to read, and they have not said that they did."""
    NO_REVIEW = "no_review"
    """The cycle has no manager review to count back from."""


@dataclass(frozen=True)
class Verdict:
    """Whether evidence may be used. `late_by`: working days, when it was shared too late.

    `questioned`: the employee sees a sentence of it differently. It stays usable, with the dispute beside it.
    """

    use: Use
    late_by: int = 0
    questioned: bool = False


@dataclass(frozen=True)
class Shown:
    """How a piece of evidence stands. `since`: when the employee was first shown these words; None: never.

    `waiting`: their review of it is not over and they have not marked it as read.
    """

    since: datetime | None
    waiting: bool
    questioned: bool


def verdict(shown: Shown, closes: date | None, zone: str, calendar: Calendar) -> Verdict:
    """Return whether evidence may be used in a rating whose manager review ends with the day `closes`.

    Days are those of `zone`, the company's: what reached the employee on Monday evening there was in hand on
    Monday, wherever they live. `closes` None: no such phase is planned.
    """
    if shown.since is None:
        return Verdict(Use.PRIVATE)
    if closes is None:
        return Verdict(Use.NO_REVIEW, questioned=shown.questioned)
    in_hand = calendar.add(day_in(shown.since, zone), NOTICE_WORKING_DAYS)
    if in_hand > closes:
        late = working_days_between(closes, in_hand, calendar)
        return Verdict(Use.TOO_LATE, late, shown.questioned)
    if shown.waiting:
        return Verdict(Use.NOT_READ, questioned=shown.questioned)
    return Verdict(Use.USABLE, questioned=shown.questioned)


def last_day_to_share(closes: date, calendar: Calendar) -> date:
    """Return the last day on which what is shared still counts when the manager review ends with `closes`."""
    day = closes - _DAY * NOTICE_WORKING_DAYS
    while calendar.add(day, NOTICE_WORKING_DAYS) > closes:
        day -= _DAY
    return day


def day_in(instant: datetime, zone: str) -> date:
    """Return the day an instant belongs to in a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def working_days_between(after: date, until: date, calendar: Calendar) -> int:
    """Return how many working days lie after one day, up to and with another."""
    days = (until - after).days
    return sum(calendar.is_working(after + _DAY * number) for number in range(1, days + 1))


def shown_since(editions: Sequence[Edition], name: str) -> datetime | None:
    """Return when the words a block has now were first shown to the employee; None when they never were.

    Words that were corrected count from their correction, for nobody could read them before.
    """
    since = None
    text = None
    for edition in reversed(editions):
        block = edition.block(name)
        if block is None or block.private or (text is not None and block.text != text):
            break
        since, text = edition.written_at, block.text
    return since
