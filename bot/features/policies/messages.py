"""Drawing the answers when they are sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.features.policies import blocks, draft_blocks, notice_blocks
from bot.features.policies.notices import NOTICE, REMINDER
from bot.features.policies.publishing import DRAFT
from bot.features.policies.service import CLAUSE

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.policies.publishing import Publishing
    from bot.features.policies.service import Policies
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(
    transactions: Transactions, service: Policies, publishing: Publishing, catalog: Catalog
) -> dict[str, Renderer]:
    """Return who draws which outgoing message."""

    async def draw_clause(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        shown = await transactions.read(
            service.clause,
            draft.person_id,
            draft.payload["clause"],
            catalog.language_of(draft.locale),
            date.fromisoformat(draft.payload["day"]),
        )
        return blocks.clause(shown, catalog, draft.locale) if shown else None

    async def draw_draft(draft: Draft) -> Drawn | None:
        language = catalog.language_of(draft.locale)
        view = await transactions.read(publishing.view, draft.payload["draft"], language)
        return draft_blocks.card(view, catalog, draft.locale) if view else None

    async def draw_notice(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        language = catalog.language_of(draft.locale)
        view = await transactions.read(
            publishing.notices.view, draft.person_id, draft.payload["notice"], language
        )
        return notice_blocks.notice(view, catalog, draft.locale) if view else None

    async def draw_reminder(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        language = catalog.language_of(draft.locale)
        view = await transactions.read(
            publishing.notices.view, draft.person_id, draft.payload["notice"], language
        )
        return notice_blocks.reminder(view, catalog, draft.locale) if view else None

    return {CLAUSE: draw_clause, DRAFT: draw_draft, NOTICE: draw_notice, REMINDER: draw_reminder}
