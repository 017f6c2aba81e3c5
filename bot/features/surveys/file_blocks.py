"""A fortnight's picture, or none where it cannot be drawn."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.features.surveys import blocks
from bot.features.surveys.views import Picture

if TYPE_CHECKING:
    from bot.features.surveys.views import Digest
    from prompts.catalog import Catalog


async def pictured(view: Digest, catalog: Catalog, locale: str) -> Picture | None:
    """Return the picture of a fortnight; None where nothing may be told, or there is no font to write with."""
    from bot.drawing.pictures import NoFontError  # noqa: PLC0415 - drawn once a fortnight
    from bot.features.surveys import picture_blocks  # noqa: PLC0415 - as above

    try:
        content = await asyncio.to_thread(picture_blocks.drawn, view, catalog, locale)
    except NoFontError:
        return None
    if content is None:
        return None
    return Picture(f"pilot-{view.number}.png", blocks.heading(view, catalog, locale), content)
