"""Promises in an answer: who, what, by which day."""

from datetime import date

import pytest

from bot.features.check_ins.wording import AgreedAction, Lexicon, agreed_actions, read
from prompts import wording

LEXICON = Lexicon.from_tables(wording.load())
WEDNESDAY = date(2026, 8, 12)
NEXT_TALK = date(2026, 8, 26)


def agreed(
    text: str, today: date = WEDNESDAY, next_talk: date | None = NEXT_TALK
) -> tuple[AgreedAction, ...]:
    return agreed_actions(
        text,
        lexicon=LEXICON,
        manager_names=["Li Na", "李娜"],
        employee_names=["Chen Wei", "赵敏"],
        today=today,
        next_talk=next_talk,
    )


def who_and_when(text: str) -> list[tuple[str, date | None, bool]]:
    return [(action.owner, action.due, action.full) for action in agreed(text)]


def test_the_worked_english_answer_holds_two_full_promises() -> None:
    first, second = agreed("I will call the plant lead by Friday. He will draft the rule before our next 1:1")
    assert first == AgreedAction(
        "I will call the plant lead by Friday", "manager", date(2026, 8, 14), full=True, due_text="by Friday"
    )
    assert second == AgreedAction(
        "He will draft the rule before our next 1:1",
        "employee",
        NEXT_TALK,
        full=True,
        due_text="before our next 1:1",
    )


def test_the_worked_chinese_answer_holds_two_full_promises() -> None:
    first, second = agreed("我8月14日前找IT开通查询。她下次1:1前列出要看的字段")
    assert first == AgreedAction(
        "我8月14日前找IT开通查询", "manager", date(2026, 8, 14), full=True, due_text="8月14日前"
    )
    assert second == AgreedAction(
        "她下次1:1前列出要看的字段", "employee", NEXT_TALK, full=True, due_text="下次1:1前"
    )


@pytest.mark.parametrize(
    "text", ["我们以后多沟通", "你要更主动", "no action", "先这样", "We should talk more."]
)
def test_a_vague_wish_is_no_promise(text: str) -> None:
    assert agreed(text) == ()


def test_a_next_talk_without_a_date_keeps_the_words() -> None:
    (action,) = agreed("我下次一对一前准备数据", next_talk=None)
    assert (action.full, action.due, action.due_text) == (True, None, "下次一对一前")


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("by Wednesday", date(2026, 8, 12)),
        ("by Tuesday", date(2026, 8, 18)),
        ("by next Friday", date(2026, 8, 21)),
        ("by this Friday", date(2026, 8, 14)),
        ("by 12 September", date(2026, 9, 12)),
        ("by Sept 12", date(2026, 9, 12)),
        ("by June 12, 2027", date(2027, 6, 12)),
        ("by 10 January", date(2027, 1, 10)),
        ("by 2026-08-20", date(2026, 8, 20)),
        ("by the 20th", date(2026, 8, 20)),
        ("by the 3rd", date(2026, 9, 3)),
        ("by end of week", date(2026, 8, 14)),
        ("by the end of the month", date(2026, 8, 31)),
        ("by end of quarter", date(2026, 9, 30)),
        ("by end of next quarter", date(2026, 12, 31)),
        ("by end of February", date(2027, 2, 28)),
        ("by next week", date(2026, 8, 21)),
        ("by tomorrow", date(2026, 8, 13)),
        ("by EOD", date(2026, 8, 12)),
        ("in two weeks", date(2026, 8, 26)),
        ("within 10 days", date(2026, 8, 22)),
        ("within 3 working days", date(2026, 8, 17)),
        ("in a month", date(2026, 9, 12)),
        ("by 5 pm on Friday", date(2026, 8, 14)),
        ("before our next check-in", NEXT_TALK),
        ("on Friday", date(2026, 8, 14)),
        ("Friday", date(2026, 8, 14)),
        ("next Tuesday", date(2026, 8, 18)),
        ("on 14 August", date(2026, 8, 14)),
    ],
)
def test_an_english_due_phrase_means_a_day(phrase: str, due: date) -> None:
    (action,) = agreed(f"I will send the list {phrase}.")
    assert (action.full, action.due, action.due_text) == (True, due, phrase)


@pytest.mark.parametrize(
    ("phrase", "due"),
    [
        ("周五前", date(2026, 8, 14)),
        ("周三前", date(2026, 8, 12)),
        ("下周三前", date(2026, 8, 19)),
        ("下周三", date(2026, 8, 19)),
        ("本周五前", date(2026, 8, 14)),
        ("星期天之前", date(2026, 8, 16)),
        ("9月12日前", date(2026, 9, 12)),
        ("2027年6月12日前", date(2027, 6, 12)),
        ("1月10号前", date(2027, 1, 10)),
        ("2026-08-20前", date(2026, 8, 20)),
        ("8/20前", date(2026, 8, 20)),
        ("20号前", date(2026, 8, 20)),
        ("3日前", date(2026, 9, 3)),
        ("月底前", date(2026, 8, 31)),
        ("下个月底前", date(2026, 9, 30)),
        ("9月底前", date(2026, 9, 30)),
        ("季度末前", date(2026, 9, 30)),
        ("年底前", date(2026, 12, 31)),
        ("本周内", date(2026, 8, 14)),
        ("下周内", date(2026, 8, 21)),
        ("明天前", date(2026, 8, 13)),
        ("后天前", date(2026, 8, 14)),
        ("两周内", date(2026, 8, 26)),
        ("10天内", date(2026, 8, 22)),
        ("三个工作日内", date(2026, 8, 17)),
        ("一个月内", date(2026, 9, 12)),
        ("下次1：1前", NEXT_TALK),
        ("下次沟通前", NEXT_TALK),
    ],
)
def test_a_chinese_due_phrase_means_a_day(phrase: str, due: date) -> None:
    (action,) = agreed(f"我{phrase}申请权限。")
    assert (action.full, action.due) == (True, due)


