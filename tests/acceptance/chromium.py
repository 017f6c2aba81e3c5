"""The browser that the page is tried in: the system's own Chromium, cut off from everything but loopback."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright, expect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

PATIENCE_MS = 20_000
VIEWPORT = {"width": 1280, "height": 800}
PROGRAM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

expect.set_options(timeout=PATIENCE_MS)


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """Give a running Chromium without a window."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=PROGRAM, args=list(ARGUMENTS))
        yield chromium
        await chromium.close()


class Windows:
    """The browser windows of one test; collects errors on the page and requests that leave it."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url.rstrip("/")
        self._open: list[Page] = []
        self.strays: list[str] = []

    async def tab(self, path: str, *, locale: str = "en-US") -> Page:
        """Open a path of the page in a window of its own."""
        context = await self._browser.new_context(viewport=VIEWPORT, locale=locale)
        opened = await context.new_page()
        self._open.append(opened)
        opened.set_default_timeout(PATIENCE_MS)
        opened.on("pageerror", lambda error: self.strays.append(str(error)))
        opened.on("request", lambda request: self._noted(request.url))
        await opened.goto(self._url + path)
        return opened

    async def close(self) -> None:
        """Close every window."""
        for page in self._open:
            await page.context.close()
        self._open.clear()

    def _noted(self, url: str) -> None:
        if not url.startswith((self._url, "data:", "blob:")):
            self.strays.append(url)
