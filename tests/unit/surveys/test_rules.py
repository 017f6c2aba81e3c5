"""When a pilot is asked what, and what may be told of the answers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.surveys import rules
from bot.features.surveys.rules import EVERY, FEWEST, FEWEST_WORDS
from bot.house.surveys import groups
from prompts.surveys import SurveysError, load_surveys, read_surveys

FIRST, LAST = date(2026, 1, 5), date(2026, 9, 8)


@pytest.mark.parametrize(
    ("day", "number", "opens"),
    [
        (date(2026, 1, 4), None, None),
        (date(2026, 1, 18), None, None),
        (date(2026, 1, 19), 1, date(2026, 1, 19)),
        (date(2026, 2, 1), 1, date(2026, 1, 19)),
        (date(2026, 2, 2), 2, date(2026, 2, 2)),
        (date(2026, 9, 9), None, None),
    ],
)
def test_a_question_belongs_to_each_fortnight_but_the_first(
    day: date, number: int | None, opens: date | None
) -> None:
    found = rules.fortnight(FIRST, LAST, day)
    assert (found and found.number, found and found.opens) == (number, opens)


def test_every_day_of_a_pilot_belongs_to_one_fortnight_and_they_follow_each_other() -> None:
    days = [FIRST + timedelta(days=each) for each in range((LAST - FIRST).days + 1)]
    found = [rules.fortnight(FIRST, LAST, day) for day in days]
    for day, each in zip(days, found, strict=True):
        assert each is None or (each.opens <= day <= each.closes and each.closes - each.opens < EVERY)
    numbers = [each.number for each in found if each]
    assert sorted(set(numbers)) == list(range(1, max(numbers) + 1))


def test_questions_take_turns_and_begin_again() -> None:
    bank = load_surveys()
    asked = [rules.question_of(number, bank) for number in range(1, 2 * len(bank) + 1)]
    assert asked == [*bank, *bank]


@pytest.mark.parametrize("text", ["", "order = []", 'order = ["a", "a"]', "order = [1]"])
def test_a_bank_with_a_mistake_is_refused(text: str) -> None:
    with pytest.raises(SurveysError):
        read_surveys(text)


def test_answers_come_to_the_index_and_the_agreement_of_the_specification() -> None:
    found = rules.spread([1, 2, 2, 3, 5])
    assert found is not None
    assert found.counts == (1, 2, 1, 0, 1)
    assert (found.mean, found.health, found.colour) == (Decimal("2.60"), Decimal("40.0"), "ailment")
    # s² = (43 - 169/5) / 4 = 2.3, r_wg = 1 - 2.3/2
    assert found.agreement == Decimal("-0.15")
    assert found.split
    assert rules.spread([]) is None
    same = rules.spread([4, 4, 4, 4, 4])
    assert same is not None
    assert (same.health, same.colour, same.agreement, same.split) == (75, "healthy", 1, False)


ANSWERS = st.dictionaries(
    st.sampled_from("ABCDEF"),
    st.lists(st.none() | st.integers(1, 5), min_size=1, max_size=12),
    max_size=6,
)


@given(ANSWERS)
def test_nothing_is_told_of_fewer_than_five_nor_can_it_be_worked_out(
    answers: dict[str, list[int | None]],
) -> None:
    found = rules.table(answers, groups)
    assert found.total is None or found.total.answers >= FEWEST
    assert all(part.spread.answers >= FEWEST for part in found.parts)
    if found.total is not None:
        left = found.total.answers - sum(part.spread.answers for part in found.parts)
        assert left == 0 or left >= FEWEST or not found.parts
        # Together, the units that are not named are never a single one: its answers could be subtracted.
        named = {part.unit for part in found.parts}
        rest = [unit for unit, said in answers.items() if unit not in named and any(said)]
        assert len(rest) != 1 or not found.parts


@given(ANSWERS)
def test_what_is_told_adds_up(answers: dict[str, list[int | None]]) -> None:
    found = rules.table(answers, groups)
    assert found.asked == sum(map(len, answers.values()))
    assert found.answered == sum(value is not None for said in answers.values() for value in said)


def test_words_are_quoted_from_eight_people_on_and_never_in_the_order_they_came() -> None:
    written = [f"words {number}" for number in range(FEWEST_WORDS)]
    assert rules.quotable(written[:-1]) == ()
    assert rules.quotable([*written[:-1], "  "]) == ()
    told = rules.quotable(written)
    assert sorted(told) == written
    assert told == rules.quotable(reversed(written))
    assert list(told) != written


@pytest.mark.parametrize(("part", "whole", "share"), [(1, 8, 13), (0, 0, 0), (3, 3, 100), (1, 3, 33)])
def test_a_share_is_rounded_half_up(part: int, whole: int, share: int) -> None:
    assert rules.percent(part, whole) == share
