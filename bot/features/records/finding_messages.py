"""Drawing the answer to "show my notes with …" and "find … in my notes" when it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records import finding_blocks
from bot.features.records.finding import FOUND
from bot.features.records.found import Criteria

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.records.asked import Asked
    from bot.features.records.finding import Finder
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(
    transactions: Transactions, finder: Finder, asked: Asked, catalog: Catalog
) -> dict[str, Renderer]:
    """Return who draws which outgoing message."""

    async def draw(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        about = int(draft.payload["about"])
        words = asked.words(str(draft.payload["asked"]))
        if words is None and draft.payload["search"]:
            return finding_blocks.ask_again(catalog, draft.locale)
        criteria = Criteria(words=words or "", person_id=about)
        page = await transactions.read(finder.page, draft.person_id, criteria)
        outside = [hit for hit in page.hits if hit.read_as]
        if outside:
            await transactions.write(finder.keep_reads, draft.person_id, outside)
        name = next((each.name for each in page.people if each.person_id == about), "")
        return finding_blocks.message(page, name, catalog, draft.locale)

    return {FOUND: draw}
