from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.checking import carries_more_than_words, find_quote, sentences_of
from bot.language.disguise import Directory, Disguise
from bot.language.tokens import tokens

PEOPLE = Directory(
    ["赵敏 Zhao Min", "陈维 Chen Wei", "刘洋 Liu Yang", "Helen Moore", "May Ma", "O'Neil, Pat"]
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("What is Chen Wei's score?", "Chen Wei"),
        ("what is chen wei's score?", "chen wei"),
        ("and Helen?", "Helen"),
        ("赵敏的得分", "赵敏"),
        ("ask zhao.min@demo.example", "zhao.min@demo.example"),
        ("ask <@U0ZHAOMIN1|min>", "<@U0ZHAOMIN1|min>"),
        ("in <#C012345678|pay>", "<#C012345678|pay>"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("call +86 138 0013 8000", "138 0013 8000"),
        ("call 13800138000 now", "13800138000"),
        ("id 11010519491231002X", "11010519491231002X"),
        ("U0ZHAOMIN12 asked", "U0ZHAOMIN12"),
    ],
)
def test_what_points_at_a_person_does_not_leave_and_comes_back(text: str, hidden: str) -> None:
    disguise = Disguise(PEOPLE)
    sent = disguise.hide(text)
    assert hidden not in sent
    assert re.search(r"(PERSON|MAIL|PLACE|NUMBER)[A-Z]{5}[0-9]+Z", sent)
    assert disguise.show(sent) == text


@pytest.mark.parametrize(
    "text",
    [
        "You may appeal within 10 working days; may I?",
        "Until 2026-03-31 or 31.03.2026",
        "S 110+, A 100-109.9, 60/80/100/110/120",
        "PM-4.12 Missing data up to 30 percent",
        "The main domain of Maine",
    ],
)
def test_rules_leave_as_they_are(text: str) -> None:
    assert Disguise(PEOPLE).hide(text) == text


def test_the_same_name_gets_another_token_in_another_request() -> None:
    assert Disguise(PEOPLE).hide("Chen Wei") != Disguise(PEOPLE).hide("Chen Wei")


def test_ten_thousand_names_do_not_slow_a_text_down() -> None:
    many = Directory([f"Person{number} Family{number}" for number in range(10_000)] + ["陈维 Chen Wei"])
    looked_at = [len(names) for names in many._by_beginning.values()]
    assert sum(looked_at) >= 20_000
    # What is compared at a place of a text are the names with its two letters, not all of them.
    assert Disguise(many).hide("x" * 20_000 + " Chen Wei").startswith("x" * 20_000 + " PERSON")


@given(
    st.lists(
        st.sampled_from(
            ["Chen Wei", "赵敏", " asked ", "13800138000", "PERSON", "1Z", "a@b.cn", "<@U1>", "。"]
        )
    )
)
def test_hiding_and_showing_again_changes_nothing(parts: list[str]) -> None:
    disguise = Disguise(PEOPLE)
    text = "".join(parts)
    assert disguise.show(disguise.hide(text)) == text


LONG = 30_000
ROWS = ["x", "x.", "x-", "1", "1 ", "一", "十", "\n", " ", ":", "@", "<", "x@", "\n\n ", ". ", "(", "[", "第"]


@pytest.mark.parametrize("row", ROWS, ids=repr)
def test_a_long_row_of_anything_is_read_at_once(row: str) -> None:
    # Reading that grew with the square of the length would take minutes here, and the run would be stopped.
    text = row * (LONG // len(row))
    disguise = Disguise(PEOPLE)
    assert disguise.show(disguise.hide(text)) == text
    assert len(tokens(text)) <= LONG
    assert len(sentences_of(text)) <= LONG
    assert carries_more_than_words(text) in {True, False}
    assert find_quote("no such words", text) is None
