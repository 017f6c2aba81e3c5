"""A tick and the people who speak meanwhile."""

from __future__ import annotations

import asyncio

import pytest

from bot import scheduler
from bot.scheduler import Scheduler


@pytest.mark.parametrize("spoken", [True, False])
async def test_a_tick_lets_whoever_spoke_during_a_job_go_before_the_next(
    monkeypatch: pytest.MonkeyPatch, *, spoken: bool
) -> None:
    monkeypatch.setattr(scheduler, "ASIDE_SECONDS", 0)
    order: list[str] = []
    arrived = 0
    serving: set[asyncio.Task[None]] = set()

    async def served() -> None:
        order.append("whoever spoke")

    async def first() -> None:
        nonlocal arrived
        order.append("first")
        arrived += spoken
        serving.add(asyncio.ensure_future(served()))

    async def second() -> None:
        order.append("second")

    await Scheduler([("first", first), ("second", second)], arrived=lambda: arrived).tick()
    await asyncio.gather(*serving)
    expected = ["first", "whoever spoke", "second"] if spoken else ["first", "second", "whoever spoke"]
    assert order == expected
