"""What readers press: received, and a question about what is announced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.announcements import notice_blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.announcements.receiving import Receiving
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class ReaderListeners:
    """One method per press and per form; `answer` looks a stored question's answer up."""

    def __init__(self, receiving: Receiving, answer: Callable[[str], None], catalog: Catalog) -> None:
        self._receiving = receiving
        self._answer = answer
        self._catalog = catalog

    def register(self, surface: Surface) -> None:
        """Hang up all of them."""
        surface.action(notice_blocks.RECEIVED, self.received)
        surface.action(notice_blocks.ASK, self.about_to_ask)
        surface.form(notice_blocks.ASKED, self.asked)

    async def received(self, call: Call) -> None:
        """Keep that the reader has it; in a preview nothing happens."""
        if call.value == notice_blocks.PREVIEW_VALUE:
            return
        announcement, version, language, corrected = [*call.value.split(":"), "", "", ""][:4]
        if not (version.isdecimal() and corrected.isdecimal() and language in self._catalog.languages):
            raise StepIsOver
        await call.do(
            self._receiving.receive,
            call.speaker.person_id,
            announcement,
            version=int(version),
            language=language,
            corrected=int(corrected),
        )

    async def about_to_ask(self, call: Call) -> None:
        """Open the form for a question."""
        if call.value != notice_blocks.PREVIEW_VALUE:
            await call.open(notice_blocks.question_form(call.value, self._catalog, call.speaker.locale))

    async def asked(self, call: Call) -> None:
        """Take a question, and have it answered."""
        question = await call.do(
            self._receiving.ask,
            call.speaker.person_id,
            call.remembered,
            call.typed("question"),
            call.speaker.locale,
        )
        view = notice_blocks.question_sent(self._catalog, call.speaker.locale)
        call.answer = {"response_action": "update", "view": view}
        self._answer(question)
