"""When somebody may be spoken to: quiet hours, days off, leave, do-not-disturb, and a busy calendar (N-05, N-06)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.nudges.kinds import (
    EASY_RETURN_DAYS,
    LONG_LEAVE_DAYS,
    QUIET_FROM,
    QUIET_UNTIL,
    SLOT,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Span = tuple[datetime, datetime]
"""From when until when, in UTC; the end is not part of it."""
_DAY = timedelta(days=1)
_FURTHEST = 400
"""So many days ahead an open moment is looked for."""


@dataclass(frozen=True)
class Hours:
    """One person's hours on the clocks of `zone`.

    `away` are days of leave, first and last included. `known_until`: the last day whose holidays are known; later
    ones are closed, not guessed. `always_open` is for trying Touchbase out, at whatever hour that is.
    """

    zone: str
    is_working: Callable[[date], bool]
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    away: tuple[tuple[date, date], ...] = ()
    dnd: tuple[Span, ...] = ()
    busy: tuple[Span, ...] = ()
    known_until: date | None = None
    always_open: bool = False

    def local(self, instant: datetime) -> datetime:
        """Return an instant on this person's clocks."""
        return instant.astimezone(ZoneInfo(self.zone))

    def day(self, instant: datetime) -> date:
        """Return the day this person has at an instant."""
        return self.local(instant).date()

    def at(self, day: date, wall: time) -> datetime:
        """Return the instant of a wall time: the first of two, moved forward where the clocks skip it."""
        return datetime.combine(day, wall, ZoneInfo(self.zone)).astimezone(UTC)

    def works_on(self, day: date) -> bool:
        """Return whether this person works on a day and is not just back from a long leave."""
        if self.always_open:
            return True
        if self.known_until is not None and day > self.known_until:
            return False
        return self.is_working(day) and not self.is_away(day) and not self._easing_in(day)

    def is_away(self, day: date) -> bool:
        """Return whether this person is on leave."""
        return any(first <= day <= last for first, last in self.away)

    def is_open(self, instant: datetime) -> bool:
        """Return whether this person may be spoken to at an instant (N-05)."""
        if self.always_open:
            return True
        local = self.local(instant)
        awake = self.quiet_until <= local.time() < self.quiet_from
        return awake and self.works_on(local.date()) and not _inside(instant, self.dnd)

    def next_open(self, instant: datetime) -> datetime | None:
        """Return the first moment from `instant` on at which they may be spoken to; None when none is known."""
        if self.is_open(instant):
            return instant
        day = self.day(instant)
        for ahead in range(_FURTHEST):
            moment = self._opens_on(day + ahead * _DAY, instant)
            if moment is not None:
                return moment
        return None

    def next_at(self, wall: time, instant: datetime) -> datetime | None:
        """Return the first moment at this wall time, later than `instant`, of a day they work."""
        day = self.day(instant)
        for ahead in range(_FURTHEST):
            moment = self.at(day + ahead * _DAY, wall)
            if moment > instant and self.works_on(day + ahead * _DAY):
                return moment
        return None

    def is_first_of_week(self, day: date) -> bool:
        """Return whether a day is the first working day of its week (N-04)."""
        before = [day - each * _DAY for each in range(1, day.weekday() + 1)]
        return self.works_on(day) and not any(self.works_on(each) for each in before)

    def next_week(self, wall: time, instant: datetime) -> datetime | None:
        """Return this wall time on the first working day of the next week that has one."""
        day = self.day(instant)
        monday = day + (7 - day.weekday()) * _DAY
        return self.next_at(wall, self.at(monday, time.min) - timedelta(seconds=1))

    def is_free(self, instant: datetime, *, but: Span | None = None) -> bool:
        """Return whether the next ten minutes are free, of all but one event (N-06)."""
        return not any(
            start < instant + SLOT and end > instant for start, end in self.busy if (start, end) != but
        )

    def next_free(self, instant: datetime) -> datetime | None:
        """Return the first free and open moment of the same day with ten minutes to it (N-07)."""
        day = self.day(instant)
        moments = sorted({instant, *(end for _, end in self.busy if end >= instant)})
        return next(
            (each for each in moments if self.day(each) == day and self.is_open(each) and self.is_free(each)),
            None,
        )

    def working_days_until(self, day: date, instant: datetime) -> int:
        """Return how many working days there are from now until `day`, it included; 0 when it is today or past."""
        count, here = 0, self.day(instant)
        while here < day and count <= _FURTHEST:
            here += _DAY
            count += self.is_working(here)
        return count

    def _opens_on(self, day: date, instant: datetime) -> datetime | None:
        if not self.works_on(day):
            return None
        moment = max(self.at(day, self.quiet_until), instant)
        for start, end in sorted(self.dnd):
            if start <= moment < end:
                moment = end
        return moment if self.is_open(moment) and self.day(moment) == day else None

    def _easing_in(self, day: date) -> bool:
        for first, last in self.away:
            if (last - first).days + 1 >= LONG_LEAVE_DAYS and last < day <= last + 14 * _DAY:
                back = [last + each * _DAY for each in range(1, (day - last).days + 1)]
                if sum(self.is_working(each) for each in back) <= EASY_RETURN_DAYS:
                    return True
        return False


def _inside(instant: datetime, spans: tuple[Span, ...]) -> bool:
    return any(start <= instant < end for start, end in spans)
