"""Today's share of the model for one person, counted in the database by every copy of the bot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language import meters
from storage import model_use

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from bot.clock import Clock
    from bot.language.model import Reply
    from bot.transactions import Transactions
    from storage.model_use import Limits, Price


@dataclass(frozen=True)
class Ledger:
    """Where use is counted: `zone` says when a day begins, `price` is None when nobody knows it."""

    transactions: Transactions
    clock: Clock
    zone: ZoneInfo
    model: str
    limits: Limits
    price: Price | None

    def of(self, person_id: int) -> DailyAllowance:
        """Return what a person may still use today."""
        return DailyAllowance(self, person_id)

    @property
    def today(self) -> date:
        """The company's day."""
        return self.clock.now().astimezone(self.zone).date()


class DailyAllowance:
    """Satisfies `Allowance`. What is taken on one day is settled on the same one, whenever that is."""

    def __init__(self, ledger: Ledger, person_id: int) -> None:
        self._ledger = ledger
        self._person_id = person_id
        self._day = ledger.today

    async def take(self, tokens: int) -> bool:
        """Take one request of so many tokens, or return False when that is more than is left."""
        self._day = self._ledger.today
        return await self._ledger.transactions.write(
            model_use.take,
            self._person_id,
            self._day,
            self._ledger.model,
            tokens=tokens,
            limits=self._ledger.limits,
        )

    async def settle(self, taken: int, spent: Reply) -> None:
        """Count what a request that took `taken` tokens really used, and what that costs."""
        use = model_use.Use(spent.input_tokens or 0, spent.output_tokens or 0)
        meters.TOKENS.labels("sent").inc(use.input_tokens)
        meters.TOKENS.labels("received").inc(use.output_tokens)
        if self._ledger.price is not None:
            micros = self._ledger.price.micros(use.input_tokens, use.output_tokens)
            meters.COST.inc(float(micros / model_use.MICRO))
        await self._ledger.transactions.write(
            model_use.settle,
            self._person_id,
            self._day,
            self._ledger.model,
            taken=taken,
            use=use,
            price=self._ledger.price,
        )
