from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.policies import rules


@pytest.mark.parametrize(
    "words", ["PM-3.4", "pm 3.4", "pm3.4", "PM－3.4", "ＰＭ－３．４", "PM–3.4?", " PM-3.4。", "第PM-3.4条"]
)
def test_a_clause_number_is_read_however_it_is_typed(words: str) -> None:
    assert rules.read_number(words, bare=False) == rules.ClauseNumber("PM", "3.4")


@pytest.mark.parametrize("words", ["第3.4条", "第 3.4 条", "第３．４条?"])
def test_a_number_may_leave_its_document_out(words: str) -> None:
    assert rules.read_number(words, bare=False) == rules.ClauseNumber(None, "3.4")


def test_a_number_alone_is_a_clause_only_where_rules_are_asked_for() -> None:
    assert rules.read_number("3.4", bare=True) == rules.ClauseNumber(None, "3.4")
    assert rules.read_number("3.4", bare=False) is None


@pytest.mark.parametrize(
    "words", ["", "34", "PM", "PM-3", "see PM-3.4 please", "3.4 million", "沟通", "v1.2.3 is out"]
)
def test_a_sentence_is_no_clause_number(words: str) -> None:
    assert rules.read_number(words, bare=True) is None


@given(st.text(max_size=40), st.booleans())
def test_whatever_is_typed_is_read_or_left_alone(words: str, bare: bool) -> None:  # noqa: FBT001 - an example
    number = rules.read_number(words, bare=bare)
    assert number is None or number.said


@pytest.mark.parametrize(
    "words",
    [
        "PM-3.4 as of 2026-03-01",
        "pm 3.4 on 2026/3/1?",
        "PM-3.4 2026-03-01",
        "as of 2026-03-01 PM-3.4",
        "2026-03-01 的 PM-3.4",
        "2026年3月1日的PM-3.4",
        "PM-3.4 截至2026-03-01",
    ],
)
def test_a_clause_of_another_day_is_read_however_it_is_asked_for(words: str) -> None:
    assert rules.read_number(words, bare=False) == rules.ClauseNumber("PM", "3.4", date(2026, 3, 1))


@pytest.mark.parametrize("words", ["PM-3.4 as of 2026-02-30", "2026-03-01", "as of 2026-03-01"])
def test_a_day_there_is_not_or_a_day_alone_is_no_clause(words: str) -> None:
    assert rules.read_number(words, bare=True) is None
