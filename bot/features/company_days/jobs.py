"""What the tick does for the company's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.clock import Clock
    from bot.features.company_days.service import CompanyCalendar
    from bot.transactions import Transactions


class CalendarWatch:
    """Learns at each tick what was entered elsewhere; once a day looks whether the known days end soon."""

    def __init__(
        self, transactions: Transactions, service: CompanyCalendar, clock: Clock, hurry: Callable[[], None]
    ) -> None:
        self._transactions = transactions
        self._service = service
        self._clock = clock
        self._hurry = hurry
        self._warned_on: date | None = None

    async def __call__(self) -> None:
        """Do both."""
        await self._transactions.read(self._service.refresh)
        today = self._clock.now().date()
        if self._warned_on != today:
            await self._transactions.write(self._service.warn)
            self._warned_on = today
            self._hurry()