@pytest.mark.parametrize(
    "text",
    [
        "I will do it by 12 June.",
        "I will do it by 2026-08-11.",
        "I will do it by 31 June.",
        "I will do it by this Monday.",
        "我8月5日前申请权限",
        "我本周一前申请权限",
        "我2月30日前申请权限",
    ],
)
def test_a_day_that_has_passed_or_never_comes_does_not_count(text: str) -> None:
    (action,) = agreed(text)
    assert (action.full, action.due) == (False, None)
    assert action.due_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll send it Friday, and you'll check it by Monday", [("manager", 14), ("employee", 17)]),
        (
            "Chen Wei to list fields by Friday; Li Na to approve by Monday",
            [("employee", 14), ("manager", 17)],
        ),
        ("I will send the list by Friday, call the plant by Monday", [("manager", 14), ("manager", 17)]),
        ("I will send the agenda, the list and the budget by Friday", [("manager", 14)]),
        ("I will book a ride-along with Sales and send you the dates by Friday.", [("manager", 14)]),
        (
            "By Friday I will send the list and he will check it by Monday",
            [("manager", 14), ("employee", 17)],
        ),
        ("You and I will visit the plant by Friday", [("both", 14)]),
        ("He/she will draft it by Friday", [("employee", 14)]),
        ("I asked him to send the list by Friday", [("employee", 14)]),
        ("Me: call Tom by Friday. Him: list fields by Monday", [("manager", 14), ("employee", 17)]),
        ("- I will book it by Friday\n- he will draft it by Monday", [("manager", 14), ("employee", 17)]),
        (
            "我周五前发名单、周一前约会议,赵敏下周二前列字段",
            [("manager", 14), ("manager", 17), ("employee", 18)],
        ),
        ("我周五前发名单 他周一前回复", [("manager", 14), ("employee", 17)]),
        ("1、我周五前发名单 2、他周一前回复", [("manager", 14), ("employee", 17)]),
        ("我把数据整理好，周五前发给你", [("manager", 14)]),
        ("周五前我发给他名单", [("manager", 14)]),
        ("我请他周五前把名单发给我", [("employee", 14)]),
        ("由她列出字段,周五前", [("employee", 14)]),
        ("我和赵敏周五前去现场", [("both", 14)]),
        ("李娜周五前确认;对方周一前补充", [("manager", 14), ("employee", 17)]),
        ("我by Friday发report", [("manager", 14)]),
        ("Share the plan with Sales, me, by Friday", [("manager", 14)]),
    ],
)
def test_each_promise_has_its_own_owner_and_day(text: str, expected: list[tuple[str, int]]) -> None:
    assert who_and_when(text) == [(owner, date(2026, 8, day), True) for owner, day in expected]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("We will improve communication by Friday.", "both"),
        ("Everyone will check the list by Friday", "both"),
        ("Send the report by Friday.", "unknown"),
        ("IT will open access by Friday.", "unknown"),
        ("I will improve the template.", "manager"),
        ("我们周五前开会", "both"),
        ("大家周五前整理字段", "both"),
        ("周五前发给他", "unknown"),
        ("IT周五前开通权限", "unknown"),
        ("其他人周五前整理字段", "unknown"),
        ("他们周五前整理字段", "both"),
    ],
)
def test_without_a_person_or_a_day_a_promise_is_partial(text: str, owner: str) -> None:
    (action,) = agreed(text)
    assert (action.owner, action.full) == (owner, False)


@pytest.mark.parametrize(
    "text",
    [
        "You delivered the report by Friday.",
        "He sent it by June 12.",
        "I will be on leave by Friday.",
        "She wants read access by Friday.",
        "Will you send it by Friday?",
        "I will not move our 1:1.",
        'The policy says "you must submit by Friday".',
        'She said "I will leave by Friday".',
        "Me by Friday",
        "你周五前提交了报告",
        "我上周五前已经提交了",
        "我周五前没空",
        "他下周三休假",
        "你周五前能提交吗?",
        "她希望周五前开通权限",
        "5月12日你提交过报告",
        "我周五前",
    ],
)
def test_what_is_past_asked_wished_or_quoted_is_no_promise(text: str) -> None:
    assert agreed(text) == ()


def test_the_text_of_a_promise_is_the_clause_as_written() -> None:
    (action,) = agreed("  - and I will rename “Weekly Report” by Friday!  ")
    assert action.text == "I will rename “Weekly Report” by Friday"


def test_a_last_day_of_the_calendar_does_not_break_anything() -> None:
    (action,) = agreed("I will do it in two weeks.", today=date.max)
    assert action.full is False


def test_a_next_talk_in_the_past_gives_no_day() -> None:
    (action,) = agreed("我下次1:1前申请权限", next_talk=date(2026, 8, 1))
    assert (action.full, action.due) == (True, None)


def test_reading_and_agreeing_see_the_same_promise() -> None:
    (sentence,) = read("Chen Wei will list the fields by Friday.", LEXICON, ["Chen Wei"]).sentences
    assert (sentence.kind, sentence.action) == ("action", "full")
    assert sentence.owners == frozenset({"employee"})
