"""The only source of time, and the names of the zones it is told in."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Protocol
from zoneinfo import available_timezones


class Clock(Protocol):
    """Says what time it is; tests pass one they can move."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return datetime.now(UTC)


@cache
def time_zones() -> frozenset[str]:
    """Return the IANA names of all time zones; looking them up reads a thousand files, so it is done once."""
    return frozenset(available_timezones())
