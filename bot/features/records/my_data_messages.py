"""Draws how far somebody's copy is, at the moment it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import Drawn
from bot.features.records import my_data, my_data_blocks

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Renderer
    from prompts.catalog import Catalog

SENTENCES = {
    my_data.PREPARING: "data-preparing",
    my_data.DELIVERED: "data-delivered",
    my_data.FAILED: "data-failed",
}


def renderers(catalog: Catalog) -> dict[str, Renderer]:
    """Return what draws each kind of message about a copy."""
    return {kind: _renderer(catalog, key) for kind, key in SENTENCES.items()}


def _renderer(catalog: Catalog, key: str) -> Renderer:
    async def draw(draft: Draft) -> Drawn:
        drawn = my_data_blocks.progress(catalog.text(draft.locale, key))
        return Drawn(text=drawn.text, blocks=drawn.blocks)

    return draw
