"""Questions in plain words: answered with the clause to the letter, or honestly not."""

from __future__ import annotations

from datetime import date

import pytest

from bot.errors import BeyondACheckIn, NoQuestionFound, NotYourQuestion, QuestionTooLong
from bot.features.policies.answers import PersonalWord
from bot.features.policies.asking import ANSWER
from bot.features.policies.lookups import Place, Source
from storage import clause_use, erasure, hr_questions, questions
from storage.questions import State
from tests.integration.policies.desk import Desk, actions, said

WEEK = (date(2026, 3, 2), date(2026, 3, 9))


@pytest.mark.parametrize(
    ("words", "clause", "quoted"),
    [
        ("Which events are red lines, such as bribery?", "PM-4.14", "limits the final score to 84.9"),
        ("转岗按日历天数怎么算？", "PM-4.13", "转岗按日历天数加权"),
        ("Is the calibration limited to points per person with two approvers?", "PM-5.6", "two approvers"),
        ("每项单项权重多少？", "PM-2.3", "单项权重 5%–40%"),
    ],
)
async def test_an_answer_quotes_the_clause_to_the_letter(
    desk: Desk, words: str, clause: str, quoted: str
) -> None:
    answer = await desk.answer(words)
    assert clause in answer
    assert quoted in answer
    assert "2026-1" in answer, "the version it is from"


async def test_an_answer_has_neighbours_buttons_and_thumbs(desk: Desk) -> None:
    await desk.ask("Which events are red lines, such as bribery?")
    drawn = await desk.drawn(desk.posted()[-1])
    assert "PM-4.13" in said(drawn)
    assert "PM-5.1" in said(drawn)
    assert {"asking.whole", "asking.hr", "asking.rate"} <= actions(drawn).keys()


async def test_the_language_of_the_question_decides_not_the_readers(desk: Desk) -> None:
    assert "The rules say" in await desk.answer("Is recognition a score item?", locale="zh-CN")
    assert "制度是这样规定的" in await desk.answer("认可计入得分吗？", locale="en-US")


async def test_a_clause_found_in_the_other_language_is_shown_in_the_askers(desk: Desk) -> None:
    desk.search.passages = []
    await desk.ask("Is 认可 a score item of the cycle?")
    answer = said(await desk.drawn(desk.posted()[-1]))
    assert "PM-3.5" in answer
    assert "Anyone may recognise anyone" in answer


async def test_what_the_rules_do_not_cover_is_said_with_whom_to_ask_and_no_citation(desk: Desk) -> None:
    answer = await desk.answer("What is the meal allowance?")
    assert "not covered" in answer
    assert "Grace Tan" in answer, "who owns the rule book"
    assert "PM-" not in answer
    assert "制度未涉及" in await desk.answer("餐补多少？")
    assert "陈雅" in await desk.answer("餐补有没有？")


async def test_what_is_asked_and_answered_is_sealed(desk: Desk) -> None:
    question = await desk.ask("Which events are red lines, such as bribery?")
    with desk.database.snapshot() as session:
        row = session.get_one(questions.PolicyQuestion, question)
        assert b"bribery" not in row.asked
        assert row.answer is not None
        assert b"PM-4.14" not in row.answer
        opened = questions.get(session, question)
    assert opened is not None
    assert "bribery" in opened.asked


async def test_a_question_goes_on_with_the_one_before_for_a_quarter_of_an_hour(desk: Desk) -> None:
    await desk.ask("Who is limited by red lines?")
    desk.clock.advance(minutes=14)
    await desk.ask("and for bribery?")
    assert desk.search.asked[-1] == "Who is limited by red lines for bribery"
    assert "Understood as" in said(await desk.drawn(desk.posted()[-1]))
    await desk.ask("and for harassment?")
    assert desk.search.asked[-1] == "Who is limited by red lines for bribery for harassment"
    desk.clock.advance(minutes=16)
    await desk.ask("and for bribery?")
    assert desk.search.asked[-1] == "and for bribery?"


async def test_another_persons_question_is_no_topic_of_mine(desk: Desk) -> None:
    await desk.ask("Who is limited by red lines?", who="wu")
    await desk.ask("and for bribery?", who="lin")
    assert desk.search.asked[-1] == "and for bribery?"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Who is the best performer?", "do not compare or rank"),
        ("帮我给赵敏打分", "不代写"),
        ("What is Chen Wei's score?", "PM-6.4"),
        ("我能拿A吗？", "我不猜"),
        ("Is she depressed?", "He Jing can help"),
    ],
)
async def test_a_refusal_is_kind_and_nothing_is_searched(desk: Desk, words: str, sentence: str) -> None:
    assert sentence in await desk.answer(words)
    assert desk.search.asked == []


async def test_a_personal_question_nobody_knows_is_answered_with_the_general_rule(desk: Desk) -> None:
    answer = await desk.answer("When is my appeal deadline?")
    assert "your own appeal" in answer
    assert desk.search.asked == ["Until when can I appeal?"]
    assert "PM-7" in answer
    assert "general rule" in answer


async def test_a_personal_question_is_answered_by_the_feature_that_knows(desk: Desk) -> None:
    desk.service._routes = {"next_talk": lambda _session, _person: PersonalWord("asking-no-talk")}
    assert "没有固定的一对一" in await desk.answer("我下次一对一是什么时候？")
    assert desk.search.asked == []


async def test_a_feature_that_does_not_know_leaves_a_personal_question_to_the_rules(desk: Desk) -> None:
    desk.service._routes = {"next_talk": lambda _session, _person: None}
    await desk.answer("我下次一对一是什么时候？")
    assert desk.search.asked == ["一对一多久一次？"]


