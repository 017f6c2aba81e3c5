"""What a person does on the page again and again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from playwright.async_api import expect

from tests.acceptance.page.conftest import ANA

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Page

    from tests.acceptance.page.conftest import House


async def write(tab: Page, text: str) -> None:
    """Write in the open conversation and send it."""
    await tab.get_by_test_id("composer").fill(text)
    await tab.get_by_test_id("composer").press("Enter")


async def until(holds: Callable[[], bool]) -> None:
    """Wait for something in the workspace or the bot that the page does not show."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - the workspace's state has no event to wait for
            await asyncio.sleep(0.01)


async def ask_bot(house: House, text: str, person: str = ANA) -> Page:
    """Open the bot as `person`, write to it and wait for its answer; return the tab."""
    tab = await house.tab(f"/as/{person}")
    await tab.get_by_test_id("tab-messages").click()
    await write(tab, text)
    await expect(tab.get_by_text(f"You said {text}")).to_be_visible()
    return tab
