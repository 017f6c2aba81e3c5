"""A manager sets the rhythm of their 1:1s and brings their calendar, in either language; their report sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from bot.language.names import spoken_name
from bot.workspace.models import Upload
from tests.acceptance.company import open_company
from tests.acceptance.employee import until, words_of
from tests.unit.calendars.ics import calendar, event, guest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee
    from tests.slack_shapes.recorder import ShapeRecorder

INSIDE = "http://127.0.0.1:9/private-geheimnisvoll/basic.ics"
STORIES = [
    pytest.param(
        {
            "manager": "Helen Moore",
            "rhythm": "every week on Wednesday, 16:30 (Europe/Berlin)",
            "wrong": "5 to 240 minutes",
            "read": "1 booked 1:1 in the next 60 days",
            "home": "From a file",
            "broken": "That calendar is damaged",
            "private": "leads into a private network",
            "removed": "Link yours",
        },
        id="en",
    ),
    pytest.param(
        {
            "manager": "马国强",
            "rhythm": "每周 星期三 16:30（Europe/Berlin）",
            "wrong": "5 到 240 分钟",
            "read": "未来 60 天有 1 次已约的一对一",
            "home": "来自文件",
            "broken": "这份日历已损坏",
            "private": "通向内部网络",
            "removed": "关联你的日历",
        },
        id="zh",
    ),
]


@pytest.fixture
async def company(tmp_path: Path, slack_shapes: ShapeRecorder) -> AsyncIterator[Company]:
    """The demo company with the bot beside it."""
    async with open_company(tmp_path, shapes=slack_shapes) as running:
        yield running


async def brings(who: Employee, content: bytes) -> None:
    """Drop a calendar into the direct message."""
    upload = Upload("mine.ics", content, "text/calendar")
    await who.server.acts.say(who.user.id, who.dm, "", files=[upload])


async def home_says(who: Employee, words: str) -> str:
    """Open App Home and wait until it says so; return all it says."""
    await who.server.acts.open_home(who.user.id)

    def shown() -> str:
        said = words_of((who.server.workspace.home(who.user.id) or {"blocks": []})["blocks"])
        return said if words in said else ""

    said: str = await until(shown, f"Home to say {words!r}")
    return said


def named_in(company: Company, words: str, but: Employee) -> Employee:
    """Return the person who is named in these words."""
    people = [each for each in company.server.workspace.people() if each.id != but.user.id]
    found = [each for each in people if f"*{spoken_name(each.real_name, but.user.locale)}*" in words]
    assert len(found) == 1, words
    return company.person(found[0].real_name)


@pytest.mark.parametrize("story", STORIES)
async def test_a_rhythm_is_set_and_a_calendar_followed(company: Company, story: dict[str, str]) -> None:
    manager = company.person(story["manager"])
    await manager.opens_home()
    await manager.presses_on_home("one_on_ones.rhythm")
    form = await manager.form("one_on_ones.rhythm")
    report = named_in(company, words_of(form["blocks"][:1]), manager)
    chosen = {"every": "7", "weekday": "2", "at": "16:30", "zone": "Europe/Berlin"}
    refused = await manager.fills("one_on_ones.rhythm", **chosen, minutes="3")
    assert story["wrong"] in refused["minutes"]
    assert await manager.fills("one_on_ones.rhythm", **chosen, minutes="30") == {}
    await home_says(manager, story["rhythm"])
    await home_says(report, "16:30")

    start = (SystemClock().now() + timedelta(days=3)).strftime(":%Y%m%dT%H%M%SZ")
    talk = event(guest(manager.user.email), guest(report.user.email), start=start)
    await brings(manager, calendar(talk))
    await manager.sees(story["read"])
    await home_says(manager, story["home"])
    await brings(manager, b"BEGIN:VCALENDAR\r\nno colon\r\n")
    await manager.sees(story["broken"])

    await manager.presses_on_home("one_on_ones.calendar")
    assert await manager.fills("one_on_ones.calendar", address="words") != {}
    assert await manager.fills("one_on_ones.calendar", address=INSIDE) == {}
    await manager.sees(story["private"])
    assert "geheimnisvoll" not in await home_says(manager, story["private"])
    await manager.presses_on_home("one_on_ones.calendar_remove")
    await home_says(manager, story["removed"])
