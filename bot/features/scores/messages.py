"""Drawing explanations and answers about them when they are sent; whoever may not see them any more gets nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.features.scores import blocks, question_blocks
from bot.features.scores.intents import Intent
from bot.features.scores.service import SCORE

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.scores.service import Scores
    from bot.features.scores.shown import Shown
    from bot.features.scores.supposals import Supposals
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(
    transactions: Transactions, service: Scores, supposals: Supposals, catalog: Catalog
) -> dict[str, Renderer]:
    """Return who draws the answers."""

    async def draw(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        reader, payload = draft.person_id, draft.payload
        about, cycle, intent = payload["person"], payload["cycle"], Intent(payload["intent"])
        try:
            shown = await transactions.read(service.explain, reader, about, cycle)
            if intent is Intent.WHAT_IF:
                value = supposals.value(payload["question"])
                if value is None:
                    return None
                code = shown.explained.lines()[payload["line"]].result.code
                found = await transactions.read(service.suppose, reader, about, cycle, code, value)
                return blocks.supposed(found, catalog, draft.locale)
            if intent is Intent.COMPARE:
                compared = await transactions.read(service.compare, reader, about)
                return blocks.comparison(compared, catalog, draft.locale)
        except BotError:
            return None
        return _drawn(shown, intent, payload["line"], catalog, draft.locale)

    return {SCORE: draw}


def _drawn(shown: Shown, intent: Intent, line: int, catalog: Catalog, locale: str) -> Drawn:
    match intent:
        case Intent.QUESTION:
            return question_blocks.invitation(shown, line, catalog, locale)
        case Intent.WHY | Intent.SOURCE:
            return blocks.about_line(shown, intent, line, catalog, locale)
        case Intent.LINES:
            return blocks.lines(shown, catalog, locale)
        case Intent.EXPLAIN:
            return blocks.explanation(shown, catalog, locale)
        case _:
            return blocks.answer(shown, intent, catalog, locale)
