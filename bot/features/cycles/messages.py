"""Drawing what is heard of a phase that could not open on its day, at the moment it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.features.cycles import calendar_blocks
from bot.features.cycles.watching import HELD, HELD_OWNER

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.cycles.watching import Watching
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, watching: Watching, catalog: Catalog) -> dict[str, Renderer]:
    """Return who draws the message; None once the phase is open, or was planned for another day."""

    async def draw_held(draft: Draft) -> Drawn | None:
        cycle, phase = str(draft.payload["cycle"]), str(draft.payload["phase"])
        try:
            view = await transactions.read(watching.held_phase, cycle, phase)
        except BotError:
            return None
        return calendar_blocks.held(view, catalog, draft.locale) if view is not None else None

    async def draw_held_for(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        cycle, phase = str(draft.payload["cycle"]), str(draft.payload["phase"])
        try:
            view = await transactions.read(watching.held_for, draft.person_id, cycle, phase)
        except BotError:
            return None
        return calendar_blocks.held_for_owner(view, catalog, draft.locale) if view is not None else None

    return {HELD: draw_held, HELD_OWNER: draw_held_for}
