"""Being somebody on the page: choosing, talking, two tabs, languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from tests.acceptance.page.conftest import ANA, BEN, DEV, GENERAL, MING
from tests.acceptance.page.gestures import ask_bot, until, write

if TYPE_CHECKING:
    from tests.acceptance.page.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_visitor_searches_and_chooses_who_to_be(house: House) -> None:
    tab = await house.tab("/")
    await expect(tab.get_by_role("heading", name="Platform")).to_be_visible()
    await tab.get_by_test_id("search-people").fill("sales")
    await expect(tab.get_by_test_id(f"person-{ANA}")).to_be_hidden()
    await tab.get_by_test_id("search-people").fill("ana engineer")
    await expect(tab.get_by_text("Nobody matches that.")).to_be_visible()
    await tab.get_by_test_id("search-people").fill("ana")
    await tab.get_by_test_id(f"person-{ANA}").click()
    await expect(tab.get_by_test_id("me")).to_have_text("Ana Souza")
    assert f"/as/{ANA}" in tab.url


async def test_an_unknown_person_is_sent_back_to_choose(house: House) -> None:
    tab = await house.tab("/as/U0NOBODY")
    await expect(tab.get_by_role("alert")).to_contain_text("nobody here with that id")


async def test_a_message_gets_the_bots_reply_with_its_mark_up(house: House) -> None:
    tab = await ask_bot(house, "good morning")
    await expect(tab.locator("strong", has_text="good morning")).to_be_visible()
    await expect(tab.get_by_test_id("composer")).to_have_value("")


async def test_shift_enter_starts_a_new_line_instead_of_sending(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}?at={GENERAL}")
    box = tab.get_by_test_id("composer")
    await box.fill("first")
    await box.press("Shift+Enter")
    await box.press_sequentially("second")
    await expect(box).to_have_value("first\nsecond")


async def test_two_tabs_are_two_people_and_see_each_other_at_once(house: House) -> None:
    ana, ben = await house.tab(f"/as/{ANA}?at={GENERAL}"), await house.tab(f"/as/{BEN}?at={GENERAL}")
    await ben.get_by_test_id("composer").fill("half a thought")
    await write(ana, "Hello @Ben Okafor <b>")
    said = ben.get_by_role("article").filter(has_text="Hello @Ben Okafor <b>")
    await expect(said).to_be_visible()
    await expect(said.locator(".mention")).to_have_text("@Ben Okafor")
    await expect(ben.get_by_test_id("composer")).to_have_value("half a thought")


async def test_a_reply_opens_a_thread_and_both_see_its_count(house: House) -> None:
    ana, ben = await house.tab(f"/as/{ANA}?at={GENERAL}"), await house.tab(f"/as/{BEN}?at={GENERAL}")
    await write(ana, "Shall we ship on Friday?")
    question = ben.get_by_role("article").filter(has_text="Shall we ship on Friday?")
    await question.hover()
    await question.get_by_label("Reply in thread").click()
    await ben.get_by_test_id("thread-composer").fill("Monday is safer")
    await ben.get_by_test_id("thread-composer").press("Enter")
    await ana.get_by_role("button", name="1 reply").click()
    await expect(ana.get_by_text("Monday is safer")).to_be_visible()


async def test_unread_messages_are_counted_until_they_are_looked_at(house: House) -> None:
    ben = await house.tab(f"/as/{BEN}")
    channel = house.acts.open_dm(ANA, BEN)
    row = ben.get_by_test_id(f"nav-dm-{ANA}")
    await house.acts.say(ANA, channel, "one")
    await house.acts.say(ANA, channel, "two")
    await expect(row.get_by_label("2 unread")).to_be_visible()
    await row.click()
    await expect(ben.get_by_text("two", exact=True)).to_be_visible()
    await expect(row.get_by_label(re.compile("unread"))).to_be_hidden()


async def test_switching_to_chinese_turns_the_page_and_tells_the_workspace(house: House) -> None:
    tab = await house.tab(f"/as/{BEN}?at={GENERAL}")
    await tab.get_by_test_id("language").click()
    await tab.get_by_role("option", name="中文").click()
    await expect(tab.get_by_role("heading", name="私信")).to_be_visible()
    await expect(tab.get_by_placeholder("发消息给 #general")).to_be_visible()
    assert house.workspace.user(BEN).locale == "zh-CN"


async def test_the_page_speaks_chinese_to_who_has_it_as_their_locale(house: House) -> None:
    tab = await house.tab(f"/as/{MING}")
    await expect(tab.get_by_test_id("tab-home")).to_have_text("主页")


async def test_the_page_says_when_the_bot_is_away_and_when_it_is_back(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}")
    await expect(tab.get_by_test_id("presence")).to_have_text("The bot is connected")
    house.workspace.connected = False
    await expect(tab.get_by_test_id("banner")).to_be_visible()
    house.workspace.connected = True
    await expect(tab.get_by_test_id("banner")).to_be_hidden()


async def test_faults_set_in_the_drawer_hold_for_the_workspace_until_reset(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}")
    await tab.get_by_test_id("faults").click()
    await tab.get_by_test_id("fault-duplicates").fill("3")
    await until(lambda: house.workspace.faults.duplicate_deliveries == 3)
    await tab.get_by_test_id("faults-reset").click()
    await until(lambda: house.workspace.faults.duplicate_deliveries == 1)


async def test_a_file_is_attached_and_sent_with_a_message(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}?at={GENERAL}")
    async with tab.expect_file_chooser() as chooser:
        await tab.get_by_test_id("attach").click()
    await (await chooser.value).set_files(
        {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"one plan"}
    )
    await expect(tab.locator(".attached")).to_have_text(re.compile("plan.txt"))
    await write(tab, "Here is the plan")
    link = tab.get_by_label("Download plan.txt")
    await expect(link).to_be_visible()
    answer = await tab.request.get(house.url + (await link.get_attribute("href") or ""))
    assert await answer.body() == b"one plan"


async def test_the_place_stays_open_when_the_page_is_loaded_again(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}")
    await tab.get_by_test_id(f"nav-channel-{GENERAL}").click()
    await expect(tab.get_by_test_id("heading")).to_have_text("# general")
    await tab.wait_for_url(re.compile(GENERAL))
    await tab.reload()
    await expect(tab.get_by_test_id("heading")).to_have_text("# general")


async def test_someone_who_left_cannot_write_and_is_told_why(house: House) -> None:
    tab = await house.tab(f"/as/{DEV}")
    await tab.get_by_test_id("tab-messages").click()
    await write(tab, "hello?")
    await expect(tab.get_by_text("Dev Patel's account is deactivated.")).to_be_visible()
    house.acts.set_person(DEV, locale="zh-CN")
    await write(tab, "hello?")
    await expect(tab.get_by_text("Dev Patel 的帐号已停用。")).to_be_visible()


async def test_long_ago_messages_are_drawn_on_request(house: House) -> None:
    channel = house.acts.open_dm(BEN, MING)
    for number in range(100):
        await house.acts.say(BEN, channel, f"line {number:03}")
    tab = await house.tab(f"/as/{MING}?at={channel}")
    await expect(tab.get_by_text("line 099")).to_be_visible()
    await expect(tab.get_by_text("line 000")).to_have_count(0)
    await tab.get_by_test_id("earlier").click()
    await expect(tab.get_by_text("line 000")).to_have_count(1)
    await expect(tab.get_by_test_id("earlier")).to_be_hidden()


async def test_times_are_shown_in_the_zone_the_person_chose(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}?at={GENERAL}")
    message = await house.acts.say(BEN, GENERAL, "what time is it")
    stamp = tab.get_by_test_id(f"message-{message.ts}").locator("time").first
    await expect(stamp).to_have_text(_clock(message.ts, "Europe/Lisbon"))
    await tab.get_by_test_id("zone").fill("kolkata")
    await tab.get_by_role("option", name="Asia/Kolkata").click()
    await expect(stamp).to_have_text(_clock(message.ts, "Asia/Kolkata"))


def _clock(ts: str, zone: str) -> str:
    at = datetime.fromtimestamp(float(ts), tz=UTC).astimezone(ZoneInfo(zone))
    return at.strftime("%I:%M %p").lstrip("0")
