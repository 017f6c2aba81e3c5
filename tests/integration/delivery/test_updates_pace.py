"""Slack counts `chat.update` apart from posts, and so do all copies of the bot together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery.courier import Terms
from bot.delivery.pace import BURST, PER_MINUTE, RESERVE, UPDATE_BURST, UPDATE_RESERVE, UPDATE_SHARE
from storage import delivery_pace
from storage.outbox import Priority
from tests.integration.delivery.conftest import TEAM
from tests.integration.delivery.fake_slack import Fault

if TYPE_CHECKING:
    from bot.delivery.sender import Sender
    from tests.integration.delivery.conftest import Desk

LIMITED = Fault(code="ratelimited", status=429, retry_after=30)
ALONE = Terms(alone=True)


async def _all_they_can(*senders: Sender) -> int:
    begun = 0
    while sent := sum([await sender.send_due() for sender in senders]):
        begun += sent
    return begun


async def _posted(desk: Desk, count: int) -> None:
    """Let this many messages stand in as many channels, and everybody have rested."""
    for number in range(count):
        await desk.post(f"m{number}", to=f"C{number}")
    sender = desk.sender("before")
    while len(desk.slack.messages) < count:
        await _all_they_can(sender)
        desk.clock.advance(seconds=5)
    desk.clock.advance(minutes=10)


@pytest.mark.parametrize("copies", [1, 2])
async def test_progress_and_corrections_take_nothing_from_posts(desk: Desk, copies: int) -> None:
    await _posted(desk, 30)
    senders = [desk.sender(f"s{number}", terms=ALONE if copies == 1 else None) for number in range(copies)]
    for number in range(30):
        await desk.update(f"u{number}", f"m{number}", priority=Priority.BULK)
    for number in range(30):
        await desk.post(f"p{number}", to=f"N{number}", priority=Priority.BULK)
    await _all_they_can(*senders)
    assert len(desk.slack.made("chat.update")) == UPDATE_BURST - UPDATE_RESERVE
    assert len(desk.slack.made("chat.postMessage")) == 30 + BURST - RESERVE, "as many as without updates"
    desk.clock.advance(seconds=6)
    await _all_they_can(*senders)
    more = 6 * PER_MINUTE * UPDATE_SHARE / 60
    assert len(desk.slack.made("chat.update")) == UPDATE_BURST - UPDATE_RESERVE + more
    assert len(desk.slack.made("chat.postMessage")) == 30 + 30


async def test_what_was_just_pressed_is_shown_though_corrections_wait(desk: Desk) -> None:
    await _posted(desk, 50)
    for number in range(40):
        await desk.update(f"u{number}", f"m{number}", priority=Priority.BULK)
    sender = desk.sender()
    await _all_they_can(sender)
    done = len(desk.slack.made("chat.update"))
    for number in range(40, 50):
        await desk.update(f"pressed{number}", f"m{number}")
    assert await _all_they_can(sender) == 10
    assert len(desk.slack.made("chat.update")) == done + 10


async def test_a_429_for_updates_holds_up_updates_of_every_copy_and_nothing_else(desk: Desk) -> None:
    await _posted(desk, 3)
    for number in range(3):
        await desk.update(f"u{number}", f"m{number}")
    desk.slack.fail("chat.update", *[LIMITED] * 3)
    a, b = desk.sender("a"), desk.sender("b")
    await a.send_due()
    tried = len(desk.slack.made("chat.update"))
    await desk.post("meanwhile", to="C99")
    assert await _all_they_can(b) == 1
    assert "meanwhile" in str(desk.slack.texts())
    desk.slack.faults.clear()
    desk.clock.advance(seconds=29)
    await _all_they_can(a, b)
    assert len(desk.slack.made("chat.update")) == tried, "nobody calls early"
    full = a._pace.full
    there = await desk.transactions.write(delivery_pace.supply, TEAM, full, desk.clock.now())
    assert (there.updates.rate, there.writes.rate) == (full.updates.rate / 2, full.writes.rate)
    desk.clock.advance(seconds=1)
    await _all_they_can(a, b)
    assert sum(text.startswith("u") for text in desk.slack.texts()) == 3


async def test_a_429_for_posts_holds_up_updates_too(desk: Desk) -> None:
    await _posted(desk, 1)
    await desk.post("p", to="C5")
    desk.slack.fail("chat.postMessage", LIMITED)
    sender = desk.sender()
    await sender.send_due()
    await desk.update("u", "m0")
    assert await _all_they_can(sender) == 0
    desk.clock.advance(seconds=30)
    assert await _all_they_can(sender) == 2


async def test_updates_of_a_copys_own_do_not_hide_the_posts_behind_them(desk: Desk) -> None:
    """What a listener has just put is its own copy's from birth, and goes by the same two paces."""
    await _posted(desk, 30)
    spent = desk.sender("spender")
    for number in range(30):
        await desk.update(f"first{number}", f"m{number}")
    for number in range(30):
        await desk.update(f"second{number}", f"m{number}")
    await _all_they_can(spent)
    assert len(desk.slack.made("chat.update")) == UPDATE_BURST
    for number in range(20):
        await desk.post(f"more{number}", to=f"M{number}", owner="mine")
    for number in range(20):
        await desk.update(f"third{number}", f"m{number}")
    await desk.post("last", to="C77", owner="mine")
    mine = desk.sender("mine")
    await _all_they_can(mine)
    assert sum(text.startswith("more") for text in desk.slack.texts()) == BURST
    desk.clock.advance(seconds=1)
    await _all_they_can(mine)
    assert sum(text.startswith("last") for text in desk.slack.texts()) == 1
