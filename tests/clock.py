"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import SystemClock


class MovableClock:
    """Satisfies `bot.clock.Clock`; time passes only when `advance` or `set` says so."""

    def __init__(self, now: datetime) -> None:
        self.set(now)

    def now(self) -> datetime:
        """Return the instant this clock was last moved to."""
        return self._now

    def advance(
        self, *, weeks: float = 0, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Let time pass, and return the new instant."""
        self.set(self._now + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds))
        return self._now

    def set(self, now: datetime) -> None:
        """Jump to an instant; it must be aware."""
        if now.tzinfo is None:
            message = "a test clock needs an aware datetime"
            raise ValueError(message)
        self._now = now


class RunningClock:
    """Satisfies `bot.clock.Clock`: it runs as the machine's does, but began at another moment."""

    def __init__(self, begins: datetime) -> None:
        self._ahead = begins - SystemClock().now()

    def now(self) -> datetime:
        """Return the instant it has come to."""
        return SystemClock().now() + self._ahead
