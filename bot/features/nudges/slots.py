"""Free half hours of two people, to be offered for a talk (domain 3.4, E0; N-14's round)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.features.nudges.hours import Hours, Span

LENGTH = timedelta(minutes=30)
TIMES = (time(10, 0), time(14, 0), time(11, 0), time(15, 0), time(16, 0))
"""Wall times of the one who asks, those that suit most people first."""
LOOK_AHEAD_DAYS = 14
OFFERED = 2


def free_slots(
    mine: Hours, theirs: Hours, now: datetime, taken: tuple[Span, ...] = (), count: int = OFFERED
) -> tuple[datetime, ...]:
    """Return the first half hours in which both work and neither is busy, one a day at most."""
    found: list[datetime] = []
    today = mine.day(now)
    for ahead in range(1, LOOK_AHEAD_DAYS + 1):
        day = today + timedelta(days=ahead)
        starts = (mine.at(day, wall) for wall in TIMES)
        slot = next((each for each in starts if _suits(each, mine, theirs, taken)), None)
        if slot is not None:
            found.append(slot)
        if len(found) == count:
            break
    return tuple(found)


def _suits(start: datetime, mine: Hours, theirs: Hours, taken: tuple[Span, ...]) -> bool:
    end = start + LENGTH
    last = end - timedelta(minutes=1)
    for hours in (mine, theirs):
        if not hours.is_open(start) or not hours.is_open(last):
            return False
        if any(begin < end and finish > start for begin, finish in hours.busy):
            return False
    return not any(begin < end and finish > start for begin, finish in taken)
