"""A call that broke off may or may not have reached Slack; it is looked up before it is sent again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.delivery import reconciliation
from bot.delivery.courier import Terms
from bot.delivery.drafts import Draft, Drawn
from storage import outbox_claims, outbox_settling
from storage.outbox import State
from storage.outbox_claims import Room
from tests.integration.delivery.fake_slack import Fault

if TYPE_CHECKING:
    from tests.integration.delivery.conftest import Desk

LEASE = timedelta(seconds=60)


async def _die_before_marking(desk: Desk, monkeypatch: pytest.MonkeyPatch, owner: str = "a") -> None:
    def killed(*_arguments: object) -> bool:
        raise SystemError

    with monkeypatch.context() as patch:
        patch.setattr(outbox_settling, "mark_sent", killed)
        await desk.sender(owner).send_due()


async def test_killed_after_posting_it_is_found_and_not_posted_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.post("once")
    await _die_before_marking(desk, monkeypatch)
    assert await desk.state("once") is State.POSTING
    survivor = desk.sender("b")
    assert await survivor.send_due() == 0
    desk.clock.advance(seconds=61)
    assert await survivor.send_due() == 1
    row = await desk.row("once")
    assert (row.state, row.channel_id, row.ts) == (State.SENT, "D1", desk.slack.messages[0]["ts"])
    assert len(desk.slack.messages) == 1


async def test_a_sender_that_could_not_mark_does_not_send_again_by_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.post("once", owner="a")
    sender = desk.sender("a")

    def unreachable(*_arguments: object) -> bool:
        raise SystemError

    with monkeypatch.context() as patch:
        patch.setattr(outbox_settling, "mark_sent", unreachable)
        await sender.send_due()
    assert await sender.send_due() == 0
    desk.clock.advance(seconds=61)
    assert await sender.send_due() == 1
    assert await desk.state("once") is State.SENT
    assert len(desk.slack.messages) == 1


async def test_killed_before_posting_it_is_posted_by_another(desk: Desk) -> None:
    await desk.post("orphan")
    await desk.transactions.write(outbox_claims.claim, "dead", desk.clock.now(), LEASE, Room(5))
    desk.clock.advance(seconds=61)
    assert await desk.sender("b").send_due() == 1
    assert desk.slack.texts() == ["orphan to 1 in en-US"]
    assert (await desk.row("orphan")).attempts == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(accept=True, drop=True),
        Fault(code="internal_error", accept=True),
        Fault(code="", status=503, accept=True),
        Fault(code="fatal_error", accept=True),
    ],
    ids=["reply dropped", "internal error", "503", "fatal error"],
)
async def test_accepted_but_not_confirmed_it_is_not_doubled(desk: Desk, fault: Fault) -> None:
    await desk.post("once")
    desk.slack.fail("chat.postMessage", fault)
    sender = desk.sender()
    await sender.send_due()
    assert await sender.send_due() == 0, "it is looked up only when a late effect would show"
    desk.clock.advance(seconds=6)
    await sender.send_due()
    assert await desk.state("once") is State.SENT
    assert desk.slack.texts() == ["once to 1 in en-US"]


@pytest.mark.parametrize(
    "fault", [Fault(drop=True), Fault(code="service_unavailable")], ids=["dropped", "503"]
)
async def test_neither_accepted_nor_confirmed_it_is_sent_again(desk: Desk, fault: Fault) -> None:
    await desk.post("once")
    desk.slack.fail("chat.postMessage", fault)
    sender = desk.sender()
    await sender.send_due()
    desk.clock.advance(seconds=6)
    await sender.send_due()
    assert desk.slack.texts() == ["once to 1 in en-US"]
    assert len(desk.slack.made("chat.postMessage")) == 2


async def test_an_answer_that_takes_too_long_is_a_doubt(desk: Desk) -> None:
    release = asyncio.Event()
    desk.slack.fail("chat.postMessage", Fault(accept=True, until=release))
    await desk.post("slow")
    sender = desk.sender(terms=Terms(call_timeout=timedelta(milliseconds=50)))
    await sender.send_due()
    release.set()
    assert (await desk.row("slow")).error == "timeout"
    desk.clock.advance(seconds=6)
    await desk.drain(desk.sender("b"))
    assert await desk.state("slow") is State.SENT
    assert len(desk.slack.messages) == 1


async def test_a_threaded_reply_is_looked_for_in_its_thread(desk: Desk) -> None:
    await desk.post("root", to="C7")
    sender = desk.sender()
    await desk.drain(sender)
    await desk.post("reply", to="C7", thread_key="root")
    desk.slack.fail("chat.postMessage", Fault(accept=True, drop=True))
    await sender.send_due()
    desk.clock.advance(seconds=6)
    await sender.send_due()
    assert await desk.state("reply") is State.SENT
    assert len(desk.slack.messages) == 2
    assert desk.slack.messages[1]["thread_ts"] == desk.slack.messages[0]["ts"]


async def test_it_is_found_on_a_later_page_of_a_busy_conversation(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciliation, "PAGE", 2)
    await desk.post("once", to="C7")
    desk.slack.fail("chat.postMessage", Fault(accept=True, drop=True))
    sender = desk.sender()
    await sender.send_due()
    noise = {"text": "noise", "channel": "C7", "thread_ts": None}
    for number in range(5):
        desk.slack.messages.append(noise | {"ts": f"{desk.clock.now().timestamp() + number:.6f}"})
    desk.clock.advance(seconds=6)
    await sender.send_due()
    assert await desk.state("once") is State.SENT
    assert desk.slack.texts().count("once to None in en") == 1


async def test_where_history_cannot_be_read_it_is_unknown_and_never_sent_again(desk: Desk) -> None:
    await desk.post("once")
    desk.slack.fail("chat.postMessage", Fault(drop=True))
    desk.slack.fail("conversations.history", Fault(code="missing_scope"))
    sender = desk.sender()
    await sender.send_due()
    desk.clock.advance(seconds=6)
    await sender.send_due()
    row = await desk.row("once")
    assert (row.state, row.error) == (State.UNKNOWN, "missing_scope")
    desk.clock.advance(hours=1)
    assert await sender.send_due() == 0
    assert desk.slack.messages == []


async def test_a_history_that_is_limited_is_read_later(desk: Desk) -> None:
    await desk.post("once")
    desk.slack.fail("chat.postMessage", Fault(accept=True, drop=True))
    desk.slack.fail("conversations.history", Fault(code="ratelimited", status=429, retry_after=30))
    sender = desk.sender()
    await sender.send_due()
    desk.clock.advance(seconds=6)
    await sender.send_due()
    assert await desk.state("once") is State.POSTING
    desk.clock.advance(seconds=31)
    await sender.send_due()
    assert await desk.state("once") is State.SENT
    assert len(desk.slack.messages) == 1


async def test_a_history_that_stays_broken_ends_as_unknown(desk: Desk) -> None:
    await desk.post("once")
    desk.slack.fail("chat.postMessage", Fault(drop=True))
    desk.slack.fail("conversations.history", *[Fault(code="internal_error")] * 3)
    sender = desk.sender(terms=Terms(doubts=3))
    for _ in range(3):
        await sender.send_due()
        desk.clock.advance(minutes=3)
    assert await desk.state("once") is State.UNKNOWN


async def test_a_sender_that_stalled_lets_go_of_what_was_taken_over(desk: Desk) -> None:
    rescuer = desk.sender("b")
    stalls = [True]

    async def stall_once(draft: Draft) -> Drawn:
        if stalls:
            stalls.clear()
            desk.clock.advance(minutes=2)
            assert await rescuer.send_due() == 1
        return Drawn(str(draft.payload["n"]))

    desk.renderers["note"] = stall_once
    await desk.post("once")
    await desk.sender("a").send_due()
    assert desk.slack.texts() == ["once"]
    assert await desk.state("once") is State.SENT


async def test_an_unconfirmed_update_is_repeated_before_the_next_one(desk: Desk) -> None:
    await desk.post("face")
    sender = desk.sender()
    await desk.drain(sender)
    await desk.update("smile", "face")
    await desk.update("frown", "face")
    desk.slack.fail("chat.update", Fault(drop=True))
    await sender.send_due()
    assert await sender.send_due() == 0
    desk.clock.advance(seconds=6)
    await desk.drain(sender)
    said = [call["text"].split()[0] for call in desk.slack.made("chat.update")]
    assert said == ["smile", "smile", "frown"]
    assert desk.slack.made("conversations.history") == []
