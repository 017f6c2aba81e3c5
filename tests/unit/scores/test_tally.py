"""Sums over questions and appeals tell nothing about one person, whatever is taken from what (PM-6.4)."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.features.scores.tally_rules import FEWEST, Case, End, What, tally
from bot.house.small_units import hidden_units

cases_of = st.lists(
    st.builds(
        Case,
        st.sampled_from(What),
        st.sampled_from("ABCDE"),
        st.sampled_from(End),
        st.none() | st.integers(0, 20),
        st.booleans(),
    ),
    max_size=40,
)


def asked(unit: str, *days: int | None) -> list[Case]:
    return [Case(What.QUESTION, unit, End.UNDER_WAY if each is None else End.STANDS, each) for each in days]


@given(cases_of)
def test_no_sum_shown_and_no_difference_of_sums_is_about_fewer_than_five(cases: list[Case]) -> None:
    found = tally("2026H1", cases, 100, hidden_units)
    shown = [group for _, group in found.units]
    for group in (found.questions, found.appeals, found.others, *shown):
        assert group is None or group.count >= FEWEST
    left = len(cases) - sum(group.count for group in shown)
    # What is left when all that is shown by unit is taken away is nothing, or of five and more, or all there is.
    assert left == 0 or left >= FEWEST or not shown


def test_what_is_counted_is_what_happened() -> None:
    cases = [*asked("FIN", 1, 2, 3, 4, None), Case(What.APPEAL, "FIN", End.UPHELD, 6)]
    found = tally("2026H1", cases, 100, hidden_units)
    assert found.questions is not None
    assert found.questions.ends == {End.STANDS: 4, End.UNDER_WAY: 1}
    # Four have ended: of so few no median is told.
    assert (found.questions.median_days, found.appeals, found.per_hundred) == (None, None, None)
    assert [(code, group.count, group.median_days) for code, group in found.units] == [
        ("FIN", 6, Decimal("3.0"))
    ]


def test_appeals_are_counted_for_a_hundred_results_with_their_grounds() -> None:
    cases = [
        Case(What.APPEAL, "FIN", End.PARTLY, days, overdue=False, grounds=("data", "rule"))
        for days in range(6)
    ]
    found = tally(
        "2026H1", [*cases, Case(What.APPEAL, "FIN", End.UNDER_WAY, overdue=True)], 350, hidden_units
    )
    assert found.appeals is not None
    assert (found.per_hundred, found.appeals.overdue) == (Decimal("2.0"), 1)
    assert found.appeals.median_days == Decimal("2.5")
    assert found.appeals.grounds == {"data": 6, "rule": 6}


def test_a_small_unit_takes_the_smallest_shown_with_it_so_that_it_cannot_be_worked_out() -> None:
    cases = [*asked("FIN", *range(9)), *asked("EAST", *range(6)), *asked("LAB", 1)]
    found = tally("2026H1", cases, 100, hidden_units)
    assert [code for code, _ in found.units] == ["FIN"]
    assert found.others is not None
    assert found.others.count == 7
