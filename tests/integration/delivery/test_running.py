from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.delivery.drafts import Draft, Drawn
from storage.outbox import State

if TYPE_CHECKING:
    import pytest

    from bot.delivery.sender import Sender
    from tests.integration.delivery.conftest import Desk

PATIENCE = 10


async def _called(desk: Desk) -> None:
    called = asyncio.Event()
    desk.slack.on_call = lambda _method: called.set()
    async with asyncio.timeout(PATIENCE):
        await called.wait()


async def _first_round_over(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    over = asyncio.Event()
    pause = sender._pause  # the loop has no other sign that it found nothing

    async def announced() -> None:
        over.set()
        await pause()

    monkeypatch.setattr(sender, "_pause", announced)
    return over


async def test_hurry_from_another_thread_wakes_the_loop(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.sender.TICK", timedelta(hours=1))
    sender = desk.sender()
    over = await _first_round_over(sender, monkeypatch)
    running = asyncio.create_task(sender.run())
    await over.wait()
    await desk.post("quick")
    thread = threading.Thread(target=sender.hurry)
    thread.start()
    await _called(desk)
    thread.join()
    await sender.stop()
    await running
    assert await desk.state("quick") is State.SENT


async def test_stop_finishes_what_has_begun_and_gives_back_the_rest(desk: Desk) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(draft: Draft) -> Drawn:
        begun.set()
        await go_on.wait()
        return Drawn(str(draft.payload["n"]))

    desk.renderers["note"] = slow
    await desk.post("under way", to=1)
    sender = desk.sender("a")
    running = asyncio.create_task(sender.run())
    await begun.wait()
    stopping = asyncio.create_task(sender.stop())
    await desk.post("too late", to=2, owner="a")
    assert not stopping.done()
    go_on.set()
    await stopping
    await running
    assert desk.slack.texts() == ["under-way"]
    assert await desk.state("under way") is State.SENT
    assert await desk.state("too late") is State.QUEUED


async def test_conversations_are_served_side_by_side(desk: Desk) -> None:
    together = asyncio.Barrier(6)

    async def meet(draft: Draft) -> Drawn:
        async with asyncio.timeout(PATIENCE):
            await together.wait()
        return Drawn(str(draft.payload["n"]))

    desk.renderers["note"] = meet
    for number in range(1, 7):
        await desk.post(f"m{number}", to=number)
    await desk.sender().send_due()
    assert len(desk.slack.messages) == 6


async def test_the_loop_outlives_a_database_that_is_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    sender = desk.sender()
    take = sender._take
    failures: list[int] = []

    def away_once(*arguments: Any) -> Any:  # noqa: ANN401 - passed on
        if not failures:
            failures.append(1)
            raise ConnectionError
        return take(*arguments)

    monkeypatch.setattr(sender, "_take", away_once)
    monkeypatch.setattr("bot.delivery.sender.TICK", timedelta())
    await desk.post("patient")
    running = asyncio.create_task(sender.run())
    await _called(desk)
    await sender.stop()
    await running
    assert failures
    assert await desk.state("patient") is State.SENT


async def test_stop_before_run_returns(desk: Desk) -> None:
    sender = desk.sender()
    await sender.stop()
    await sender.run()
