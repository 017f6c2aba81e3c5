"""Drawing what goes to those who handle and hear an appeal, and to its appellant, at the moment it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.features.appeals import blocks, hearing_blocks
from bot.features.appeals.keeping import CARD, CARD_AGAIN, LETTER, NEWS
from bot.features.appeals.rules import OVER, Beat

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.appeals.seeing import AppealSeeing
    from bot.features.appeals.views import AppealView
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, seeing: AppealSeeing, catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws which outgoing message; whoever may not see an appeal any more gets nothing."""

    async def seen(draft: Draft) -> AppealView | None:
        if draft.person_id is None:
            return None
        try:
            return await transactions.read(seeing.seen_by, draft.person_id, draft.payload["appeal"])
        except BotError:
            return None

    async def draw_card(draft: Draft) -> Drawn | None:
        view = await seen(draft)
        return hearing_blocks.card(view, None, catalog, draft.locale) if view else None

    async def draw_reminder(draft: Draft) -> Drawn | None:
        view = await seen(draft)
        if view is None or view.state in OVER:
            return None
        return hearing_blocks.card(view, Beat(draft.payload["beat"]), catalog, draft.locale)

    async def draw_news(draft: Draft) -> Drawn | None:
        view = await seen(draft)
        return blocks.news(view, catalog, draft.locale) if view else None

    async def draw_letter(draft: Draft) -> Drawn | None:
        view = await seen(draft)
        return blocks.letter(view, catalog, draft.locale) if view else None

    return {CARD: draw_card, CARD_AGAIN: draw_reminder, NEWS: draw_news, LETTER: draw_letter}
