"""What time does around results: reminders to owners of figures, corrections taking effect, windows that end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from bot.transactions import Transactions

BATCHES = 50
"""Transactions a tick may take for one kind of work; the rest waits for the next minute."""


async def act_due(
    transactions: Transactions, act: Callable[[Session], int], hurry: Callable[[], None]
) -> None:
    """Do what is due, some at a time. Running it again changes nothing."""
    for _ in range(BATCHES):
        if not await transactions.write(act):
            return
        hurry()
