"""Where questions in plain words are asked, and what can be done with an answer."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.policies import answer_blocks, asking_blocks
from bot.features.policies.answers import Place as Somewhere
from bot.features.policies.appearing import Watched
from bot.features.policies.lookups import Place, Source
from bot.features.policies.phrases import QUESTION_LIMIT

if TYPE_CHECKING:
    from bot.features.policies.answering import Answering
    from bot.features.policies.asking import Asking
    from bot.features.policies.phrases import Phrases
    from bot.features.policies.showing import Showing
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog

_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
SHORTEST_TOPIC = 2
LONGEST_TOPIC = 40


class AskingDesk:
    """One method per way in."""

    def __init__(
        self, service: Asking, answering: Answering, showing: Showing, phrases: Phrases, catalog: Catalog
    ) -> None:
        self._service = service
        self._answering = answering
        self._showing = showing
        self._phrases = phrases
        self._catalog = catalog

    def register(self, surface: Surface) -> None:
        """Hang up every way to ask but `/touchbase ask`, which looks for a clause's number first."""
        surface.event("app_mention", self.mentioned)
        surface.action(asking_blocks.OPEN, self.opened)
        surface.form(asking_blocks.FORM, self.filled_in)
        surface.action(answer_blocks.RATE, self.rated)
        surface.action(answer_blocks.WHOLE, self.whole)
        for turn in answer_blocks.TURN:
            surface.action(turn, self.turned)
        surface.message(self.told)

    async def told(self, call: Call) -> bool:
        """Take a message in the direct message that is a question, or names something the rules speak of."""
        if not self._phrases.asks(call.value) and not await self._is_a_topic(call.value):
            return False
        thread = call.thread_ts or call.ts
        question = await call.do(
            self._service.take,
            call.speaker.person_id,
            call.value,
            Source(Place.DIRECT, call.channel, thread),
            call.speaker.locale,
        )
        watched = Watched(call.channel, thread, call.speaker.team_id, call.speaker.user_id)
        await self._answering.answer(question, watched)
        return True

    async def commanded(self, call: Call) -> None:
        """Take what was typed after `/touchbase ask`; nothing opens the form."""
        if not call.value:
            await self.opened(call)
            return
        person, locale = call.speaker.person_id, call.speaker.locale
        question = await call.do(self._service.take, person, call.value, Source(Place.COMMAND), locale)
        await self._answering.answer(question)

    async def opened(self, call: Call) -> None:
        """Open the form."""
        await call.open(asking_blocks.form(self._catalog, call.speaker.locale, QUESTION_LIMIT))

    async def filled_in(self, call: Call) -> None:
        """Take the question that was written into the form."""
        words = call.typed("question")
        source = Source(Place.HOME)
        question = await call.do(
            self._service.take, call.speaker.person_id, words, source, call.speaker.locale
        )
        call.answer = {
            "response_action": "update",
            "view": asking_blocks.sent(self._catalog, call.speaker.locale),
        }
        self._answering.begin(question)

    async def mentioned(self, call: Call) -> None:
        """Take a question asked in a channel; what concerns the asker alone is answered in the direct message."""
        if (call.body.get("event") or {}).get("channel_type") == "im":
            return
        words, _ = await call.spoken(_without_us(call), "")
        source = Source(Place.CHANNEL, call.channel, call.thread_ts or call.ts)
        question = await call.do(
            self._service.take, call.speaker.person_id, words.strip(" ,，:："), source, call.speaker.locale
        )
        if not await self._answering.answer(question):
            # Nobody may think that they were not heard.
            await call.whisper(self._catalog.text(call.speaker.locale, "answered-in-the-direct-message"))

    async def rated(self, call: Call) -> None:
        """Keep a thumb up or down."""
        question, _, opinion = call.value.rpartition(":")
        if opinion not in {"up", "down"}:
            raise StepIsOver
        event = call.ts if call.key is None else call.key
        await call.do(self._service.rate, call.speaker.person_id, question, opinion, event)

    async def whole(self, call: Call) -> None:
        """Show a clause whole."""
        shown = await call.look(self._showing.place, call.speaker.person_id, _place(call.value))
        await call.open(answer_blocks.window(shown, self._catalog, call.speaker.locale))

    async def turned(self, call: Call) -> None:
        """Show the neighbour of a clause, or the same clause in its other language, in the same window."""
        shown = await call.look(self._showing.place, call.speaker.person_id, _place(call.value))
        view = answer_blocks.window(shown, self._catalog, call.speaker.locale)
        window = call.body.get("view") or {}
        await call.client.views_update(view_id=str(window.get("id")), hash=window.get("hash"), view=view)

    async def _is_a_topic(self, words: str) -> bool:
        """Return whether a message of a word or two names something that the rules for everybody speak of."""
        bare = words.strip()
        if self._phrases.is_small_talk(bare) or not SHORTEST_TOPIC <= len(bare) <= LONGEST_TOPIC:
            return False
        return await self._answering.speaks_of(bare)


def _without_us(call: Call) -> str:
    """Return a message without its mention of the bot."""
    told = call.body.get("authorizations") or []
    ours = str(told[0].get("user_id") or "") if told else ""
    if ours:
        return re.sub(rf"<@{re.escape(ours)}(?:\|[^>]*)?>", "", call.value)
    return _MENTION.sub("", call.value, count=1)


def _place(value: str) -> Somewhere:
    try:
        document, version, language, clause = json.loads(value)
    except (ValueError, TypeError):
        raise StepIsOver from None
    return Somewhere(document, version, language, clause)
