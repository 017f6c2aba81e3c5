"""The calendar of a cycle in chat: shown, sent as a picture, and what HR does with a planned announcement."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.drawing.pictures import NoFontError
from bot.errors import FilesNotTaken
from bot.features.cycles import blocks, calendar_blocks, rules
from bot.features.cycles.refusals import PlannedNotFound
from bot.slack.blocks import Drawn
from bot.slack.uploads import SentFile

if TYPE_CHECKING:
    from typing import Any

    from bot.features.cycles.calendar import Calendars, CycleCalendar
    from bot.features.cycles.planned import Planned
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class CalendarListeners:
    """Shows calendars; `edit` is the control that opens the words of a draft."""

    def __init__(self, calendars: Calendars, planned: Planned, catalog: Catalog, edit: str) -> None:
        self._calendars = calendars
        self._planned = planned
        self._catalog = catalog
        self._edit = edit

    def register(self, surface: Surface) -> None:
        """Hang up the word, the controls and the form."""
        surface.word(rules.CALENDAR_WORDS, self.asked)
        surface.action(blocks.CALENDAR, self.opened)
        surface.action(calendar_blocks.PICTURE, self.pictured)
        surface.action(calendar_blocks.PREPARE, self.prepared)
        surface.action(calendar_blocks.LET_GO, self.let_go)
        surface.action(calendar_blocks.SKIP, self.skipping)
        surface.form(calendar_blocks.SKIP_FORM, self.skipped)

    async def asked(self, call: Call) -> None:
        """Show the calendar of the cycle that is named, or of the running one."""
        await call.open(await self._window(call, rules.cycle_named(call.value)))

    async def opened(self, call: Call) -> None:
        """Show the calendar of the cycle on the board."""
        await call.open(await self._window(call, call.value.partition(":")[0]))

    async def pictured(self, call: Call) -> None:
        """Send the calendar as a picture into the speaker's direct message, and say so in the window."""
        from bot.features.cycles import picture_blocks  # noqa: PLC0415 - few draw one

        locale = call.speaker.locale
        view = await call.look(self._calendars.view, call.speaker.person_id, call.value)
        title = calendar_blocks.title(view, self._catalog, locale)
        outcome = "sent"
        try:
            content = await asyncio.to_thread(picture_blocks.drawn, view, self._catalog, locale)
            await call.send_files([SentFile(f"cycle-{view.cycle}.png", title, content)], title)
        except NoFontError:
            outcome = "none"
        except FilesNotTaken:
            outcome = "refused"
        told = self._catalog.text(locale, "cycles-picture-told", outcome=outcome)
        await self._redraw(call, view, told)

    async def prepared(self, call: Call) -> None:
        """Lay a draft before the speaker."""
        cycle, _, name = call.value.partition(":")
        await call.do(self._planned.prepare, call.speaker.person_id, cycle, name)
        told = self._catalog.text(call.speaker.locale, "cycles-prepared-told")
        await self._redraw(call, await self._view(call, cycle), told)

    async def let_go(self, call: Call) -> None:
        """Let a draft go out on its day."""
        cycle, _, name = call.value.partition(":")
        await call.do(self._planned.let_go, call.speaker.person_id, cycle, name)
        await self._redraw(call, await self._view(call, cycle))

    async def skipping(self, call: Call) -> None:
        """Ask why."""
        cycle, _, name = call.value.partition(":")
        view = await self._view(call, cycle)
        entry = view.entry(name)
        if entry is None:
            raise PlannedNotFound(name=name)
        form = calendar_blocks.skipping(view, entry, self._catalog, call.speaker.locale)
        await call.redraw(Drawn(""), form)

    async def skipped(self, call: Call) -> None:
        """Keep it, and show the calendar."""
        cycle, _, name = call.remembered.partition(":")
        await call.do(self._planned.skip, call.speaker.person_id, cycle, name, call.typed(blocks.REASON))
        call.answer = {"response_action": "update", "view": await self._window(call, cycle)}

    async def _view(self, call: Call, cycle: str) -> CycleCalendar:
        return await call.look(self._calendars.view, call.speaker.person_id, cycle)

    async def _window(self, call: Call, cycle: str) -> dict[str, Any]:
        view = await self._view(call, cycle)
        return calendar_blocks.window(view, self._edit, self._catalog, call.speaker.locale)

    async def _redraw(self, call: Call, view: CycleCalendar, told: str = "") -> None:
        drawn = calendar_blocks.window(view, self._edit, self._catalog, call.speaker.locale, told=told)
        await call.redraw(Drawn(""), drawn)
