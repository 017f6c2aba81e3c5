"""Which of several readings counts, whatever order they came in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.scores.figures import Amount, Missing
from bot.features.scores.number_reading import AmbiguousNumberError, plain
from bot.features.scores.rounding import exact
from bot.features.scores.settling import Candidate, Settled, Standing, settle

THEN = datetime(2026, 7, 6, 2, 10, tzinfo=UTC)


def reading(number: int, value: str | None, source: str = "ERP", hours: int = 0, **more: object) -> Candidate:
    said = Missing(source) if value is None else Amount(Decimal(value))
    return replace(Candidate(number, source, THEN + timedelta(hours=hours), said), **more)  # type: ignore[arg-type]


def test_without_readings_there_is_nothing() -> None:
    assert settle([]) == Settled(Standing.NOTHING)


def test_of_one_source_the_newest_counts_however_late_it_arrived() -> None:
    late_news, old_news = reading(1, "1310", hours=5), reading(2, "1308")
    assert settle([late_news, old_news]) == Settled(Standing.ACCEPTED, 1)


def test_what_names_another_as_corrected_takes_its_place_whatever_the_source() -> None:
    corrected = settle([reading(1, "1308"), reading(2, "1276", "Audit", supersedes=1)])
    assert corrected == Settled(Standing.ACCEPTED, 2)


def test_a_correction_that_waits_replaces_nothing_yet() -> None:
    found = settle([reading(1, "1308"), reading(2, "1276", waits=True, supersedes=1)])
    assert found == Settled(Standing.ACCEPTED, 1, waiting=(2,))


def test_missing_is_said_only_while_no_source_has_a_figure() -> None:
    assert settle([reading(1, None, "Old system")]) == Settled(Standing.ACCEPTED, 1)
    assert settle([reading(1, None, "Old system"), reading(2, "90")]) == Settled(Standing.ACCEPTED, 2)


def test_a_source_that_takes_its_figure_back_leaves_it_missing() -> None:
    assert settle([reading(1, "90"), reading(2, None, hours=1)]) == Settled(Standing.ACCEPTED, 2)


@pytest.mark.parametrize(("seen", "standing"), [(1, Standing.DISAGREES), (2, Standing.ACCEPTED)])
def test_a_choice_counts_for_what_its_owner_had_seen(seen: int, standing: Standing) -> None:
    found = settle([reading(1, "90", chosen=1, chosen_upto=seen), reading(2, "91", "CRM")])
    assert found.standing is standing


def test_the_later_of_two_choices_counts() -> None:
    first, second = (
        reading(1, "90", chosen=7, chosen_upto=2),
        reading(2, "91", "CRM", chosen=3, chosen_upto=2),
    )
    assert settle([first, second]).number == 1


SEVERAL = st.lists(
    st.builds(
        lambda value, source, hours, waits: (value, source, hours, waits),
        st.sampled_from(["90", "91", None]),
        st.sampled_from(["ERP", "CRM", "MES"]),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=6,
).map(
    lambda rows: [
        reading(at, value, source, hours, waits=waits)
        for at, (value, source, hours, waits) in enumerate(rows, start=1)
    ]
)


@given(SEVERAL, st.randoms())
def test_the_order_in_which_readings_are_looked_at_changes_nothing(
    candidates: list[Candidate], random: object
) -> None:
    shuffled = [*candidates]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = settle(candidates), settle(shuffled)
    assert (one.standing, one.number, set(one.rivals), set(one.waiting)) == (
        other.standing,
        other.number,
        set(other.rivals),
        set(other.waiting),
    )


@given(SEVERAL)
def test_what_waits_never_counts_and_what_disagrees_has_rivals(candidates: list[Candidate]) -> None:
    found = settle(candidates)
    waiting = {each.number for each in candidates if each.waits}
    assert found.number not in waiting
    assert set(found.waiting) == waiting
    assert (found.standing is Standing.DISAGREES) == (len(found.rivals) > 1)
    assert not waiting & set(found.rivals)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_number_reads_back_with_and_without_its_thousands_separators(number: Decimal) -> None:
    assert exact(plain(f"{number:,}"), "number") == number
    full_width = f"{number:,}".translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    assert exact(plain(full_width.replace(",", "，")), "number") == number


@given(st.integers(1, 999), st.integers(0, 99))
def test_a_comma_before_one_or_two_digits_is_never_guessed(whole: int, part: int) -> None:
    with pytest.raises(AmbiguousNumberError):
        plain(f"{whole},{part}")
