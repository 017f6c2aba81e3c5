"""Deliveries that go wrong: lost connections, missing acknowledgements, copies, limits, lost replies."""

from __future__ import annotations

import asyncio
import functools
import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import socket_mode
from bot.workspace.clock import ManualClock
from bot.workspace.server import running
from bot.workspace.state import Workspace
from tests.acceptance.workspace.stage import (
    ANA,
    APP_TOKEN,
    BOT,
    GENERAL,
    bolt,
    button,
    client,
    connected,
    seed,
    until,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.workspace.models import Change
    from bot.workspace.server import Server


def _due(clock: ManualClock, seconds: float) -> bool:
    return clock.due_in == [seconds]


class Line:
    """A Socket Mode connection driven by hand: nothing is acknowledged unless the test does it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def next(self) -> dict[str, Any]:
        """Wait for what the workspace sends next."""
        envelope: dict[str, Any] = await self.socket.receive_json(timeout=5)
        return envelope

    async def acknowledge(self, envelope: dict[str, Any]) -> None:
        """Acknowledge an envelope as Bolt would."""
        await self.socket.send_str(json.dumps({"envelope_id": envelope["envelope_id"]}))


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


async def dial(server: Server, http: aiohttp.ClientSession) -> Line:
    answer = await AsyncWebClient(token=APP_TOKEN, base_url=server.api_url).apps_connections_open(
        app_token=APP_TOKEN
    )
    line = Line(await http.ws_connect(answer["url"]))
    assert (await line.next())["type"] == "hello"
    return line


async def test_an_event_waits_for_an_app_that_is_away(server: Server) -> None:
    await server.acts.say(ANA, GENERAL, "anyone?")
    app, heard = bolt(server), []

    @app.event("message")
    async def note(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    async with connected(app):
        await until(lambda: heard == ["anyone?"] and not server.dispatcher.undelivered)


async def test_what_a_lost_connection_did_not_acknowledge_is_sent_again(
    server: Server, http: aiohttp.ClientSession
) -> None:
    first = await dial(server, http)
    await server.acts.say(ANA, GENERAL, "hello?")
    lost = await first.next()
    await first.socket.close()

    second = await dial(server, http)
    again = await second.next()
    assert again["payload"]["event_id"] == lost["payload"]["event_id"]
    assert again["envelope_id"] != lost["envelope_id"]
    await second.acknowledge(again)
    await until(lambda: not server.dispatcher.undelivered)


async def test_a_refresh_makes_the_app_reconnect_and_nothing_is_lost(server: Server) -> None:
    app, heard = bolt(server), []

    @app.event("message")
    async def note(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    async with connected(app):
        assert server.hub is not None
        hub = server.hub
        await hub.refresh()
        await server.acts.say(ANA, GENERAL, "still there?")
        await until(lambda: heard == ["still there?"])
        assert hub.count == 1


async def test_a_connection_asked_to_go_gets_nothing_new_and_is_closed_in_the_end(
    server: Server, http: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_mode, "_LEAVING_SECONDS", 0.2)
    old = await dial(server, http)
    assert server.hub is not None
    await server.hub.refresh()
    assert (await old.next())["reason"] == "refresh_requested"
    await server.acts.say(ANA, GENERAL, "still there?")
    new = await dial(server, http)
    await new.acknowledge(await new.next())
    await until(lambda: not server.dispatcher.undelivered)
    assert (await old.socket.receive()).type is aiohttp.WSMsgType.CLOSE
    assert server.hub.count == 1


async def test_an_unacknowledged_event_is_retried_at_once_then_after_a_minute_then_five(
    http: aiohttp.ClientSession,
) -> None:
    clock = ManualClock()
    workspace = Workspace.open(seed(), None, clock)
    async with running(workspace) as server:
        line = await dial(server, http)
        await server.acts.say(ANA, GENERAL, "hello?")
        attempts = [await line.next()]
        clock.advance(3)
        attempts.append(await line.next())
        for pause in (60, 300):
            clock.advance(3)
            await until(functools.partial(_due, clock, pause))
            clock.advance(pause)
            attempts.append(await line.next())
        clock.advance(3)
        await until(lambda: not server.dispatcher.undelivered)
        await line.socket.close()
    assert [each["retry_attempt"] for each in attempts] == [0, 1, 2, 3]
    assert len({each["payload"]["event_id"] for each in attempts}) == 1
    assert attempts[1]["retry_reason"] == "timeout"


async def test_duplicate_deliveries_carry_the_same_event_id(
    server: Server, http: aiohttp.ClientSession
) -> None:
    server.workspace.faults.duplicate_deliveries = 4
    line = await dial(server, http)
    await server.acts.say(ANA, GENERAL, "once")
    envelopes = [await line.next() for _ in range(4)]
    for envelope in envelopes:
        await line.acknowledge(envelope)
    assert len({each["payload"]["event_id"] for each in envelopes}) == 1
    assert len({each["envelope_id"] for each in envelopes}) == 4
    await line.socket.close()


async def test_payloads_take_turns_among_the_connections(server: Server, http: aiohttp.ClientSession) -> None:
    lines = [await dial(server, http) for _ in range(2)]
    for number in range(2):
        await server.acts.say(ANA, GENERAL, str(number))
    heard = {(await line.next())["payload"]["event"]["text"] for line in lines}
    assert heard == {"0", "1"}
    for line in lines:
        await line.socket.close()


async def test_an_eleventh_connection_is_turned_away(server: Server, http: aiohttp.ClientSession) -> None:
    lines = [await dial(server, http) for _ in range(10)]
    answer = await AsyncWebClient(token=APP_TOKEN, base_url=server.api_url).apps_connections_open(
        app_token=APP_TOKEN
    )
    extra = Line(await http.ws_connect(answer["url"]))
    assert (await extra.next())["reason"] == "too_many_websockets"
    for line in [*lines, extra]:
        await line.socket.close()


async def test_a_person_is_told_when_the_app_does_not_answer(http: aiohttp.ClientSession) -> None:
    clock = ManualClock()
    workspace = Workspace.open(seed(), None, clock)
    notices: list[Change] = []
    workspace.listen(lambda change: notices.append(change) if change.kind == "notice" else None)
    async with running(workspace) as server:
        line = await dial(server, http)
        posted = await client(server).chat_postMessage(channel=GENERAL, text="go?", blocks=[button()])
        await line.acknowledge(await line.next())
        action = {"block_id": "b1", "action_id": "go"}
        clicking = asyncio.create_task(server.acts.click(ANA, action, channel=GENERAL, ts=posted["ts"]))
        await line.next()
        clock.advance(3)
        await clicking
        assert [(each.user, each.note) for each in notices] == [(ANA, "Echo did not respond. Try again.")]

        typing = asyncio.create_task(server.acts.command(ANA, GENERAL, "/echo", "x"))
        await line.next()
        clock.advance(3)
        assert await typing == "/echo failed because the app did not respond."
        await line.socket.close()


async def test_a_trigger_is_worthless_after_three_seconds() -> None:
    clock = ManualClock()
    workspace = Workspace.open(seed(), None, clock)
    async with running(workspace) as server:
        trigger = workspace.tickets.trigger(ANA)
        clock.advance(3.1)
        view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            await client(server).views_open(trigger_id=trigger, view=view)


async def test_a_dropped_reply_leaves_the_message_with_its_metadata(server: Server) -> None:
    slack = client(server)
    server.workspace.faults.drop_reply_rate = 1.0
    metadata = {"event_type": "delivery", "event_payload": {"id": "d-1"}}
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await slack.chat_postMessage(channel=ANA, text="did it arrive?", metadata=metadata)

    server.workspace.faults.drop_reply_rate = 0.0
    dm = (await slack.conversations_open(users=ANA))["channel"]["id"]
    history = await slack.conversations_history(channel=dm, include_all_metadata=True)
    assert [each["metadata"] for each in history["messages"]] == [metadata]
    assert "metadata" not in (await slack.conversations_history(channel=dm))["messages"][0]


async def test_too_many_calls_are_refused_with_the_time_to_wait(server: Server) -> None:
    server.workspace.faults.rate_limit_per_min = 12
    slack = client(server)
    await slack.chat_postMessage(channel=GENERAL, text="one")
    with pytest.raises(SlackApiError) as refused:
        await slack.chat_postMessage(channel=GENERAL, text="two")
    assert refused.value.response.status_code == 429
    assert refused.value.response["error"] == "ratelimited"
    assert 1 <= int(refused.value.response.headers["Retry-After"]) <= 5
    await slack.auth_test()


async def test_the_workspace_knows_whether_an_app_is_there(server: Server) -> None:
    assert not server.workspace.connected
    async with connected(bolt(server)):
        await until(lambda: server.workspace.connected)
    await until(lambda: not server.workspace.connected)


async def test_a_ticket_opens_one_connection_only(server: Server, http: aiohttp.ClientSession) -> None:
    answer = await AsyncWebClient(token=APP_TOKEN, base_url=server.api_url).apps_connections_open(
        app_token=APP_TOKEN
    )
    first = Line(await http.ws_connect(answer["url"]))
    assert (await first.next())["type"] == "hello"
    second = Line(await http.ws_connect(answer["url"]))
    assert (await second.next())["reason"] == "link_disabled"
    await first.socket.close()
    await second.socket.close()
    assert BOT not in (user.id for user in server.workspace.people() if not user.is_bot)
