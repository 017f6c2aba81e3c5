"""HR composes an announcement with real clicks, looks at it as three roles in both languages, sends it, and watches."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.workspace import page
from tests.acceptance.browser.conftest import Office
from tests.acceptance.browser.seat import Album
from tests.acceptance.chromium import Windows
from tests.acceptance.company import open_company
from tests.clock import RunningClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from playwright.async_api import Browser

    from tests.acceptance.browser.seat import Seat
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

IN_OFFICE_HOURS = datetime(2026, 3, 3, 8, 10, tzinfo=UTC)
PARAGRAPHS = {
    "Managers": ("Draft goals together.", "和下属一起起草目标。"),
    "Employees": ("Bring your own draft.", "带上你的草案。"),
    "HR": ("Help whoever asks.", "帮助提问的人。"),
}


@pytest_asyncio.fixture(loop_scope="session")
async def at_work(
    request: pytest.FixtureRequest, tmp_path: Path, chromium: Browser, slack_shapes: ShapeRecorder
) -> AsyncIterator[Office]:
    """Open the company at an hour in which people may be written to."""
    async with open_company(
        tmp_path,
        shapes=slack_shapes,
        prepare=lambda parts: page.attach(parts.app, parts.workspace, parts.acts),
        clock=RunningClock(IN_OFFICE_HOURS),
    ) as company:
        windows = Windows(chromium, company.server.url)
        yield Office(company, windows, Album(request.node.name.removeprefix("test_")))
        await windows.close()
    assert not windows.strays


async def test_hr_composes_previews_sends_and_watches_who_received_it(at_work: Office) -> None:
    grace = await at_work.sits_down("Grace Tan")
    await composes(grace)
    await previews(grace)
    await grace.presses("Send announcement")
    await grace.sees("Being sent")
    helen, ma = await at_work.sits_down("Helen Moore"), await at_work.sits_down("马国强")
    await helen.sees("Opens 5 Jan.")
    await helen.picture("helen has it in english")
    await helen.presses("Received")
    await helen.sees("Received on")
    await grace.presses("Board")
    await expect(grace.form()).to_contain_text("1 of 20")
    await ma.sees("1月5日 开始。")
    await ma.picture("ma has it in chinese")
    await ma.presses("已收到")
    await ma.sees("确认收到")
    await grace.presses("Refresh")
    await expect(grace.form()).to_contain_text("2 of 20")
    await expect(grace.form()).to_contain_text("Sales East")
    await grace.picture("the board")


async def composes(grace: Seat) -> None:
    """Write both languages, and what changes for three roles."""
    await grace.opens("home")
    await grace.presses("New announcement")
    await grace.sends()
    await expect(grace.form()).to_be_hidden()
    await grace.opens("messages")
    await grace.sees("Before it can go out:")
    await grace.picture("an empty draft says what is missing")
    await grace.presses("Words")
    for field, text in (
        ("title_en", "New cycle"),
        ("title_zh", "新周期"),
        ("text_en", "Opens {d1}."),
        ("text_zh", "{d1} 开始。"),
        ("values", "d1: 5 Jan | 1月5日"),
    ):
        await grace.fills(field, text)
    await grace.picture("words in both languages")
    await grace.sends()
    await expect(grace.form()).to_be_hidden()
    await grace.presses("What changes")
    for role, (english, chinese) in PARAGRAPHS.items():
        key = {"Managers": "manager", "Employees": "employee", "HR": "hr"}[role]
        await grace.fills(f"{key}_en", english)
        await grace.fills(f"{key}_zh", chinese)
    await grace.sends()
    await expect(grace.form()).to_be_hidden()
    await grace.presses("How and when")
    await grace.form().get_by_text("Ask readers to confirm").click()
    await grace.picture("how and when")
    await grace.sends()
    await expect(grace.form()).to_be_hidden()
    await grace.sees("Readers are asked to confirm")


async def previews(grace: Seat) -> None:
    """Look at it as three roles, in English and in Chinese."""
    await grace.presses("Preview")
    await expect(grace.form()).to_contain_text("20 readers")
    for language, place, title in (("English", 0, "New cycle"), ("Chinese", 1, "新周期")):
        if place:
            await grace.chooses("announce.preview_language", language)
        # The form is drawn anew; a menu opened before that would close again.
        await expect(grace.form()).to_contain_text(title)
        for role, words in PARAGRAPHS.items():
            await grace.chooses("announce.preview_role", role)
            await expect(grace.form()).to_contain_text(words[place])
            await grace.picture(f"preview {role} {language}")
    await grace.closes()
