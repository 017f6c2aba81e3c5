"""What a click on "Who has read this" does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.records import reader_blocks
from bot.features.records.note_ref import NoteRef

if TYPE_CHECKING:
    from bot.features.records.readers import Readers
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


def register(surface: Surface, readers: Readers, catalog: Catalog) -> None:
    """Hang the listener."""

    async def open_readers(call: Call) -> None:
        ref = NoteRef.parse(call.value)
        view, found = await call.look(readers.readers_of, call.speaker.person_id, ref.note_id)
        await call.open(reader_blocks.window(view, found, catalog, call.speaker.locale))

    surface.action("records.readers", open_readers)
