"""Asking for a copy of one's own data in Slack, and bringing it there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from bot.features.records import my_data_blocks
from bot.features.records.export import DOCUMENT, PAGE
from bot.slack.uploads import SentFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.features.records.my_data import MyData, Order
    from bot.language.wishes import Wishes
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from bot.transactions import Transactions
    from prompts.catalog import Catalog

PATIENCE_SECONDS = 1.0
"""Who waits longer is told that it takes a moment."""


class Uploading(Protocol):
    """What puts files into somebody's own direct message."""

    async def bring(self, user_id: str, comment: str, files: Sequence[SentFile]) -> bool:
        """Return whether Slack took them."""
        ...


class Bearer:
    """Makes copies and brings them to their people's own direct messages; `patience` is in seconds."""

    def __init__(  # noqa: PLR0913 - what a copy is made and brought with
        self,
        service: MyData,
        transactions: Transactions,
        uploads: Uploading,
        catalog: Catalog,
        *,
        hurry: Callable[[], None],
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._service = service
        self._transactions = transactions
        self._uploads = uploads
        self._catalog = catalog
        self._hurry = hurry
        self._patience = patience

    async def bring(self, order: Order) -> None:
        """Make a copy and bring it; what Slack did not take is tried again by `bring_waiting`."""
        work = asyncio.ensure_future(self._make_and_bring(order))
        done, _ = await asyncio.wait({work}, timeout=self._patience)
        if not done:
            await self._transactions.write(self._service.say_preparing, order)
            self._hurry()
        if await work:
            await self._transactions.write(self._service.finish, order)
            self._hurry()

    async def bring_waiting(self) -> None:
        """Bring every copy that whoever began it did not finish. Running it again changes nothing."""
        if not await self._transactions.read(self._service.any_left_behind):
            return
        while (order := await self._transactions.write(self._service.claim)) is not None:
            await self.bring(order)
        self._hurry()

    async def _make_and_bring(self, order: Order) -> bool:
        files = await self._transactions.read(self._service.files, order.person_id, order.locale)
        comment = self._catalog.text(order.locale, "data-comment")
        both = [SentFile(PAGE, PAGE, files.page), SentFile(DOCUMENT, DOCUMENT, files.document)]
        return await self._uploads.bring(order.user_id, comment, both)


def register(surface: Surface, service: MyData, bearer: Bearer, wishes: Wishes, catalog: Catalog) -> None:
    """Hang up the ways to ask for a copy."""

    async def asked(call: Call) -> bool:
        if not wishes.asks("always", call.value):
            return False
        order = await call.do(service.ask, call.speaker.person_id)
        if order is not None:
            await bearer.bring(order)
        return True

    async def pressed(call: Call) -> None:
        order = await call.do(service.ask, call.speaker.person_id)
        await call.open(my_data_blocks.window(catalog, call.speaker.locale))
        if order is not None:
            await bearer.bring(order)

    surface.message(asked)
    surface.action(my_data_blocks.EXPORT, pressed)
