from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.shortening import is_shortening
from bot.language.tokens import exact, tokens

SAID = ["may", "not", "lower", "result", "the", "10", "working", "复核", "不", "得"]
WORDS = st.lists(st.sampled_from(SAID), max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 working days", "ten working days"),
        ("10 working days", "Ten Working Days"),
        ("十个工作日", "10 个工作日"),
        ("二十四项", "24项"),
        ("两次", "2 次"),
        ("百分之五", "5%"),
        ("5 percent", "５％"),
        ("1,200.50 items", "1200.5 items"),
        ("5.0 points", "05 points"),
        ("第三条", "第 3 条"),
        ("一百二十天", "120 天"),
        ("二〇二六年", "2026年"),
        ("the employee's goals", "employee goal"),
        ("员工的目标", "员工目标"),
    ],
)
def test_ways_of_writing_the_same_are_the_same(one: str, other: str) -> None:
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 working days", "11 working days"),
        ("10 days", "10%"),
        ("±5", "5"),
        ("-5 points", "5 points"),
        ("110+", "110"),
        ("二十个", "十二个"),
        ("PM-7.3", "PM-7.4"),
        ("PM-7.3", "PM 7.3"),
        ("may", "may not"),
        ("1.5", "15"),
        ("一致同意", "1致同意"),
        (f"{'1' * 40}2", f"{'1' * 40}3"),
    ],
)
def test_what_says_something_else_is_not(one: str, other: str) -> None:
    assert tokens(one) != tokens(other)


def test_numbers_percentages_and_clause_ids_are_exact() -> None:
    assert exact("PM-7.3: 十个工作日 or 5 %, 2026-03-31") == {"pm-7.3", "10", "5%", "2026", "3", "31"}
    assert exact("") == frozenset()


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("S 85-99.9", "S 110+, A 100-109.9, B 85-99.9, C 70-84.9, D below 70."),
        ("C 110+, A 100-109.9, S 70-84.9.", "S 110+, A 100-109.9, C 70-84.9."),
        ("Answered within 10 days.", "Answered within 10 working days."),
        ("A substitute is named.", "If the manager cannot hold it, a substitute is named."),
        ("The result counts.", "The result never counts."),
        ("员工得分", "员工不得因申诉被扣分"),
        ("", "Anything."),
        ("the", "The the."),
    ],
)
def test_no_shortening_says_anything_else(said: str, quoted: str) -> None:
    assert not is_shortening(said, [quoted])


def test_a_shortening_leaves_out_what_does_not_turn_the_rest() -> None:
    quoted = [
        "Shared notes are visible to both, versioned and open to comment.",
        "Private preparation is not evidence.",
    ]
    assert is_shortening("Shared notes are visible to both, and open to comment.", quoted)
    assert is_shortening("Private preparation is not evidence.", quoted)
    assert is_shortening(" ".join(quoted), quoted)
    assert not is_shortening(" ".join(reversed(quoted)), quoted)


@given(WORDS)
def test_every_sentence_shortens_itself(words: list[str]) -> None:
    sentence = " ".join(words)
    assert is_shortening(sentence, [sentence]) == bool(tokens(sentence))


@given(WORDS, WORDS)
def test_a_shortening_keeps_every_word_that_turns_the_meaning_and_adds_none(
    said: list[str], quoted: list[str]
) -> None:
    if is_shortening(" ".join(said), [" ".join(quoted)]):
        turning = [token.value for token in tokens(" ".join(quoted)) if token.turns]
        assert [token.value for token in tokens(" ".join(said)) if token.turns] == turning
        left = iter(tokens(" ".join(quoted)))
        assert all(token in left for token in tokens(" ".join(said))), "in the same order"
