"""The other mode: payloads posted, signed, to a Bolt app behind a request URL."""

from __future__ import annotations

import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.workspace.server import running
from bot.workspace.state import Workspace
from tests.acceptance.workspace.stage import (
    ANA,
    BOT,
    GENERAL,
    bolt,
    button,
    client,
    entered,
    modal,
    seed,
    until,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from slack_bolt.async_app import AsyncAck, AsyncSay
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.workspace.server import Server


@pytest.fixture
def port() -> int:
    """Find a port nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
async def server(port: int) -> AsyncIterator[Server]:
    """Serve a workspace whose app is behind a request URL."""
    workspace = Workspace.open(seed(f"http://127.0.0.1:{port}/slack/events"), None)
    async with running(workspace) as server:
        yield server


@asynccontextmanager
async def listening(app: AsyncApp, port: int) -> AsyncIterator[None]:
    """Serve a Bolt app's request URL for the length of the block."""
    runner = web.AppRunner(app.web_app("/slack/events"))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()


async def test_events_clicks_commands_and_forms_arrive_signed(server: Server, port: int) -> None:
    app, saved = bolt(server), []

    @app.event("message")
    async def answer(event: dict[str, Any], say: AsyncSay) -> None:
        if event["text"] == "hello":
            await say(text="go?", blocks=[button()])

    @app.action("go")
    async def open_form(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal())
        await ack()

    @app.view("form")
    async def save(ack: AsyncAck, view: dict[str, Any]) -> None:
        saved.append(view["state"]["values"])
        await ack()

    @app.command("/echo")
    async def echo(ack: AsyncAck, command: dict[str, Any]) -> None:
        await ack(command["text"])

    workspace = server.workspace
    async with listening(app, port):
        dm = server.acts.open_dm(ANA, BOT)
        await server.acts.say(ANA, dm, "hello")
        await until(lambda: len(workspace.messages(dm, viewer=ANA)) == 2)
        assert workspace.connected
        asked = workspace.messages(dm, viewer=ANA)[1]
        await server.acts.click(ANA, {"block_id": "b1", "action_id": "go"}, channel=dm, ts=asked.ts)
        view_id = workspace.modals(ANA)[0]["id"]
        assert await server.acts.submit(ANA, view_id, entered("fine")) == {}
        assert await server.acts.command(ANA, dm, "/echo", "back") is None

    assert saved == [entered("fine")]
    assert workspace.modals(ANA) == []
    assert workspace.messages(dm, viewer=ANA)[2].text == "back"


async def test_events_wait_until_the_app_listens(server: Server, port: int) -> None:
    await server.acts.say(ANA, GENERAL, "anyone?")
    app, heard = bolt(server), []

    @app.event("message")
    async def note(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    async with listening(app, port):
        await until(lambda: heard == ["anyone?"] and not server.dispatcher.undelivered)


async def test_a_failing_app_gets_the_event_again_with_the_reason(server: Server, port: int) -> None:
    seen = []

    async def fail_once(request: web.Request) -> web.Response:
        body = await request.json()
        if body["type"] == "url_verification":
            return web.Response(text=body["challenge"])
        seen.append((request.headers.get("X-Slack-Retry-Num"), request.headers.get("X-Slack-Retry-Reason")))
        return web.Response(status=500 if len(seen) == 1 else 200)

    await greeted(server, port, fail_once)
    assert seen == [(None, None), ("1", "http_error")]


async def test_an_app_that_hung_up_gets_the_event_again_once_it_answers(server: Server, port: int) -> None:
    seen: list[str | None] = []

    async def die_once(request: web.Request) -> web.Response:
        body = await request.json()
        if body["type"] == "url_verification":
            seen.append("looked for")
            return web.Response(text=body["challenge"])
        seen.append(request.headers.get("X-Slack-Retry-Reason"))
        if "looked for" not in seen[seen.index(None) :]:
            assert request.transport is not None
            request.transport.close()
        return web.Response()

    await greeted(server, port, die_once)
    assert seen == ["looked for", None, "looked for", "connection_failed"]


async def greeted(
    server: Server, port: int, handler: Callable[[web.Request], Awaitable[web.Response]]
) -> None:
    """Say hello to an app until it has acknowledged it."""
    app = web.Application()
    app.router.add_post("/slack/events", handler)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await server.acts.say(ANA, GENERAL, "hello")
    await until(lambda: not server.dispatcher.undelivered)
    await runner.cleanup()


async def test_a_wrong_secret_is_refused_by_the_app(server: Server, port: int) -> None:
    app, heard = AsyncApp(client=client(server), signing_secret="another"), []  # noqa: S106 - not ours, that is the point

    @app.command("/echo")
    async def echo(ack: AsyncAck, command: dict[str, Any]) -> None:
        heard.append(command)
        await ack()

    async with listening(app, port):
        assert await server.acts.command(ANA, GENERAL, "/echo", "x") is not None
    assert heard == []
