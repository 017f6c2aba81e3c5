"""Draws the messages of a handover at the moment they are sent, from what holds then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import Drawn
from bot.features.records import handover_blocks, handovers

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.delivery.drafts import Draft, Renderer
    from bot.features.records.handovers import Handover, Handovers
    from bot.slack.blocks import Drawn as Drawing
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, service: Handovers, catalog: Catalog) -> dict[str, Renderer]:
    """Return what draws each kind of message about a handover; it is dropped once it does not hold any more."""

    def drawing(draw: Callable[[Handover, Catalog, str], Drawing]) -> Renderer:
        async def render(draft: Draft) -> Drawn | None:
            if draft.person_id is None:
                return None
            found = await transactions.read(
                service.view,
                draft.person_id,
                draft.payload["employee_id"],
                draft.payload["manager_id"],
                draft.payload["note_ids"],
            )
            if found is None:
                return None
            drawn = draw(found, catalog, draft.locale)
            return Drawn(text=drawn.text, blocks=drawn.blocks)

        return render

    return {
        handovers.HANDED_OVER: drawing(handover_blocks.handed_over),
        handovers.FOLLOWED: drawing(handover_blocks.followed),
        handovers.TOLD: drawing(handover_blocks.told),
    }
