"""What time does around goals: the two are reminded while they have not agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.features.goals.reminding import GoalReminders
    from bot.transactions import Transactions

BATCHES = 50
"""Transactions a tick may take; the rest waits for the next minute."""


async def remind_due(transactions: Transactions, reminders: GoalReminders) -> None:
    """Offer what is due, some at a time. Running it again changes nothing."""
    for _ in range(BATCHES):
        if not await transactions.write(reminders.act_due):
            return
