"""The line that matched, and the ways to ask for notes in words."""

from __future__ import annotations

import pytest

from bot.features.check_ins.requests import Phrases as CheckInPhrases
from bot.features.records.found import AROUND, Criteria, excerpt, pattern_of
from bot.features.records.phrases import Phrases
from prompts.requests import load_requests

PHRASES = Phrases(load_requests())
CHECK_INS = CheckInPhrases(load_requests())


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("The File came late.", "file", ("The ", "File", " came late.")),
        ("First line\nthe scrap  file\nlast", "scrap file", ("the ", "scrap  file", "")),
        ("报废数据 21:40 才到", "数据", ("报废", "数据", " 21:40 才到")),
        ("a+b (c)", "a+b (C)", ("", "a+b (c)", "")),
        ("STRASSE", "strasse", ("", "STRASSE", "")),
    ],
)
def test_the_line_is_shown_with_the_words_apart(text: str, words: str, shown: tuple[str, str, str]) -> None:
    pattern = pattern_of(words)
    assert pattern is not None
    found = excerpt("focus", text, pattern)
    assert found is not None
    assert (found.before, found.match, found.after) == shown


def test_a_long_line_is_cut_on_both_sides() -> None:
    pattern = pattern_of("word")
    assert pattern is not None
    found = excerpt("focus", "x" * 500 + "word" + "y" * 500, pattern)
    assert found is not None
    assert (len(found.before), len(found.after)) == (AROUND + 1, AROUND + 1)


def test_what_does_not_stand_there_is_not_found() -> None:
    pattern = pattern_of("absent")
    assert pattern is not None
    assert excerpt("focus", "present", pattern) is None
    assert pattern_of("   ") is None


def test_criteria_travel_in_a_button_and_rubbish_asks_for_everything() -> None:
    criteria = Criteria("结账 file", 7, "one_on_one", "2026H1", 20)
    assert Criteria.parse(str(criteria)) == criteria
    assert Criteria.parse("home") == Criteria.parse("[1]") == Criteria.parse("{}") == Criteria()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("show my notes with Chen Wei", "Chen Wei"),
        ("Show me my notes with @陈维 Chen Wei.", "陈维 Chen Wei"),
        ("看看我和赵敏的记录", "赵敏"),
        ("打开我和赵敏的沟通记录。", "赵敏"),
    ],
)
def test_notes_with_somebody_are_asked_for_plainly(text: str, name: str) -> None:
    assert PHRASES.notes_with(text, always=True) == name
    assert CHECK_INS.asked_for(text, in_talk=False) is None


@pytest.mark.parametrize(("text", "name"), [("notes with Chen Wei", "Chen Wei"), ("我和赵敏的记录", "赵敏")])
def test_shorter_ways_count_only_between_talks(text: str, name: str) -> None:
    assert PHRASES.notes_with(text, always=True) == ""
    assert PHRASES.notes_with(text, always=False) == name


@pytest.mark.parametrize(
    "text",
    [
        "my notes",
        "show my records",
        "my last note",
        "我的记录",
        "给我看看我的沟通记录",
        "我最近的记录",
        "我的上次沟通记录",
    ],
)
def test_all_notes_are_asked_for(text: str) -> None:
    assert PHRASES.my_notes(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("find cut-off in my notes", "cut-off"),
        ('search my notes for "scrap file"', "scrap file"),
        ("在记录里找数据", "数据"),
        ("帮我在我的沟通记录中搜索一下报废", "报废"),
    ],
)
def test_words_are_looked_for(text: str, words: str) -> None:
    assert PHRASES.looked_for(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "I will find the figures in my notes by Friday and send them",
        "He said my notes were clear",
        "我会在记录里写清楚",
        "我的记录不够及时",
        "Show the notes to the team",
    ],
)
def test_an_answer_is_not_taken_for_a_search(text: str) -> None:
    assert PHRASES.notes_with(text, always=True) == ""
    assert not PHRASES.my_notes(text)
    assert PHRASES.looked_for(text) == ""
