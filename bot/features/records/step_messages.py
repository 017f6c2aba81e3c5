"""Drawing what both hear of a step's new day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import Drawn
from bot.features.records.paper import Words
from bot.features.records.steps import MOVED
from bot.slack import blocks
from bot.slack.blocks import escape

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Renderer
    from bot.features.records.steps import Steps
    from bot.transactions import Transactions
    from prompts.catalog import Catalog

SHOWN = 500
"""How much of a step is shown; all of it is in the note."""


def renderers(transactions: Transactions, steps: Steps, catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws which outgoing message."""

    async def draw(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        step, change, by = (int(draft.payload[name]) for name in ("step", "change", "by"))
        moved = await transactions.read(steps.moved, draft.person_id, step, change, by)
        if moved is None:
            return None
        words = Words(catalog, draft.locale)
        said = words(
            "steps-moved",
            by="you" if by == draft.person_id else "other",
            name=escape(words.called(moved.by)),
            day=moved.due,
            what=escape(blocks.fit(moved.what, SHOWN)),
        )
        return Drawn(text=said, blocks=[blocks.section(said)])

    return {MOVED: draw}
