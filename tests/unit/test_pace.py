from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery.pace import RESERVE, Pace
from storage.outbox import Priority

if TYPE_CHECKING:
    from tests.clock import MovableClock


@pytest.fixture
def pace(clock: MovableClock) -> Pace:
    """One message a second, ten at once."""
    return Pace(clock, per_minute=60, burst=10)


def _take_all(pace: Pace, priority: Priority) -> int:
    taken = 0
    while pace.take(f"lane{taken}-{priority}", priority):
        taken += 1
    return taken


def test_a_burst_leaves_at_once_and_then_the_rate_holds(pace: Pace, clock: MovableClock) -> None:
    assert _take_all(pace, Priority.REPLY) == 10
    clock.advance(seconds=3)
    assert _take_all(pace, Priority.REPLY) == 3
    clock.advance(hours=1)
    assert _take_all(pace, Priority.REPLY) == 10


def test_announcements_leave_something_for_replies(pace: Pace) -> None:
    assert _take_all(pace, Priority.BULK) == 10 - RESERVE
    assert pace.room(16).ceiling is Priority.REPLY
    assert _take_all(pace, Priority.REPLY) == RESERVE
    assert pace.room(16).limit == 0


def test_places_in_hand_are_kept_for_replies_too(pace: Pace) -> None:
    assert pace.room(6).limit == 6 - RESERVE
    assert (pace.room(3).limit, pace.room(3).ceiling) == (3, Priority.REPLY)
    assert pace.room(0).limit == 0


def test_a_conversation_rests_a_second_except_for_replies(pace: Pace, clock: MovableClock) -> None:
    assert pace.take("C1", Priority.NUDGE)
    assert pace.delay("C1", Priority.NUDGE) == timedelta(seconds=1)
    assert not pace.take("C1", Priority.BULK)
    assert pace.take("C2", Priority.BULK)
    assert pace.take("C1", Priority.REPLY)
    assert pace.room(16).resting == {"C1", "C2"}
    clock.advance(seconds=1)
    assert pace.room(16).resting == frozenset()
    assert pace.take("C1", Priority.NUDGE)


def test_nothing_passes_a_closed_gate(pace: Pace, clock: MovableClock) -> None:
    pace.close(clock.now() + timedelta(seconds=30))
    pace.close(clock.now() + timedelta(seconds=10))
    clock.advance(seconds=29)
    assert pace.is_closed
    assert not pace.take("C1", Priority.REPLY)
    assert pace.room(16).limit == 0
    clock.advance(seconds=1)
    assert not pace.is_closed
    assert pace.take("C1", Priority.REPLY)


def test_too_many_halves_the_rate_and_success_brings_it_back(pace: Pace) -> None:
    pace.slow_down()
    assert pace.per_minute == pytest.approx(30)
    for _ in range(25):
        pace.succeeded()
    assert pace.per_minute == pytest.approx(60)
    pace.succeeded()
    assert pace.per_minute == pytest.approx(60)
    for _ in range(20):
        pace.slow_down()
    assert pace.per_minute == pytest.approx(6)


async def test_who_waits_goes_on_when_time_has_moved(pace: Pace, clock: MovableClock) -> None:
    _take_all(pace, Priority.REPLY)
    waiting = asyncio.create_task(pace.wait("C1", Priority.REPLY))
    await asyncio.sleep(0)
    assert not waiting.done()
    clock.advance(seconds=1)
    pace.wake()
    assert await waiting


async def test_who_waits_is_sent_back_when_the_gate_closes(pace: Pace, clock: MovableClock) -> None:
    _take_all(pace, Priority.REPLY)
    waiting = asyncio.create_task(pace.wait("C1", Priority.REPLY))
    await asyncio.sleep(0)
    pace.close(clock.now() + timedelta(minutes=1))
    assert not await waiting
