"""The cycle in chat: its board, and what HR does with a phase."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bot.features.cycles import blocks, checklist_blocks, closing, own_blocks, rules
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from typing import Any

    from bot.features.cycles.board import Boards
    from bot.features.cycles.calendar_listeners import CalendarListeners
    from bot.features.cycles.checklist import Checklists
    from bot.features.cycles.service import Cycles
    from bot.features.cycles.telling import Telling
    from bot.features.cycles.views import Board
    from bot.language.wishes import Wishes
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class CycleListeners:
    """Shows the board in a window, and takes what is done on it."""

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of one desk
        self,
        steering: Cycles,
        boards: Boards,
        checklists: Checklists,
        calendar: CalendarListeners,
        telling: Telling,
        wishes: Wishes,
        catalog: Catalog,
    ) -> None:
        self._telling = telling
        self._wishes = wishes
        self._calendar = calendar
        self._steering = steering
        self._checklists = checklists
        self._boards = boards
        self._catalog = catalog

    def register(self, surface: Surface) -> None:
        """Hang up the words, the controls and the forms."""
        surface.message(self.told)
        surface.word(rules.WORDS, self.asked)
        surface.action(blocks.SHOW, self.shown)
        surface.action(blocks.PHASE, self.turned)
        surface.action(blocks.OPEN, self.opened)
        surface.action(blocks.SIGN, self.signed)
        surface.action(blocks.EXTEND, self.extending)
        surface.action(blocks.WAIVE, self.waiving)
        surface.action(checklist_blocks.LOOK, self.looked_over)
        surface.action(blocks.WITHOUT, self.without)
        surface.form(blocks.WITHOUT_FORM, self.without_kept)
        surface.form(blocks.EXTEND_FORM, self.extended)
        surface.form(blocks.WAIVE_FORM, self.waived)

    async def asked(self, call: Call) -> None:
        """Show the cycle that is named, or the running one: its board, or its calendar."""
        if rules.asks_for_calendar(call.value):
            await self._calendar.asked(call)
            return
        if not (await call.look(self._boards.home_view, call.speaker.person_id)).may_look:
            # Who sees no board sees where their own cycle stands, and what is theirs to do.
            own = await call.look(self._boards.own, call.speaker.person_id)
            await call.open(own_blocks.own_window(own, self._catalog, call.speaker.locale))
            return
        await call.open(await self._window(call, rules.cycle_named(call.value), ""))

    async def told(self, call: Call) -> bool:
        """Take a message that asks how far the cycle is and nothing else; it opens no window, so it is answered."""
        if not self._wishes.asks("status", call.value):
            return False
        # Said at once where there is no cycle to tell of; how it stands is read when the answer is drawn.
        await call.look(self._boards.own, call.speaker.person_id)
        question = call.key or f"{call.channel}:{call.ts}"
        await call.do(self._telling.say, call.speaker.person_id, question)
        return True

    async def shown(self, call: Call) -> None:
        """Show the running cycle, or the phase that the button names."""
        await call.open(await self._window(call, *(_named(call.value) if ":" in call.value else ("", ""))))

    async def turned(self, call: Call) -> None:
        """Count another phase."""
        await self._turn(call, await self._window(call, *_named(call.value)))

    async def opened(self, call: Call) -> None:
        """Open the phase that is shown."""
        cycle, phase = _named(call.value)
        await call.do(self._steering.open, call.speaker.person_id, cycle, phase)
        await self._turn(call, await self._window(call, cycle, phase))

    async def signed(self, call: Call) -> None:
        """Take it that the phase is done."""
        cycle, phase = _named(call.value)
        await call.do(self._steering.sign, call.speaker.person_id, cycle, phase)
        await self._turn(call, await self._window(call, cycle, phase))

    async def extending(self, call: Call) -> None:
        """Ask until when, and why."""
        board = await self._board(call, *_named(call.value))
        await self._turn(call, blocks.extending(board, self._catalog, call.speaker.locale))

    async def waiving(self, call: Call) -> None:
        """Ask why."""
        board = await self._board(call, *_named(call.value))
        await self._turn(call, blocks.waiving(board, self._catalog, call.speaker.locale))

    async def looked_over(self, call: Call) -> None:
        """Show what is missing before the cycle begins."""
        cycle, _ = _named(call.value)
        found = await call.look(self._checklists.look, call.speaker.person_id, cycle)
        await call.open(checklist_blocks.window(found, self._catalog, call.speaker.locale))

    async def extended(self, call: Call) -> None:
        """Move the days, and show them."""
        cycle, phase = _named(call.remembered)
        closes = date.fromisoformat(call.chosen(blocks.UNTIL))
        reason = call.typed(blocks.REASON)
        await call.do(self._steering.extend, call.speaker.person_id, cycle, phase, closes, reason)
        await self._answer(call, cycle, phase)

    async def waived(self, call: Call) -> None:
        """Keep the waiver, and show what may open now."""
        cycle, phase = _named(call.remembered)
        reason = call.typed(blocks.REASON)
        await call.do(self._steering.waive, call.speaker.person_id, cycle, phase, reason)
        await self._answer(call, cycle, phase)

    async def without(self, call: Call) -> None:
        """Ask for which unit the cycle may close without all records, and why."""
        board = await self._board(call, *_named(call.value))
        await self._turn(call, blocks.closing(board, self._catalog, call.speaker.locale))

    async def without_kept(self, call: Call) -> None:
        """Keep the waiver, and show what is still missing."""
        cycle, phase = _named(call.remembered)
        unit = call.chosen(blocks.UNIT)
        unit = "" if unit == blocks.NO_UNIT else unit
        reason = call.typed(blocks.REASON)
        await call.do(partial(closing.waive, self._steering), call.speaker.person_id, cycle, unit, reason)
        await self._answer(call, cycle, phase)

    async def _answer(self, call: Call, cycle: str, phase: str) -> None:
        view = await self._window(call, cycle, phase)
        call.answer = {"response_action": "update", "view": view}

    async def _turn(self, call: Call, view: dict[str, Any]) -> None:
        await call.redraw(Drawn(""), view)

    async def _window(self, call: Call, cycle: str, phase: str) -> dict[str, Any]:
        return blocks.window(await self._board(call, cycle, phase), self._catalog, call.speaker.locale)

    async def _board(self, call: Call, cycle: str, phase: str) -> Board:
        language = self._catalog.language_of(call.speaker.locale)
        return await call.look(self._boards.board, call.speaker.person_id, cycle, phase, language)


def _named(value: str) -> tuple[str, str]:
    cycle, _, phase = value.partition(":")
    return cycle, phase
