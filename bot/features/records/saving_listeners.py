"""The message shortcut "Save as check-in note", and the form it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import ConversationClosedToUs, NoTextFound, OwnMessage
from bot.features.records import saving_blocks
from bot.features.records.saved import FoundMessage
from bot.slack.manifest import SAVE_MESSAGE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.records.saving import SavedMessages
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


def register(
    surface: Surface,
    saved: SavedMessages,
    catalog: Catalog,
    refresh_home: Callable[[Call], Awaitable[None]],
) -> None:
    """Hang the listeners. `refresh_home` shows the speaker's App Home anew."""

    async def choose(call: Call) -> None:
        message = call.body.get("message") or {}
        if message.get("app_id") and message["app_id"] == call.body.get("api_app_id"):
            raise OwnMessage
        raw, author = str(message.get("text") or ""), str(message.get("user") or "")
        words, name = await call.spoken(raw, author)
        if not words:
            raise NoTextFound
        # First of all: of such words not even an address is asked for.
        circle = await call.look(saved.circle, call.speaker.person_id, words)
        link = await call.permalink(call.channel, call.ts)
        if not link:
            raise ConversationClosedToUs
        found = FoundMessage.of(words, name or str(message.get("username") or author), link, call.ts)
        await call.open(saving_blocks.form(circle, found, catalog, call.speaker.locale))

    async def save(call: Call) -> None:
        person_id = call.speaker.person_id
        await call.do(
            saved.keep,
            person_id,
            FoundMessage.recalled(call.remembered),
            about_id=int(call.chosen("about") or person_id),
            remark=call.typed("remark"),
            shared=call.chosen("visible") == "shared",
        )
        await refresh_home(call)

    surface.shortcut(SAVE_MESSAGE, choose)
    surface.form(SAVE_MESSAGE, save)
