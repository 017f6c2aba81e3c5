"""Drawing answers when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.policies import answer_blocks
from bot.features.policies.asking import ANSWER

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.policies.showing import Showing
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, showing: Showing, catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws the answers: in the language of the question, whoever reads them."""

    async def draw_answer(draft: Draft) -> Drawn | None:
        view = await transactions.read(showing.answer, draft.payload["question"])
        return answer_blocks.answer(view, catalog) if view else None

    return {ANSWER: draw_answer}
