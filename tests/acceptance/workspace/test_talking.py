"""A person talks, the app hears it as Slack would send it, and answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.workspace.errors import Refused
from bot.workspace.models import User
from tests.acceptance.workspace.stage import (
    ANA,
    BEN,
    BOT,
    GENERAL,
    PRIVATE,
    bolt,
    button,
    client,
    connected,
    section,
    until,
)

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncRespond, AsyncSay
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.workspace.models import Message
    from bot.workspace.server import Server


def texts(messages: list[Message]) -> list[str]:
    return [message.text for message in messages]


async def test_what_a_person_says_reaches_the_app_and_its_reply_comes_back(server: Server) -> None:
    app, heard = bolt(server), []

    @app.event("message")
    async def answer(event: dict[str, Any], say: AsyncSay) -> None:
        heard.append(event)
        await say(f"You said {event['text']}")

    async with connected(app):
        dm = server.acts.open_dm(ANA, BOT)
        said = await server.acts.say(ANA, dm, "hello")
        await until(lambda: len(server.workspace.messages(dm, viewer=ANA)) == 2)

    assert texts(server.workspace.messages(dm, viewer=ANA)) == ["hello", "You said hello"]
    event = heard[0]
    assert event["type"] == "message"
    assert (event["channel"], event["channel_type"], event["user"]) == (dm, "im", ANA)
    assert event["ts"] == event["event_ts"] == said.ts
    assert event["client_msg_id"] == said.client_msg_id
    assert event["blocks"][0]["elements"][0]["elements"] == [{"type": "text", "text": "hello"}]


async def test_a_mention_typed_by_name_reaches_the_app_as_an_id(server: Server) -> None:
    app, heard = bolt(server), []

    @app.event("app_mention")
    async def note(event: dict[str, Any]) -> None:
        heard.append(event)

    @app.event("message")
    async def ignore() -> None:
        return

    async with connected(app):
        await server.acts.say(ANA, GENERAL, "@Echo ask @Ben Zhou about a < b, see https://example.com/x.")
        await until(lambda: heard)

    assert heard[0]["text"] == f"<@{BOT}> ask <@{BEN}> about a &lt; b, see <https://example.com/x>."
    assert heard[0]["channel"] == GENERAL


async def test_the_app_hears_nothing_from_a_channel_it_is_not_in(server: Server) -> None:
    await server.acts.say(ANA, PRIVATE, f"<@{BOT}> can you hear me?")
    assert server.dispatcher.undelivered == []
    await server.acts.say(ANA, GENERAL, f"<@{BOT}> and now?")
    kinds = [payload["event"]["type"] for payload in server.dispatcher.undelivered]
    assert kinds == ["message", "app_mention"]


async def test_replies_gather_in_their_thread(server: Server) -> None:
    slack = client(server)
    first = await server.acts.say(ANA, GENERAL, "shall we?")
    await slack.chat_postMessage(channel=GENERAL, text="yes", thread_ts=first.ts)
    second = await server.acts.say(BEN, GENERAL, "no", thread_ts=first.ts)

    main = server.workspace.messages(GENERAL, viewer=ANA)
    assert texts(main) == ["shall we?"]
    assert main[0].reply_count == 2
    assert texts(server.workspace.messages(GENERAL, thread_ts=first.ts, viewer=ANA)) == [
        "shall we?",
        "yes",
        "no",
    ]
    answer = await slack.conversations_replies(channel=GENERAL, ts=second.ts)
    assert [each["text"] for each in answer["messages"]] == ["shall we?", "yes", "no"]
    assert answer["messages"][2]["parent_user_id"] == ANA
    event = server.dispatcher.undelivered[-1]["event"]
    assert (event["thread_ts"], event["parent_user_id"]) == (first.ts, ANA)


async def test_a_click_tells_the_app_where_and_it_can_update_the_message(server: Server) -> None:
    app, clicks = bolt(server), []

    @app.action("go")
    async def done(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        clicks.append(body)
        container = body["container"]
        await client.chat_update(
            channel=container["channel_id"], ts=container["message_ts"], text="done", blocks=[]
        )

    async with connected(app):
        slack = client(server)
        posted = await slack.chat_postMessage(channel=ANA, text="go?", blocks=[section("go?"), button()])
        channel, ts = posted["channel"], posted["ts"]
        await server.acts.click(ANA, {"block_id": "b1", "action_id": "go"}, channel=channel, ts=ts)
        await until(lambda: server.workspace.messages(channel, viewer=ANA)[0].text == "done")

    body = clicks[0]
    assert body["type"] == "block_actions"
    assert body["user"] == {"id": ANA, "username": "ana", "name": "ana", "team_id": "T0WORKSPACE"}
    assert body["message"]["ts"] == ts
    assert body["actions"][0]["value"] == "v1"
    assert body["actions"][0]["type"] == "button"
    assert body["response_url"].startswith(server.url)
    updated = server.workspace.messages(channel, viewer=ANA)[0]
    assert updated.blocks == ()
    assert updated.edited is not None


async def test_a_slash_command_is_answered_to_its_user_only(server: Server) -> None:
    app = bolt(server)

    @app.command("/echo")
    async def echo(ack: AsyncAck, command: dict[str, Any], respond: AsyncRespond) -> None:
        await ack(f"at once: {command['text']}")
        await respond("later", response_type="in_channel")

    async with connected(app):
        assert await server.acts.command(ANA, GENERAL, "/echo", "hi there") is None
        await until(lambda: len(server.workspace.messages(GENERAL, viewer=ANA)) == 2)

    # Bolt sends the acknowledgement when its poll notices it, so either may come first.
    assert set(texts(server.workspace.messages(GENERAL, viewer=ANA))) == {"at once: hi there", "later"}
    assert texts(server.workspace.messages(GENERAL, viewer=BEN)) == ["later"]


async def test_an_unknown_command_never_reaches_the_app(server: Server) -> None:
    assert await server.acts.command(ANA, GENERAL, "/nothing", "") == "/nothing is not a valid command."


async def test_a_response_url_replaces_and_deletes_what_it_came_from(server: Server) -> None:
    app = bolt(server)

    @app.action("go")
    async def replace(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("replaced", replace_original=True)

    @app.action("stop")
    async def remove(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(delete_original=True)

    async with connected(app):
        posted = await client(server).chat_postEphemeral(
            channel=GENERAL, user=ANA, text="?", blocks=[button(), button("stop", "b2")]
        )
        ts = posted["message_ts"]
        await server.acts.click(ANA, {"block_id": "b2", "action_id": "stop"}, channel=GENERAL, ts=ts)
        await until(lambda: not server.workspace.messages(GENERAL, viewer=ANA))

        posted = await client(server).chat_postMessage(channel=GENERAL, text="?", blocks=[button()])
        await server.acts.click(ANA, {"block_id": "b1", "action_id": "go"}, channel=GENERAL, ts=posted["ts"])
        await until(lambda: texts(server.workspace.messages(GENERAL, viewer=BEN)) == ["replaced"])


async def test_a_shortcut_on_a_message_carries_the_message(server: Server) -> None:
    app, kept = bolt(server), []

    @app.message_shortcut("keep")
    async def keep(ack: AsyncAck, shortcut: dict[str, Any]) -> None:
        await ack()
        kept.append(shortcut)

    async with connected(app):
        said = await server.acts.say(BEN, PRIVATE, "worth keeping")
        await server.acts.shortcut(ANA, "keep", channel=PRIVATE, ts=said.ts)
        await until(lambda: kept)

    assert kept[0]["callback_id"] == "keep"
    assert kept[0]["message"]["text"] == "worth keeping"
    assert kept[0]["message_ts"] == said.ts


async def test_changed_preferences_and_new_colleagues_are_announced(server: Server) -> None:
    app, heard = bolt(server), asyncio.Queue()  # type: ignore[var-annotated]

    @app.event("user_change")
    async def changed(event: dict[str, Any]) -> None:
        await heard.put(event["user"])

    @app.event("team_join")
    async def joined(event: dict[str, Any]) -> None:
        await heard.put(event["user"])

    async with connected(app):
        server.acts.set_person(ANA, locale="zh-CN", tz="Asia/Shanghai")
        user = await asyncio.wait_for(heard.get(), 5)
        server.acts.hire(User("U0NEW", "cleo", "Cleo New", email="cleo@example.com"))
        newcomer = await asyncio.wait_for(heard.get(), 5)

    assert (user["id"], user["locale"], user["tz"], user["tz_offset"]) == (
        ANA,
        "zh-CN",
        "Asia/Shanghai",
        8 * 3600,
    )
    assert newcomer["profile"]["email"] == "cleo@example.com"
    with pytest.raises(Refused, match=r"refused\.zone"):
        server.acts.set_person(ANA, tz="Mars/Olympus")
    found = await client(server).users_info(user=ANA, include_locale=True)
    assert found["user"]["locale"] == "zh-CN"
    assert "locale" not in (await client(server).users_info(user=ANA))["user"]


async def test_unread_counts_what_others_said_until_it_is_read(server: Server) -> None:
    await server.acts.say(BEN, GENERAL, "one")
    await server.acts.say(ANA, GENERAL, "two")
    await client(server).chat_postMessage(channel=GENERAL, text="three")
    assert server.workspace.unread(ANA, GENERAL) == 2
    server.workspace.mark_read(ANA, GENERAL)
    assert server.workspace.unread(ANA, GENERAL) == 0


async def test_a_message_needs_words_and_a_place_in_the_conversation(server: Server) -> None:
    with pytest.raises(Refused, match=r"refused\.empty"):
        await server.acts.say(ANA, GENERAL, "  ")
    with pytest.raises(Refused, match=r"refused\.outside"):
        await server.acts.say(ANA, server.acts.open_dm(BEN, BOT), "hi")
    server.acts.deactivate(BEN)
    with pytest.raises(Refused, match=r"refused\.left"):
        await server.acts.say(BEN, GENERAL, "hi")


async def test_twenty_thousand_characters_arrive_whole(server: Server) -> None:
    dm = server.acts.open_dm(ANA, BOT)
    await server.acts.say(ANA, dm, "长" * 20_000)
    assert len(server.dispatcher.undelivered[0]["event"]["text"]) == 20_000
