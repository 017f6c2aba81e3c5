"""The waterfall as a picture, sent into the direct message of who asked for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.drawing import pictures
from bot.features.scores.speaking import cycle_name
from bot.features.scores.telling import told
from bot.features.scores.waterfall_picture import walked
from bot.language.names import spoken_name
from bot.slack.uploads import SentFile

if TYPE_CHECKING:
    from bot.features.scores.shown import Shown
    from bot.slack.calls import Call
    from prompts.catalog import Catalog


class Pictures:
    """Draws and sends pictures of results."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    async def send(self, call: Call, shown: Shown) -> None:
        """Send a result's waterfall to the speaker, or say that it cannot be drawn here."""
        locale = call.speaker.locale
        comment = told(shown.explained, self._catalog, locale)[0].replace("**", "*")
        try:
            content = await asyncio.to_thread(drawn, shown, self._catalog, locale)
        except pictures.NoFontError:
            content = None
        if content is None:
            await call.whisper(self._catalog.text(locale, "scores-picture-none"))
            return
        name = f"score-{shown.cycle}.png"
        title = self._catalog.text(locale, "scores-picture-file", cycle=shown.cycle)
        await call.send_files([SentFile(name, title, content)], comment)


def drawn(shown: Shown, catalog: Catalog, locale: str) -> bytes | None:
    """Return a result's waterfall as PNG; None where there is no result. Raises NoFontError."""
    bars = walked(shown.explained, catalog, locale)
    if not bars:
        return None
    title = catalog.text(
        locale,
        "scores-picture-title",
        name=spoken_name(shown.name, locale),
        cycle=cycle_name(shown.cycle, catalog, locale),
        state=shown.explained.around.state.value,
    ).strip()
    note = catalog.text(locale, "scores-picture-note")
    return pictures.waterfall(title, note, bars)
