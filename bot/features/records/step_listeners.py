"""Choosing another day for a promised step on App Home."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.errors import PromiseNotFound

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.features.records.steps import Steps
    from bot.slack.calls import Call
    from bot.slack.surface import Surface


def register(surface: Surface, steps: Steps, refresh_home: Callable[[Call], Awaitable[None]]) -> None:
    """Hang the listener. `refresh_home` shows the speaker's App Home anew."""

    async def move(call: Call) -> None:
        action = (call.body.get("actions") or [{}])[0]
        number = str(action.get("block_id") or "").removeprefix("step:")
        if not number.isdecimal() or not call.value:
            raise PromiseNotFound
        day = date.fromisoformat(call.value)
        await call.do(steps.move, call.speaker.person_id, int(number), day)
        await refresh_home(call)

    surface.action("records.due", move)
