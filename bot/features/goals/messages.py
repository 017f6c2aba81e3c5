"""Drawing what is told of goals when it is sent; whoever may not see them any more gets nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.features.goals import news_blocks, sheet_blocks
from bot.features.goals.service import CARD, FIXED, NEWS

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.goals.viewing import Viewing
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, viewing: Viewing, catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws which outgoing message."""

    async def draw_news(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        about, since = str(draft.payload["draft"]), int(draft.payload["since"])
        try:
            found = await transactions.read(viewing.news, draft.person_id, about, since)
        except BotError:
            return None
        return None if found is None else news_blocks.news(found, catalog, draft.locale)

    async def draw_fixed(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        try:
            shown = await transactions.read(viewing.of_draft, draft.person_id, str(draft.payload["draft"]))
        except BotError:
            return None
        return news_blocks.fixed(shown, catalog, draft.locale)

    async def draw_card(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        person, cycle = int(draft.payload["person"]), str(draft.payload["cycle"])
        try:
            shown = await transactions.read(viewing.sheet, draft.person_id, person, cycle)
        except BotError:
            return None
        return sheet_blocks.card(shown, catalog, draft.locale)

    return {NEWS: draw_news, FIXED: draw_fixed, CARD: draw_card}
