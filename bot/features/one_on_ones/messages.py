"""Drawing what is said of a calendar, at the moment it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.one_on_ones import calendar_blocks
from bot.features.one_on_ones.calendars import ASK, READ, TROUBLE

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.one_on_ones.calendars import Calendars
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, service: Calendars, catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws which outgoing message."""

    async def read(draft: Draft) -> Drawn | None:
        return calendar_blocks.read_message(int(draft.payload["talks"]), catalog, draft.locale)

    async def trouble(draft: Draft) -> Drawn | None:
        return calendar_blocks.trouble_message(str(draft.payload["fault"]), catalog, draft.locale)

    async def ask(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        question = await transactions.read(service.question, draft.person_id, int(draft.payload["title"]))
        return calendar_blocks.title_message(question, catalog, draft.locale) if question else None

    return {READ: read, TROUBLE: trouble, ASK: ask}
