"""Until when each part of a note is kept, at the edges of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.records.terms import KeepingTerms, months_later
from bot.settings import PRIVATE_DAYS, SHARED_MONTHS

TERMS = KeepingTerms()
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_the_settings_and_the_rules_have_one_default() -> None:
    assert KeepingTerms(PRIVATE_DAYS, SHARED_MONTHS) == TERMS


@pytest.mark.parametrize(
    ("written_on", "until"),
    [
        (date(2026, 3, 2), date(2026, 5, 31)),
        (date(2027, 11, 30), date(2028, 2, 28)),
        (date(2027, 12, 1), date(2028, 2, 29)),  # 2028 has a leap day
        (date(2026, 12, 1), date(2027, 3, 1)),
    ],
)
def test_private_parts_are_kept_ninety_days(written_on: date, until: date) -> None:
    assert TERMS.private_until(written_on) == until
    assert not TERMS.private_is_over(written_on, until)
    assert TERMS.private_is_over(written_on, until + timedelta(days=1))


@pytest.mark.parametrize(
    ("over_on", "until"),
    [
        (date(2026, 6, 30), date(2028, 6, 30)),
        (date(2026, 12, 31), date(2028, 12, 31)),
        (date(2026, 2, 28), date(2028, 2, 28)),
        (date(2024, 2, 29), date(2026, 2, 28)),
    ],
)
def test_shared_parts_are_kept_twenty_four_months(over_on: date, until: date) -> None:
    assert TERMS.shared_until(over_on) == until
    assert not TERMS.shared_is_over(over_on, until)
    assert TERMS.shared_is_over(over_on, until + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, months: int, then: date) -> None:
    assert months_later(day, months) == then


@given(over_on=DAYS, today=DAYS, months=st.integers(1, 60))
def test_the_search_leaves_out_nothing_that_is_over(over_on: date, today: date, months: int) -> None:
    terms = KeepingTerms(shared_months=months)
    if terms.shared_is_over(over_on, today):
        assert over_on <= terms.latest_over(today)


@given(asked_on=DAYS, today=DAYS, months=st.integers(1, 60))
def test_no_question_goes_before_its_months_are_over(asked_on: date, today: date, months: int) -> None:
    terms = KeepingTerms(question_months=months)
    if asked_on < terms.questions_from(today):
        assert today > months_later(asked_on, months)
    if today > months_later(asked_on, months) + timedelta(days=3):
        assert asked_on < terms.questions_from(today)


@given(earlier=DAYS, later=DAYS, months=st.integers(1, 60))
def test_what_ended_earlier_is_let_go_no_later(earlier: date, later: date, months: int) -> None:
    first, second = sorted((earlier, later))
    assert months_later(first, months) <= months_later(second, months)
