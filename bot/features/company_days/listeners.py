"""Where HR's administrators keep the company's working days."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from bot.errors import StepIsOver
from bot.features.company_days import blocks, rules
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.company_days.service import CompanyCalendar
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class CalendarDesk:
    """Shows the days in a window, and takes what is done on it; `refresh_home` shows Home as it is after one."""

    def __init__(
        self, service: CompanyCalendar, catalog: Catalog, refresh_home: Callable[[Call], Awaitable[None]]
    ) -> None:
        self._service = service
        self._catalog = catalog
        self._refresh_home = refresh_home

    def register(self, surface: Surface) -> None:
        """Hang up the word, the button on Home, and those of the window."""
        surface.word(rules.WORDS, self.asked)
        surface.action(blocks.SHOW, self.asked)
        surface.action(blocks.ADD, self.adding)
        surface.form(blocks.ADD_FORM, self.added)
        surface.action(blocks.REMOVE, self.removed)
        surface.action(blocks.COMPLETE, self.completed)
        surface.action(blocks.REOPEN, self.reopened)

    async def asked(self, call: Call) -> None:
        """Show the days that are entered."""
        await call.open(await self._window(call))

    async def adding(self, call: Call) -> None:
        """Open the form days are entered with, in place of the window."""
        await call.redraw(Drawn(""), blocks.form(self._catalog, call.speaker.locale))

    async def added(self, call: Call) -> None:
        """Enter days, and show them."""
        first, last = _day(call.chosen(blocks.FIRST)), _day(call.chosen(blocks.LAST))
        kind = call.chosen(blocks.KIND)
        await call.do(self._service.add, call.speaker.person_id, first, last, kind)
        call.answer = {"response_action": "update", "view": await self._window(call)}
        await self._refresh_home(call)

    async def removed(self, call: Call) -> None:
        """Let the calendar count again for a day."""
        day = _day(call.value)
        if day is None:
            raise StepIsOver
        await call.do(self._service.remove, call.speaker.person_id, day)
        await self._shown_anew(call)

    async def completed(self, call: Call) -> None:
        """Take it that a year is complete."""
        await call.do(self._service.complete, call.speaker.person_id, int(call.value))
        await self._shown_anew(call)

    async def reopened(self, call: Call) -> None:
        """Take that back."""
        await call.do(self._service.reopen, call.speaker.person_id, int(call.value))
        await self._shown_anew(call)

    async def _shown_anew(self, call: Call) -> None:
        await call.redraw(Drawn(""), await self._window(call))
        await self._refresh_home(call)

    async def _window(self, call: Call) -> dict[str, Any]:
        view = await call.look(self._service.overview, call.speaker.person_id)
        return blocks.window(view, self._catalog, call.speaker.locale)


def _day(chosen: str) -> date | None:
    return date.fromisoformat(chosen) if chosen else None
