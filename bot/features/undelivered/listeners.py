"""Where HR's administrators see what did not arrive and have it tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.undelivered import blocks, rules
from bot.slack.blocks import Drawn

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.undelivered.service import Undelivered
    from bot.slack.calls import Call
    from bot.slack.surface import Surface
    from prompts.catalog import Catalog


def register(
    surface: Surface, service: Undelivered, catalog: Catalog, refresh: Callable[[Call], Awaitable[None]]
) -> None:
    """Hang up the word, the button on Home and those of the window; `refresh` shows Home as it is after one."""

    async def asked(call: Call) -> None:
        view = await call.look(service.overview, call.speaker.person_id)
        await call.open(blocks.window(view, catalog, call.speaker.locale))

    async def redraw(call: Call, retried: int) -> None:
        view = await call.look(service.overview, call.speaker.person_id)
        window = blocks.window(view, catalog, call.speaker.locale, retried=retried)
        await call.redraw(Drawn(text=""), window)
        await refresh(call)

    async def retried(call: Call) -> None:
        done = await call.do(service.retry, call.speaker.person_id, int(call.value))
        await redraw(call, int(done))

    async def retried_all(call: Call) -> None:
        await redraw(call, await call.do(service.retry_all, call.speaker.person_id))

    surface.word(rules.WORDS, asked)
    surface.action(blocks.SHOW, asked)
    surface.action(blocks.RETRY, retried)
    surface.action(blocks.RETRY_ALL, retried_all)
