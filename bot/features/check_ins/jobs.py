"""What time does to check-ins: snoozed invitations return, quiet talks are parked, parked ones close."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.features.check_ins.service import CheckInService
    from bot.transactions import Transactions


async def wake_due(transactions: Transactions, service: CheckInService) -> int:
    """Let time have its effect on the conversations that waited long enough; return how many."""
    return await transactions.write(service.wake_due)
