from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.features.home import rules


def test_parts_that_fit_are_shown_whole() -> None:
    assert rules.room([10, 20, 30], 60) == [10, 20, 30]


def test_long_parts_share_what_short_ones_leave() -> None:
    assert rules.room([100, 4, 100], 24) == [10, 4, 10]


@given(st.lists(st.integers(0, 300), max_size=12), st.integers(0, 100))
def test_what_is_shown_always_fits_and_nothing_is_wasted(lengths: list[int], total: int) -> None:
    given_room = rules.room(lengths, total)
    assert sum(given_room) <= total
    assert all(0 <= shown <= length for shown, length in zip(given_room, lengths, strict=True))
    assert sum(given_room) == min(total, sum(lengths))
