"""Where figures are questioned and answered, and where a second person stands for what was entered by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.scores import question_blocks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.scores.fairness import Fairness
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


class QuestionDesk:
    """One method per press and per form; `refresh` shows the speaker's Home as it stands after one."""

    def __init__(
        self, fairness: Fairness, catalog: Catalog, refresh: Callable[[Call], Awaitable[None]]
    ) -> None:
        self._scores = fairness.scores
        self._seeing = fairness.seeing
        self._service = fairness.questions
        self._catalog = catalog
        self._refresh = refresh

    def register(self, surface: Surface) -> None:
        """Hang up all of them."""
        surface.action(question_blocks.ASK, self.about_to_ask)
        surface.form(question_blocks.ASKED, self.asked)
        surface.action(question_blocks.ANSWER, self.about_to_answer)
        surface.form(question_blocks.ANSWERED, self.answered)
        surface.action(question_blocks.APPROVE, self.approved)

    async def about_to_ask(self, call: Call) -> None:
        """Open the form in which a figure is questioned."""
        cycle, _, code = call.value.partition(":")
        own = call.speaker.person_id
        shown = await call.look(self._scores.explain, own, own, cycle or None)
        await call.open(question_blocks.ask_form(shown, code, self._catalog, call.speaker.locale))

    async def asked(self, call: Call) -> None:
        """Send the question to the figure's owner."""
        await call.do(
            self._service.ask,
            call.speaker.person_id,
            call.remembered,
            call.chosen("line"),
            call.typed("wrong"),
            call.typed("evidence"),
        )
        await self._refresh(call)

    async def about_to_answer(self, call: Call) -> None:
        """Open the form for the owner's answer."""
        view = await call.look(self._seeing.seen_by, call.speaker.person_id, call.value)
        if not view.may_answer:
            raise StepIsOver
        await call.open(question_blocks.answer_form(view, self._catalog, call.speaker.locale))

    async def answered(self, call: Call) -> None:
        """Take the answer: the figure stands, or it was corrected."""
        speaker, question, reason = call.speaker.person_id, call.remembered, call.typed("reason")
        if call.chosen("answer") == question_blocks.CORRECTED:
            await call.do(self._service.correct, speaker, question, call.typed("value"), reason)
        else:
            await call.do(self._service.stands, speaker, question, reason)
        await self._refresh(call)

    async def approved(self, call: Call) -> None:
        """Stand for a figure as the second person."""
        if not call.value.isdecimal():
            raise StepIsOver
        await call.do(self._service.approve, call.speaker.person_id, int(call.value))
        await self._refresh(call)
