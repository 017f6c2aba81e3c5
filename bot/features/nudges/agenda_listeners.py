"""Where an employee writes what their coming 1:1 should be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.nudges import agenda_blocks
from bot.features.nudges.blocks import AGENDA

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.nudges.agenda import Agendas
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class AgendaDesk:
    """Opens the form and takes the line. `refresh_home` shows the speaker's App Home anew."""

    def __init__(
        self, agendas: Agendas, catalog: Catalog, refresh_home: Callable[[Call], Awaitable[None]]
    ) -> None:
        self._agendas = agendas
        self._catalog = catalog
        self._refresh = refresh_home

    def register(self, surface: Surface) -> None:
        """Hang both up."""
        surface.action(AGENDA, self.open)
        surface.form(agenda_blocks.FORM, self.write)

    async def open(self, call: Call) -> None:
        """Open the form for the coming talk with one manager."""
        line = await call.look(self._agendas.with_manager, call.speaker.person_id, _number(call.value))
        await call.open(agenda_blocks.form(line, self._catalog, call.speaker.locale))

    async def write(self, call: Call) -> None:
        """Keep what was written."""
        manager = _number(call.remembered)
        await call.do(self._agendas.write, call.speaker.person_id, manager, call.typed("agenda"))
        await self._refresh(call)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise StepIsOver
    return int(text)
