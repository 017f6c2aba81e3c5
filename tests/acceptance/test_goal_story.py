"""Goals made together over Socket Mode, in English and in Chinese: drafted, talked over, confirmed by both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.app import Touchbase
from bot.features.policies.library import NothingToSearch
from bot.settings import Settings
from bot.workspace.models import Upload
from tests.acceptance.company import open_company
from tests.acceptance.employee import elements, until, words_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee
    from tests.slack_shapes.recorder import ShapeRecorder

STORIES = [
    pytest.param(
        {
            "manager": "Helen Moore", "employee": "Chen Wei", "asks": "my goals", "with": "goals with Chen Wei",
            "wrong": "add up to 105%", "chain": "Close the month in four working days", "orphan": "serves no upper goal",
            "proposes": "proposes to change", "why": "Helping others takes time", "other": "Priya Nair",
            "refused": "to nobody else", "fixed": "have both confirmed", "accepted": "accepted the change",
            "changes": "by decision of the company", "asked": "What are my goals?", "own": "agreed by both of you",
        },
        id="en",
    ),
    pytest.param(
        {
            "manager": "马国强", "employee": "赵敏", "asks": "我的目标", "with": "和赵敏定目标",
            "wrong": "", "chain": "产线安全，事故不重复", "orphan": "", "proposes": "提议修改", "why": "二号线换模具",
            "other": "孙伟", "refused": "其他人都看不到", "fixed": "都已确认", "accepted": "接受对",
            "changes": "根据公司决定", "asked": "我的目标是什么？", "own": "双方已确认",
        },
        id="zh",
    ),
]  # fmt: skip


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


async def opens(person: Employee) -> None:
    """Open the window from the newest message that offers it."""
    await person.presses("goals.open")
    await person.form("goals.window")


async def says(person: Employee, words: str) -> str:
    """Wait until the window says something, and return all it says."""

    def seen() -> str:
        stack = person.server.workspace.modals(person.user.id)
        text = words_of(stack[-1]["blocks"]) if stack else ""
        return text if words in text else ""

    found: str = await until(seen, f"the window to say {words!r}")
    return found


async def presses(person: Employee, action_id: str, at: int = 0) -> None:
    """Press a button of the window, waiting for it to appear."""

    def there() -> list[tuple[dict[str, Any], str, dict[str, Any]]]:
        stack = person.server.workspace.modals(person.user.id)
        view = stack[-1] if stack else {"blocks": []}
        return [
            (view, block, each) for block, each in elements(view["blocks"]) if each["action_id"] == action_id
        ]

    view, block_id, element = (await until(there, action_id))[at]
    action = {"type": element["type"], "action_id": action_id, "block_id": block_id}
    action |= {key: element[key] for key in ("value", "text") if key in element}
    await person.server.acts.click(person.user.id, action, view_id=view["id"])


@pytest.mark.parametrize("story", STORIES)
async def test_two_people_make_goals_and_both_confirm_them(office: Company, story: dict[str, str]) -> None:
    manager, employee = office.person(story["manager"]), office.person(story["employee"])
    await office.person(story["other"]).says(story["with"])
    await office.person(story["other"]).sees(story["refused"])
    assert story["fixed"] not in await employee.opens_home()
    await employee.says(story["asks"])
    await opens(employee)
    text = await says(employee, story["chain"])
    assert story["orphan"] in text
    assert story["wrong"] in text

    # What is open from before is answered by the other side.
    await manager.says(story["with"])
    await opens(manager)
    if story["wrong"]:
        await presses(manager, "goals.accept")
        await until(lambda: story["wrong"] not in window(manager), "the weights to be put right")
    await presses(manager, "goals.edit", -1)
    await manager.form("goals.line_form")
    assert await manager.fills("goals.line_form", weight="30", words="") != {}
    assert await manager.fills("goals.line_form", why=story["why"], words=story["why"]) == {}
    await says(manager, story["proposes"])
    told = await employee.sees(story["why"])

    await opens(employee)
    await says(employee, story["proposes"])
    await presses(employee, "goals.accept")
    await manager.sees(story["accepted"])
    await presses(employee, "goals.confirm")
    await manager.presses("goals.open")
    await presses(manager, "goals.confirm")
    for person in (manager, employee):
        await person.sees(story["fixed"])
    assert told.blocks
    await employee.commands(f"ask {story['asked']}")
    answer = await employee.sees(story["own"])
    assert "• M1 " in words_of(answer.blocks or []) or "• P1 " in words_of(answer.blocks or [])

    # What counts is changed the same way, and how it came about stays readable.
    await opens(employee)
    await presses(employee, "goals.history")
    await employee.form("goals.history_window")
    assert story["accepted"] in window(employee)
    await opens(manager)
    await presses(manager, "goals.change")
    changed = {"reason": "ERP", "day": "2026-12-01", "company": ["yes"]}
    await manager.form("goals.change_form")
    assert await manager.fills("goals.change_form", **changed) == {}
    assert "ERP" in await says(manager, story["changes"])


SHEET = """code,type,weight,target,title,item,source,supports
K1,higher,40,1200,Revenue,,ERP,ORG-2026-O1
K2,lower,30,0.08,Discount,,CRM,ORG-2026-O3
B1,bars,30,L3,Collaboration,team,Review,ORG-2026-V1
"""


async def test_a_file_of_goals_becomes_a_draft_only_its_sender_sees(office: Company) -> None:
    sender, peer = office.person("Priya Nair"), office.person("Jonas Keller")
    await sender.server.acts.say(
        sender.user.id, sender.dm, "", files=[Upload("goals.csv", SHEET.encode(), "text/csv")]
    )
    await sender.sees("only you can see")
    await opens(sender)
    text = await says(sender, "There are 3 goals")
    assert "Numbers" not in text
    assert "does not name the rule" in text
    broken = [Upload("goals.csv", SHEET.replace("1200", '"1,30"').encode(), "text/csv")]
    await peer.server.acts.say(peer.user.id, peer.dm, "", files=broken)
    await peer.sees("line 2")


async def test_heads_and_hr_enter_the_goals_that_others_serve(office: Company) -> None:
    head = office.person("Helen Moore")
    await head.opens_home()
    await head.presses_on_home("goals.units")
    await head.form("goals.units_window")
    await presses(head, "goals.unit_add")
    await head.form("goals.unit_form")
    assert await head.fills("goals.unit_form", title="Audit-ready books", supports="ORG-2026-O5") == {}
    await says(head, "Audit-ready books")
    employee = office.person("Chen Wei")
    await employee.commands("goals")
    await opens(employee)
    await presses(employee, "goals.edit", 3)
    form = await employee.form("goals.line_form")
    assert "Audit-ready books (Finance)" in words_of(
        [block["element"]["options"] for block in form["blocks"] if block["block_id"] == "supports"]
    )


def window(person: Employee) -> str:
    """Return what the window says now."""
    stack = person.server.workspace.modals(person.user.id)
    return words_of(stack[-1]["blocks"]) if stack else ""
