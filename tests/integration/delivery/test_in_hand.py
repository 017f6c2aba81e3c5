"""How much a sender takes in hand: little at Slack's pace, much where nothing holds it up, and replies pass it all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.delivery.courier import Terms
from bot.delivery.pace import LANES, MANY_LANES, Pace
from bot.delivery.sender import Sender
from storage.outbox import Priority, State, counts
from tests.integration.delivery.conftest import TEAM
from tests.integration.delivery.fake_slack import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.delivery.conftest import Desk

PLENTY = 1_000_000
POST = "chat.postMessage"


def unhurried(desk: Desk) -> Sender:
    """Return a sender of a process that is alone, with no pace to keep."""
    pace = Pace(desk.clock, per_minute=PLENTY, burst=PLENTY)
    return Sender(
        desk.transactions,
        desk.client,
        desk.clock,
        desk.renderers,
        pace,
        owner="a",
        team_id=TEAM,
        terms=Terms(alone=True),
    )


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(8):
        while not condition():  # noqa: ASYNC110 - any condition at all: there is no one event to await
            await asyncio.sleep(0.001)


async def announce(desk: Desk, readers: int) -> None:
    """Put an announcement in so many conversations."""
    for number in range(readers):
        await desk.post(f"news-{number}", to=f"C{number}", priority=Priority.BULK)


async def test_at_slacks_pace_no_more_is_claimed_than_may_soon_leave(desk: Desk) -> None:
    await announce(desk, 2 * LANES)
    release = asyncio.Event()
    desk.slack.fail(POST, *[Fault("fatal_error", until=release)] * LANES)
    round_ = asyncio.create_task(desk.sender(terms=Terms(alone=True)).send_due())
    await _until(lambda: bool(desk.slack.made(POST)))
    assert 0 < (await desk.transactions.read(counts))[State.POSTING] <= LANES
    release.set()
    await round_


async def test_without_a_limit_many_are_in_hand_and_sixteen_are_posted_while_a_reply_passes_them(
    desk: Desk,
) -> None:
    waiting = 3 * LANES
    await announce(desk, waiting)
    sender, release = unhurried(desk), asyncio.Event()
    desk.slack.fail(POST, *[Fault("fatal_error", until=release)] * LANES)
    sending = asyncio.create_task(sender.run())
    await _until(lambda: len(desk.slack.made(POST)) >= LANES)
    assert LANES < (await desk.transactions.read(counts))[State.POSTING] <= MANY_LANES
    assert len(desk.slack.made(POST)) == LANES
    await desk.post("answer", to=1)
    sender.hurry()
    await _until(lambda: desk.slack.texts() == ["answer to 1 in en-US"])
    release.set()
    await _until(lambda: len(desk.slack.made(POST)) > waiting)
    await sender.stop()
    await sending
    assert len(set(desk.slack.texts())) == len(desk.slack.texts()) == waiting - LANES + 1
