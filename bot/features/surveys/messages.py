"""Draws what goes out around a pilot's question, at the moment it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotAllowed
from bot.features.surveys import blocks
from bot.features.surveys.digest import DIGEST, PICTURE
from bot.features.surveys.file_blocks import pictured
from bot.features.surveys.refusals import NoSurveyYet
from bot.features.surveys.service import THANKS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.surveys.digest import Digests
    from bot.features.surveys.views import Digest, Picture
    from bot.transactions import Transactions
    from prompts.catalog import Catalog

    Bringing = Callable[[int, Picture], Awaitable[bool]]


class Messages:
    """Renderers of the outgoing messages; `bring` puts a file into somebody's direct message, False when it could not."""

    def __init__(
        self, transactions: Transactions, digests: Digests, catalog: Catalog, bring: Bringing
    ) -> None:
        self._transactions = transactions
        self._digests = digests
        self._catalog = catalog
        self._bring = bring

    def renderers(self) -> Mapping[str, Renderer]:
        """Return the renderer of each kind of message."""
        return {THANKS: self.thanks, DIGEST: self.digest, PICTURE: self.picture}

    async def thanks(self, draft: Draft) -> Drawn:
        """Draw what follows on a first answer."""
        return blocks.thanks(str(draft.payload["decision"]), self._catalog, draft.locale)

    async def digest(self, draft: Draft) -> Drawn | None:
        """Draw a fortnight; None for who may not see it any more."""
        found = await self._found(draft)
        return blocks.digest(found, self._catalog, draft.locale) if found is not None else None

    async def picture(self, draft: Draft) -> Drawn | None:
        """Bring a fortnight's picture as a file, which is all there is to send: None.

        Where no file is taken, draw the button that asks for it.
        """
        found = await self._found(draft)
        picture = await pictured(found, self._catalog, draft.locale) if found is not None else None
        if found is None or picture is None or draft.person_id is None:
            return None
        if await self._bring(draft.person_id, picture):
            return None
        return blocks.picture_not_taken(found, self._catalog, draft.locale)

    async def _found(self, draft: Draft) -> Digest | None:
        if draft.person_id is None:
            return None
        try:
            return await self._transactions.read(
                self._digests.for_reader, draft.person_id, str(draft.payload["round"])
            )
        except (NotAllowed, NoSurveyYet):
            return None
