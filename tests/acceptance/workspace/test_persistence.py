"""Everything is still there after the workspace was closed and opened again."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.workspace.models import Message, Upload
from bot.workspace.server import running
from bot.workspace.state import Workspace
from tests.acceptance.workspace.stage import (
    ANA,
    BEN,
    BOT,
    BOT_TOKEN,
    GENERAL,
    bolt,
    button,
    client,
    connected,
    modal,
    section,
    seed,
    until,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.workspace.server import Server


@contextlib.asynccontextmanager
async def opened(data: Path) -> AsyncIterator[Server]:
    """Serve the workspace kept in a folder."""
    workspace = Workspace.open(seed(), data)
    try:
        async with running(workspace) as server:
            yield server
    finally:
        workspace.close()


async def test_messages_views_people_and_reading_marks_survive(tmp_path: Path) -> None:
    async with opened(tmp_path) as server:
        slack = client(server)
        said = await server.acts.say(ANA, GENERAL, "first", files=[Upload("a.txt", b"bytes", "text/plain")])
        await slack.chat_postMessage(channel=GENERAL, text="reply", thread_ts=said.ts, blocks=[button()])
        await slack.reactions_add(channel=GENERAL, timestamp=said.ts, name="eyes")
        await slack.views_publish(user_id=ANA, view={"type": "home", "blocks": [section("home")]})
        await slack.views_open(trigger_id=server.workspace.tickets.trigger(ANA), view=modal())
        server.acts.set_person(ANA, locale="zh-CN")
        server.acts.deactivate(BEN)
        server.workspace.mark_read(BEN, GENERAL)
        before = server.workspace.log.channel(GENERAL)
        home, modals = server.workspace.home(ANA), server.workspace.modals(ANA)

    async with opened(tmp_path) as server:
        workspace = server.workspace
        assert workspace.log.channel(GENERAL) == before
        assert before[0].reply_count == 1
        assert workspace.home(ANA) == home is not None
        assert workspace.modals(ANA) == modals != []
        assert (workspace.user(ANA).locale, workspace.user(BEN).deleted) == ("zh-CN", True)
        assert (workspace.unread(BEN, GENERAL), workspace.unread(ANA, GENERAL)) == (0, 1)
        assert workspace.files.read(before[0].files[0].id) == b"bytes"
        later = await server.acts.say(ANA, GENERAL, "later")
        assert later.ts > before[-1].ts


async def test_what_the_app_never_acknowledged_is_delivered_after_the_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as server:
        await server.acts.say(ANA, server.acts.open_dm(ANA, BOT), "remember me")

    async with opened(tmp_path) as server:
        app, heard = bolt(server), []

        @app.event("message")
        async def note(event: dict[str, str]) -> None:
            heard.append(event["text"])

        async with connected(app):
            await until(lambda: heard == ["remember me"] and not server.dispatcher.undelivered)


async def test_what_was_said_is_on_disk_moments_later_without_closing(tmp_path: Path) -> None:
    async with opened(tmp_path) as server:
        await server.acts.say(ANA, GENERAL, "safe")

        def stored() -> list[str]:
            other = Workspace.open(seed(), tmp_path)
            texts = [message.text for message in other.log.channel(GENERAL)]
            other.close()
            return texts

        await until(lambda: stored() == ["safe"])


async def test_closing_stores_what_was_said_a_moment_ago(tmp_path: Path) -> None:
    workspace = Workspace.open(seed(), tmp_path)
    workspace.post(Message(GENERAL, workspace.timestamps.next(), ANA, "just now"))
    workspace.close()
    again = Workspace.open(seed(), tmp_path)
    assert [message.text for message in again.log.channel(GENERAL)] == ["just now"]
    again.close()


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
async def test_the_command_line_serves_until_it_is_interrupted(tmp_path: Path, way: signal.Signals) -> None:
    seed_file = tmp_path / "seed.json"
    seed_file.write_text(seed().model_dump_json())
    words = ("--seed", str(seed_file), "--data", str(tmp_path / "data"), "--no-page")
    for fresh, expected in ((False, 1), (False, 2), (True, 1)):
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot.workspace", *words, *(["--fresh"] if fresh else [])),
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
        api = line.split("API ")[1].rstrip(")\n")
        async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {BOT_TOKEN}"}) as http:
            await http.post(f"{api}chat.postMessage", json={"channel": GENERAL, "text": "hi"})
            answer = await (await http.get(f"{api}conversations.history?channel={GENERAL}")).json()
        assert len(answer["messages"]) == expected
        process.send_signal(way)
        assert await asyncio.wait_for(process.wait(), 10) == 0
        rest = await process.stdout.read()
        assert json.dumps(rest.decode()) == '""'


async def test_a_seed_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "seed.json"
    wrong.write_text('{"users": []}')
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.workspace", "--seed", str(wrong)), stderr=asyncio.subprocess.PIPE
    )
    _, error = await process.communicate()
    assert process.returncode == 2
    assert str(wrong) in error.decode()