@pytest.mark.parametrize("words", ["", "   ", "👍🎉", ":tada:", "谢谢"])
async def test_what_has_no_words_asks_nothing(desk: Desk, words: str) -> None:
    with pytest.raises(NoQuestionFound):
        await desk.ask(words)


async def test_a_very_long_question_is_not_looked_up(desk: Desk) -> None:
    with pytest.raises(QuestionTooLong) as caught:
        await desk.ask("why " * 5000)
    assert caught.value.variables == {"length": 20_000, "limit": 1000}


async def test_words_that_need_a_human_are_not_kept(desk: Desk) -> None:
    with pytest.raises(BeyondACheckIn):
        await desk.ask("My manager is sexually harassing me, what can I do?")
    with desk.database.snapshot() as session:
        assert questions.of_person(session, desk.people["lin"]) == []


async def test_what_somebody_types_is_shown_as_it_is_and_obeyed_by_nobody(desk: Desk) -> None:
    await desk.ask("Who is limited by red lines?")
    await desk.ask("and for <!channel> *bribery* <@U1>?")
    answer = await desk.drawn(desk.posted()[-1])
    assert "<!channel>" not in said(answer)
    assert "&lt;!channel&gt;" in said(answer)


async def test_an_answer_in_a_channel_stands_in_the_thread(desk: Desk) -> None:
    await desk.ask("Is recognition a score item?", source=Source(Place.CHANNEL, "C1", "1.2"))
    [row] = desk.posted(ANSWER)
    assert (row.channel, row.thread_ts, row.person_id) == ("C1", "1.2", None)


@pytest.mark.parametrize("words", ["Who is the best performer?", "What is my score?"])
async def test_what_concerns_the_asker_alone_leaves_the_channel(desk: Desk, words: str) -> None:
    await desk.ask(words, source=Source(Place.CHANNEL, "C1", "1.2"))
    [row] = desk.posted(ANSWER)
    assert (row.channel, row.person_id) == (None, desk.people["lin"])


async def test_thumbs_are_kept_and_the_answer_shows_it(desk: Desk) -> None:
    question = await desk.ask("Is recognition a score item?")
    for event, opinion in enumerate(("up", "down")):
        await desk.transactions.write(desk.service.rate, desk.people["lin"], question, opinion, f"e{event}")
    with desk.database.snapshot() as session:
        kept = questions.get(session, question)
    assert kept is not None
    assert kept.feedback == "down"
    assert "did not find this helpful" in said(await desk.drawn(desk.posted()[-1]))
    with pytest.raises(NotYourQuestion):
        await desk.transactions.write(desk.service.rate, desk.people["wu"], question, "up", "e3")


async def test_clauses_are_counted_without_who_asked(desk: Desk) -> None:
    for who in ("lin", "wu"):
        await desk.ask("Is recognition a score item?", who=who)
    day = desk.clock.now().date()
    with desk.database.snapshot() as session:
        assert clause_use.between(session, day, day.replace(day=day.day + 1)) == {("PM", "PM-3.5"): 2}
        assert not {"asker_id", "person_id"} & set(clause_use.ClauseUse.model_fields)


async def test_a_question_left_behind_is_answered_once_by_the_next_process(either_desk: Desk) -> None:
    desk = either_desk
    take = (desk.people["lin"], "Is recognition a score item?", Source(Place.DIRECT), "en")
    question = await desk.transactions.write(desk.service.take, *take)
    other = Desk(desk.database, desk.transactions, clock=desk.clock, owner="other", people=desk.people)
    await other.answering.finish_left()
    assert desk.posted(ANSWER) == [], "its process may be alive"
    desk.clock.advance(seconds=61)
    await other.answering.finish_left()
    await desk.answering.answer(question)
    assert len(desk.posted(ANSWER)) == 1
    with desk.database.snapshot() as session:
        kept = questions.get(session, question)
    assert kept is not None
    assert kept.state is State.ANSWERED


async def test_alone_there_is_no_waiting_for_a_process_that_is_gone(desk: Desk) -> None:
    take = (desk.people["lin"], "Is recognition a score item?", Source(Place.DIRECT), "en")
    await desk.transactions.write(desk.service.take, *take)
    restarted = Desk(
        desk.database, desk.transactions, clock=desk.clock, owner="new", alone=True, people=desk.people
    )
    await restarted.answering.finish_left()
    assert len(desk.posted(ANSWER)) == 1


async def test_a_search_that_keeps_failing_ends_in_whom_to_ask(desk: Desk) -> None:
    desk.search.broken = RuntimeError("no index")
    await desk.ask("Is recognition a score item?")
    assert desk.posted(ANSWER) == []
    for _ in range(2):
        desk.clock.advance(seconds=61)
        await desk.answering.finish_left()
    [row] = desk.posted(ANSWER)
    assert "could not look that up" in said(await desk.drawn(row))


async def test_a_newly_published_version_is_found_by_the_next_question(desk: Desk) -> None:
    await desk.ask("Is recognition a score item?")
    await desk.ask("Is recognition a score item?")
    assert desk.search.refreshed == 1


async def test_nothing_of_an_erased_askers_words_is_left_to_read(desk: Desk) -> None:
    question = await desk.ask("Is there parking?")
    await desk.transactions.write(desk.hr.send, desk.people["lin"], question, "", "sent")
    await desk.transactions.write(erasure.destroy, desk.people["lin"], desk.clock.now())
    with desk.database.snapshot() as session:
        assert questions.of_person(session, desk.people["lin"]) == []
        assert hr_questions.unanswered(session) == []
    assert await desk.transactions.read(desk.showing.answer, question) is None
    assert (await desk.transactions.read(desk.digests.of_days, *WEEK)).uncovered == ()
