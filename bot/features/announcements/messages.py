"""Drawing announcements, their cards and reminders at the moment they are sent."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.delivery.drafts import HeldBack
from bot.features.announcements import board_blocks, card_blocks, notice_blocks
from bot.features.announcements.cards import APPROVAL, CARD
from bot.features.announcements.notices import NOTICE, Face, Held, Wanted
from bot.features.announcements.receiving import REMINDER
from bot.features.announcements.reminding import SILENT
from bot.gathering import Gathering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.announcements.cards import Cards
    from bot.features.announcements.notices import Notices
    from bot.features.announcements.reminding import Reminding
    from bot.features.announcements.views import Notice
    from bot.transactions import Transactions
    from prompts.catalog import Catalog

FACES = 64
"""So many different notices are kept as they are drawn: roles, languages and zones of what is being sent."""


class Messages:
    """One method per kind of outgoing message."""

    def __init__(
        self,
        transactions: Transactions,
        notices: Notices,
        cards: Cards,
        reminding: Reminding,
        catalog: Catalog,
    ) -> None:
        self._transactions = transactions
        self._notices = notices
        self._cards = cards
        self._reminding = reminding
        self._catalog = catalog
        self._read = Gathering(self._read_together)
        # Many readers see the same, and drawing it takes longer than sending it.
        self._notice = lru_cache(FACES)(self._drawn)

    def renderers(self) -> dict[str, Renderer]:
        """Return who draws which outgoing message."""
        return {
            NOTICE: self.notice,
            REMINDER: self.reminder,
            CARD: self.card,
            APPROVAL: self.approval,
            SILENT: self.silence,
        }

    async def notice(self, draft: Draft) -> Drawn | None:
        """Draw an announcement for one reader or a channel; raises HeldBack outside their hours, and when paused."""
        if draft.person_id is None:
            return await self._in_channel(draft)
        face = _face(draft, self._catalog.language_of(draft.locale))
        wanted = Wanted(draft.payload["announcement"], draft.person_id, face)
        found = _let_go(await self._read.ask(wanted))
        return self._notice(found, draft.locale) if found else None

    async def reminder(self, draft: Draft) -> Drawn | None:
        """Draw a reminder; raises HeldBack as above."""
        if draft.person_id is None:
            return None
        face = _face(draft, self._catalog.language_of(draft.locale))
        found = _let_go(
            await self._transactions.read(
                self._notices.reminder, draft.payload["announcement"], draft.person_id, face
            )
        )
        return notice_blocks.reminder(found, self._catalog, draft.locale) if found else None

    async def card(self, draft: Draft) -> Drawn | None:
        """Draw the card its author steers an announcement from."""
        language = self._catalog.language_of(draft.locale)
        view = await self._transactions.read(self._cards.view, draft.payload["announcement"], language)
        return card_blocks.card(view, self._catalog, draft.locale) if view else None

    async def approval(self, draft: Draft) -> Drawn | None:
        """Draw the request to agree."""
        language = self._catalog.language_of(draft.locale)
        view = await self._transactions.read(self._cards.view, draft.payload["announcement"], language)
        return card_blocks.approval(view, self._catalog, draft.locale) if view else None

    async def silence(self, draft: Draft) -> Drawn | None:
        """Draw that some stayed silent."""
        language = self._catalog.language_of(draft.locale)
        view = await self._transactions.read(self._reminding.silence, draft.payload["announcement"], language)
        return board_blocks.silence(view, self._catalog, draft.locale) if view else None

    async def _read_together(self, wanted: Sequence[Wanted]) -> list[Notice | Held | None]:
        return await self._transactions.read(self._notices.notices, wanted)

    def _drawn(self, notice: Notice, locale: str) -> Drawn:
        return notice_blocks.notice(notice, self._catalog, locale)

    async def _in_channel(self, draft: Draft) -> Drawn | None:
        shown: list[Notice] = []
        for language in self._catalog.languages:
            found = _let_go(
                await self._transactions.read(
                    self._notices.in_channel, draft.payload["announcement"], _face(draft, language)
                )
            )
            if found is not None and found.said.language not in {each.said.language for each in shown}:
                shown.append(found)
        return notice_blocks.in_channel(shown, self._catalog) if shown else None


def _face(draft: Draft, language: str) -> Face:
    corrected = int(draft.payload.get("corrected", 0))
    arrives = bool(draft.payload.get("anew")) or not (corrected or draft.payload.get("again"))
    return Face(language, first=arrives, corrected=corrected)


def _let_go(found: Notice | Held | None) -> Notice | None:
    if isinstance(found, Held):
        raise HeldBack(found.until)
    return found
