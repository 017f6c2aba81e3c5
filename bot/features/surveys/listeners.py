"""Answering a pilot's question in Slack, writing a few words, and HR's picture of a fortnight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.surveys import blocks, rules
from bot.features.surveys.file_blocks import pictured
from bot.slack.uploads import SentFile

if TYPE_CHECKING:
    from bot.features.surveys.digest import Digests
    from bot.features.surveys.service import Surveys
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class SurveyListeners:
    """One method per control."""

    def __init__(self, surveys: Surveys, digests: Digests, catalog: Catalog) -> None:
        self._surveys = surveys
        self._digests = digests
        self._catalog = catalog

    def register(self, surface: Surface) -> None:
        """Hang them up."""
        for value in range(rules.LOWEST, rules.HIGHEST + 1):
            surface.action(f"{blocks.RATE}.{value}", self.rated)
        surface.action(blocks.WORDS, self.writing)
        surface.action(blocks.SKIP, self.skipped)
        surface.action(blocks.STOP, self.stopped)
        surface.action(blocks.PICTURE, self.picture)
        surface.form(blocks.FORM, self.written)

    async def rated(self, call: Call) -> None:
        """Take a tap; the second one says that the answer was changed."""
        decision, _, value = call.value.partition(":")
        first = await call.do(self._surveys.answer, call.speaker.person_id, _number(decision), _number(value))
        if not first:
            await self._whisper(call, "surveys-changed", value=_number(value))

    async def writing(self, call: Call) -> None:
        """Open the form for what got in the way, with what was written before."""
        number = _number(call.value)
        before = await call.look(self._surveys.written, call.speaker.person_id, number)
        await call.open(blocks.form(call.value, before, self._catalog, call.speaker.locale))

    async def written(self, call: Call) -> None:
        """Keep what was written."""
        words = call.typed(blocks.WRITTEN)
        await call.do(self._surveys.write, call.speaker.person_id, _number(call.remembered), words)

    async def skipped(self, call: Call) -> None:
        """Leave somebody alone this time."""
        await call.do(self._surveys.skip, call.speaker.person_id, _number(call.value))
        await self._whisper(call, "surveys-skipped")

    async def stopped(self, call: Call) -> None:
        """Do not ask somebody any more."""
        await call.do(self._surveys.stop, call.speaker.person_id, _number(call.value))
        await self._whisper(call, "surveys-stopped")

    async def picture(self, call: Call) -> None:
        """Send a fortnight as a picture into the speaker's direct message."""
        view = await call.look(self._digests.for_reader, call.speaker.person_id, call.value)
        picture = await pictured(view, self._catalog, call.speaker.locale)
        if picture is None:
            await self._whisper(call, "surveys-no-picture")
            return
        file = SentFile(picture.name, picture.title, picture.content)
        await call.send_files([file], picture.title)

    async def _whisper(self, call: Call, key: str, **variables: object) -> None:
        await call.whisper(self._catalog.text(call.speaker.locale, key, **variables))


def _number(text: str) -> int:
    if not text.isdecimal():
        raise StepIsOver
    return int(text)
