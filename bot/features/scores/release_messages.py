"""Drawing previews, results and notices at the moment they are sent; who may not see one any more gets nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.features.scores import release_blocks
from bot.features.scores.publishing import APPEAL_NOTICE, LOWERING, RESULT
from bot.features.scores.releases import PREVIEW
from bot.features.scores.silence import SILENT

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.scores.fairness import Fairness
    from bot.features.scores.result_notices import Notice
    from bot.features.scores.silence import Silence
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(
    transactions: Transactions, parts: Fairness, zone: ZoneInfo, catalog: Catalog
) -> dict[str, Renderer]:
    """Return who draws which outgoing message. Days in a preview are those of the company's `zone`."""
    notices = parts.notices

    async def noticed(draft: Draft) -> Notice | None:
        if draft.person_id is None:
            return None
        payload = draft.payload
        return await transactions.read(notices.of, draft.person_id, payload["score"], payload["again"])

    async def draw_result(draft: Draft) -> Drawn | None:
        notice = await noticed(draft)
        if notice is None or (notice.again and notice.received_at is not None):
            return None
        return release_blocks.result(notice, catalog, draft.locale)

    async def draw_notice(draft: Draft) -> Drawn | None:
        notice = await noticed(draft)
        return release_blocks.appeal_notice(notice, catalog, draft.locale) if notice else None

    async def draw_lowering(draft: Draft) -> Drawn | None:
        about = (draft.payload["cycle"], draft.payload["score"])
        notice = await transactions.read(notices.before_it_counts, draft.person_id or 0, *about)
        return release_blocks.lowering(notice, catalog, draft.locale) if notice else None

    async def draw_preview(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        payload = draft.payload
        try:
            found = await transactions.read(
                parts.releases.preview, draft.person_id, payload["cycle"], payload["unit"]
            )
        except BotError:
            return None
        return release_blocks.preview(found, payload["asked"], zone, catalog, draft.locale)

    return {
        RESULT: draw_result,
        APPEAL_NOTICE: draw_notice,
        LOWERING: draw_lowering,
        PREVIEW: draw_preview,
        SILENT: _silent_renderer(transactions, parts.silence, catalog),
    }


def _silent_renderer(transactions: Transactions, silence: Silence, catalog: Catalog) -> Renderer:
    async def draw(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        found = await transactions.read(silence.of, draft.person_id, draft.payload["cycle"])
        return release_blocks.silent(found, catalog, draft.locale) if found else None

    return draw
