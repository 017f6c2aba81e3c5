"""When a message may reach somebody: in the working hours of where they are, and on a working day (N-05)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date

OPENS, CLOSES = time(9), time(18, 30)
"""A reader's hours; the rest of their day is quiet."""
REMIND_AFTER = (2, 5)
"""Working days after it arrived at which somebody silent is reminded (domain 5.2)."""
TELL_HR_AFTER = 6
"""Working days after which HR is told who is still silent: one after the last reminder."""


class Calendar(Protocol):
    """The company's working days."""

    def is_working(self, day: date) -> bool:
        """Return whether people work on `day`."""
        ...

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`."""
        ...


def is_open(moment: datetime, zone: str, calendar: Calendar) -> bool:
    """Return whether an instant is within the working hours of a zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return calendar.is_working(local.date()) and OPENS <= local.time() < CLOSES


def opening(moment: datetime, zone: str, calendar: Calendar) -> datetime:
    """Return the first instant from `moment` on that is within the working hours of a zone, in UTC."""
    local = moment.astimezone(ZoneInfo(zone))
    if calendar.is_working(local.date()) and local.time() < CLOSES:
        if local.time() >= OPENS:
            return moment.astimezone(UTC)
        return _at(local.date(), OPENS, zone)
    return _at(calendar.add(local.date(), 1), OPENS, zone)


def due(now: datetime, wanted: datetime | None, zone: str, calendar: Calendar) -> datetime:
    """Return when a reader in `zone` gets what is wanted at a wall time there, or at once; never in the past.

    A wall time outside their hours, or on a day off, moves to their next opening.
    """
    moment = now if wanted is None else max(now, _at(wanted.date(), wanted.time(), zone))
    return opening(moment, zone, calendar)


def reminder(arrived: datetime, days: int, zone: str, calendar: Calendar) -> datetime:
    """Return the instant `days` working days after something arrived, at the same local time within the hours."""
    local = arrived.astimezone(ZoneInfo(zone))
    day = calendar.add(local.date(), days)
    return opening(_at(day, local.time().replace(tzinfo=None), zone), zone, calendar)


def last_minute(zone: str, day: date) -> datetime:
    """Return when a reader's hours end on a day, in UTC."""
    return _at(day, CLOSES, zone)


def finishing(waiting: int, per_minute: float, now: datetime, last_due: datetime | None) -> datetime:
    """Return when the last of so many messages will have left at this pace, and not before the last is due."""
    at_pace = now + timedelta(minutes=waiting / max(per_minute, 1e-9))
    return at_pace if last_due is None else max(at_pace, last_due)


def _at(day: date, wall: time, zone: str) -> datetime:
    """Return wall time as UTC: a time that a clock change skips moves forward, of one there twice the first counts."""
    return datetime.combine(day, wall, ZoneInfo(zone)).astimezone(UTC)
