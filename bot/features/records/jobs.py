"""What time does to notes: a reminder, the end of a review, a new manager, and the end of their keeping."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlmodel import Session

    from bot.features.records.checkpoint_post import CheckpointPost
    from bot.features.records.handovers import Handovers
    from bot.features.records.service import RecordsService
    from bot.transactions import Transactions

BATCHES = 50
"""Transactions a tick may take for one kind of work; the rest waits for the next minute."""


async def finalise_silent(
    transactions: Transactions, service: RecordsService, hurry: Callable[[], None]
) -> None:
    """Make final every note whose review ended in silence. Running it again changes nothing."""
    await _in_batches(transactions, service.finalise_silent, hurry)


async def remind_silent(
    transactions: Transactions, service: RecordsService, hurry: Callable[[], None]
) -> None:
    """Remind everybody due for it, once per edition. Running it again changes nothing."""
    await _in_batches(transactions, service.remind_silent, hurry)


async def notice_new_managers(
    transactions: Transactions, handovers: Handovers, hurry: Callable[[], None]
) -> None:
    """Tell of every handover since the last look. Running it again changes nothing."""
    # Most minutes nobody has a new manager, and looking does not keep a writer waiting.
    if await transactions.read(handovers.any_new):
        await _in_batches(transactions, handovers.notice, hurry)


async def post_checkpoint(
    transactions: Transactions, post: CheckpointPost, hurry: Callable[[], None]
) -> None:
    """Post the day's checkpoint. Running it again the same day changes nothing."""
    if await transactions.write(post.due):
        hurry()


class Fading(Protocol):
    """What is kept for so long and no longer."""

    @property
    def today(self) -> date:
        """The company's day."""
        ...

    def let_go(self, session: Session) -> int:
        """Let go of the next that were kept long enough, and return how many."""
        ...


@dataclass
class DailyRetention:
    """Lets go of what was kept long enough, once a day, in short transactions."""

    transactions: Transactions
    retention: Fading
    looked_on: date | None = None

    async def __call__(self) -> None:
        """Do the day's work unless it is done. Running it again changes nothing."""
        today = self.retention.today
        if self.looked_on == today:
            return
        went = 0
        while count := await self.transactions.write(self.retention.let_go):
            went += count
        if went:
            await asyncio.to_thread(self.transactions.database.wipe)
        self.looked_on = today


async def _in_batches(
    transactions: Transactions, work: Callable[[Session], int], hurry: Callable[[], None]
) -> None:
    for _ in range(BATCHES):
        if not await transactions.write(work):
            return
        hurry()
