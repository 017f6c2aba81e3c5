"""What the tick does for standing 1:1s."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.clock import Clock
    from bot.features.one_on_ones.calendars import Calendars
    from bot.features.one_on_ones.service import OneOnOnes
    from bot.transactions import Transactions


async def look_at_due(transactions: Transactions, service: OneOnOnes) -> None:
    """Look at every series that is due, a batch per transaction."""
    while await transactions.write(service.look_at_due):
        pass


class Daily:
    """Gives new pairs the usual cadence and lets go of what is over, once a day in each process."""

    def __init__(
        self, transactions: Transactions, service: OneOnOnes, calendars: Calendars, clock: Clock
    ) -> None:
        self._transactions = transactions
        self._service = service
        self._calendars = calendars
        self._clock = clock
        self._done_on: date | None = None

    async def __call__(self) -> None:
        """Do the day's work, unless it was done today."""
        today = self._clock.now().date()
        if self._done_on == today:
            return
        after: int | None = 0
        while after is not None:
            after = await self._transactions.write(self._service.begin_missing, after)
        await self._transactions.write(self._calendars.drop_past)
        self._done_on = today
