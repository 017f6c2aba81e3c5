"""How fast messages may leave: a token bucket, a pause per conversation, and the gate Slack closes.

Slack allows several hundred posts a minute in a workspace and one a second in a channel. Nobody says how many
several hundred are, so the rate halves whenever Slack says "too many" and grows back with every success.
"""

from __future__ import annotations

import asyncio
import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.outbox import Priority
from storage.outbox_claims import Room

if TYPE_CHECKING:
    from bot.clock import Clock

PER_MINUTE = 300
BURST = 20
RESERVE = 4
"""Tokens and places that nudges and announcements leave to replies."""
LANE_PAUSE = timedelta(seconds=1)
SLOWEST = 1 / 10
RECOVERY = 1 / 50
EPSILON = 1e-9


class Pace:
    """The pace of one workspace in this process. `per_minute` is where it starts and its upper limit.

    The gate here follows the one in the database, which every copy obeys; `close` tells this one about it.
    """

    def __init__(self, clock: Clock, *, per_minute: float = PER_MINUTE, burst: int = BURST) -> None:
        self._clock = clock
        self._full_rate = per_minute / 60
        self._rate = self._full_rate
        self._burst = max(burst, RESERVE + 1)
        self._tokens = float(self._burst)
        self._counted_at = clock.now()
        self._closed_until: datetime | None = None
        self._last: dict[str, datetime] = {}
        self._changed = asyncio.Event()

    @property
    def per_minute(self) -> float:
        """The rate now, in messages a minute."""
        return self._rate * 60

    @property
    def is_closed(self) -> bool:
        """Whether Slack has asked us to wait, and the time is not over."""
        return self._closed_until is not None and self._clock.now() < self._closed_until

    def close(self, until: datetime) -> None:
        """Let nothing through before `until`; a gate closed for longer stays so."""
        if self._closed_until is None or until > self._closed_until:
            self._closed_until = until
        self.wake()

    def slow_down(self) -> None:
        """Halve the rate: Slack found it too high."""
        self._refill()
        self._rate = max(self._rate / 2, self._full_rate * SLOWEST)

    def succeeded(self) -> None:
        """Let the rate grow back a little."""
        self._refill()
        self._rate = min(self._rate + self._full_rate * RECOVERY, self._full_rate)

    def room(self, places: int) -> Room:
        """Return what may be started now with `places` free; the last few are for replies."""
        if self.is_closed:
            return Room(0)
        self._refill()
        whole = math.floor(self._tokens + EPSILON)
        common = min(places, whole) - RESERVE
        if common > 0:
            return Room(common, Priority.BULK, self._resting())
        return Room(max(0, min(places, whole)), Priority.REPLY)

    def delay(self, lane: str, priority: Priority) -> timedelta:
        """Return how long a message in `lane` would have to wait if nothing else were sent."""
        now = self._clock.now()
        self._refill()
        needed = 1.0 if priority is Priority.REPLY else 1.0 + RESERVE
        waits = [timedelta(seconds=max(0.0, needed - EPSILON - self._tokens) / self._rate)]
        if self._closed_until is not None:
            waits.append(self._closed_until - now)
        if priority is not Priority.REPLY and lane in self._last:
            waits.append(self._last[lane] + LANE_PAUSE - now)
        return max(*waits, timedelta())

    def take(self, lane: str, priority: Priority) -> bool:
        """Take the right to make one call now; False when there is none."""
        if self.delay(lane, priority) > timedelta():
            return False
        self._tokens -= 1
        now = self._clock.now()
        # The oldest stand first: only what has rested enough is looked at.
        while self._last and (oldest := next(iter(self._last.items())))[1] + LANE_PAUSE <= now:
            del self._last[oldest[0]]
        self._last.pop(lane, None)
        self._last[lane] = now
        return True

    async def wait(self, lane: str, priority: Priority) -> bool:
        """Wait for the right to make one call, and take it. False as soon as the gate is closed.

        A closed gate may stay so for minutes, and a claim must not grow old meanwhile: the message goes back.
        """
        while not self.is_closed:
            if self.take(lane, priority):
                return True
            self._changed.clear()
            try:
                async with asyncio.timeout(self.delay(lane, priority).total_seconds()):
                    await self._changed.wait()
            except TimeoutError:
                continue
        return False

    def wake(self) -> None:
        """Let everyone who waits look again: time or the gate has moved."""
        self._changed.set()

    def _resting(self) -> frozenset[str]:
        rested = self._clock.now() - LANE_PAUSE
        return frozenset(name for name, last in self._last.items() if last > rested)

    def _refill(self) -> None:
        now = self._clock.now()
        elapsed = max(0.0, (now - self._counted_at).total_seconds())
        self._tokens = min(float(self._burst), self._tokens + elapsed * self._rate)
        self._counted_at = now
