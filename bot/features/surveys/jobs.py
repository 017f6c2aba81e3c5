"""What time does for a pilot's question: asking it, and telling HR what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.features.surveys.digest import Digests
    from bot.features.surveys.service import Surveys
    from bot.transactions import Transactions

LOOK_EVERY = timedelta(minutes=30)
"""Which people are in a pilot, and which fortnight it is, changes by the day."""


@dataclass
class SurveyJobs:
    """Looks twice an hour; looking again changes nothing."""

    transactions: Transactions
    clock: Clock
    surveys: Surveys
    digests: Digests
    hurry: Callable[[], None]
    looked_at: datetime | None = None

    async def __call__(self) -> None:
        """Do what is due."""
        now = self.clock.now()
        if self.looked_at is not None and now - self.looked_at < LOOK_EVERY:
            return
        if await self.transactions.read(self.surveys.any_pilot):
            await self.transactions.write(self.surveys.ask_due)
        if await self.transactions.write(self.digests.send_due):
            self.hurry()
        self.looked_at = now
