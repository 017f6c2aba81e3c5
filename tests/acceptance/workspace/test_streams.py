"""Messages that appear while they are written, as the real SDK writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.acceptance.workspace.stage import ANA, GENERAL, client

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.workspace.server import Server

MARK = {"event_type": "touchbase_delivery", "event_payload": {"id": "1"}}


async def refusal(call: Awaitable[Any]) -> str:
    """Await a call that must be refused; return Slack's word for it."""
    with pytest.raises(SlackApiError) as refused:
        await call
    word: str = refused.value.response["error"]
    return word


async def test_a_message_grows_while_it_is_written_and_is_marked_when_it_is_closed(server: Server) -> None:
    slack, workspace = client(server), server.workspace
    channel = workspace.open_dm(ANA, workspace.app.bot_user_id).id
    asked = await server.acts.say(ANA, channel, "Until when?")
    begun = await slack.chat_startStream(channel=channel, thread_ts=asked.ts, markdown_text=r"Ten\. ")
    ts = begun["ts"]

    def seen() -> tuple[str, bool]:
        message = workspace.messages(channel, thread_ts=asked.ts, viewer=ANA)[-1]
        return message.text, message.streaming

    assert seen() == ("Ten.", True)
    await slack.chat_appendStream(channel=channel, ts=ts, markdown_text="Days.")
    assert seen() == ("Ten. Days.", True)
    assert await refusal(slack.chat_update(channel=channel, ts=ts, text="x")) == "streaming_state_conflict"
    await slack.chat_stopStream(channel=channel, ts=ts, metadata=MARK)
    assert seen() == ("Ten. Days.", False)
    thread = await slack.conversations_replies(channel=channel, ts=asked.ts, include_all_metadata=True)
    assert thread["messages"][-1]["metadata"] == MARK
    again = slack.chat_appendStream(channel=channel, ts=ts, markdown_text="x")
    assert await refusal(again) == "message_not_in_streaming_state"
    assert await refusal(slack.chat_stopStream(channel=channel, ts=ts)) == "message_not_in_streaming_state"
    await slack.chat_update(channel=channel, ts=ts, text="Whole.", blocks=[])
    assert seen() == ("Whole.", False)


async def test_what_slack_refuses_of_a_stream_is_refused_in_its_words(server: Server) -> None:
    slack = client(server)
    said = await server.acts.say(ANA, GENERAL, "Until when?")
    in_channel = slack.chat_startStream(channel=GENERAL, thread_ts=said.ts, markdown_text="x")
    assert await refusal(in_channel) == "missing_recipient_team_id"
    nowhere = slack.chat_startStream(channel=GENERAL, thread_ts="1.0", markdown_text="x")
    assert await refusal(nowhere) == "thread_not_found"
    others = slack.chat_appendStream(channel=GENERAL, ts=said.ts, markdown_text="x")
    assert await refusal(others) == "message_not_owned_by_app"
    begun = await slack.chat_startStream(
        channel=GENERAL, thread_ts=said.ts, recipient_team_id="T0WORKSPACE", recipient_user_id=ANA
    )
    empty = slack.api_call("chat.appendStream", json={"channel": GENERAL, "ts": begun["ts"]})
    assert await refusal(empty) == "no_text"
    long = slack.chat_appendStream(channel=GENERAL, ts=begun["ts"], markdown_text="x" * 12_001)
    assert await refusal(long) == "msg_too_long"
