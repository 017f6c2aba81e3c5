"""Where results are asked for: the command, Home, buttons, and words in the direct message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.scores import blocks
from bot.features.scores.intents import ABOUT_A_LINE, Intent
from bot.features.scores.phrases import Asked
from bot.features.scores.understanding import Understood

if TYPE_CHECKING:
    from bot.features.scores.picturing import Pictures
    from bot.features.scores.service import Scores
    from bot.features.scores.supposals import Supposals
    from bot.features.scores.understanding import Understanding
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

WORDS = ("score", "得分")
_ON_HOME = 6


class ScoreDesk:
    """One method per way in."""

    def __init__(
        self,
        service: Scores,
        understanding: Understanding,
        supposals: Supposals,
        pictures: Pictures,
        catalog: Catalog,
    ) -> None:
        self._service = service
        self._understanding = understanding
        self._supposals = supposals
        self._pictures = pictures
        self._catalog = catalog

    def register_first(self, surface: Surface) -> None:
        """Hang up what plainly speaks to the bot, and is asked before an open question takes it for its answer."""
        surface.message(self.told_plainly)

    def register(self, surface: Surface) -> None:
        """Hang up the rest, asked when no talk is under way."""
        surface.word(WORDS, self.commanded)
        for intent in Intent:
            surface.action(f"{blocks.SHOW}.{intent.value}", self.pressed)
        for at in range(_ON_HOME):
            surface.action(f"{blocks.OPEN}.{at}", self.opened)
        surface.message(self.told)

    async def commanded(self, call: Call) -> None:
        """Explain one's own result by command, or that of who is named after the word."""
        speaker = call.speaker.person_id
        if not call.value:
            await self._answer(call, Understood(speaker, Asked(Intent.EXPLAIN)))
            return
        plainly = await call.look(self._understanding.plainly, speaker, call.value)
        if plainly is None:
            plainly = await call.look(self._understanding.named, speaker, call.value)
        await self._answer(call, plainly)

    async def opened(self, call: Call) -> None:
        """Open an explanation as a window, from Home."""
        about, cycle, _, _ = _parts(call.value)
        shown = await call.do(self._service.read, call.speaker.person_id, about, cycle)
        await call.open(blocks.window(shown, self._catalog, call.speaker.locale))

    async def pressed(self, call: Call) -> None:
        """Answer what a button of an explanation asks."""
        about, cycle, intent, code = _parts(call.value)
        await self._answer(call, Understood(about, Asked(intent, code=code), cycle))

    async def told_plainly(self, call: Call) -> bool:
        """Take a message that asks for a result or about one, whatever else is open."""
        found = await call.look(self._understanding.plainly, call.speaker.person_id, call.value)
        return await self._take(call, found)

    async def told(self, call: Call) -> bool:
        """Take a message that names somebody beside a word about results, while no question of a talk is open."""
        found = await call.look(self._understanding.in_passing, call.speaker.person_id, call.value)
        return await self._take(call, found)

    async def _take(self, call: Call, found: Understood | None) -> bool:
        if found is None:
            return False
        await self._answer(call, found)
        return True

    async def _answer(self, call: Call, found: Understood) -> None:
        asked, question = found.asked, call.key or f"{call.channel}:{call.ts}"
        speaker = call.speaker
        if asked.intent is Intent.PICTURE:
            shown = await call.do(self._service.read, speaker.person_id, found.about_id, found.cycle)
            await self._pictures.send(call, shown)
            return
        if asked.intent is Intent.WHAT_IF:
            # Said at once when the value makes no sense; what it comes to is drawn when the answer is sent.
            await call.look(
                self._service.suppose, speaker.person_id, found.about_id, found.cycle, asked.code, asked.value
            )
            self._supposals.remember(question, asked.value)
        await call.do(
            self._service.answer,
            speaker.person_id,
            found.about_id,
            asked.intent,
            asked_by=question,
            cycle=found.cycle,
            line=asked.code if asked.intent in ABOUT_A_LINE else "",
        )


@dataclass(frozen=True)
class ScoreParts:
    """What explains results: the service, and where it is asked."""

    service: Scores
    desk: ScoreDesk


def _parts(value: str) -> tuple[int, str, Intent, str]:
    """Return what a button carries: whose result, of which cycle, what is asked, and about which line."""
    person, cycle, intent, code = [*value.split(":"), "", "", "", ""][:4]
    if not person.isdecimal() or intent not in set(Intent):
        raise StepIsOver
    return int(person), cycle, Intent(intent), code
