"""Drawing what is heard of a cycle at the moment it is sent: where it stands, and what could not open on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.features.cycles import calendar_blocks, own_blocks
from bot.features.cycles.telling import STATUS
from bot.features.cycles.watching import HELD, HELD_OWNER

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn, Renderer
    from bot.features.cycles.board import Boards
    from bot.features.cycles.watching import Watching
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(
    transactions: Transactions, watching: Watching, boards: Boards, catalog: Catalog
) -> dict[str, Renderer]:
    """Return who draws the messages; None once the phase is open or was planned for another day, or there is no cycle."""

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

    async def draw_status(draft: Draft) -> Drawn | None:
        if draft.person_id is None:
            return None
        try:
            view = await transactions.read(boards.own, draft.person_id)
        except BotError:
            return None
        return own_blocks.own_message(view, catalog, draft.locale)

    return {HELD: draw_held, HELD_OWNER: draw_held_for, STATUS: draw_status}
