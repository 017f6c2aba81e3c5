"""Drawing the message that the known days end soon, when it is sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.features.company_days import blocks
from bot.features.company_days.service import ENDS

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from prompts.catalog import Catalog


def renderers(catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws which outgoing message."""

    async def draw_end(draft: Draft) -> Drawn:
        until, year = date.fromisoformat(str(draft.payload["until"])), str(draft.payload["year"])
        return blocks.ending(until, year, catalog, draft.locale)

    return {ENDS: draw_end}
