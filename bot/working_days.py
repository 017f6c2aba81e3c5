"""Working days of a country: weekends, public holidays, and the weekends worked in exchange for them.

The calendars come from the `holidays` library, which has China's adjusted working weekends (调休).
Governments that move days announce them a year at a time; `known_until` says how far that goes, and HR's
own exceptions go before everything else.
"""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import holidays

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = timedelta(days=1)
_LOOK_BACK_YEARS = 10
"""A country that moved working days to weekends in these years is expected to do so in later ones."""


class UnknownCountryError(ValueError):
    """There is no calendar for this country; the message says what a country looks like."""

    def __init__(self, country: str) -> None:
        super().__init__(
            f"no holiday calendar for '{country}'; use a two-letter country code such as CN or DE"
        )


class WorkingDays:
    """One country's calendar.

    `country` is an ISO 3166 code (`CN`). `exceptions` are HR's own: True for a day worked, False for a day
    off, whatever the calendar says. Raises UnknownCountryError.
    """

    def __init__(self, country: str, exceptions: Mapping[date, bool] | None = None) -> None:
        try:
            self._calendar = holidays.country_holidays(country)
        except NotImplementedError as error:
            raise UnknownCountryError(country) from error
        self._exceptions = dict(exceptions or {})
        # The library works a year out when it is first asked for, which two threads must not do at once.
        self._lock = threading.Lock()
        self._country = country

    @cached_property
    def known_until(self) -> date:
        """The last day whose calendar is certain.

        Later days count with the holidays fixed by law, as far as they can be computed, and plain weekends:
        nobody knows yet which of them will be moved.
        """
        # Worked out when asked for: it takes ten years of calendars, and starting should not wait for them.
        return date(_last_known_year(self._country), 12, 31)

    def is_working(self, day: date) -> bool:
        """Return whether people work on `day`."""
        known = self._exceptions.get(day)
        if known is not None:
            return known
        with self._lock:
            return self._calendar.is_working_day(day)

    def add(self, day: date, n: int) -> date:
        """Return the `n`-th working day after `day`; `day` itself never counts. `n` is at least 1."""
        if n < 1:
            message = f"cannot count {n} working days ahead; n is at least 1"
            raise ValueError(message)
        while n:
            day += _DAY
            n -= self.is_working(day)
        return day

    def deadline(self, instant: datetime, n: int, zone: str) -> datetime:
        """Return the end of the `n`-th working day after `instant`, as UTC.

        Days begin and end at midnight in `zone` (an IANA name); the result is the first instant that is too
        late.
        """
        if instant.tzinfo is None:
            message = "a deadline needs an aware datetime"
            raise ValueError(message)
        local = ZoneInfo(zone)
        last = self.add(instant.astimezone(local).date(), n)
        # Where clocks jump at midnight, zoneinfo reads the missing hour with the old offset: the same moment.
        return datetime.combine(last + _DAY, time.min, local).astimezone(UTC)


def _last_known_year(country: str) -> int:
    """Return the last year whose moved days are known; the calendar's last where none are ever moved."""
    calendar = holidays.country_holidays(country)
    announced = getattr(calendar, "special_public_holidays", None) or {}
    if not announced:
        return int(calendar.end_year)
    newest = max(announced)
    recent = holidays.country_holidays(country, years=range(newest - _LOOK_BACK_YEARS, newest + 1))
    return newest if recent.weekend_workdays else int(calendar.end_year)
