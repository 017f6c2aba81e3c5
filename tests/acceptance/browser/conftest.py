"""The demo company with the real bot and the page, and people who sit down at browser tabs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest_asyncio

from bot.workspace import page
from tests.acceptance.browser.seat import Album, Seat
from tests.acceptance.chromium import Windows, launched
from tests.acceptance.company import Company, open_company
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    import pytest
    from playwright.async_api import Browser

    from tests.slack_shapes.recorder import ShapeRecorder


@dataclass(frozen=True)
class Office:
    """The company, and a browser to visit it with."""

    company: Company
    windows: Windows
    album: Album

    async def arrives(self, *, locale: str = "en-US") -> Seat:
        """Open the first page, as a newcomer does."""
        return Seat(await self.windows.tab("/", locale=locale), self.album)

    async def sits_down(self, name: str, *, at: str = "messages") -> Seat:
        """Open a tab as somebody, at the app's "home" or "messages", or in the channel of that name."""
        person = self.company.person(name)
        channels = {
            each.name: each.id for each in self.company.server.workspace.conversations_for(person.user.id)
        }
        place = {"home": "home", "messages": person.dm}.get(at) or channels[at]
        return Seat(await self.windows.tab(f"/as/{person.user.id}?at={place}"), self.album)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Start one browser for all stories."""
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def office(
    request: pytest.FixtureRequest, tmp_path: Path, chromium: Browser, slack_shapes: ShapeRecorder
) -> AsyncIterator[Office]:
    """Open the company for one story; fail it for errors on the page or requests that leave it."""
    async with open_company(
        tmp_path,
        shapes=slack_shapes,
        prepare=lambda parts: page.attach(parts.app, parts.workspace, parts.acts),
        open_search=SmallSearch,
    ) as company:
        windows = Windows(chromium, company.server.url)
        yield Office(company, windows, Album(request.node.name.removeprefix("test_")))
        await windows.close()
    assert not windows.strays
