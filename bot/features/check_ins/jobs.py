"""What time does to check-ins: snoozed invitations return, quiet talks are parked, parked ones close, words fade."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.features.check_ins.service import CheckInService
    from bot.transactions import Transactions


async def wake_due(transactions: Transactions, service: CheckInService) -> int:
    """Let time have its effect on the conversations that waited long enough; return how many."""
    return await transactions.write(service.wake_due)


async def drop_words(transactions: Transactions, service: CheckInService) -> int:
    """Drop what was said in conversations that ended long enough ago, batch by batch; return in how many.

    Their keys are then taken out of SQLite's write-ahead log as well, unless a reader is in the way: the log is
    written over in the end in any case.
    """
    total = 0
    while dropped := await transactions.write(service.drop_words):
        total += dropped
    if total:
        await transactions.wipe()
    return total
