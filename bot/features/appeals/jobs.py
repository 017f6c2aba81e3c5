"""What time does to appeals: reminders to who is awaited, and the end of the days for the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.appeals.hearing import Hearing
    from bot.transactions import Transactions

BATCHES = 50
"""Transactions a tick may take; the rest waits for the next minute."""


async def act_due(transactions: Transactions, hearing: Hearing, hurry: Callable[[], None]) -> None:
    """Do what is due, some at a time. Running it again changes nothing."""
    for _ in range(BATCHES):
        if not await transactions.write(hearing.act_due):
            return
        hurry()
