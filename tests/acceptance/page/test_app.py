"""An app on the page: its messages, buttons, modals, Home tab and commands."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import expect

from tests.acceptance.page.conftest import ANA, BEN, GENERAL, MING
from tests.acceptance.page.gestures import ask_bot, until, write

if TYPE_CHECKING:
    from tests.acceptance.page.conftest import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_button_spins_and_counts_once_however_often_it_is_pressed(house: House) -> None:
    tab = await ask_bot(house, "wait for me")
    house.bot.actions.clear()
    house.bot.hold.clear()
    slow = tab.get_by_test_id("action-slow").last
    await slow.dblclick()
    await expect(slow.locator(".q-spinner")).to_be_visible()
    house.bot.hold.set()
    await expect(slow.locator(".q-spinner")).to_have_count(0)
    assert [body["actions"][0]["action_id"] for body in house.bot.actions] == ["slow"]


async def test_a_confirmation_is_asked_before_the_app_hears(house: House) -> None:
    tab = await ask_bot(house, "rubbish")
    house.bot.actions.clear()
    await tab.get_by_test_id("action-throw").last.click()
    await tab.get_by_role("button", name="Keep it").click()
    await tab.get_by_test_id("action-throw").last.click()
    await tab.get_by_role("dialog").get_by_role("button", name="Throw away").click()
    await expect(tab.get_by_role("dialog")).to_have_count(0)
    assert [body["actions"][0]["action_id"] for body in house.bot.actions] == ["throw"]


async def test_a_choice_from_a_group_reaches_the_app_with_the_state(house: House) -> None:
    tab = await ask_bot(house, "steps")
    house.bot.actions.clear()
    await tab.get_by_test_id("action-step").last.click()
    await expect(tab.get_by_role("option", name="First")).to_be_disabled()
    await tab.get_by_role("option", name="Recall").click()
    await expect(tab.locator(".select", has_text="Recall").last).to_be_visible()
    await expect(tab.locator(".select.waiting")).to_have_count(0)
    (body,) = house.bot.actions
    assert body["actions"][0]["selected_option"]["value"] == "recall"
    assert body["state"]["values"]["choices"]["step"]["selected_option"]["value"] == "recall"


async def test_a_modal_shows_what_is_missing_then_what_the_app_refuses_then_closes(house: House) -> None:
    tab = await ask_bot(house, "a note")
    house.bot.submissions.clear()
    await tab.get_by_test_id("action-note").last.click()
    modal = tab.get_by_test_id("modal")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("error-who")).to_have_text("Please complete this field.")
    await expect(modal.get_by_test_id("error-due")).to_be_hidden()
    await modal.get_by_test_id("action-words").fill("short")
    await modal.get_by_test_id("action-who").click()
    await tab.get_by_role("option", name="Ben Okafor").click()
    await modal.get_by_label("Only me").check()
    await modal.get_by_test_id("action-due").fill("2026-12-01")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("error-words")).to_have_text("Please say a little more.")
    await expect(modal.get_by_test_id("error-who")).to_be_hidden()
    await modal.get_by_test_id("action-words").fill("A much longer note")
    await modal.get_by_test_id("modal-submit").click()
    await expect(tab.get_by_text("Your note is saved.")).to_be_visible()
    await expect(modal).to_be_hidden()
    (values,) = house.bot.submissions
    assert values["words"]["words"]["value"] == "A much longer note"
    assert values["who"]["who"]["selected_user"] == BEN
    assert values["due"]["due"]["selected_date"] == "2026-12-01"
    assert values["share"]["share"]["selected_option"]["value"] == "no"


async def test_a_modal_below_keeps_what_was_typed_while_another_is_on_top(house: House) -> None:
    tab = await ask_bot(house, "stack")
    await tab.get_by_test_id("action-note").last.click()
    modal = tab.get_by_test_id("modal")
    await modal.get_by_test_id("action-words").fill("typed before")
    await modal.get_by_test_id("action-more").click()
    await expect(modal.get_by_test_id("modal-title")).to_have_text("More")
    await modal.get_by_role("button", name="Back").click()
    await expect(modal.get_by_test_id("action-words")).to_have_value("typed before")
    await modal.get_by_test_id("modal-close").click()
    await expect(modal).to_be_hidden()


async def test_home_is_drawn_and_an_update_leaves_half_typed_words_alone(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}")
    await expect(tab.get_by_role("heading", name="Your desk")).to_be_visible()
    counted = house.bot.homes
    await tab.get_by_test_id("action-ask").fill("what is the")
    await tab.get_by_test_id("action-count").click()
    await expect(tab.get_by_text(f"Counted {counted + 1} times")).to_be_visible()
    await expect(tab.get_by_test_id("action-ask")).to_have_value("what is the")
    assert house.bot.actions[-1]["view"]["state"]["values"]["ask"]["ask"]["value"] == "what is the"


async def test_an_update_of_home_does_not_take_the_cursor_away(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}")
    await tab.get_by_test_id("action-ask").press_sequentially("half a")
    house.bot.homes += 1
    await house.bot.publish(house.bot.app.client, ANA)
    await expect(tab.get_by_text(f"Counted {house.bot.homes} times")).to_be_visible()
    await expect(tab.get_by_test_id("action-ask")).to_be_focused()
    await tab.keyboard.type(" word")
    await expect(tab.get_by_test_id("action-ask")).to_have_value("half a word")


async def test_a_slash_command_is_offered_completed_and_answered_only_to_me(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}?at={GENERAL}")
    box = tab.get_by_test_id("composer")
    await box.fill("/t")
    await expect(tab.get_by_test_id("command-toy")).to_contain_text("[anything]")
    await box.press("Tab")
    await expect(box).to_have_value("/toy ")
    await box.press_sequentially("with blocks")
    await box.press("Enter")
    await expect(tab.get_by_text("The toy heard: with blocks")).to_be_visible()
    await expect(tab.get_by_text("Only visible to you").last).to_be_visible()
    await write(tab, "/nonsense")
    await expect(tab.get_by_text("/nonsense is not a command here")).to_be_visible()
    await expect(box).to_have_value("/nonsense")


async def test_a_message_shortcut_reaches_the_app_with_that_message(house: House) -> None:
    tab = await house.tab(f"/as/{ANA}?at={GENERAL}")
    await write(tab, "Ben rescued the release")
    said = tab.get_by_role("article").filter(has_text="Ben rescued the release")
    await said.hover()
    await said.get_by_label("More actions").click()
    house.bot.shortcuts.clear()
    await tab.get_by_test_id("shortcut-keep").click()
    await until(lambda: len(house.bot.shortcuts) == 1)
    assert house.bot.shortcuts[0]["message"]["text"] == "Ben rescued the release"


async def test_a_suggested_prompt_is_sent_by_one_press_and_then_goes_away(house: House) -> None:
    tab = await house.tab(f"/as/{MING}")
    await tab.get_by_test_id("tab-messages").click()
    await tab.get_by_role("button", name="Sing").click()
    await expect(tab.get_by_text("You said please sing")).to_be_visible()
    await expect(tab.get_by_test_id("prompt-0")).to_be_hidden()


async def test_what_the_bot_is_doing_is_shown_until_it_is_done(house: House) -> None:
    tab = await ask_bot(house, "think")
    channel = house.acts.open_dm(ANA, house.workspace.app.bot_user_id)
    asked = house.workspace.messages(channel, viewer=ANA)[-2].ts
    client = house.bot.app.client
    await client.assistant_threads_setStatus(
        channel_id=channel, thread_ts=asked, status="is reading the rules"
    )
    await expect(tab.get_by_test_id("status")).to_have_text("Toy is reading the rules")
    await client.assistant_threads_setStatus(channel_id=channel, thread_ts=asked, status="")
    await expect(tab.get_by_test_id("status")).to_be_hidden()


async def test_a_bots_edit_changes_the_message_in_place(house: House) -> None:
    tab = await ask_bot(house, "edit me")
    channel = house.acts.open_dm(ANA, house.workspace.app.bot_user_id)
    last = house.workspace.messages(channel, viewer=ANA)[-1]
    row = tab.get_by_test_id(f"message-{last.ts}")
    await house.bot.app.client.chat_update(channel=channel, ts=last.ts, text="Done and dusted", blocks=[])
    await expect(row).to_contain_text("Done and dusted")
    await expect(row.get_by_test_id("action-note")).to_have_count(0)
    await house.bot.app.client.chat_delete(channel=channel, ts=last.ts)
    await expect(row).to_have_count(0)


async def test_a_message_grows_before_its_readers_eyes_until_it_is_closed(house: House) -> None:
    tab = await ask_bot(house, "tell me")
    channel = house.acts.open_dm(ANA, house.workspace.app.bot_user_id)
    asked = house.workspace.messages(channel, viewer=ANA)[-2].ts
    client = house.bot.app.client
    begun = await client.chat_startStream(
        channel=channel, thread_ts=asked, markdown_text=r"Ten \*working\* days\."
    )
    await tab.get_by_test_id(f"replies-{asked}").click()
    row = tab.get_by_test_id(f"thread-message-{begun['ts']}")
    await expect(row).to_contain_text("Ten *working* days.")
    await expect(row).to_have_class(re.compile(r"\bwriting\b"))
    await client.chat_appendStream(channel=channel, ts=begun["ts"], markdown_text="\n\nNot one more\\.")
    await expect(row).to_contain_text("Not one more.")
    await client.chat_stopStream(channel=channel, ts=begun["ts"])
    await expect(row).not_to_have_class(re.compile(r"\bwriting\b"))


async def test_every_kind_of_input_sends_what_slack_would_send(house: House) -> None:
    talk = house.acts.open_dm(ANA, BEN)
    tab = await ask_bot(house, "everything")
    house.bot.submissions.clear()
    await tab.get_by_test_id("action-everything").last.click()
    modal = tab.get_by_test_id("modal")
    await modal.get_by_test_id("action-number").fill("2.5")
    await modal.get_by_test_id("action-mail").fill("nobody")
    await modal.get_by_test_id("action-link").fill("https://example.com/a")
    await modal.get_by_test_id("action-time").fill("13:45")
    await modal.get_by_test_id("action-moment").fill("2026-07-01T09:30")
    await modal.get_by_label("Alpha").check()
    await modal.get_by_label("Gamma").check()
    await modal.get_by_label("Alpha").uncheck()
    for select, choice in (("one", "Beta"), ("channel", "# general"), ("talk", "Ben Okafor")):
        await modal.get_by_test_id(f"action-{select}").click()
        await tab.get_by_role("option", name=choice).click()
    for select, choices in (("some", ("Alpha", "Beta")), ("people", ("Ana Souza", "王小明"))):
        await modal.get_by_test_id(f"action-{select}").click()
        for choice in choices:
            await tab.get_by_role("option", name=choice).click()
        await modal.get_by_test_id("modal-title").click()
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal.get_by_test_id("error-mail")).to_have_text("Please enter an email address.")
    await modal.get_by_test_id("action-mail").fill("ana@example.com")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_be_hidden()
    (values,) = house.bot.submissions
    held = {block: next(iter(actions.values())) for block, actions in values.items()}
    assert held["number"] == {"type": "number_input", "value": "2.5"}
    assert held["mail"]["value"] == "ana@example.com"
    assert held["link"]["value"] == "https://example.com/a"
    assert held["time"]["selected_time"] == "13:45"
    in_lisbon = datetime(2026, 7, 1, 9, 30, tzinfo=ZoneInfo("Europe/Lisbon"))
    assert held["moment"]["selected_date_time"] == int(in_lisbon.timestamp())
    assert [each["value"] for each in held["boxes"]["selected_options"]] == ["c"]
    assert held["one"]["selected_option"]["value"] == "b"
    assert held["channel"]["selected_channel"] == GENERAL
    assert held["talk"]["selected_conversation"] == talk
    assert [each["value"] for each in held["some"]["selected_options"]] == ["a", "b"]
    assert held["people"]["selected_users"] == [ANA, MING]


async def test_pressing_the_tab_that_is_open_takes_nothing_away(house: House) -> None:
    tab = await ask_bot(house, "the first")
    await tab.get_by_test_id("composer").evaluate("box => { box.mark = 'the same box' }")
    await tab.get_by_test_id("tab-messages").click()
    await write(tab, "the second")
    await expect(tab.get_by_text("You said the second")).to_be_visible()
    assert await tab.get_by_test_id("composer").evaluate("box => box.mark") == "the same box"
