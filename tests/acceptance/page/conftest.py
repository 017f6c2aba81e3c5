"""A workspace with its page, the toy bot, and a browser, all on one event loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest_asyncio

from bot.workspace import page
from bot.workspace.seed import Seed, SeedApp, SeedChannel, SeedTeam, SeedUser
from bot.workspace.server import running
from bot.workspace.state import Workspace
from tests.acceptance.chromium import Windows, launched
from tests.acceptance.page.toy_bot import ToyBot, toy_bot
from tests.acceptance.page.toy_views import APP_TOKEN, BOT_TOKEN, MANIFEST

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from playwright.async_api import Browser, Page

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
    async with launched() as chromium:
        yield chromium


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
    windows = Windows(browser, server.url)
    yield House(server.url, server.workspace, bot, server.acts, windows.tab)
    await windows.close()
    for person in server.workspace.people():
        server.workspace.surfaces.clear(person.id)
    assert not windows.strays
