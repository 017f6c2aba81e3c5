"""Finding what was said and using it: saved messages, lists, search, the timeline and promised steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.acceptance.employee import elements, until, words_of

if TYPE_CHECKING:
    from bot.workspace.models import Message
    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee

PAIRS = [
    pytest.param("Helen Moore", "Chen Wei", "The plant file was here at 17:50 today, thank you", id="en"),
    pytest.param("马国强", "赵敏", "今天 17:50 就收到了报废数据，谢谢", id="zh"),
]


def in_a_channel(company: Company, employee: Employee) -> str:
    """Return a channel that somebody is in."""
    found = company.server.workspace.conversations_for(employee.user.id)
    return next(each.id for each in found if each.kind == "channel")


async def a_message(company: Company, writer: Employee, text: str) -> Message:
    """Let somebody write into a channel, and return the message."""
    channel = in_a_channel(company, writer)
    return await company.server.acts.say(writer.user.id, channel, text)


async def saves(company: Company, who: Employee, message: Message) -> None:
    """Use the shortcut on a message."""
    await company.server.acts.shortcut(
        who.user.id, "records.save_message", channel=message.channel, ts=message.ts
    )


@pytest.mark.parametrize(("manager", "report", "text"), PAIRS)
async def test_a_message_is_saved_about_a_report_and_offered_in_the_next_talk(
    company: Company, manager: str, report: str, text: str
) -> None:
    boss, employee = company.person(manager), company.person(report)
    message = await a_message(company, employee, text)
    await saves(company, boss, message)
    form = await boss.form("records.save_message")
    assert text in words_of(form["blocks"])
    option = next(
        option["value"]
        for block in form["blocks"]
        if block.get("block_id") == "about"
        for option in block["element"]["options"]
        if option["text"]["text"] in employee.user.real_name
    )
    assert await boss.fills("records.save_message", about=option) == {}
    await boss.sees(text)
    assert not employee.reads(text)
    in_chinese = boss.user.locale == "zh-CN"
    await boss.says("记录和赵敏的一对一" if in_chinese else "wrap up my 1:1 with Chen Wei")
    await boss.sees("1/5")
    await boss.says("月末结账等数据，要谈谁来交" if in_chinese else "The close waits for plant data")
    await boss.sees("2/5")
    await boss.presses("check_ins.use_saved")
    await boss.sees("3/5")


async def kept_note(boss: Employee, *, in_chinese: bool) -> None:
    """Go through a short talk and keep its note private."""
    await boss.says("记录和赵敏的一对一" if in_chinese else "wrap up my 1:1 with Chen Wei")
    await boss.sees("1/5")
    await boss.says("月末结账等数据，要谈谁来交" if in_chinese else "The close waits for plant data")
    await boss.sees("2/5")
    await boss.says("stop" if not in_chinese else "停")
    await boss.sees("只有你能看到" if in_chinese else "Saved: your talk with")


@pytest.mark.parametrize(("manager", "report", "text"), PAIRS)
async def test_notes_are_found_by_command_by_words_and_from_home(
    company: Company, manager: str, report: str, text: str
) -> None:
    boss = company.person(manager)
    in_chinese = text.startswith("今天")
    await kept_note(boss, in_chinese=in_chinese)
    words = "数据" if in_chinese else "PLANT"
    await boss.commands(f"记录 {words}" if in_chinese else f"records {words}")
    assert words.casefold() in words_of((await boss.form("records.find"))["blocks"]).casefold()
    await boss.fills("records.find", words="qqq")
    await until(
        lambda: (
            ("没有找到" if in_chinese else "found these words in none")
            in words_of(company.server.workspace.modals(boss.user.id)[-1]["blocks"])
        ),
        "nothing found",
    )
    await boss.says(f"在我的记录里找{words}" if in_chinese else f"find {words} in my notes")
    await boss.sees("最近的在前" if in_chinese else "newest first")
    await boss.says(f"看看我和{report}的记录" if in_chinese else f"show my notes with {report}")
    await boss.sees("你和赵敏的记录" if in_chinese else "Your notes with Chen Wei")
    await boss.presses("records.open")
    await boss.form("records.note")
    await boss.opens_home()
    await boss.presses_on_home("records.find")
    await boss.form("records.find")


@pytest.mark.parametrize(("manager", "report", "text"), PAIRS)
async def test_a_timeline_opens_from_home_for_both(
    company: Company, manager: str, report: str, text: str
) -> None:
    boss, employee = company.person(manager), company.person(report)
    in_chinese = text.startswith("今天")
    message = await a_message(company, boss, text)
    await saves(company, employee, message)
    assert await employee.fills("records.save_message", visible="shared") == {}
    await employee.sees(text)
    await boss.sees("分享给你" if in_chinese else "shared it with you")
    await employee.opens_home()
    await employee.presses_on_home("records.timeline")
    window = await employee.form("records.timeline")
    button = next(each for _, each in elements(window["blocks"]) if each["action_id"].endswith(".picture"))
    await company.server.acts.click(employee.user.id, button, view_id=window["id"])
    said = await employee.sees("的时间线" if in_chinese else "Timeline of")
    picture = next(file for file in said.files or () if file.name.endswith(".png"))
    assert company.server.workspace.files.read(picture.id).startswith(b"\x89PNG")
    await until(
        lambda: (
            ("图片已发到" if in_chinese else "The picture is in")
            in words_of(company.server.workspace.modals(employee.user.id)[-1]["blocks"])
        ),
        "the window says where the picture is",
    )
    await boss.opens_home()
    view = await until(lambda: company.server.workspace.home(boss.user.id), "Home")
    block, menu = next(
        found for found in elements(view["blocks"]) if found[1]["action_id"] == "records.timeline.of"
    )
    option = next(each for each in menu["options"] if each["text"]["text"] in employee.user.real_name)
    action = {"type": menu["type"], "action_id": menu["action_id"], "block_id": block}
    await company.server.acts.click(boss.user.id, {**action, "selected_option": option}, view_id=view["id"])
    assert "PM-1.5" in words_of((await boss.form("records.timeline"))["blocks"])
