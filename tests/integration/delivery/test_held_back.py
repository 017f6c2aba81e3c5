"""A message that must not leave yet goes back into the queue, without an attempt lost, and leaves at its moment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.delivery.drafts import Draft, Drawn, HeldBack
from storage.outbox import State

if TYPE_CHECKING:
    from tests.integration.delivery.conftest import Desk


async def test_a_message_that_is_held_back_waits_for_its_moment_and_delays_nobody(desk: Desk) -> None:
    opens = desk.clock.now() + timedelta(hours=1)

    async def draw(_: Draft) -> Drawn:
        if desk.clock.now() < opens:
            raise HeldBack(opens)
        return Drawn("Good morning")

    desk.renderers["quiet"] = draw
    await desk.post("held", kind="quiet", to=1)
    await desk.post("other", to=2)
    sender = desk.sender()
    await desk.drain(sender)
    held = await desk.row("held")
    assert (held.state, held.attempts, held.not_before, held.error) == ("queued", 0, opens, None)
    assert await desk.state("other") is State.SENT
    desk.clock.set(opens)
    await desk.drain(sender)
    assert await desk.state("held") is State.SENT
