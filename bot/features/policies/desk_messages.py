"""Drawing what goes to HR and what comes back, at the moment it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import NotAllowed, QuestionNotFound
from bot.features.policies import desk_blocks, digest_blocks
from bot.features.policies.digest import DIGEST
from bot.features.policies.hr_desk import HR_ANSWER, HR_QUESTION, HR_REMINDER

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.policies.digest import Digests
    from bot.features.policies.hr_desk import HrDesk
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(
    transactions: Transactions, service: HrDesk, digests: Digests, catalog: Catalog, zone: str
) -> dict[str, Renderer]:
    """Return who draws which outgoing message. Days in what HR reads are those of the company's `zone`."""

    async def card(draft: Draft, *, again: bool) -> Drawn | None:
        if draft.person_id is None:
            return None
        try:
            view = await transactions.read(service.seen_by, draft.person_id, draft.payload["sent"])
        except (NotAllowed, QuestionNotFound):
            # Whoever moved on meanwhile, or was erased, is nobody's business any more.
            return None
        return desk_blocks.card(view, zone, catalog, draft.locale, again=again)

    async def draw_question(draft: Draft) -> Drawn | None:
        return await card(draft, again=False)

    async def draw_reminder(draft: Draft) -> Drawn | None:
        return await card(draft, again=True)

    async def draw_answer(draft: Draft) -> Drawn | None:
        view = await transactions.read(service.came_back, draft.payload["sent"])
        return desk_blocks.came_back(view, catalog, draft.locale) if view else None

    async def draw_digest(draft: Draft) -> Drawn | None:
        digest = await transactions.read(digests.of_week, draft.payload["monday"])
        return digest_blocks.message(digest, catalog, draft.locale)

    return {
        HR_QUESTION: draw_question,
        HR_REMINDER: draw_reminder,
        HR_ANSWER: draw_answer,
        DIGEST: draw_digest,
    }
