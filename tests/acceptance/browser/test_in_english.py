"""The product's first minutes in the browser, in English: the manager's side and the employee's side, live."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.acceptance.browser.conftest import Office
    from tests.acceptance.browser.seat import Seat

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_whole_check_in_from_choosing_a_person_to_the_second_version(office: Office) -> None:
    helen = await office.arrives()
    await starts(helen)
    await answers(helen)
    await settles_the_words(helen)
    chen = await office.sits_down("Chen Wei")
    await chen.picture("chen before the note")
    await helen.presses("Share it")
    await helen.sees("Saved and on its way to Chen Wei")
    await helen.picture("shared")
    await reads_and_answers(chen, helen)
    await corrects(helen, chen)
    for seat, name in ((helen, "helen"), (chen, "chen")):
        await looks_back(seat, name)


async def starts(helen: Seat) -> None:
    """Choose who to be, and start from Home."""
    await helen.sees("Who are you today?")
    await helen.sees("Be Helen Moore and press “Start a check-in”")
    await helen.picture("choose who to be")
    await helen.tab.get_by_test_id("search-people").fill("helen")
    await helen.becomes("Helen Moore")
    await helen.sees("My 1:1s")
    await helen.picture("helens home")
    await helen.presses("Start a check-in")
    await helen.chooses("person", "Chen Wei")
    await helen.picture("start a check-in")
    await helen.sends()
    await helen.sees("See you there")
    await helen.picture("see you in messages")
    await helen.closes()


async def answers(helen: Seat) -> None:
    """Answer the four questions in the direct message."""
    await helen.opens("messages")
    await helen.sees("What was the talk with Chen Wei mainly about?")
    await helen.picture("first question")
    await helen.presses("Blocker")
    await helen.sees("Blocker, then.")
    await helen.picture("topic chosen")
    await helen.writes("Month-end close depends on plant data")
    await helen.sees("2/5")
    await helen.picture("second question")
    await helen.writes("On 3 June the scrap file came at 21:40, so two people stayed until midnight")
    await helen.sees("3/5")
    await helen.picture("third question")
    await helen.writes("He said he wants a cut-off at 18:00 agreed with the plant")
    await helen.sees("4/5")
    await helen.picture("fourth question")
    await helen.presses("Add a step")
    await helen.sees("Who does it?")
    await helen.fills("what", "Call the plant lead")
    await helen.picture("add a step")
    await helen.form().get_by_test_id("modal-close").click()
    await helen.writes("I will call the plant lead by Friday. He will draft the rule before our next 1:1")
    await helen.sees("Does this say it?")
    await helen.picture("summary page")


async def settles_the_words(helen: Seat) -> None:
    """Edit the summary and come to the question who may read it."""
    await helen.presses("Edit")
    await helen.fills("summary", "The close waits for plant data; a cut-off at 18:00 would help.")
    await helen.picture("edit the summary")
    await helen.sends()
    await helen.sees("Changed as you wrote it.")
    await helen.presses("Looks right")
    await helen.sees("Share this note with Chen Wei?")
    await helen.picture("share question")


async def reads_and_answers(chen: Seat, helen: Seat) -> None:
    """Read the note, say so, add a view, question a sentence; the manager sees each at once."""
    await chen.sees("a cut-off at 18:00 would help")
    await chen.picture("chen sees the note")
    await chen.presses("I have read it")
    await chen.sees("You marked this as read")
    await chen.picture("chen has read it")
    await helen.sees("has read the note")
    await chen.presses("Add my view")
    await chen.form().get_by_role("textbox").fill("The rule is half written.")
    await chen.picture("chen adds a view")
    await chen.sends()
    await helen.sees("The rule is half written.")
    await chen.presses("Question a sentence")
    await chen.form().get_by_role("combobox").click()
    await chen.picture("chen picks a sentence")
    await chen.tab.get_by_role("option", name=re.compile("two people stayed")).click()
    await chen.form().get_by_role("textbox").last.fill("It was one person.")
    await chen.picture("chen questions a sentence")
    await chen.sends()
    await helen.sees("It was one person.")
    await helen.picture("helen hears of it")


async def corrects(helen: Seat, chen: Seat) -> None:
    """Make version 2; the employee sees the difference and reads it anew."""
    await helen.presses("Correct the note")
    await helen.sees("This makes a new version.")
    await helen.picture("correct the note")
    evidence = helen.form().get_by_role("textbox", name="What happened")
    await evidence.fill("On 3 June the scrap file came at 21:40, so one person stayed until midnight")
    await helen.sends()
    await chen.sees("Words that went are struck through")
    await expect(chen.tab.locator("s", has_text="two people").or_(chen.tab.locator("del"))).not_to_have_count(
        0
    )
    await chen.picture("chen sees version 2")
    await chen.presses("I have read it")
    await chen.sees("You marked this as read")
    await helen.picture("helen sees version 2 read")


async def looks_back(seat: Seat, name: str) -> None:
    """Open the history and Home, where everything stands as it was left."""
    await seat.presses("History")
    await expect(seat.form()).to_contain_text("two people stayed")
    await expect(seat.form()).to_contain_text("It was one person.")
    await seat.picture(f"{name} opens history")
    await seat.closes()
    await seat.opens("home")
    await seat.sees("Open steps")
    await seat.picture(f"{name}s home after")
