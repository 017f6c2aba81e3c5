"""Where goals are asked for and worked on: the command, words and files in the direct message, Home, the window."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.features.goals import forms, news_blocks, sheet_blocks
from bot.features.goals.opening import Change
from bot.features.goals.showing_listeners import subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.features.goals.asking import Asking
    from bot.features.goals.opening import Opening
    from bot.features.goals.sheets import ReadSheet, SheetRules
    from bot.features.goals.showing_listeners import Showing
    from bot.slack.calls import Call
    from bot.slack.downloads import Downloads
    from bot.slack.surface import Surface

WORDS = ("goals", "目标")


class GoalsDesk:
    """One method per way in."""

    def __init__(  # noqa: PLR0913 - the parts of one desk, all named
        self,
        *,
        opening: Opening,
        asking: Asking,
        sheets: SheetRules,
        files: Downloads,
        endings: Collection[str],
        today: Callable[[], date],
        showing: Showing,
    ) -> None:
        self._opening = opening
        self._asking = asking
        self._sheets = sheets
        self._files = files
        self._endings = endings
        self._today = today
        self._showing = showing

    def register_first(self, surface: Surface) -> None:
        """Hang up what plainly asks for goals or brings some, before others take it for something else."""
        surface.message(self.told)
        surface.file(self.sent)

    def register(self, surface: Surface) -> None:
        """Hang up the rest."""
        surface.word(WORDS, self.commanded)
        for action, handler in (
            (sheet_blocks.OPEN, self.opened),
            (sheet_blocks.BEGIN, self.began),
            (sheet_blocks.FROM_EARLIER, self.began_from_earlier),
            (sheet_blocks.CHANGE, self.asked_for_change),
            (sheet_blocks.HISTORY, self.looked_back),
        ):
            surface.action(action, handler)
        surface.form(forms.CHANGE_FORM, self.began_change)

    async def commanded(self, call: Call) -> None:
        """Show one's own goals, or those of the report who is named after the word."""
        speaker = call.speaker.person_id
        about = await call.look(self._asking.named, speaker, call.value) if call.value else speaker
        await call.do(self._opening.show, speaker, about, "", call.key or f"{call.channel}:{call.ts}")

    async def told(self, call: Call) -> bool:
        """Take a message that asks for goals and nothing else."""
        about = await call.look(self._asking.about, call.speaker.person_id, call.value)
        if about is None:
            return False
        question = call.key or f"{call.channel}:{call.ts}"
        await call.do(self._opening.show, call.speaker.person_id, about, "", question)
        return True

    async def sent(self, call: Call) -> bool:
        """Take the files of a message when all of them are such as goal sheets come in."""
        if any(PurePath(file.name).suffix.casefold() not in self._endings for file in call.files):
            return False
        about = await call.look(self._asking.about, call.speaker.person_id, call.value)
        sheets: list[ReadSheet] = []
        for file in call.files:
            self._files.check(file.size)
            fetched = await self._files.fetch(file.file_id)
            sheets += await asyncio.to_thread(self._sheets.read, fetched.name, fetched.content)
        speaker = call.speaker.person_id
        question = call.key or f"{call.channel}:{call.ts}"
        await call.do(self._opening.bring, speaker, sheets, about or speaker, question)
        return True

    async def opened(self, call: Call) -> None:
        """Open the window with somebody's goals."""
        person, cycle = subject(call.value)
        shown = await self._showing.sheet(call, person, cycle)
        await call.open(sheet_blocks.window(shown, self._showing.catalog, call.speaker.locale))

    async def began(self, call: Call) -> None:
        """Begin a draft from nothing."""
        await self._begin(call, from_earlier=False)

    async def began_from_earlier(self, call: Call) -> None:
        """Begin a draft from the goals of the cycle before."""
        await self._begin(call, from_earlier=True)

    async def asked_for_change(self, call: Call) -> None:
        """Ask why and from when agreed goals are to change."""
        person, cycle = subject(call.value)
        shown = await self._showing.sheet(call, person, cycle)
        await call.open(forms.change_form(shown, self._today(), self._showing.catalog, call.speaker.locale))

    async def began_change(self, call: Call) -> None:
        """Begin a draft that changes what is agreed."""
        person, cycle = subject(call.remembered)
        chosen = call.chosen("day")
        day = date.fromisoformat(chosen) if chosen else self._today()
        change = Change(call.typed("reason"), day, company="yes" in call.checked("company"))
        await call.do(self._opening.change, call.speaker.person_id, person, cycle, change)
        await self._showing.below(call, await self._showing.sheet(call, person, cycle))

    async def looked_back(self, call: Call) -> None:
        """Show every step of a draft."""
        found = await call.look(self._showing.viewing.history, call.speaker.person_id, call.value)
        await call.open(news_blocks.history(found, self._showing.catalog, call.speaker.locale))

    async def _begin(self, call: Call, *, from_earlier: bool) -> None:
        person, cycle = subject(call.value)
        await call.do(self._opening.begin, call.speaker.person_id, person, cycle, from_earlier=from_earlier)
        await self._showing.here(call, await self._showing.sheet(call, person, cycle))
