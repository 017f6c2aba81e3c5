"""What is offered around a talk, and when a pair that does not talk is heard of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.one_on_ones import coming
from bot.features.one_on_ones.coming import Kind, Limits, Talk

START = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
TALK = Talk("t", 1, 2, START, START + timedelta(minutes=30))
USUAL = Limits(21, 28)
LAST = date(2026, 3, 2)


def test_the_manager_is_asked_before_and_after_and_the_employee_the_day_before() -> None:
    offers = list(coming.around(TALK, START - timedelta(days=7)))
    assert [(each.kind, each.recipient_id, each.about_id, each.due_at, each.until) for each in offers] == [
        (Kind.PREPARE, 1, 2, START - timedelta(minutes=30), START),
        (Kind.WRAP_UP, 1, 2, START + timedelta(minutes=40), TALK.ends_at + timedelta(days=5)),
        (Kind.AGENDA, 2, 1, START - timedelta(hours=24), START - timedelta(hours=1)),
    ]
    assert [each.key for each in offers] == coming.keys_of("t")


@given(st.integers(-60 * 24 * 9, 60 * 24 * 9))
def test_nothing_is_offered_that_is_too_late(minutes: int) -> None:
    now = START + timedelta(minutes=minutes)
    assert all(now < each.until and each.due_at < each.until for each in coming.around(TALK, now))


@pytest.mark.parametrize(
    ("days", "said", "then"),
    [
        (0, None, 21),
        (20, None, 21),
        (21, Kind.WARN, 28),
        (27, Kind.WARN, 28),
        (28, Kind.HARD, 35),
        (34, Kind.HARD, 35),
        (35, Kind.HARD, 42),
    ],
)
def test_a_gap_is_heard_of_after_three_weeks_after_four_and_then_weekly(
    days: int, said: Kind | None, then: int
) -> None:
    gap = coming.gap(LAST, USUAL, LAST + timedelta(days=days))
    assert (gap.now, (gap.then - LAST).days) == (said, then)


def test_what_falls_due_in_a_pause_comes_up_after_it() -> None:
    back = LAST + timedelta(days=40)
    assert coming.gap(LAST, USUAL, back - timedelta(days=1), back).now is None
    assert coming.gap(LAST, USUAL, back, back).fell_on == back


limits = st.tuples(st.integers(1, 60), st.integers(1, 60)).map(lambda pair: Limits(pair[0], sum(pair)))


@given(limits, st.integers(0, 400), st.none() | st.integers(0, 200))
def test_a_look_is_always_followed_by_a_later_one_and_none_in_between_says_more(
    given_limits: Limits, days: int, pause: int | None
) -> None:
    """So a series needs no look before the day it is told, and none is told twice of the same day."""
    back = None if pause is None else LAST + timedelta(days=pause)
    today = LAST + timedelta(days=days)
    gap = coming.gap(LAST, given_limits, today, back)
    assert gap.then > today
    assert gap.fell_on is None or gap.fell_on <= today
    day = today
    while day < gap.then:
        between = coming.gap(LAST, given_limits, day, back)
        assert (between.now, between.fell_on) == (gap.now, gap.fell_on)
        day += timedelta(days=1)
    then = coming.gap(LAST, given_limits, gap.then, back)
    assert then.fell_on == gap.then
    assert then.now is coming.next_gap(gap, LAST, given_limits), "what is foreseen is what comes"


@pytest.mark.parametrize(("days", "takes"), [(0, True), (6, True), (-6, True), (7, False), (-7, False)])
def test_a_booked_talk_takes_the_turn_it_is_nearest_to(days: int, takes: bool) -> None:  # noqa: FBT001 - the expected answer
    assert coming.takes_the_turn(START, START + timedelta(days=days), 14) is takes


@pytest.mark.parametrize(("hours", "takes"), [(0, True), (-3, True), (48, False), (-48, False)])
def test_a_talk_that_was_called_off_takes_no_turn_but_its_own(hours: int, takes: bool) -> None:  # noqa: FBT001 - the expected answer
    off = START + timedelta(hours=hours)
    assert coming.takes_the_turn(START, off, 14, takes_place=False) is takes
