"""What the tick does for standing 1:1s."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.features.one_on_ones.service import OneOnOnes
    from bot.transactions import Transactions


class Postman(Protocol):
    """What sends the messages a transaction left behind."""

    def hurry(self) -> None:
        """Look for messages to send now."""
        ...


async def prompt_due(transactions: Transactions, service: OneOnOnes, postman: Postman) -> None:
    """Send the prompts of every talk that is due, a batch per transaction."""
    while await transactions.write(service.prompt_due):
        postman.hurry()
