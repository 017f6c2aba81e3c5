"""Drawing what goes to a figure's owner, to a second person and back, at the moment it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.features.scores import question_blocks
from bot.features.scores.questions import NEWS, QUESTION, QUESTION_AGAIN, SECOND

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.scores.question_seeing import QuestionSeeing
    from bot.features.scores.question_views import QuestionView
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, seeing: QuestionSeeing, catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws which outgoing message; whoever may not see a question any more gets nothing."""

    async def seen(draft: Draft) -> QuestionView | None:
        if draft.person_id is None:
            return None
        try:
            return await transactions.read(seeing.seen_by, draft.person_id, draft.payload["question"])
        except BotError:
            return None

    async def draw_card(draft: Draft) -> Drawn | None:
        view = await seen(draft)
        return question_blocks.card(view, None, catalog, draft.locale) if view else None

    async def draw_reminder(draft: Draft) -> Drawn | None:
        view = await seen(draft)
        if view is None or not view.may_answer:
            return None
        return question_blocks.card(view, draft.payload["step"], catalog, draft.locale)

    async def draw_second(draft: Draft) -> Drawn | None:
        view = await seen(draft)
        return question_blocks.second_card(view, catalog, draft.locale) if view else None

    async def draw_news(draft: Draft) -> Drawn | None:
        view = await seen(draft)
        return question_blocks.news(view, catalog, draft.locale) if view else None

    return {QUESTION: draw_card, QUESTION_AGAIN: draw_reminder, SECOND: draw_second, NEWS: draw_news}
