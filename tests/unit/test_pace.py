from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery.pace import RESERVE, UPDATE_BURST, UPDATE_RESERVE, Pace
from storage.delivery_pace import UPDATES
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
    clock.advance(seconds=1)
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


def test_what_was_granted_to_those_begun_is_not_offered_again(pace: Pace) -> None:
    pace.share()
    there = pace.full
    wish = pace.wish(16)
    assert (wish.writes, wish.lookups) == (0, 0)
    pace.grant(wish, 6, 2, there)
    assert (pace.wish(8, begun=8).writes, pace.wish(8, begun=8).lookups) == (0, 0)
    assert pace.wish(9, begun=7).writes == 1, "one ended without a call"


async def test_without_a_grant_nobody_waits(pace: Pace) -> None:
    pace.share()
    assert not await pace.wait("C1", Priority.REPLY)
    pace.grant(pace.wish(16), 1, 0, pace.full)
    assert await pace.wait("C1", Priority.REPLY)
    assert not await pace.wait("C2", Priority.REPLY)


def test_updates_have_tokens_and_a_gate_of_their_own(pace: Pace, clock: MovableClock) -> None:
    taken = 0
    while pace.take(f"U{taken}", Priority.BULK, UPDATES):
        taken += 1
    assert taken == UPDATE_BURST - UPDATE_RESERVE
    assert pace.room(16).update_ceiling is Priority.REPLY
    assert (pace.room(16).limit, pace.room(16).ceiling) == (10 - RESERVE, Priority.BULK), (
        "posts are as they were"
    )
    pace.close(clock.now() + timedelta(seconds=30), UPDATES)
    assert not pace.take("U", Priority.REPLY, UPDATES)
    assert pace.room(16).updates == 0
    assert pace.take("C", Priority.REPLY)
    clock.advance(seconds=30)
    assert pace.take("U", Priority.REPLY, UPDATES)
