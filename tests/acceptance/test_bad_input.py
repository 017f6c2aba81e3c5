"""What people type when they do not do as expected: one clear sentence each, and nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.workspace.models import Upload, User
from tests.acceptance.company import open_company
from tests.acceptance.employee import until, words_of
from tests.rule_search import SmallSearch

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.company import Company
    from tests.acceptance.employee import Employee

RIGHT_TO_LEFT = "\u202eقال إنه يحتاج إلى موعد نهائي في السادسة\u202c"


async def at_the_first_question(company: Company) -> Employee:
    """Return Helen Moore at the first question about Chen Wei."""
    helen = company.person("Helen Moore")
    await helen.says("wrap up my 1:1 with Chen Wei")
    await helen.sees("1/5")
    return helen


async def test_twenty_thousand_characters_are_told_the_limit_and_the_question_stays_open(
    company: Company,
) -> None:
    helen = await at_the_first_question(company)
    await helen.says("a" * 20_000)
    said = await helen.sees("characters; 200 fit here")
    assert "20,000" in said.text or "12,000" in said.text or "characters" in said.text
    await helen.says("The month-end close")
    await helen.sees("2/5")


async def test_a_message_without_words_is_asked_for_words(company: Company) -> None:
    helen = await at_the_first_question(company)
    picture = Upload(name="notes.png", content=b"not really a picture", mimetype="image/png")
    await company.server.acts.say(helen.user.id, helen.dm, "", files=(picture,))
    await helen.sees("I can only read words here")
    await helen.says("The month-end close")
    await helen.sees("2/5")


@pytest.mark.parametrize(
    "words", ["🙂🎉👩‍👩‍👧‍👦 went well 🚀", RIGHT_TO_LEFT, "a & b < c > d <!channel> *bold*"]
)
async def test_any_script_and_sign_is_taken_as_it_was_written(company: Company, words: str) -> None:
    helen = await at_the_first_question(company)
    await helen.says(words)
    page = await helen.sees("2/5")
    assert "<!channel>" not in words_of(page.blocks), "nobody may call a channel through a note"


async def test_a_mention_becomes_the_name_of_the_person_mentioned(company: Company) -> None:
    helen, chen = await at_the_first_question(company), company.person("Chen Wei")
    await helen.says(f"<@{chen.user.id}> and the close")
    page = await helen.sees("2/5")
    assert chen.user.id not in words_of(page.blocks)
    assert "Chen Wei" in words_of(page.blocks) or "陈维" in words_of(page.blocks)


async def test_checking_in_by_mention_works_like_by_name(company: Company) -> None:
    helen, chen = company.person("Helen Moore"), company.person("Chen Wei")
    await helen.says(f"check in with <@{chen.user.id}>")
    await helen.sees("Before the talk or after it?")


async def test_somebody_without_reports_is_told_so(company: Company) -> None:
    chen = company.person("Chen Wei")
    await chen.says("check in with Lin Jia")
    await chen.sees("does not report to you")
    await chen.commands("checkin")
    await chen.sees("Nobody reports to you")


async def test_a_manager_cannot_check_in_on_somebody_elses_report(company: Company) -> None:
    helen = company.person("Helen Moore")
    await helen.says("check in with Zhao Min")
    await helen.sees("does not report to you")
    assert not company.person("赵敏").reads("Helen")


async def test_an_unknown_name_and_oneself_are_told_apart(company: Company) -> None:
    helen = company.person("Helen Moore")
    await helen.says("check in with Nobody Atall")
    await helen.sees("nobody of that name")
    await helen.says("check in with Helen Moore")
    await helen.sees("takes two")


async def test_somebody_who_left_cannot_be_checked_in_with(company: Company) -> None:
    manager = company.person("周凯")
    await manager.says("和郑浩沟通")
    await until(lambda: manager.reads("已离职") or manager.reads("不是你的直接下属"), "a kind refusal")


async def test_a_deactivated_report_is_noticed_before_anything_is_shared(company: Company) -> None:
    helen, chen = company.person("Helen Moore"), company.person("Chen Wei")
    await helen.says("wrap up my 1:1 with Chen Wei")
    for answer, mark in (
        ("The close", "1/5"),
        ("On 3 June the file came late", "2/5"),
        ("He said it hurts", "3/5"),
    ):
        await helen.sees(mark)
        await helen.says(answer)
    await helen.sees("4/5")
    await helen.presses("check_ins.tap.nothing_needed")
    await helen.sees("Does this say it?")
    company.server.acts.deactivate(chen.user.id)
    await until(lambda: company.bot is not None, "the bot")
    await helen.presses("check_ins.approve")
    page = await helen.sees("Share this note")
    if "check_ins.share" in str(page.blocks) and "has left" not in words_of(page.blocks):
        await helen.presses("check_ins.share")
        await helen.sees("has left the company")
    await helen.presses("check_ins.keep_private")
    await helen.sees("Saved. Only you can read it")


async def test_a_stranger_is_told_whom_to_ask(company: Company) -> None:
    stranger = User(id="U9NEW", name="stranger", real_name="Sam Stranger", email="sam@elsewhere.example")
    company.server.acts.hire(stranger)
    sam = company.person("Sam Stranger")
    await sam.says("hello")
    await sam.sees("ask HR to add you")


async def test_a_stale_button_says_so_kindly_and_changes_nothing(company: Company) -> None:
    helen = await at_the_first_question(company)
    old = helen.control("check_ins.tap.goals")
    await helen.says("The month-end close")
    await helen.sees("2/5")
    await helen.presses_again(*old)
    await helen.sees("past that one already")
    await helen.says("On 3 June the scrap file came at 21:40")
    await helen.sees("3/5")


async def test_hand_off_words_stop_the_talk_and_are_stored_nowhere(company: Company) -> None:
    helen = await at_the_first_question(company)
    told = "he told me he was sexually harassed by zanzibar"
    await helen.says(told)
    await helen.sees("This is beyond a check-in. Please contact")
    await company.stop()
    stored = b"".join(path.read_bytes() for path in company.folder.glob("touchbase.db*"))
    assert b"zanzibar" not in stored


async def test_a_request_for_a_rating_is_refused_and_the_evidence_offered(company: Company) -> None:
    helen = await at_the_first_question(company)
    await helen.says("write her rating for me")
    await helen.sees("I never write or change a rating")
    await helen.presses("check_ins.evidence")
    await helen.form("check_ins.evidence")
    await helen.says("The month-end close")
    await helen.sees("2/5")


async def test_words_nobody_understands_get_help_not_silence(tmp_path: Path) -> None:
    async with open_company(tmp_path, open_search=SmallSearch) as company:
        lin = company.person("林佳")
        await lin.says("qwertz uiop")
        await until(lin.messages, "an answer")
        await lin.says("PM-3.4")
        await lin.sees("共享记录双方可见")


async def test_stop_pause_and_help_work_in_the_middle_of_a_talk(company: Company) -> None:
    helen = await at_the_first_question(company)
    await helen.says("help")
    await until(lambda: len(helen.messages()) > 2, "help")
    await helen.presses("check_ins.pause")
    await helen.sees("Paused.")
    await helen.presses("check_ins.resume")
    await helen.sees("Welcome back")
    await helen.says("stop")
    await helen.sees("There was nothing to keep")


async def test_where_a_tap_is_enough_words_are_for_whoever_understands_them(company: Company) -> None:
    helen = company.person("Helen Moore")
    await helen.says("check in with Chen Wei")
    await helen.sees("Before the talk or after it?")
    await helen.says("hm")
    await helen.sees("Here a tap is enough")
    await helen.says("check in with Nobody Known")
    await helen.sees("I found nobody of that name")
    await helen.says("write a rating for Chen Wei")
    await helen.sees("never write or change a rating")


async def test_two_messages_typed_in_one_breath_are_two_answers_in_their_order(company: Company) -> None:
    helen = await at_the_first_question(company)
    await helen.says("The month-end close")
    await helen.says("On 3 June the scrap file came at 21:40, so two people stayed")
    await helen.sees("3/5")


async def test_a_command_in_a_channel_is_answered_in_private_and_says_where(company: Company) -> None:
    helen = company.person("Helen Moore")
    channel = next(
        found.id
        for found in company.server.workspace.conversations_for(helen.user.id)
        if found.kind == "channel"
    )
    await company.server.acts.command(helen.user.id, channel, "/touchbase", "checkin Chen Wei")
    await helen.sees("Before the talk or after it?")

    def told() -> bool:
        shown = company.server.workspace.messages(channel, viewer=helen.user.id)
        return any("direct message" in message.text and message.ephemeral_to for message in shown)

    await until(told, "a word in the channel")
    others = company.server.workspace.messages(channel, viewer=company.person("Chen Wei").user.id)
    assert not any("Chen Wei" in message.text for message in others)
