"""A figure is questioned, put right and appealed over Socket Mode, and HR prepares a release; in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.app import Touchbase
from bot.features.policies.library import NothingToSearch
from bot.settings import Settings
from tests.acceptance.company import open_company
from tests.acceptance.employee import until, words_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.acceptance.company import Company
    from tests.slack_shapes.recorder import ShapeRecorder

STORIES: list[Any] = [
    pytest.param(
        {
            "employee": "Chen Wei",
            "owner": "Daniel Osei",
            "question": "question M3",
            "correct": "100%",
            "second": "Grace Tan",
            "manager": "Helen Moore",
            "appeal": "how do I appeal",
            "deadline": "when does my appeal end?",
            "said": {
                "line": "M3 service SLA",
                "announced": "result is now",
                "filed": "is filed",
                "score": "my score",
                "under": "under appeal",
                "letter": "the result stays as it is",
                "deadline": "Your appeal (2026H1)",
            },
            "command": "release",
            "tally": "appeals 2026H1",
        },
        id="en",
    ),
    pytest.param(
        {
            "employee": "赵敏",
            "owner": "Oscar Lindqvist",
            "question": "质疑 P2",
            "correct": "99%",
            "second": "Grace Tan",
            "manager": "马国强",
            "appeal": "怎么申诉",
            "deadline": "我的申诉进展到哪了？",
            "said": {
                "line": "P2",
                "announced": "结果现为",
                "filed": "已提出",
                "score": "我的得分",
                "under": "申诉中",
                "letter": "维持原结果",
                "deadline": "你的申诉（2026H1）",
            },
            "command": "发布",
            "tally": "申诉统计",
        },
        id="zh",
    ),
]


@pytest.fixture
async def office(tmp_path: Path, slack_shapes: ShapeRecorder) -> AsyncIterator[Company]:
    """The demo company with the bot running."""
    async with open_company(tmp_path, shapes=slack_shapes, start=False) as company:
        # No index: nothing here is looked up in the rules.
        company.bot = Touchbase(Settings(_env_file=None, **company.settings), open_search=NothingToSearch)
        await company.bot.start()
        for name in ("Helen Moore", "马国强"):
            await until(company.person(name).messages, f"the first prompt of {name}")
        yield company


@pytest.mark.parametrize("story", STORIES)
async def test_a_figure_is_put_right_and_a_result_is_appealed(office: Company, story: dict[str, Any]) -> None:
    said = story["said"]
    employee, owner, second, manager = (
        office.person(story[role]) for role in ("employee", "owner", "second", "manager")
    )
    # The question goes to the owner with that line, comes back corrected, and a second person stands for it.
    await employee.says(story["question"])
    await employee.presses("scores.question")
    await employee.fills("scores.questioned", wrong="Two tickets of June are missing", evidence="T-7, T-8")
    card = await owner.sees("Two tickets of June are missing")
    assert said["line"] in words_of(card.blocks or [])
    await owner.presses("scores.answer_question")
    await owner.fills(
        "scores.question_answered", answer="corrected", value=story["correct"], reason="Counted"
    )
    await second.sees("Counted")
    await second.presses("scores.approve")
    await employee.sees(said["announced"])
    await employee.presses("scores.received")

    # The appeal: every display says so, HR takes it on, two of those who hear it sign, the letter says why.
    await employee.says(story["appeal"])
    await employee.presses("appeals.start")
    await employee.fills("appeals.filed", grounds=["judgement"], reasons="My level was not looked at")
    await employee.sees(said["filed"])
    await employee.says(said["score"])
    await employee.sees(said["under"])
    await employee.says(story["deadline"])
    await employee.sees(said["deadline"])
    await second.sees("My level was not looked at")
    await second.presses("appeals.take_on")
    await manager.sees("My level was not looked at")
    await manager.presses("appeals.propose")
    await manager.fills(
        "appeals.proposed", outcome="upheld", reason="Two events show it", clauses="PM-4.7", evidence="Notes"
    )
    await second.sees("Two events show it")
    await second.presses("appeals.sign")
    await employee.sees(said["letter"])
    await employee.presses("appeals.go_on")
    await employee.fills("appeals.went_on", reasons="Only one event was looked at")
    admin = office.person("宋雨")
    await second.sees("Only one event was looked at")
    await second.presses("appeals.name")
    form = await second.form("appeals.named")
    assert "宋雨" not in words_of(form["blocks"])

    # HR sees what a release would do; everybody here is released already.
    await admin.commands(story["command"])
    await admin.sees("2026")
    assert "scores.release_which" in str(await _home(office, "宋雨"))
    # One question and one appeal are too few to be told of.
    await admin.commands(story["tally"])
    tally = words_of((await admin.form("scores.tally_window"))["blocks"])
    assert "不足 5 件" in tally
    assert office.person(story["employee"]).user.name not in tally


async def _home(office: Company, name: str) -> object:
    await office.person(name).opens_home()
    return office.server.workspace.home(office.person(name).user.id)
