"""Messages that are never sent, and what the others notice of it: nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import structlog

from bot.delivery.courier import Terms
from bot.delivery.drafts import Draft, Drawn
from storage.outbox import State
from storage.people import SlackAccount

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.integration.delivery.conftest import Desk


@pytest.mark.parametrize(
    "code",
    ["channel_not_found", "user_disabled", "is_archived", "not_in_channel", "msg_too_long", "invalid_blocks"],
)
async def test_what_slack_refuses_for_good_fails_at_once_and_delays_nobody(desk: Desk, code: str) -> None:
    desk.slack.refusals["U1"] = code
    await desk.post("hopeless", to=1)
    await desk.post("next to them", to=1)
    await desk.post("fine", to=2)
    sender = desk.sender()
    assert await sender.send_due() == 2
    row = await desk.row("hopeless")
    assert (row.state, row.error, row.attempts) == (State.FAILED, code, 0)
    del desk.slack.refusals["U1"]
    assert await sender.send_due() == 1
    assert await desk.state("fine") is State.SENT
    assert await desk.state("next to them") is State.SENT


async def test_an_update_of_a_message_somebody_deleted_fails(desk: Desk) -> None:
    await desk.post("face")
    sender = desk.sender()
    await desk.drain(sender)
    desk.slack.messages.clear()
    await desk.update("smile", "face")
    await desk.drain(sender)
    row = await desk.row("smile")
    assert (row.state, row.error) == (State.FAILED, "message_not_found")


async def test_a_person_without_a_live_account_is_not_written_to(desk: Desk) -> None:
    def deactivate(session: Session) -> None:
        for number in (1, 2):
            account = session.get_one(SlackAccount, ("T1", f"U{number}"))
            account.deleted = number == 1
            account.person_id = 1 if number == 1 else None

    await desk.transactions.write(deactivate)
    await desk.post("gone", to=1)
    await desk.post("never here", to=2)
    await desk.drain(desk.sender())
    assert (await desk.row("gone")).error == "account_inactive"
    assert (await desk.row("never here")).error == "no_slack_account"
    assert desk.slack.calls == []


async def test_an_outdated_message_is_cancelled_and_never_sent(desk: Desk) -> None:
    async def outdated(_draft: Draft) -> Drawn | None:
        return None

    desk.renderers["note"] = outdated
    await desk.post("old news")
    await desk.sender().send_due()
    assert await desk.state("old news") is State.CANCELLED
    assert desk.slack.calls == []


async def test_a_message_that_cannot_be_drawn_is_tried_again_and_then_given_up(desk: Desk) -> None:
    drawn: list[str] = []

    async def broken(draft: Draft) -> Drawn | None:
        drawn.append(draft.kind)
        reason = "she said she was tired"
        raise RuntimeError(reason)

    desk.renderers["broken"] = broken
    await desk.post("broken", kind="broken")
    await desk.post("behind it")
    sender = desk.sender(terms=Terms(draws=3))
    with structlog.testing.capture_logs() as logs:
        for _ in range(6):
            await sender.send_due()
            desk.clock.advance(minutes=1)
    row = await desk.row("broken")
    assert (row.state, row.error, len(drawn)) == (State.FAILED, "not_drawn", 3)
    assert await desk.state("behind it") is State.SENT
    assert "tired" not in str(logs)
    assert any(entry["event"] == "delivery.not_drawn" for entry in logs)


async def test_a_kind_only_a_newer_copy_knows_waits_for_it(desk: Desk) -> None:
    await desk.post("new", kind="new")
    await desk.sender("old").send_due()
    desk.clock.advance(minutes=1)
    desk.renderers["new"] = desk.renderers["note"]
    await desk.sender("new").send_due()
    assert await desk.state("new") is State.SENT


async def test_the_log_names_messages_and_never_quotes_them(desk: Desk) -> None:
    async def secret(_draft: Draft) -> Drawn | None:
        blocks: list[dict[str, Any]] = [{"type": "divider"}]
        return Drawn("between us two", blocks)

    desk.renderers["note"] = secret
    await desk.post("private")
    with structlog.testing.capture_logs() as logs:
        await desk.sender().send_due()
    assert [(entry["event"], entry["state"]) for entry in logs] == [("delivery.ended", "sent")]
    assert "between" not in str(logs)
    assert desk.slack.messages[0]["blocks"] == [{"type": "divider"}]
