"""What holds for any text: nothing raises, quotes are from the text, reading time grows with its length."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.check_ins.wording import (
    Lexicon,
    agreed_actions,
    coaching_index,
    is_handoff,
    is_low_information,
    is_stop,
    read,
)
from bot.features.check_ins.wording.sentences import normalise
from prompts import wording

LEXICON = Lexicon.from_tables(wording.load())
WORDS = [
    "I will",
    "send",
    "by Friday",
    "he",
    "said",
    "always",
    "你",
    "我",
    "周五前",
    "提交",
    "了",
    "总是",
    "，",
    "。",
    "?",
    '"',
    "”",
    "“",
    "\n",
    " ",
    "2026-02-30",
    "31 June",
    "3天内",
    "1:1",
    "下次1:1前",
    "and",
    "、",
    "http://",
    "14 tickets",
    "ﷺ",
    "Ａ",
    "é",
    "\u202e",
    "👩‍👩‍👧",
    "$names",
    "(",
    "\\",
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
LONG = 20_000
PATHOLOGICAL = [
    "a",
    " ",
    "in ",
    "in   \t ",
    "1",
    "1,",
    '"',
    "“",
    ".",
    ". ",
    "(",
    "http://",
    "so ",
    "I will ",
    "I will send it by Friday and ",
    "has a the severe clinical ",
    "我周五前申请权限,",
    "他",
    "人家",
    "应该",
    "第",
    "被",
    "2026-",
    "x-",
    "he said ",
    "to the ",
]


@given(text=TEXTS, names=st.lists(st.text(max_size=12), max_size=3))
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_can_be_read(text: str, names: list[str]) -> None:
    reading = read(text, LEXICON, names)
    whole = normalise(text)
    for sentence in reading.sentences:
        assert sentence.text in whole
        assert 0 <= sentence.points <= 4
        assert all(word in whole for flag in sentence.flags for word in flag.words)
        assert (sentence.question is not None) == (sentence.kind == "question")
    is_handoff(text, LEXICON)
    is_low_information(text, LEXICON)
    is_stop(text, LEXICON)


@given(text=TEXTS, questions=st.lists(TEXTS, max_size=2))
@settings(max_examples=100, deadline=None)
def test_the_index_is_a_percentage_with_at_most_two_hints(text: str, questions: list[str]) -> None:
    found = coaching_index(text, questions, LEXICON)
    assert 0 <= found.index <= 100
    assert len(found.hints) <= 2
    quotable = normalise("\n".join([text, *questions]))
    assert all(hint.quote is None or hint.quote in quotable for hint in found.hints)


@given(
    text=TEXTS,
    today=st.dates(),
    next_talk=st.none() | st.dates(),
    names=st.lists(st.text(max_size=8), max_size=2),
)
@settings(max_examples=150, deadline=None)
def test_a_promise_is_verbatim_and_never_due_in_the_past(
    text: str, today: date, next_talk: date | None, names: list[str]
) -> None:
    found = agreed_actions(
        text, lexicon=LEXICON, manager_names=names, employee_names=["赵敏"], today=today, next_talk=next_talk
    )
    for action in found:
        assert action.text in normalise(text)
        assert action.due is None or action.due >= today
        assert not action.full or action.owner != "unknown"


def _read_all(text: str) -> None:
    coaching_index(text, [], LEXICON, ["Zhao Min", "赵敏"])
    agreed_actions(
        text,
        lexicon=LEXICON,
        manager_names=["Li Na"],
        employee_names=["赵敏"],
        today=date(2026, 8, 12),
        next_talk=None,
    )
    is_handoff(text, LEXICON)


@pytest.mark.parametrize("seed", PATHOLOGICAL)
def test_twenty_thousand_characters_are_read_to_the_end(seed: str) -> None:
    # A pattern that backtracks without end would not come back from this within the run's time limit.
    _read_all((seed * LONG)[:LONG])
