"""A pilot is asked its question, answers in two languages, and HR reads how groups answered when it is over."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from bot.app import Touchbase
from bot.features.cycles.rules import Span
from bot.features.cycles.service import Cycles, Plan
from bot.features.policies.library import NothingToSearch
from bot.settings import Settings
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import people
from tests.acceptance.company import open_company
from tests.acceptance.employee import until, words_of
from tests.clock import RunningClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.acceptance.company import Company
    from tests.slack_shapes.recorder import ShapeRecorder

WEDNESDAY = datetime(2026, 4, 22, 2, 0, tzinfo=UTC)
"""Ten in the morning in Shanghai, on a day everybody works."""
ENGLISH: dict[str, Any] = {
    "answers": ("Anna Becker", "The pilot asks one thing", "linked to pay: no", "Thank you, noted"),
    "stops": "王蕾",
    "hr": ("Grace Tan", "Answered: 6 of 9 (67 %)", "linked to pay: no", "6 of 9"),
}
CHINESE: dict[str, Any] = {
    "answers": ("徐晶", "试点这两周只问一件事", "与薪酬挂钩:否", "谢谢,已记下"),
    "stops": "高飞",
    "hr": ("宋雨", "9 人中 6 人(67%)", "与薪酬挂钩:否", "9 人中 6 人"),
}
OTHERS = ("周凯", "林佳", "刘洋", "Michael Torres", "郑浩")


@asynccontextmanager
async def working(company: Company, clock: RunningClock) -> AsyncIterator[None]:
    """Let the bot work from a moment on: its first tick comes at once."""
    company.bot = Touchbase(Settings(_env_file=None, **company.settings), clock, open_search=NothingToSearch)
    await company.bot.start()
    yield
    await company.stop()


def plan(company: Company, clock: RunningClock) -> None:
    """Begin a pilot of the sales unit three weeks ago."""
    assert company.bot is not None
    cycles = Cycles(clock, WorkingDays("CN"), ZoneInfo("Asia/Shanghai"), Catalog.load())
    with company.bot.database.transaction() as session:
        admin = people.by_email(session, "song.yu@demo.example")
        assert admin is not None
        span = Span(cycles.today() - timedelta(days=4), cycles.today() + timedelta(days=180))
        cycles.plan(session, admin.key, Plan("PILOT", "half_year", span, ("SALES-E",), linked_to_pay=False))
        cycles.open(session, admin.key, "PILOT", "P1")


@pytest.mark.parametrize("story", [pytest.param(ENGLISH, id="en"), pytest.param(CHINESE, id="zh")])
async def test_a_fortnights_question_is_asked_answered_and_told(
    tmp_path: Path, slack_shapes: ShapeRecorder, story: dict[str, Any]
) -> None:
    clock = RunningClock(WEDNESDAY)
    async with open_company(tmp_path, shapes=slack_shapes, start=False, clock=clock) as company:
        async with working(company, clock):
            plan(company, clock)
        async with working(company, clock):
            name, asked, unlinked, thanks = story["answers"]
            person = company.person(name)
            said = words_of((await person.sees(asked)).blocks or [])
            assert "5+" in said or "5 人以上" in said
            await person.sees(unlinked)
            await person.presses("surveys.rate.2")
            await person.sees(thanks)
            await person.presses("surveys.rate.4")
            await person.presses("surveys.words")
            assert await person.fills("surveys.form", surveys_written="too many forms") == {}
            for other in OTHERS:
                await company.person(other).presses("surveys.rate.5")
            await company.person(story["stops"]).presses("surveys.stop")
            assert not company.person("赵敏").reads("一件事"), "who is not in the pilot is not asked"
        async with working(company, RunningClock(WEDNESDAY + timedelta(days=14))):
            name, rate, unlinked, *_ = story["hr"]
            hr = company.person(name)
            await hr.sees(rate)
            digest = await hr.sees(unlinked)
            assert "too many forms" not in words_of(digest.blocks or []), "fewer than eight wrote something"
            await until(
                lambda: any(
                    file.name.endswith(".png") for said in hr.messages() for file in said.files or ()
                ),
                "the picture",
            )
