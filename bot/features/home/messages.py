"""Drawing the help message when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.home import blocks
from bot.features.home.service import HELP

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.home.service import Home
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, service: Home, catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws which outgoing message."""

    async def draw_help(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        frame = await transactions.read(service.frame, draft.person_id)
        return blocks.help_message(frame, catalog, draft.locale, understood=bool(draft.payload["understood"]))

    return {HELP: draw_help}
