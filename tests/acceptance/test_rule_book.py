"""HR brings a document, looks it over and publishes it; people read it; HR takes it back and it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SystemClock
from bot.workspace.models import Upload
from tests.acceptance.employee import elements, until, words_of

if TYPE_CHECKING:
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee

RULES = """---
id: TR
version: "{version}"
effective_from: {day}
language: en
owner: grace.tan@demo.example
---
# Travel rules

## 1 Trips

### TR-1.1 Trains

{words}

### TR-1.2 Hotels

A hotel costs at most 120 euros a night.
"""


def rules(version: str = "1", words: str = "Trips below four hours are made by train.") -> bytes:
    day = SystemClock().now().astimezone(ZoneInfo("Asia/Shanghai")).date()
    return RULES.format(version=version, day=day.isoformat(), words=words).encode()


async def sends(who: Employee, name: str, content: bytes, text: str = "") -> None:
    """Send a file into the direct message with the bot."""
    await who.server.acts.say(who.user.id, who.dm, text, files=[Upload(name, content, "text/markdown")])


async def presses_in_window(who: Employee, callback_id: str, action_id: str, saying: str = "") -> None:
    """Press a button of the window on top."""
    view = await who.form(callback_id)
    for block_id, element in elements(view["blocks"]):
        if element["action_id"] == action_id and saying in element.get("value", ""):
            action = {"type": element["type"], "action_id": action_id, "block_id": block_id}
            action["value"] = element["value"]
            await who.server.acts.click(who.user.id, action, view_id=view["id"])
            return
    message = f"no {action_id} in {callback_id}"
    raise AssertionError(message)


async def test_hr_publishes_a_document_people_read_it_and_it_can_be_withdrawn(company: Company) -> None:
    hr, employee = company.person("宋雨"), company.person("Chen Wei")
    await employee.says("TR-1.1")
    await employee.sees("There is no clause TR-1.1")
    await sends(hr, "travel.md", rules())
    card = await hr.sees("草稿：Travel rules")
    said = words_of(card.blocks or [])
    assert "TR，1 版" in said
    assert "英文：2 条" in said
    assert "这是第一个版本，共 2 条" in said
    assert "新增：TR-1.1 Trains" in said
    await employee.says("TR-1.2")
    await employee.sees("There is no clause TR-1.2")
    await hr.presses("policies.draft.publish")
    await hr.sees("1 版已发布")
    await employee.says("tr 1.1")
    clause = await employee.sees("Trips below four hours are made by train.")
    assert "TR-1.1 Trains" in clause.text
    await employee.presses("policies.clause.following", among=clause)
    await employee.sees("A hotel costs at most 120 euros a night.")

    await sends(hr, "travel.md", rules("2", "Trips below five hours are made by train."))
    await hr.sees("修改：TR-1.1 Trains")
    changed = await hr.sees("与 1 版相比：新增 0 条，修改 1 条")
    assert "不足 10 个工作日" in words_of(changed.blocks or [])
    await hr.presses("policies.draft.publish")
    await hr.sees("2 版已发布")
    told = await employee.sees("One clause is not what it was")
    await employee.presses("policies.notice.changes", among=told)
    assert "five" in words_of((await employee.form("policies.notice_window"))["blocks"])
    await employee.presses("policies.notice.read", among=told)
    await employee.sees("You read this on")
    await employee.says("TR-1.1")
    await employee.sees("Trips below five hours")

    assert "Travel rules" in await hr.opens_home()
    await hr.presses_on_home("policies.book")
    await presses_in_window(hr, "policies.book_window", "policies.withdraw", '"TR", "2"')

    def only_the_first() -> bool:
        books = company.server.workspace.modals(hr.user.id)
        return bool(books) and '"TR", "2"' not in str(books[-1]) and '"TR", "1"' in str(books[-1])

    await until(only_the_first, "version 2 to be gone from the window")
    await presses_in_window(hr, "policies.book_window", "policies.withdraw", '"TR", "1"')
    await until(lambda: '"TR", "1"' not in str(company.server.workspace.modals(hr.user.id)), "no TR")
    await employee.says("TR-1.2?")
    last = await until(
        lambda: [m for m in employee.messages() if "no clause TR-1.2" in m.text][1:], "it is gone"
    )
    assert last


async def test_people_who_do_not_keep_the_rule_book_are_told_who_does(company: Company) -> None:
    employee = company.person("Chen Wei")
    await sends(employee, "rules.md", rules())
    await employee.sees("The rule book is kept by your HR admin")
    partner = company.person("Grace Tan")
    await sends(partner, "rules.md", rules())
    await partner.sees("The rule book is kept by your HR admin")
    assert "TR" not in await partner.opens_home()


async def test_a_file_that_is_no_rule_book_is_refused_with_the_reason(company: Company) -> None:
    hr = company.person("宋雨")
    await sends(hr, "broken.md", b"---\nid: TR\n---\n# Travel\n")
    refused = await hr.sees("没能收进制度库")
    assert "version" in words_of(refused.blocks or [])
    await sends(hr, "large.md", b"x" * (50 * 1024 * 1024 + 1))
    await hr.sees("文件超过 50 MB")


async def test_a_document_for_managers_does_not_exist_for_others(company: Company) -> None:
    hr, boss, employee = company.person("宋雨"), company.person("Helen Moore"), company.person("Chen Wei")
    await sends(hr, "managers.md", rules())
    await hr.sees("草稿：Travel rules")
    await chooses(hr, "policies.draft.audience", "managers")
    await until(lambda: '"value": "managers"' in card_choice(hr), "managers to be chosen")
    await hr.presses("policies.draft.publish")
    await hr.sees("适用对象：管理者")
    await boss.says("TR-1.1")
    await boss.sees("Trips below four hours")
    await employee.says("TR-1.1")
    await employee.sees("There is no clause TR-1.1")
    await boss.opens_home()
    await boss.presses_on_home("policies.book")
    await presses_in_window(boss, "policies.book_window", "policies.document", '"TR"')
    await presses_in_window(boss, "policies.contents_window", "policies.read")
    window = await boss.form("policies.clause_window")
    assert "Trips below four hours" in words_of(window["blocks"])
    await employee.opens_home()
    await employee.presses_on_home("policies.book")
    assert "Travel rules" not in words_of((await employee.form("policies.book_window"))["blocks"])


def card_choice(who: Employee) -> str:
    _, _, element = who.control("policies.draft.audience")
    return str(element.get("initial_option")).replace("'", '"')


async def chooses(who: Employee, action_id: str, value: str) -> None:
    """Choose from a menu on the newest message that has it."""
    message, block_id, element = await until(lambda: who._control(action_id, None), action_id)
    option = next(each for each in element["options"] if each["value"] == value)
    action = {
        "type": element["type"],
        "action_id": action_id,
        "block_id": block_id,
        "selected_option": option,
    }
    await who.server.acts.click(who.user.id, action, channel=who.dm, ts=message.ts)


@pytest.mark.parametrize(("name", "words"), [("Helen Moore", "as of 2026"), ("马国强", "今天的")])
async def test_a_clause_of_another_day_is_shown_as_such(company: Company, name: str, words: str) -> None:
    reader = company.person(name)
    await reader.says("PM-3.4 as of 2026-06-01" if name.isascii() else "2026-06-01 的 PM-3.4")
    shown = await reader.sees("PM-3.4")
    assert words.partition(" of")[0] in words_of(shown.blocks or [])
    await reader.presses("policies.clause.language", among=shown)
    await reader.sees("共享记录双方可见" if name.isascii() else "Shared notes are visible to both")
