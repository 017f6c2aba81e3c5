"""Claims by several copies at the same moment."""

from __future__ import annotations

import asyncio
import threading
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from storage import outbox_claims
from storage.outbox import NewMessage, Priority, State, put
from storage.outbox_claims import Hold, Room
from storage.sending import clearance, glance
from tests.integration.delivery.conftest import TEAM

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from sqlmodel import Session

    from storage.outbox import OutboxMessage
    from tests.integration.delivery.conftest import Desk

LEASE = timedelta(seconds=60)
PATIENCE = 20


@asynccontextmanager
async def _claiming(desk: Desk) -> AsyncIterator[list[str]]:
    """Keep a claim of owner `a` uncommitted inside the block; give the keys it took."""
    claimed, commit = threading.Event(), threading.Event()
    keys: list[str] = []

    def hold(session: Session) -> None:
        keys.extend(row.key for row in _claim(session, "a", desk))
        claimed.set()
        assert commit.wait(PATIENCE)

    holding = asyncio.create_task(desk.transactions.write(hold))
    await asyncio.to_thread(claimed.wait, PATIENCE)
    try:
        yield keys
    finally:
        commit.set()
        await holding


def _claim(session: Session, owner: str, desk: Desk, limit: int = 4) -> list[OutboxMessage]:
    return outbox_claims.claim(session, owner, desk.clock.now(), LEASE, Room(limit))


postgres_only = pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@postgres_only
async def test_two_copies_claim_different_messages(desk: Desk) -> None:
    for number in range(1, 9):
        await desk.post(f"m{number}", to=number)
    async with _claiming(desk) as first:
        second = await desk.transactions.write(_claim, "b", desk)
    assert first == ["m1", "m2", "m3", "m4"]
    assert [row.key for row in second] == ["m5", "m6", "m7", "m8"]


@postgres_only
async def test_two_copies_never_work_in_one_conversation(desk: Desk) -> None:
    for number in range(4):
        await desk.post(f"m{number}", to=1)
    async with _claiming(desk) as first:
        assert await desk.transactions.write(_claim, "b", desk) == []
    assert first == ["m0"]


@postgres_only
async def test_a_reply_put_while_its_conversation_is_being_claimed_is_not_born_claimed(desk: Desk) -> None:
    await desk.post("first")
    async with _claiming(desk) as first:
        await desk.post("second", owner="b")
    assert first == ["first"]
    assert await desk.state("first") is State.POSTING
    assert await desk.state("second") is State.QUEUED


@postgres_only
@pytest.mark.parametrize("owner", [None, "b"], ids=["queued", "born claimed"])
async def test_a_reply_does_not_join_a_nudge_that_is_being_claimed(desk: Desk, owner: str | None) -> None:
    await desk.post("nudge", priority=Priority.NUDGE)
    async with _claiming(desk):
        await desk.post("reply", owner=owner)
        assert await desk.transactions.write(_claim, "b", desk) == []
        assert await desk.state("reply") is State.QUEUED


@postgres_only
async def test_two_senders_on_one_queue_send_everything_once(desk: Desk) -> None:
    for number in range(40):
        await desk.post(f"m{number}", to=1 + number % 8)
    a, b = desk.sender("a"), desk.sender("b")
    while sum(await asyncio.gather(a.send_due(), b.send_due())):
        desk.clock.advance(seconds=1)
    said = [text.split()[0] for text in desk.slack.texts()]
    assert sorted(said) == sorted(f"m{number}" for number in range(40))
    for person in range(8):
        mine = [int(word[1:]) for word in said if int(word[1:]) % 8 == person]
        assert mine == sorted(mine)


async def test_one_taker_gets_a_message_whose_lease_ran_out(desk: Desk) -> None:
    await desk.post("orphan")
    await desk.transactions.write(_claim, "dead", desk)
    now = desk.clock.advance(seconds=60)
    takers = [
        await desk.transactions.write(outbox_claims.expired, owner, now, LEASE, 5) for owner in ("b", "c")
    ]
    assert [[row.key for row in rows] for rows in takers] == [["orphan"], []]


async def test_only_the_owner_of_a_claim_ends_it(desk: Desk) -> None:
    await desk.post("mine")
    number = (await desk.transactions.write(_claim, "a", desk))[0].number
    now = desk.clock.now()
    assert not await desk.transactions.write(outbox_claims.mark_failed, Hold(number, "b"), "stolen")

    async def may_send(owner: str, until: datetime) -> bool:
        cleared = await desk.transactions.read(clearance, Hold(number, owner), "T1", now, until)
        return cleared == (True, None)

    assert await may_send("a", now + LEASE)
    assert not await may_send("a", now + 2 * LEASE)
    assert not await may_send("b", now)
    assert await desk.transactions.write(outbox_claims.mark_failed, Hold(number, "a"), "mine")
    assert not await desk.transactions.write(outbox_claims.mark_failed, Hold(number, "a"), "twice")


async def test_a_message_goes_to_one_person_or_one_channel(desk: Desk) -> None:
    for person_id, channel in ((None, None), (1, "C1")):
        message = NewMessage("odd", "note", {}, person_id=person_id, channel=channel)
        with pytest.raises(ValueError, match="one person or to one channel"):
            await desk.transactions.write(put, message, now=desk.clock.now())


async def test_a_conversation_under_way_does_not_crowd_out_the_others(desk: Desk) -> None:
    await desk.post("under way", to=1)
    await desk.transactions.write(_claim, "a", desk)
    await desk.post("behind it", to=1)
    await desk.post("elsewhere", to=2)
    rows = await desk.transactions.write(_claim, "b", desk, 1)
    assert [row.key for row in rows] == ["elsewhere"]


async def test_what_was_taken_over_is_never_taken_for_born_claimed(desk: Desk) -> None:
    await desk.post("silent", owner="dead")
    now = desk.clock.advance(minutes=2)
    number = (await desk.row("silent")).number
    in_hand = await desk.transactions.write(outbox_claims.expired, "a", now, LEASE, 4, {number})
    assert in_hand == [], "what a sender still has in hand stays whose it is"
    taken = await desk.transactions.write(outbox_claims.expired, "a", now, LEASE, 4)
    assert [message.number for message in taken] == [number]
    seen = await desk.transactions.read(glance, "a", TEAM, now, begun=())
    assert not seen.held
    assert await desk.transactions.read(outbox_claims.held, "a", now, Room(4), begun=()) == []
    far = now + 2 * LEASE
    assert await desk.transactions.write(outbox_claims.give_back, "a", far, begun=()) == 0
    assert await desk.state("silent") is State.POSTING
