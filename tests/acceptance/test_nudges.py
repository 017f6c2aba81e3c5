"""Reminders as their reader lives them, in English and in Chinese: why, put off, the week, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.employee import until, words_of

if TYPE_CHECKING:
    from tests.acceptance.company import Company

ENGLISH = {
    "who": "Helen Moore",
    "week": "what will I get this week?",
    "title": "What you will get this week",
    "why": "why did I get this?",
    "reason": "half an hour before",
    "stop": "stop",
    "stopped": "I have stopped all reminders",
    "home": "My reminders",
    "open": "Check-in with",
}
CHINESE = {
    "who": "马国强",
    "week": "本周会提醒我什么",
    "title": "本周会提醒你什么",
    "why": "为什么收到这条？",
    "reason": "谈话前半小时",
    "stop": "取消提醒",
    "stopped": "非必要的提醒都已停止",
    "home": "我的提醒",
    "open": "",
}


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
async def test_a_manager_sees_why_a_prompt_came_what_is_to_come_and_stops_it(
    company: Company, words: dict[str, str]
) -> None:
    manager = company.person(words["who"])
    await manager.presses("nudges.why")
    window = await manager.form("nudges.why")
    assert "N-06" in words_of(window["blocks"])
    assert words["reason"] in words_of(window["blocks"])

    await manager.says(words["why"])
    assert "N-06" in words_of((await manager.sees(words["reason"])).blocks)
    await manager.says(words["week"])
    assert "N-19" not in words_of((await manager.sees(words["title"])).blocks)
    assert words["home"] in await manager.opens_home()

    await manager.says(words["stop"])
    await manager.sees(words["stopped"])
    await manager.opens_home()
    await until(lambda: manager.on_home("nudges.resume"), "Home to offer taking reminders up")
    await manager.presses_on_home("nudges.resume")
    await until(lambda: manager.on_home("nudges.stop"), "Home to offer stopping them")


async def test_stop_in_a_talk_is_for_the_talk(company: Company) -> None:
    helen = company.person("Helen Moore")
    await helen.says("check in with Chen Wei")
    await helen.sees("Before the talk or after it?")
    await helen.presses("check_ins.start")
    await helen.sees("1/5")
    await helen.says("stop")
    await until(lambda: not helen.reads("1/5"), "the talk to end")
    assert not helen.reads("I have stopped all reminders")


@pytest.mark.parametrize(
    ("employee", "manager", "line", "begins"),
    [
        ("Chen Wei", "Helen Moore", "can the close start earlier?", "Chen Wei wants to talk about:"),
        ("赵敏", "马国强", "夜班怎么排", "赵敏 想谈："),
    ],
    ids=["en", "zh"],
)
async def test_what_an_employee_wants_to_talk_about_stands_where_the_talk_begins(
    company: Company, employee: str, manager: str, line: str, begins: str
) -> None:
    mine, boss = company.person(employee), company.person(manager)
    await mine.opens_home()
    await mine.presses_on_home("nudges.agenda")
    await mine.form("nudges.agenda_form")
    assert await mine.fills("nudges.agenda_form", agenda=line) == {}
    assert line in await mine.opens_home()
    assert line not in await boss.opens_home()
    await boss.presses("check_ins.start")
    shown = words_of((await boss.sees(begins)).blocks)
    assert line in shown
