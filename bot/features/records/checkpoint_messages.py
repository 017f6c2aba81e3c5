"""Draws the day's checkpoint for the channel it is posted in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.drafts import Drawn
from bot.features.records.checkpoint_post import CHECKPOINT
from bot.slack import blocks

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Renderer
    from bot.features.records.proofs import Proofs
    from bot.transactions import Transactions
    from prompts.catalog import Catalog


def renderers(transactions: Transactions, proofs: Proofs, catalog: Catalog) -> dict[str, Renderer]:
    """Return what draws the message: the signed note as it is, which everybody may copy and check."""

    async def checkpoint(draft: Draft) -> Drawn | None:
        size = int(draft.payload["size"])
        found = await transactions.read(proofs.signed_after, size - 1)
        if not found or found[0].size != size:
            return None
        # Everybody in the channel reads it, in whatever language: both are said.
        lines = [
            catalog.text(language, "receipts-checkpoint", size=size, at=found[0].at)
            for language in catalog.languages
        ]
        text = "\n".join(lines)
        note = blocks.section(f"```{blocks.escape(found[0].note)}```")
        return Drawn(text=text, blocks=[blocks.section(text), note])

    return {CHECKPOINT: checkpoint}
