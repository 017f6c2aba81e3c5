"""The watch over delivery: which jobs ran, and once an hour whether anything is stuck."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.features.undelivered.service import INTERVAL
from storage import delivery_health

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.clock import Clock
    from bot.features.undelivered.rules import Diagnosis
    from bot.features.undelivered.service import Undelivered
    from bot.transactions import Transactions

FIRST = timedelta(minutes=10)
"""After a start, what a stop left behind is given this long to get away."""
NOTED = timedelta(minutes=10)
"""How often it is written down that a job still runs: a tick a minute is no news."""

log = structlog.get_logger("delivery")


class Watch:
    """Watches over delivery in one process."""

    def __init__(
        self, transactions: Transactions, service: Undelivered, clock: Clock, hurry: Callable[[], None]
    ) -> None:
        self._transactions = transactions
        self._service = service
        self._clock = clock
        self._hurry = hurry
        self._up_since = clock.now()
        self._next = self._up_since + FIRST
        self._noted: dict[str, datetime] = {}
        self.jobs: tuple[str, ...] = ()

    async def ran(self, names: Sequence[str]) -> None:
        """Take note of the jobs that have just come to their end."""
        now = self._clock.now()
        news = [name for name in names if name not in self._noted or now - self._noted[name] >= NOTED]
        if news:
            await self._transactions.write(delivery_health.jobs_ran, news, now)
            self._noted.update(dict.fromkeys(news, now))

    async def look(self) -> None:
        """Look once an hour whether anything is stuck, and say so: in the log each time, to people once."""
        now = self._clock.now()
        if now < self._next:
            return
        self._next = now + INTERVAL
        found = await self._transactions.write(self._service.look, self.jobs, self._up_since)
        if found is not None and found.troubles:
            _log(found)
            self._hurry()


def _log(found: Diagnosis) -> None:
    log.warning(
        "delivery.stuck",
        troubles=found.state,
        waiting=found.waiting,
        oldest_minutes=found.oldest_minutes,
        gate_minutes=found.gate_minutes,
        claims=found.claims,
        jobs=list(found.jobs),
    )
