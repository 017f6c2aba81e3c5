"""Working days of a country: weekends, public holidays, and the weekends worked in exchange for them.

The calendars come from the `holidays` library, which has China's adjusted working weekends (调休).
Governments that move days announce them a year at a time; `known_until` says how far that goes. HR's own days go
before everything else, and a year whose days HR has entered is as good as announced.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.country_calendar import calendar_of
from bot.errors.days import YearNotKnown

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


@dataclass(frozen=True)
class CompanyDays:
    """What HR entered: True for a day worked, False for a day off, and the years of which all days are entered."""

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()


class Days(ABC):
    """Which days are worked, and counting them."""

    @abstractmethod
    def is_working(self, day: date) -> bool:
        """Return whether people work on `day`."""

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


class WorkingDays(Days):
    """One country's calendar with the company's own days, which `learn` replaces.

    `country` is an ISO 3166 code (`CN`). Days of a year nobody has announced yet count as far as law fixes them: for
    what only paces a conversation. What binds anybody is worked out with `certain`. Raises UnknownCountryError.
    """

    def __init__(self, country: str, exceptions: Mapping[date, bool] | None = None) -> None:
        try:
            self._calendar = calendar_of(country)
        except KeyError as error:
            raise UnknownCountryError(country) from error
        self._ours = CompanyDays(dict(exceptions or {}))
        # The library works a year out when it is first asked for, which two threads must not do at once.
        self._lock = threading.Lock()
        self.country = country
        self.certain = CertainDays(self)

    def learn(self, ours: CompanyDays) -> None:
        """Take what HR entered in place of what was known of it."""
        self._ours = ours

    @property
    def known_until(self) -> date:
        """The last day whose calendar is certain.

        Later days count with the holidays fixed by law, as far as they can be computed, and plain weekends:
        nobody knows yet which of them will be moved.
        """
        year = self.announced_until
        while year + 1 in self._ours.years:
            year += 1
        return date(year, 12, 31)

    @cached_property
    def announced_until(self) -> int:
        """The last year the library knows for certain, without what HR entered."""
        # Worked out when asked for: it takes ten years of calendars, and starting should not wait for them.
        return _last_known_year(self.country)

    def is_working(self, day: date) -> bool:
        """Return whether people work on `day`."""
        known = self._ours.exceptions.get(day)
        if known is not None:
            return known
        with self._lock:
            return self._calendar.is_working_day(day)

    def announced(self, day: date) -> bool:
        """Return whether people work on `day`, where that is certain.

        For what must not be guessed at. Raises YearNotKnown after `known_until`, but for days HR entered.
        """
        if day not in self._ours.exceptions and day > (until := self.known_until):
            raise YearNotKnown(year=str(day.year), until=until.isoformat())
        return self.is_working(day)


class CertainDays(Days):
    """The same calendar for deadlines and the dates of cycles: it refuses to count where nobody knows (YearNotKnown)."""

    def __init__(self, days: WorkingDays) -> None:
        self._days = days

    def is_working(self, day: date) -> bool:
        """Return whether people work on `day`; raises YearNotKnown."""
        return self._days.announced(day)


def _last_known_year(country: str) -> int:
    """Return the last year whose moved days are known; the calendar's last where none are ever moved."""
    calendar = calendar_of(country)
    announced = getattr(calendar, "special_public_holidays", None) or {}
    if not announced:
        return int(calendar.end_year)
    newest = max(announced)
    recent = calendar_of(country, range(newest - _LOOK_BACK_YEARS, newest + 1))
    return newest if recent.weekend_workdays else int(calendar.end_year)
