"""What a notice of new rules offers: its changes, and saying that one has read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.policies import notice_blocks

if TYPE_CHECKING:
    from bot.features.policies.notices import Notices
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class NoticeListeners:
    """One method per button."""

    def __init__(self, service: Notices, catalog: Catalog) -> None:
        self._service = service
        self._catalog = catalog

    def register(self, surface: Surface) -> None:
        """Hang them up."""
        surface.action(notice_blocks.READ, self.read)
        surface.action(notice_blocks.CHANGES, self.looked_closer)

    async def read(self, call: Call) -> None:
        """Keep that somebody has read a notice."""
        locale = call.speaker.locale
        language = self._catalog.language_of(locale)
        await call.do(self._service.read, call.speaker.person_id, call.value, locale, language)

    async def looked_closer(self, call: Call) -> None:
        """Show what changes."""
        locale = call.speaker.locale
        view = await call.look(
            self._service.look_closer, call.speaker.person_id, call.value, self._catalog.language_of(locale)
        )
        await call.open(notice_blocks.window(view, self._catalog, locale))
