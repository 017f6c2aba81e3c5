"""What time starts around the rules: telling people of new ones, reminders to HR, and the digest of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.policies.digest import Digests
    from bot.features.policies.hr_desk import HrDesk
    from bot.features.policies.notices import Notices
    from bot.features.policies.unread import Unread
    from bot.transactions import Transactions


async def tell_readers(transactions: Transactions, notices: Notices, hurry: Callable[[], None]) -> None:
    """Tell people of new rules, so many in a transaction, until everybody is. Running it again changes nothing."""
    if not await transactions.read(notices.any_left):
        return
    while await transactions.write(notices.tell):
        hurry()


async def look_after_readers(transactions: Transactions, unread: Unread, hurry: Callable[[], None]) -> None:
    """Remind those who have not read a notice, and tell those who came later. Running it again changes nothing."""
    while await transactions.read(unread.any_due):
        await transactions.write(unread.remind_due)
        hurry()
    while unread.welcome_is_due() and await transactions.write(unread.welcome):
        hurry()


async def remind_hr(transactions: Transactions, service: HrDesk, hurry: Callable[[], None]) -> None:
    """Remind HR of questions that have waited too long. Running it again changes nothing."""
    if await transactions.write(service.remind_due):
        hurry()


async def send_digest(transactions: Transactions, digests: Digests, hurry: Callable[[], None]) -> None:
    """Send the week's digest when it is due. Running it again changes nothing."""
    if await transactions.write(digests.send_due):
        hurry()
