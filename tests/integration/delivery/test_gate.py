"""When Slack says "too many", every copy waits as long as it was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.delivery.courier import Terms
from storage import delivery_gate
from storage.outbox import State
from storage.outbox_claims import orphan_all
from storage.sending import clearance
from tests.integration.delivery.conftest import TEAM
from tests.integration.delivery.fake_slack import Fault

if TYPE_CHECKING:
    from bot.delivery.drafts import Draft, Drawn
    from tests.integration.delivery.conftest import Desk

LIMITED = Fault(code="ratelimited", status=429, retry_after=30)


async def test_a_429_closes_the_gate_for_every_copy(desk: Desk) -> None:
    await desk.post("first", to=1)
    desk.slack.fail("chat.postMessage", LIMITED)
    a, b = desk.sender("a"), desk.sender("b")
    await a.send_due()
    await desk.post("second", to=2)
    for sender in (a, b):
        assert await sender.send_due() == 0
    desk.clock.advance(seconds=29)
    for sender in (a, b):
        assert await sender.send_due() == 0
    assert len(desk.slack.calls) == 1
    desk.clock.advance(seconds=1)
    assert await b.send_due() == 2
    assert len(desk.slack.messages) == 2


async def test_a_429_is_no_attempt_and_changes_no_order(desk: Desk) -> None:
    await desk.post("first")
    await desk.post("second")
    desk.slack.fail("chat.postMessage", *[LIMITED] * 3)
    sender = desk.sender()
    for _ in range(3):
        await sender.send_due()
        desk.clock.advance(seconds=31)
    assert (await desk.row("first")).attempts == 0
    await desk.drain(sender)
    assert [text.split()[0] for text in desk.slack.texts()] == ["first", "second"]


async def test_a_copy_already_drawing_sees_the_gate_before_it_calls(desk: Desk) -> None:
    note = desk.renderers["note"]

    async def meanwhile(draft: Draft) -> Drawn | None:
        until = desk.clock.now().replace(minute=1)
        await desk.transactions.write(delivery_gate.close_gate, TEAM, until)
        return await note(draft)

    desk.renderers["note"] = meanwhile
    await desk.post("held back")
    await desk.sender().send_due()
    assert desk.slack.calls == []
    assert await desk.state("held back") is State.QUEUED


async def test_the_gate_never_opens_early(desk: Desk) -> None:
    now = desk.clock.now()
    for minute in (5, 2):
        await desk.transactions.write(delivery_gate.close_gate, TEAM, now.replace(minute=minute))
    assert await desk.transactions.read(delivery_gate.gate, TEAM, now) == now.replace(minute=5)
    assert await desk.transactions.read(delivery_gate.gate, "T2", now) is None
    assert await desk.transactions.read(delivery_gate.gate, TEAM, now.replace(minute=5)) is None


async def test_a_reply_born_claimed_is_given_back_while_the_gate_is_closed(desk: Desk) -> None:
    await desk.transactions.write(delivery_gate.close_gate, TEAM, desk.clock.now().replace(minute=5))
    await desk.post("patient", owner="a")
    assert await desk.sender("a").send_due() == 0
    assert await desk.state("patient") is State.QUEUED
    desk.clock.advance(minutes=6)
    assert await desk.sender("b").send_due() == 1
    assert desk.slack.made("conversations.history") == [], "it never left, so there is nothing to look up"


async def test_a_broken_token_loses_nothing(desk: Desk) -> None:
    await desk.post("waits")
    desk.slack.fail("chat.postMessage", Fault(code="token_revoked"))
    sender = desk.sender()
    await sender.send_due()
    assert await desk.state("waits") is State.QUEUED
    assert await sender.send_due() == 0
    desk.clock.advance(seconds=61)
    assert await sender.send_due() == 1
    assert await desk.state("waits") is State.SENT


async def test_a_process_that_is_alone_does_not_ask_twice_for_what_it_just_claimed(desk: Desk) -> None:
    asked = []
    read = desk.transactions.read

    async def listening(work: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed on
        asked.append(work)
        return await read(work, *args, **kwargs)

    desk.transactions.read = listening  # type: ignore[method-assign]
    await desk.post("fresh")
    await desk.sender(terms=Terms(alone=True)).send_due()
    assert clearance not in asked
    await desk.post("again", to=2)
    await desk.sender().send_due()
    assert clearance in asked


async def test_a_process_that_is_alone_asks_again_after_a_stall(desk: Desk) -> None:
    note = desk.renderers["note"]

    async def stalls(draft: Draft) -> Drawn | None:
        desk.clock.advance(seconds=Terms().lease.total_seconds() + 1)
        await desk.transactions.write(orphan_all, desk.clock.now())
        return await note(draft)

    desk.renderers["note"] = stalls
    await desk.post("late")
    await desk.sender(terms=Terms(alone=True)).send_due()
    assert desk.slack.calls == []
