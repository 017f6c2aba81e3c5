"""What time starts around the questions: reminders to HR, and the digest of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.policies.digest import Digests
    from bot.features.policies.hr_desk import HrDesk
    from bot.transactions import Transactions


async def remind_hr(transactions: Transactions, service: HrDesk, hurry: Callable[[], None]) -> None:
    """Remind HR of questions that have waited too long. Running it again changes nothing."""
    if await transactions.write(service.remind_due):
        hurry()


async def send_digest(transactions: Transactions, digests: Digests, hurry: Callable[[], None]) -> None:
    """Send the week's digest when it is due. Running it again changes nothing."""
    if await transactions.write(digests.send_due):
        hurry()
