"""Where notes are looked for: the command, Home, the window, and words in the direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NoNotesWith
from bot.features.records import finding_blocks
from bot.features.records.found import WORDS_LIMIT, Criteria

if TYPE_CHECKING:
    from bot.features.records.asked import Asked
    from bot.features.records.finding import Finder
    from bot.features.records.found import Page
    from bot.features.records.phrases import Phrases
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

WORDS = ("records", "记录")


class FindingDesk:
    """One method per way in."""

    def __init__(self, finder: Finder, phrases: Phrases, asked: Asked, catalog: Catalog) -> None:
        self._finder = finder
        self._phrases = phrases
        self._asked = asked
        self._catalog = catalog

    def register_first(self, surface: Surface) -> None:
        """Hang up what plainly speaks to the bot, and is asked before an open question takes it for its answer."""
        surface.message(self.told_plainly)

    def register(self, surface: Surface) -> None:
        """Hang up the rest, asked when no talk is under way."""
        surface.word(WORDS, self.commanded)
        surface.action("records.find", self.opened)
        surface.action("records.find.older", self.older)
        surface.form("records.find", self.searched)
        surface.message(self.told)

    async def commanded(self, call: Call) -> None:
        """Open the window by command, with what was searched for."""
        await self._open(call, Criteria(words=call.value[:WORDS_LIMIT]))

    async def opened(self, call: Call) -> None:
        """Open the window from Home or a message."""
        await self._open(call, Criteria.parse(call.value))

    async def older(self, call: Call) -> None:
        """Show the next page, in the window when it is open."""
        criteria = Criteria.parse(call.value)
        window = call.body.get("view") or {}
        if window.get("callback_id") != "records.find":
            await self._open(call, criteria)
            return
        page = await self._page(call, criteria)
        view = finding_blocks.window(page, self._catalog, call.speaker.locale)
        await call.client.views_update(view_id=window["id"], view=view)

    async def searched(self, call: Call) -> None:
        """Show what the window was filled in for, in the same window."""
        person = _narrowed(call, "person")
        criteria = Criteria(
            words=call.typed("words"),
            person_id=int(person) if person.isdecimal() else 0,
            kind=_narrowed(call, "kind"),
            cycle_id=_narrowed(call, "cycle"),
        )
        page = await self._page(call, criteria)
        view = finding_blocks.window(page, self._catalog, call.speaker.locale)
        call.answer = {"response_action": "update", "view": view}

    async def told_plainly(self, call: Call) -> bool:
        """Take a message that asks for the notes with somebody of the speaker's, whatever else is open."""
        name = self._phrases.notes_with(call.value, always=True)
        if not name:
            return False
        try:
            about = await call.look(self._finder.named, call.speaker.person_id, name)
        except NoNotesWith:
            return False
        return await self._answer(call, about)

    async def told(self, call: Call) -> bool:
        """Take a message that asks for notes, while no question of a talk is open."""
        if self._phrases.my_notes(call.value):
            return await self._answer(call, 0)
        if words := self._phrases.looked_for(call.value):
            self._asked.remember(_question(call), words[:WORDS_LIMIT])
            return await self._answer(call, 0, search=True)
        if name := self._phrases.notes_with(call.value, always=False):
            about = await call.look(self._finder.named, call.speaker.person_id, name)
            return await self._answer(call, about)
        return False

    async def _answer(self, call: Call, about: int, *, search: bool = False) -> bool:
        person_id, key = call.speaker.person_id, _question(call)
        return await call.take(self._finder.answer, person_id, key, about, search=search)

    async def _open(self, call: Call, criteria: Criteria) -> None:
        page = await self._page(call, criteria)
        await call.open(finding_blocks.window(page, self._catalog, call.speaker.locale))

    async def _page(self, call: Call, criteria: Criteria) -> Page:
        page = await call.look(self._finder.page, call.speaker.person_id, criteria)
        outside = [hit for hit in page.hits if hit.read_as]
        if outside:
            await call.do(self._finder.keep_reads, call.speaker.person_id, outside)
        return page


def _narrowed(call: Call, name: str) -> str:
    chosen = call.chosen(name)
    return "" if chosen == finding_blocks.ANY else chosen


def _question(call: Call) -> str:
    return call.key or f"{call.channel}:{call.ts}"
