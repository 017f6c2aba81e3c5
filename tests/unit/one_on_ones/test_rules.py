from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.one_on_ones import rules
from bot.features.one_on_ones.rules import Meeting, Pattern

SHANGHAI = Pattern(at=time(10, 0), zone="Asia/Shanghai", every_days=14, minutes=30)
MONDAY = date(2026, 3, 9)
ZONES = sorted(zone for zone in available_timezones() if "/" in zone)

zones = st.sampled_from(ZONES)
wall_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
dates = st.dates(date(1993, 1, 1), date(2035, 12, 31))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an instant of March 2026 by the clocks of Shanghai."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)


def test_a_wall_time_that_is_skipped_moves_forward_by_the_gap() -> None:
    night_shift = Pattern(at=time(2, 30), zone="Europe/Berlin", every_days=7, minutes=30)
    start = rules.instant(date(2026, 3, 29), night_shift)
    assert start.astimezone(ZoneInfo("Europe/Berlin")).time() == time(3, 30)


def test_of_a_wall_time_that_comes_twice_the_first_is_taken() -> None:
    night_shift = Pattern(at=time(2, 30), zone="Europe/Berlin", every_days=7, minutes=30)
    assert rules.instant(date(2026, 10, 25), night_shift) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_talk_moved_past_midnight_by_a_gap_keeps_its_weekday_afterwards() -> None:
    # Greenland's clocks jump from 23:00 to midnight, so Saturday's 23:30 is on Sunday that week.
    late = Pattern(at=time(23, 30), zone="America/Nuuk", every_days=7, minutes=30)
    saturday = date(2026, 3, 28)
    assert rules.instant(saturday, late).astimezone(ZoneInfo("America/Nuuk")).date() == date(2026, 3, 29)
    assert rules.following(saturday, late) == date(2026, 4, 4)


def test_a_day_a_country_skipped_is_one_talk_with_the_next() -> None:
    # Samoa went from 29 to 31 December 2011.
    daily = Pattern(at=time(10, 0), zone="Pacific/Apia", every_days=1, minutes=30)
    assert rules.following(date(2011, 12, 29), daily) == date(2011, 12, 30)
    assert rules.following(date(2011, 12, 30), daily) == date(2012, 1, 1)


@given(zones, wall_times, dates, st.integers(1, 28))
def test_every_talk_is_later_than_the_one_before_and_none_is_left_out(
    zone: str, wall: time, first: date, every: int
) -> None:
    pattern = Pattern(at=wall, zone=zone, every_days=every, minutes=30)
    on = first
    for _ in range(400 // every):
        later = rules.following(on, pattern)
        assert rules.instant(later, pattern) > rules.instant(on, pattern)
        # A date is passed over only when its talk is the very instant of the one before it.
        for ahead in range(every, (later - on).days, every):
            assert rules.instant(on + timedelta(days=ahead), pattern) == rules.instant(on, pattern)
        on = later


@given(zones, wall_times, dates)
def test_a_talk_starts_at_its_wall_time_or_where_that_was_skipped_just_after_the_gap(
    zone: str, wall: time, on: date
) -> None:
    local = ZoneInfo(zone)
    start = rules.instant(on, Pattern(at=wall, zone=zone, every_days=7, minutes=30))
    shown = start.astimezone(local).replace(tzinfo=None)
    wanted = datetime.combine(on, wall)
    if shown == wanted:
        # No earlier instant shows the same wall time.
        assert start.astimezone(local).fold == 0
        return
    assert shown > wanted
    offsets = {(start + timedelta(hours=hours)).astimezone(local).utcoffset() for hours in range(-27, 1)}
    assert len(offsets) > 1, "the time was moved, so a clock change must be near"


def test_the_turn_is_todays_until_its_talk_has_ended() -> None:
    assert rules.turn_at(MONDAY, SHANGHAI, at(9, 10, 29)) == MONDAY
    assert rules.turn_at(MONDAY, SHANGHAI, at(9, 10, 30)) == date(2026, 3, 23)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 6))
def test_a_weekday_begins_with_the_next_such_day_today_included(today: date, weekday: int) -> None:
    first = rules.first_on(weekday, today)
    assert first.weekday() == weekday
    assert 0 <= (first - today).days < 7


@pytest.mark.parametrize(
    ("first_on", "wanted", "same"),
    [
        (MONDAY, SHANGHAI, True),
        (date(2026, 2, 23), SHANGHAI, True),
        (date(2026, 3, 2), SHANGHAI, False),  # the other week
        (date(2026, 3, 23), SHANGHAI, False),  # begins later
        (MONDAY, Pattern(time(11, 0), "Asia/Shanghai", 14, 30), False),
        (MONDAY, Pattern(time(10, 0), "Asia/Shanghai", 7, 30), False),
        (MONDAY, Pattern(time(10, 0), "Asia/Singapore", 14, 30), False),
        (MONDAY, Pattern(time(10, 0), "Asia/Shanghai", 14, 45), True),
    ],
)
def test_a_rhythm_is_the_same_when_the_same_talks_follow(first_on: date, wanted: Pattern, same: bool) -> None:  # noqa: FBT001 - the expected answer
    assert rules.same_rhythm(MONDAY, SHANGHAI, first_on, wanted) is same


def meeting(number: int, last_on: date | None, next_day: int | None = None) -> Meeting:
    next_at = at(next_day, 10) if next_day else None
    return Meeting(person_id=number, name=f"Person {number:02}", next_at=next_at, last_on=last_on)


def test_few_reports_are_all_shown_next_talk_first() -> None:
    shown, more = rules.to_show([meeting(1, MONDAY), meeting(2, None, 20), meeting(3, MONDAY, 12)])
    assert [each.person_id for each in shown] == [3, 2, 1]
    assert more == 0


def test_of_many_reports_those_stay_who_were_talked_with_longest_ago() -> None:
    everyone = [meeting(n, date(2026, 3, n)) for n in range(1, 11)] + [meeting(11, None)]
    shown, more = rules.to_show(everyone)
    assert {each.person_id for each in shown} == {1, 2, 3, 4, 5, 6, 7, 11}
    assert more == 3
