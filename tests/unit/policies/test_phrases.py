"""Which questions are refused, which are the asker's own affair, and which go on with the one before."""

from __future__ import annotations

import pytest

from bot.features.policies.phrases import Phrases, continued, language_of
from prompts.asking import load_asking
from tests.unit.policies.refused_questions import INNOCENT, PERSONAL, REFUSED

PHRASES = Phrases(load_asking())
HAN = "\u4e00"


@pytest.mark.parametrize(
    ("topic", "asked"), [(topic, asked) for topic in REFUSED for asked in REFUSED[topic]]
)
def test_what_wants_a_judgement_about_somebody_is_refused(topic: str, asked: str) -> None:
    assert PHRASES.refused(asked) == topic


@pytest.mark.parametrize(
    ("topic", "asked"),
    [
        ("rating", "WRITE HER RATING FOR ME"),
        ("rating", "could you please, suggest a score for her"),
        ("mind", "is she depressed"),
        ("ranking", "who is the best performer"),
        ("future_band", "ｗｉｌｌ Ｉ ｇｅｔ ａｎ Ａ？"),
        ("other_scores", "what’s   her\nrating"),
    ],
)
def test_capitals_width_and_marks_do_not_matter(topic: str, asked: str) -> None:
    assert PHRASES.refused(asked) == topic


@pytest.mark.parametrize("asked", INNOCENT)
def test_a_question_about_the_rule_itself_is_never_refused(asked: str) -> None:
    assert PHRASES.refused(asked) is None
    assert PHRASES.personal(asked, "en") is None


def test_there_are_enough_of_each() -> None:
    refused = [asked for topic in REFUSED.values() for asked in topic]
    assert min(sum(asked.isascii() for asked in refused), sum(not asked.isascii() for asked in refused)) >= 60
    assert len(INNOCENT) >= 60


@pytest.mark.parametrize(
    ("route", "asked"), [(route, asked) for route in PERSONAL for asked in PERSONAL[route]]
)
def test_ones_own_affairs_take_their_route(route: str, asked: str) -> None:
    language = language_of(asked, "en")
    found = PHRASES.personal(asked, language)
    assert found is not None
    assert found.name == route
    assert language_of(found.general, "??") == language
    assert PHRASES.refused(asked) is None


@pytest.mark.parametrize(
    ("asked", "new"),
    [
        ("and for part-timers?", "for part-timers"),
        ("What about the front line?", "the front line"),
        ("and if it is late?", "late"),
        ("for sales people?", "for sales people"),
        ("那试用期呢？", "试用期"),
        ("那一线岗位怎么算", "一线岗位"),
        ("兼职员工呢", "兼职员工"),
        ("如果没完成呢？", "没完成"),
    ],
)
def test_a_short_question_goes_on_with_the_one_before(asked: str, new: str) -> None:
    assert PHRASES.goes_on(asked) == new


@pytest.mark.parametrize(
    "asked",
    [
        "What if I disagree with my score?",
        "and how is the band computed?",
        "Until when can I appeal?",
        "申诉到什么时候？",
        "那申诉怎么提？",
        "谁能看到我的沟通记录呢？",
    ],
)
def test_a_whole_question_stands_alone(asked: str) -> None:
    assert PHRASES.goes_on(asked) is None


@pytest.mark.parametrize("said", ["thanks!", "好的。", "👍", ":thumbsup: :tada:", "…", "", "OK", "谢谢！"])
def test_small_talk_asks_nothing(said: str) -> None:
    assert PHRASES.is_small_talk(said)
    assert not PHRASES.asks(said)


@pytest.mark.parametrize(
    "said",
    [
        "appeal?",
        "how is it scored",
        "I moved teams in March",
        "我三月转岗怎么算",
        "校准为什么改我的分",
        "meal allowance for trips",
    ],
)
def test_a_question_is_known_with_and_without_its_mark(said: str) -> None:
    assert PHRASES.asks(said)


@pytest.mark.parametrize("said", ["calibration", "校准", "hm hm"])
def test_a_word_alone_may_be_anything(said: str) -> None:
    assert not PHRASES.asks(said)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("How is collection rate scored?", "en"),
        ("回款率怎么计分？", "zh"),
        ("KPI OKR 有什么区别", "zh"),
        ("What does 组织系数 mean?", "en"),
        ("OKR怎么计分", "zh"),
        ("12345", "xx"),
        ("👍", "xx"),
    ],
)
def test_the_language_of_a_question_is_seen(said: str, language: str) -> None:
    assert language_of(said, "xx") == language


def test_a_question_continued_stands_alone() -> None:
    assert (
        continued("How is collection rate scored?", "for part-timers")
        == "How is collection rate scored for part-timers"
    )
    assert continued("回款率怎么计分？", "试用期") == "回款率怎么计分 试用期"
