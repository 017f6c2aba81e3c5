"""Time as the workspace sees it, so that tests can move it by hand; and the names of its zones."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from functools import cache
from typing import TYPE_CHECKING, Protocol
from zoneinfo import available_timezones

if TYPE_CHECKING:
    from collections.abc import Callable


class Timer(Protocol):
    """A call that has been asked for and can still be called off."""

    def cancel(self) -> None:
        """Call it off; harmless once it has happened."""


class Clock(Protocol):
    """The only source of time in this package. Seconds since the epoch, UTC."""

    def time(self) -> float:
        """Now."""

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Run `callback` on the event loop once `seconds` have passed."""


class WallClock:
    """Real time."""

    def time(self) -> float:
        """Now."""
        return time.time()

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Run `callback` on the event loop once `seconds` have passed."""
        return asyncio.get_running_loop().call_later(seconds, callback)


class _Appointment:
    def __init__(self, due: float, callback: Callable[[], None]) -> None:
        self.due = due
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.callback = None


class ManualClock:
    """Time that stands still until `advance` is called."""

    def __init__(self, start: float = 1_800_000_000.0) -> None:
        self._now = start
        self._order = itertools.count()
        self._due: list[tuple[float, int, _Appointment]] = []

    def time(self) -> float:
        """Now."""
        return self._now

    def call_later(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Remember `callback` for when the clock has been advanced by `seconds`."""
        appointment = _Appointment(self._now + seconds, callback)
        heapq.heappush(self._due, (appointment.due, next(self._order), appointment))
        return appointment

    @property
    def due_in(self) -> list[float]:
        """How many seconds each call still asked for is away, soonest first."""
        return sorted(each.due - self._now for _, _, each in self._due if each.callback is not None)

    def advance(self, seconds: float) -> None:
        """Move time on and run what has fallen due, in order."""
        until = self._now + seconds
        while self._due and self._due[0][0] <= until:
            due, _, appointment = heapq.heappop(self._due)
            self._now = max(self._now, due)
            if appointment.callback is not None:
                appointment.callback()
        self._now = until


@cache
def time_zones() -> frozenset[str]:
    """Return the IANA names of all time zones; looking them up reads a thousand files, so it is done once."""
    return frozenset(available_timezones())
