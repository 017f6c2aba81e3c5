"""What time starts: a look at the planned cycles, cheap while nothing has changed since the last one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.clock import Clock
    from bot.features.cycles.watching import Watching
    from bot.transactions import Transactions

COUNT_AGAIN_AFTER = timedelta(minutes=15)
"""So long a phase that is kept shut waits until it is counted again how far the one before it is."""

MOST_TURNS = 100
"""What is told to very many is put some at a time; what is still due then waits for the next count."""


class CycleWatch:
    """Remembers what it saw, which spares the next look all but one read; forgetting it costs one look."""

    def __init__(
        self, transactions: Transactions, watching: Watching, clock: Clock, hurry: Callable[[], None]
    ) -> None:
        self._transactions = transactions
        self._watching = watching
        self._clock = clock
        self._hurry = hurry
        self._seen: tuple[Any, ...] = ()
        self._again: datetime | None = None

    async def look(self) -> None:
        """Do what is due in every planned cycle. Running it again changes nothing."""
        seen = await self._transactions.read(self._watching.watched)
        now = self._clock.now()
        if seen == self._seen and (self._again is None or now < self._again):
            return
        held = False
        for cycle in dict.fromkeys(row[0] for row in seen[2:]):
            look = await self._transactions.read(self._watching.look, cycle)
            held |= look.held
            for _ in range(MOST_TURNS):
                if not look.due or not await self._transactions.write(self._watching.act, cycle):
                    break
                self._hurry()
                look = await self._transactions.read(self._watching.look, cycle)
        self._seen, self._again = seen, now + COUNT_AGAIN_AFTER if held else None
