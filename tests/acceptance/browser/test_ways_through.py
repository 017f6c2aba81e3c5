"""The ways through and out of a check-in with real clicks, and who may not begin one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.acceptance.browser.conftest import Office

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_back_pause_resume_finish_and_stop(office: Office) -> None:
    helen = await office.sits_down("Helen Moore")
    await helen.writes("wrap up my 1:1 with Priya Nair")
    await helen.presses("Goals")
    await helen.sees("Goals, then.")
    await helen.presses("Back")
    await helen.sees("One step back.")
    await helen.picture("one step back")
    await helen.writes("the new treasury forecast")
    await helen.sees("2/5")
    await helen.presses("Pause")
    await helen.sees("Paused.")
    await helen.picture("paused")
    await helen.presses("Carry on")
    await helen.sees("Welcome back.")
    await helen.sees("2/5")
    await helen.picture("resumed at the same step")
    await helen.presses("Finish now")
    await helen.sees("What did Priya Nair say?")
    await helen.picture("finish now")
    await helen.writes("stop")
    await helen.sees("What you wrote is kept")
    await helen.picture("stopped")
    await helen.opens("home")
    await helen.sees("Only you")
    await helen.picture("home keeps the private note")


async def test_stop_in_chinese_keeps_what_there_is(office: Office) -> None:
    ma = await office.sits_down("马国强")
    await ma.writes("和孙伟沟通")
    await ma.presses("记录刚谈完的内容（2–3 分钟）")
    await ma.writes("三号线换模时间太长")
    await ma.sees("2/5")
    await ma.writes("停")
    await ma.sees("写下的内容保留着")
    await ma.picture("stopped in chinese")


async def test_a_hand_off_phrase_stops_and_names_whom_to_ask(office: Office) -> None:
    helen = await office.sits_down("Helen Moore")
    await helen.writes("wrap up my 1:1 with Priya Nair")
    await helen.sees("1/5")
    await helen.writes("She told me that she was harassed by a colleague")
    await helen.sees("saved nothing from that message")
    await helen.picture("hand-off")
    told = helen.tab.get_by_role("article").filter(has_text="harassed")
    await told.hover()
    await told.get_by_label("More actions").click()
    await helen.tab.get_by_test_id("menu-delete").click()
    await expect(told).to_have_count(0)
    await helen.picture("the message deleted")


async def test_a_button_pressed_too_late_says_so_kindly(office: Office) -> None:
    helen = await office.sits_down("Helen Moore")
    await helen.writes("wrap up my 1:1 with Priya Nair")
    await helen.sees("1/5")
    # A slow Slack: the second tap leaves before the first has changed the message.
    office.company.server.workspace.faults.latency_ms = 800
    await helen.presses("Goals")
    await helen.presses("People")
    await helen.sees("We are past that one already.")
    await helen.picture("a stale button")
    office.company.server.workspace.faults.latency_ms = 0
    await helen.sees("Goals, then.")


async def test_the_command_is_offered_while_it_is_typed_and_starts_a_check_in(office: Office) -> None:
    helen = await office.sits_down("Helen Moore")
    box = helen.tab.get_by_test_id("composer")
    await box.press_sequentially("/to")
    await expect(helen.tab.get_by_test_id("command-touchbase")).to_be_visible()
    await helen.picture("a command is offered")
    await box.press("Tab")
    await expect(box).to_have_value("/touchbase ")
    await box.press_sequentially("checkin")
    await box.press("Enter")
    await helen.chooses("person", "Priya Nair")
    await helen.picture("the form by command")
    await helen.closes()
    await helen.writes("/touchbase checkin Priya Nair")
    await helen.sees("Before the talk or after it?")
    await helen.picture("before or after")
    await helen.writes("/touchbse checkin")
    await expect(helen.tab.get_by_text("is not a command here")).to_be_in_viewport(ratio=1)
    await helen.picture("a mistyped command")


async def test_who_leads_nobody_is_told_so_and_has_a_home_of_their_own(office: Office) -> None:
    anna = await office.sits_down("Anna Becker")
    await anna.writes("check in with Lin Jia")
    await anna.sees("Lin Jia does not report to you")
    await anna.picture("no reports")
    await anna.writes("what is this?")
    await anna.sees("Here is what I can do for you.")
    await anna.picture("not understood")
    await anna.opens("home")
    await anna.sees("Hello, Anna Becker")
    await expect(anna.tab.get_by_role("button", name="Start a check-in")).to_have_count(0)
    await anna.picture("home of somebody who leads nobody")
    grace = await office.sits_down("Grace Tan", at="home")
    await grace.sees("Hello, Grace Tan")
    await grace.picture("home of hr")


async def test_the_command_works_in_a_channel_without_the_others_seeing_it(office: Office) -> None:
    helen = await office.sits_down("Helen Moore", at="general")
    anna = await office.sits_down("Anna Becker", at="general")
    await helen.writes("Good morning everyone")
    await anna.sees("Good morning everyone")
    await helen.writes("/touchbase help")
    await helen.picture("help asked in a channel")
    await expect(anna.tab.get_by_role("article")).to_have_count(1)
    await helen.tab.get_by_test_id("nav-app").click()
    await helen.sees("Here is what I can do for you.")
    await helen.picture("the help that was asked for")


async def test_whatever_is_typed_gets_one_clear_answer(office: Office) -> None:
    helen = await office.sits_down("Helen Moore")
    for what, text, said in (
        ("nonsense", "qwertz uiop", "I did not understand that"),
        ("emoji", "🎉🎉🎉", "I did not understand that"),
        ("mention", "check in with <@U0001DEMO>", "does not report to you"),
        ("right to left", "شكرا جزيلا على المساعدة", "I did not understand that"),
    ):
        answers = helen.tab.get_by_role("article").filter(has_text=said)
        before = await answers.count()
        await helen.writes(text)
        await expect(answers).to_have_count(before + 1)
        await helen.picture(what)
    await helen.writes("wrap up my 1:1 with Priya Nair")
    await helen.sees("1/5")
    await helen.writes("x" * 20_000)
    await helen.sees("20,000 characters")
    await helen.picture("20000 characters")
    await helen.writes("   ")
    await helen.writes("النقطة الأساسية هي التوقعات <b>&amp; 🎯")
    await helen.sees("2/5")
    await helen.picture("right to left in a check-in")
