"""A workspace with its page, the toy bot, and a browser, all on one event loop."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest_asyncio
from playwright.async_api import async_playwright, expect

from bot.workspace import page
from bot.workspace.seed import Seed, SeedApp, SeedChannel, SeedTeam, SeedUser
from bot.workspace.server import running
from bot.workspace.state import Workspace
from tests.acceptance.page.toy_bot import ToyBot, toy_bot
from tests.acceptance.page.toy_views import APP_TOKEN, BOT_TOKEN, MANIFEST

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from playwright.async_api import Browser, Page

_CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE_MS = 10_000

expect.set_options(timeout=_PATIENCE_MS)

ANA, BEN, MING, DEV = "U01ANA", "U02BEN", "U03MING", "U04DEV"
GENERAL = "C01GENERAL"


def _seed() -> Seed:
    people = (
        SeedUser(id=ANA, name="ana", real_name="Ana Souza", title="Manager, Platform", tz="Europe/Lisbon"),
        SeedUser(id=BEN, name="ben", real_name="Ben Okafor", title="Engineer, Platform", tz="Europe/London"),
        SeedUser(
            id=MING, name="ming", real_name="王小明", title="工程师，平台", locale="zh-CN", tz="Asia/Shanghai"
        ),
        SeedUser(id=DEV, name="dev", real_name="Dev Patel", title="Lead, Sales", deleted=True),
    )
    return Seed(
        team=SeedTeam(name="Harbour"),
        users=people,
        channels=(SeedChannel(id=GENERAL, name="general", members=(ANA, BEN, MING), topic="Everyone"),),
        app=SeedApp(name="Toy", bot_token=BOT_TOKEN, app_token=APP_TOKEN, manifest=MANIFEST),
    )


@dataclass(frozen=True)
class House:
    """A served workspace, the bot in it, and a way to open browser tabs."""

    url: str
    workspace: Workspace
    bot: ToyBot
    acts: Any
    tab: Callable[[str], Awaitable[Page]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_ARGUMENTS))
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def served() -> AsyncIterator[tuple[Any, ToyBot]]:
    workspace = Workspace.open(_seed(), None)
    async with (
        running(
            workspace, prepare=lambda parts: page.attach(parts.app, parts.workspace, parts.acts)
        ) as server,
        toy_bot(server.api_url) as bot,
    ):
        yield server, bot
    workspace.close()


@pytest_asyncio.fixture(loop_scope="session")
async def house(served: tuple[Any, ToyBot], browser: Browser) -> AsyncIterator[House]:
    """Give one test its own browser windows; fail it for errors on the page or requests that leave it."""
    server, bot = served
    strays: list[str] = []
    contexts = []

    async def tab(path: str) -> Page:
        context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
        contexts.append(context)
        opened = await context.new_page()
        opened.set_default_timeout(_PATIENCE_MS)
        opened.on("pageerror", lambda error: strays.append(str(error)))
        opened.on(
            "request",
            lambda request: (
                None if request.url.startswith((server.url, "data:", "blob:")) else strays.append(request.url)
            ),
        )
        await opened.goto(server.url + path)
        return opened

    yield House(server.url, server.workspace, bot, server.acts, tab)
    for context in contexts:
        await context.close()
    for person in server.workspace.people():
        server.workspace.surfaces.clear(person.id)
    assert not strays
