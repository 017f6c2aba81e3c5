"""Draws outgoing check-in messages at the moment they are sent, so that they show things as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.check_ins import blocks
from bot.features.check_ins.keeping import ANSWERED, PROMPT, REFUSED
from bot.features.check_ins.states import ASKING, Step
from bot.language.names import spoken_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.check_ins.service import CheckInService
    from bot.features.check_ins.views import CheckInView, Views
    from bot.language.writer import Writer
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


class Messages:
    """Renderers of the check-in's outgoing messages."""

    def __init__(
        self,
        transactions: Transactions,
        service: CheckInService,
        views: Views,
        writer: Writer,
        catalog: Catalog,
    ) -> None:
        self._transactions = transactions
        self._service = service
        self._views = views
        self._writer = writer
        self._catalog = catalog

    def renderers(self) -> Mapping[str, Renderer]:
        """Return the renderer of each kind of message."""
        return {PROMPT: self.prompt, ANSWERED: self.answered, REFUSED: self.refused}

    async def prompt(self, draft: Draft) -> Drawn | None:
        """Draw the conversation, or None when it has moved on since the message was put."""
        check_in_id, turn = str(draft.payload["check_in_id"]), int(draft.payload["turn"])
        view = await self._transactions.read(self._views.current, check_in_id, turn, draft.person_id)
        if view is None:
            return None
        if view.state.step is Step.REFLECT and not view.state.summary:
            summary = await self._summary(view, draft.locale)
            await self._transactions.write(self._service.keep_summary, check_in_id, turn, summary)
            view = await self._transactions.read(self._views.current, check_in_id, turn, draft.person_id)
            if view is None:
                return None
        reflection = ""
        if view.state.last_words and view.state.step in ASKING:
            reflection = await self._writer.reflect(draft.locale, view.state.last_words)
        return blocks.draw(view, reflection, self._catalog, draft.locale)

    async def answered(self, draft: Draft) -> Drawn | None:
        """Draw the question that came before this turn, without its buttons."""
        past = await self._transactions.read(
            self._views.past, str(draft.payload["check_in_id"]), int(draft.payload["turn"])
        )
        return blocks.answered(past, self._catalog, draft.locale) if past else None

    async def refused(self, draft: Draft) -> Drawn:
        """Draw what the bot never does."""
        employee_id = draft.payload["employee_id"]
        return blocks.refused(str(draft.payload["topic"]), employee_id, self._catalog, draft.locale)

    async def _summary(self, view: CheckInView, locale: str) -> str:
        facts = view.facts.called(spoken_name(view.employee, locale))
        return await self._writer.summarise(locale, facts)
