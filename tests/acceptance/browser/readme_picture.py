"""Take the README's picture anew: `python -m tests.acceptance.browser.readme_picture`."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import expect

from bot.workspace import page
from tests.acceptance.browser.seat import Album, Seat
from tests.acceptance.chromium import Windows, launched
from tests.acceptance.company import open_company

PICTURE = Path(page.__file__).with_name("readme.png")
SAID = (
    "Month-end close depends on plant data",
    "On 3 June the scrap file came at 21:40, so two people stayed until midnight",
    "He said he wants a cut-off at 18:00 agreed with the plant",
)


async def take(picture: Path) -> None:
    """Play a check-in up to its fourth question on a fresh demo company, and take the picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with (
            open_company(
                Path(folder),
                prepare=lambda parts: page.attach(parts.app, parts.workspace, parts.acts),
            ) as company,
            launched() as browser,
        ):
            helen, priya = company.person("Helen Moore"), company.person("Priya Nair")
            acts = company.server.acts
            await acts.say(
                priya.user.id, acts.open_dm(priya.user.id, helen.user.id), "The forecast is in the folder."
            )
            windows = Windows(browser, company.server.url)
            seat = Seat(
                await windows.tab(f"/as/{helen.user.id}?at={helen.dm}"), Album("readme", folder=Path(folder))
            )
            await seat.writes("wrap up my 1:1 with Chen Wei")
            await seat.presses("Blocker")
            await seat.sees("Blocker, then.")
            for mark, answer in zip(("2/5", "3/5", "4/5"), SAID, strict=True):
                await seat.writes(answer)
                await seat.sees(mark)
            await expect(seat.tab.get_by_test_id("composer")).to_have_value("")
            # The pointer would leave a message lit up.
            await seat.tab.mouse.move(640, 70)
            await seat.tab.screenshot(path=picture, animations="disabled")
            await windows.close()


if __name__ == "__main__":
    asyncio.run(take(PICTURE))
    sys.stdout.write(f"{PICTURE} ({PICTURE.stat().st_size / 1000:.0f} kB)\n")
