from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery.outbox import Outbox
from storage import outbox
from storage.outbox import NoSuchMessageError, State

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.integration.delivery.conftest import Desk


async def test_a_message_is_drawn_for_its_reader_and_sent(desk: Desk) -> None:
    assert await desk.post("hello", to=2)
    assert await desk.sender().send_due() == 1
    row = await desk.row("hello")
    assert (row.state, row.channel_id, row.ts) == (State.SENT, "D2", desk.slack.messages[0]["ts"])
    assert row.owner is None
    assert desk.slack.texts() == ["hello to 2 in zh-CN"]
    assert desk.slack.made("conversations.open") == []


async def test_the_only_thing_slack_learns_beside_the_words_is_an_opaque_id(desk: Desk) -> None:
    await desk.post("check-in:17:prompt:3")
    await desk.sender().send_due()
    row = await desk.row("check-in:17:prompt:3")
    assert desk.slack.made("chat.postMessage")[0]["metadata"] == {
        "event_type": "touchbase_delivery",
        "event_payload": {"id": row.delivery_id},
    }
    assert len(row.delivery_id) == 32


async def test_a_message_is_put_once_under_its_key(desk: Desk) -> None:
    assert await desk.post("same", payload={"n": "first"})
    assert not await desk.post("same", payload={"n": "second"})
    await desk.drain(desk.sender())
    assert desk.slack.texts() == ["first to 1 in en-US"]
    assert not await desk.post("same", payload={"n": "third"})


async def test_a_message_of_a_transaction_that_fails_does_not_exist(desk: Desk) -> None:
    def put_and_fail(session: Session) -> None:
        Outbox(desk.clock).post(session, key="lost", kind="note", payload={"n": "lost"}, to=1)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await desk.transactions.write(put_and_fail)
    assert await desk.transactions.read(outbox.by_key, "lost") is None


async def test_a_message_waits_for_its_time(desk: Desk) -> None:
    await desk.post("later", not_before=desk.clock.now().replace(hour=10))
    sender = desk.sender()
    assert await sender.send_due() == 0
    desk.clock.advance(hours=1)
    assert await sender.send_due() == 1


async def test_a_message_called_back_in_time_is_not_sent(desk: Desk) -> None:
    await desk.post("regretted")
    assert await desk.transactions.write(outbox.cancel, "regretted")
    assert await desk.sender().send_due() == 0
    assert await desk.state("regretted") is State.CANCELLED
    assert not await desk.transactions.write(outbox.cancel, "regretted")


@pytest.mark.parametrize("words", ["He was late again", "他又迟到了", "x" * 129])
async def test_what_people_said_cannot_be_put_into_a_payload(desk: Desk, words: str) -> None:
    with pytest.raises(ValueError, match="ids, not words"):
        await desk.post("words", payload={"n": [{"deep": words}]})


async def test_an_update_of_nothing_is_refused_at_once(desk: Desk) -> None:
    with pytest.raises(NoSuchMessageError):
        await desk.update("second", "never put")


async def test_a_reply_is_born_claimed_and_sent_by_the_copy_that_made_it(desk: Desk) -> None:
    await desk.post("mine", owner="a")
    row = await desk.row("mine")
    assert (row.state, row.owner) == (State.POSTING, "a")
    assert await desk.sender("b").send_due() == 0
    assert await desk.sender("a").send_due() == 1
    assert desk.slack.texts() == ["mine to 1 in en-US"]


async def test_a_reply_born_while_another_is_under_way_queues_behind_it(desk: Desk) -> None:
    await desk.post("first", owner="a")
    await desk.post("second", owner="a")
    assert await desk.state("second") is State.QUEUED
    await desk.drain(desk.sender("a"))
    assert desk.slack.texts() == ["first to 1 in en-US", "second to 1 in en-US"]


async def test_the_counts_name_every_state(desk: Desk) -> None:
    await desk.post("one")
    await desk.post("two", to=2)
    await desk.transactions.write(outbox.cancel, "two")
    counts = await desk.transactions.read(outbox.counts)
    assert counts == dict.fromkeys(State, 0) | {State.QUEUED: 1, State.CANCELLED: 1}
