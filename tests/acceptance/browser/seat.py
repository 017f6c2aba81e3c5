"""One person at one browser tab: what they see, write and press, and a picture of every screen on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

SCREENS = Path(__file__).parents[2] / "artefacts" / "screens"
"""Where the pictures of the last run are; git does not keep them."""


class Album:
    """The pictures of one story, numbered in the order they were taken."""

    def __init__(self, story: str, folder: Path = SCREENS) -> None:
        self._folder = folder / story
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob("*.png"):
            old.unlink()
        self._count = 0

    async def keep(self, tab: Page, what: str) -> None:
        """Keep a picture of a tab as it is now, under a readable name."""
        self._count += 1
        slug = re.sub(r"\W+", "-", what.lower()).strip("-")
        # Whatever slides or fades in is shown as it ends; a picture of half a menu helps nobody.
        path = self._folder / f"{self._count:02}-{slug}.png"
        await tab.screenshot(path=path, animations="disabled")


@dataclass(frozen=True)
class Seat:
    """A person's tab. Labels are what stands on the page, in the person's language."""

    tab: Page
    album: Album

    async def becomes(self, name: str) -> None:
        """Choose who to be on the first page."""
        await self.tab.get_by_role("link").filter(has_text=name).click()

    async def writes(self, text: str) -> None:
        """Write in the open conversation and send it with Enter."""
        box = self.tab.get_by_test_id("composer")
        await box.fill(text)
        await box.press("Enter")

    async def sees(self, words: str) -> Locator:
        """Wait until the newest place that says `words` is in view."""
        found = self.tab.get_by_text(words).last
        await expect(found).to_be_visible()
        return found

    async def presses(self, label: str) -> None:
        """Press the newest button with that label."""
        await self.tab.get_by_role("button", name=label, exact=True).last.click()

    async def opens(self, tab: str) -> None:
        """Open the app's "home" or "messages" tab."""
        await self.tab.get_by_test_id(f"tab-{tab}").click()
        await expect(self.tab.get_by_test_id(f"tab-{tab}")).to_have_attribute("aria-selected", "true")

    def form(self) -> Locator:
        """Return the form that is open on top."""
        return self.tab.get_by_test_id("modal")

    async def chooses(self, field: str, option: str) -> None:
        """Choose from a menu of the open form."""
        await self.form().get_by_test_id(f"action-{field}").click()
        await self.tab.get_by_role("option", name=option).click()

    async def fills(self, field: str, text: str) -> None:
        """Write into a field of the open form, over what is there."""
        await self.form().get_by_test_id(f"action-{field}").fill(text)

    async def sends(self) -> None:
        """Send the open form."""
        await self.form().get_by_test_id("modal-submit").click()

    async def closes(self) -> None:
        """Close the open form."""
        await self.form().get_by_test_id("modal-close").click()
        await expect(self.form()).to_be_hidden()

    async def picture(self, what: str) -> None:
        """Keep a picture of the screen."""
        await self.album.keep(self.tab, what)
