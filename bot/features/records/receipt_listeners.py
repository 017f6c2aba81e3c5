"""What a click on "Receipts" does: the files come into the direct message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records.note_ref import NoteRef
from bot.slack.uploads import SentFile

if TYPE_CHECKING:
    from bot.features.records.proofs import Proofs
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


def register(surface: Surface, proofs: Proofs, catalog: Catalog) -> None:
    """Hang the listener."""

    async def hand_out(call: Call) -> None:
        ref, locale = NoteRef.parse(call.value), call.speaker.locale
        found = await call.look(proofs.receipts, call.speaker.person_id, ref.note_id)
        files = [
            SentFile(
                name=each.name,
                title=catalog.text(locale, "receipts-title", kind=each.kind, code=each.code),
                content=each.content,
            )
            for each in found
        ]
        await call.send_files(files, catalog.text(locale, "receipts-here", count=len(files)))

    surface.action("records.receipts", hand_out)
