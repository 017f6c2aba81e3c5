"""What time does to notes: a reminder to who has not answered, and the end of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.records.service import RecordsService
    from bot.transactions import Transactions


async def finalise_silent(
    transactions: Transactions, service: RecordsService, hurry: Callable[[], None]
) -> None:
    """Make final every note whose review ended in silence. Running it again changes nothing."""
    while await transactions.write(service.finalise_silent):
        hurry()


async def remind_silent(
    transactions: Transactions, service: RecordsService, hurry: Callable[[], None]
) -> None:
    """Remind everybody due for it, once per edition. Running it again changes nothing."""
    while await transactions.write(service.remind_silent):
        hurry()
