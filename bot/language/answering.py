"""Who puts answers into words: a checked model where one is configured, nobody otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.language.allowance import Ledger
from bot.language.disguise import Directory
from bot.language.fallback import CheckedAnswerer
from bot.language.model import OPENAI, ModelTerms, OpenAIModel
from bot.language.plain import PlainAnswerer
from bot.language.prices import price
from storage import people
from storage.model_use import Limits

if TYPE_CHECKING:
    from datetime import datetime

    from bot.clock import Clock
    from bot.language.writer import Answerer
    from bot.settings import Settings
    from bot.transactions import Transactions

NAMES_AGE = timedelta(minutes=10)
"""How long a newcomer's name may go unknown; longer than the import's own run, shorter than their first meeting."""


class Answering:
    """Hands out answerers. Everything it needs of a model is built at the first question that wants one."""

    def __init__(self, settings: Settings, transactions: Transactions, clock: Clock) -> None:
        self._transactions = transactions
        self._clock = clock
        self._directory = Directory(())
        self._names_read_at: datetime | None = None
        self._model: OpenAIModel | None = None
        self._ledger: Ledger | None = None
        if settings.has_model:
            self._model = OpenAIModel(terms_of(settings))
            self._ledger = Ledger(
                transactions,
                clock,
                settings.zone,
                self._model.name,
                limits_of(settings),
                price(self._model.name, settings.model_price),
            )

    async def answerer_for(self, person_id: int) -> Answerer:
        """Return who puts answers into words for a person: within their share of the day, and hiding names."""
        if self._model is None or self._ledger is None:
            return PlainAnswerer()
        return CheckedAnswerer(self._model, self._ledger.of(person_id), await self._known())

    async def close(self) -> None:
        """Let the model's connections go."""
        if self._model is not None:
            await self._model.close()

    async def _known(self) -> Directory:
        now = self._clock.now()
        if self._names_read_at is None or now - self._names_read_at >= NAMES_AGE:
            self._directory = Directory(await self._transactions.read(people.names))
            self._names_read_at = now
        return self._directory


def terms_of(settings: Settings) -> ModelTerms:
    """Return which model is asked, and where."""
    return ModelTerms(
        name=settings.model or "",
        # A model of the company's own may want no key; the library wants one all the same.
        api_key=settings.openai_api_key or SecretStr("none"),
        base_url=settings.openai_base_url or OPENAI,
        seconds=settings.model_seconds,
    )


def limits_of(settings: Settings) -> Limits:
    """Return how much there is in a day."""
    return Limits(
        settings.model_daily_requests,
        settings.model_daily_tokens,
        settings.model_company_requests,
        settings.model_company_tokens,
    )
