"""Drawing the line that says what is stuck when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.undelivered import blocks
from bot.features.undelivered.service import STUCK

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from prompts.catalog import Catalog


def renderers(catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws which outgoing message."""

    async def draw_stuck(draft: Draft) -> Drawn:
        return blocks.stuck(draft.payload, catalog, draft.locale)

    return {STUCK: draw_stuck}
