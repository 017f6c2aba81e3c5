from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage.outbox import Priority, State
from tests.integration.delivery.fake_slack import Fault

if TYPE_CHECKING:
    from tests.integration.delivery.conftest import Desk


def _keys(desk: Desk) -> list[str]:
    return [text.split()[0] for text in desk.slack.texts()]


async def test_within_a_conversation_messages_keep_their_order(desk: Desk) -> None:
    for number in range(5):
        await desk.post(f"m{number}")
    sender = desk.sender()
    assert await sender.send_due() == 1, "one of a conversation at a time"
    await desk.drain(sender)
    assert _keys(desk) == ["m0", "m1", "m2", "m3", "m4"]


async def test_a_message_in_doubt_holds_up_its_own_conversation_only(desk: Desk) -> None:
    await desk.post("first", to=1)
    desk.slack.fail("chat.postMessage", Fault(drop=True))
    sender = desk.sender()
    await sender.send_due()
    await desk.post("second", to=1)
    await desk.post("elsewhere", to=2)
    await desk.drain(sender)
    assert _keys(desk) == ["elsewhere"]
    desk.clock.advance(seconds=6)
    await desk.drain(sender)
    assert _keys(desk) == ["elsewhere", "first", "second"]


async def test_replies_go_before_nudges_and_nudges_before_announcements(desk: Desk) -> None:
    await desk.post("bulk", priority=Priority.BULK)
    await desk.post("nudge", priority=Priority.NUDGE)
    await desk.post("reply", priority=Priority.REPLY)
    sender = desk.sender()
    for _ in range(3):
        await sender.send_due()
        desk.clock.advance(seconds=1)
    assert _keys(desk) == ["reply", "nudge", "bulk"]


async def test_a_reply_overtakes_a_thousand_announcements(desk: Desk) -> None:
    for number in range(60):
        await desk.post(f"bulk{number}", to=f"C{number}", priority=Priority.BULK)
    sender = desk.sender()
    while await sender.send_due():
        pass
    assert 0 < len(desk.slack.messages) < 60, "the bucket is empty but for what is kept for replies"
    await desk.post("reply")
    assert await sender.send_due() == 1
    assert _keys(desk)[-1] == "reply"


async def test_announcements_keep_a_second_apart_in_one_channel_and_replies_do_not(desk: Desk) -> None:
    await desk.post("bulk0", to="C1", priority=Priority.BULK)
    await desk.post("bulk1", to="C1", priority=Priority.BULK)
    sender = desk.sender()
    assert await sender.send_due() == 1
    assert await sender.send_due() == 0
    await desk.post("reply", to="C1")
    assert await sender.send_due() == 1
    desk.clock.advance(seconds=1)
    assert await sender.send_due() == 1
    assert _keys(desk) == ["bulk0", "reply", "bulk1"]


async def test_an_update_waits_for_its_message(desk: Desk) -> None:
    await desk.post("face", to=1, not_before=desk.clock.now() + timedelta(hours=1))
    await desk.update("smile", "face")
    await desk.post("meanwhile", to=1)
    sender = desk.sender()
    await desk.drain(sender)
    assert _keys(desk) == ["meanwhile"]
    desk.clock.advance(hours=1)
    await desk.drain(sender)
    assert _keys(desk) == ["meanwhile", "smile"]
    smile, face = await desk.row("smile"), await desk.row("face")
    assert (smile.state, smile.channel_id, smile.ts) == (State.SENT, face.channel_id, face.ts)


async def test_an_update_of_a_message_that_failed_is_cancelled(desk: Desk) -> None:
    desk.slack.refusals["U1"] = "user_not_found"
    await desk.post("face")
    await desk.update("smile", "face")
    await desk.drain(desk.sender())
    assert await desk.state("face") is State.FAILED
    assert await desk.state("smile") is State.CANCELLED
    assert desk.slack.made("chat.update") == []


async def test_a_threaded_reply_stands_under_its_message(desk: Desk) -> None:
    await desk.post("root")
    await desk.post("reply", thread_key="root")
    await desk.drain(desk.sender())
    root, reply = desk.slack.messages
    assert reply["thread_ts"] == root["ts"]
    assert reply["channel"] == "D1"


async def test_a_reply_to_a_thread_that_never_began_fails(desk: Desk) -> None:
    desk.slack.refusals["C1"] = "is_archived"
    await desk.post("root", to="C1")
    await desk.post("reply", to="C1", thread_key="root")
    await desk.drain(desk.sender())
    row = await desk.row("reply")
    assert (row.state, row.error) == (State.FAILED, "thread_not_sent")


async def test_an_update_takes_the_old_blocks_away(desk: Desk) -> None:
    await desk.post("face")
    await desk.update("smile", "face")
    await desk.drain(desk.sender())
    assert desk.slack.made("chat.update")[0]["blocks"] == []


async def test_a_nudge_is_held_by_its_readers_hours_at_the_moment_of_sending_and_a_reply_is_not(
    desk: Desk,
) -> None:
    opens = desk.clock.now() + timedelta(hours=12)
    sender = desk.sender()
    sender.hold_nudges(lambda _session, _person: opens if desk.clock.now() < opens else None)
    await desk.post("nudge", priority=Priority.NUDGE)
    await desk.post("reply", to=2, priority=Priority.REPLY)
    await desk.drain(sender)
    assert _keys(desk) == ["reply"]
    held = await desk.row("nudge")
    assert (held.state, held.not_before, held.attempts) == ("queued", opens, 0)
    desk.clock.set(opens)
    await desk.drain(sender)
    assert _keys(desk) == ["reply", "nudge"]
