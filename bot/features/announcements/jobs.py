"""What time starts: readers go into the queue, cards show how far it is, who is silent is reminded."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import structlog

from bot.features.announcements.reminding import AT_ONCE
from bot.features.announcements.sending import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.announcements.reminding import Reminding
    from bot.features.announcements.sending import Sending
    from bot.transactions import Transactions

REST = 0.5
"""After some were put in the queue, others go first for half as long as that took: who is being answered comes first."""

log = structlog.get_logger(__name__)


class Feeder:
    """Puts readers into the queue, some at a time, so that nobody else who writes waits for long."""

    def __init__(self, transactions: Transactions, sending: Sending, hurry: Callable[[], None]) -> None:
        self._transactions = transactions
        self._sending = sending
        self._hurry = hurry
        self._one = asyncio.Lock()
        self._begun: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Feed in the background: whoever let an announcement go may pause it meanwhile."""
        task = asyncio.ensure_future(self._guarded())
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)

    async def feed(self) -> None:
        """Feed what is under way, then show how far everything is. Running it again changes nothing."""
        async with self._one:
            for announcement_id in await self._transactions.read(self._sending.unfed):
                await self._feed(announcement_id)
                while await self._transactions.write(self._sending.put_right, announcement_id):
                    self._hurry()
            if await self._transactions.write(self._sending.look_round):
                self._hurry()

    async def close(self) -> None:
        """Wait for what has begun; what it leaves is fed after the next start."""
        await asyncio.gather(*self._begun, return_exceptions=True)

    async def _feed(self, announcement_id: str) -> None:
        planned = await self._transactions.read(self._sending.plan, announcement_id)
        for at in range(0, max(len(planned), 1), TOGETHER):
            began = time.monotonic()
            some, last = planned[at : at + TOGETHER], at + TOGETHER >= len(planned)
            if not await self._transactions.write(self._sending.feed, announcement_id, some, last=last):
                return
            if at == 0 or last:
                # In between the sender is at work already, or nothing is due yet.
                self._hurry()
            await asyncio.sleep(REST * (time.monotonic() - began))

    async def _guarded(self) -> None:
        try:
            await self.feed()
        except Exception as problem:  # noqa: BLE001 - the next tick goes on where this one broke off
            log.error("an announcement was not fed", error=type(problem).__name__)  # noqa: TRY400


async def remind(transactions: Transactions, reminding: Reminding, hurry: Callable[[], None]) -> None:
    """Look at everybody whose time it is. Running it again changes nothing."""
    while (looked_at := await transactions.write(reminding.remind_due)) > 0:
        hurry()
        if looked_at < AT_ONCE:
            return
