"""Whom it goes to, when it reaches them, and what a board must not tell."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.announcements import hours
from bot.features.announcements.audience import Facts, below, sort_out
from bot.features.announcements.spec import Aim
from bot.features.announcements.suppression import FEWEST, Line, table
from bot.working_days import WorkingDays

CHINA = WorkingDays("CN")
NOWHERE = WorkingDays("GB")
TREE = {"CO": None, "PLANT": "CO", "LINE": "PLANT", "SALES": "CO"}
ALL = frozenset({*TREE, ""})
ZONES = (
    "Asia/Shanghai", "Asia/Tokyo", "Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin", "Europe/London", "UTC",
    "America/New_York", "America/Los_Angeles", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Auckland",
)  # fmt: skip


def wall(*parts: int) -> datetime:
    """Return a time on a clock on the wall, wherever that is."""
    return datetime(*parts)  # type: ignore[arg-type, misc]  # noqa: DTZ001 - no zone is the point


class Somebody(NamedTuple):
    """Somebody as `audience.Candidate` wants them."""

    person_id: int
    unit: str = "PLANT"
    role: str = "employee"
    account: str = "live"
    here: bool = True
    leads: bool = False
    heads: bool = False


def numbers(people: list[Somebody], aim: Aim, **facts: object) -> tuple[list[int], dict[int, str]]:
    sorted_out = sort_out(people, aim, Facts(**{"units": None, "served": ALL} | facts))  # type: ignore[arg-type]
    return [each.person_id for each in sorted_out.readers], dict(sorted_out.left_out)


def test_each_reason_to_be_left_out_is_named_and_the_first_counts() -> None:
    people = [
        Somebody(1),
        Somebody(2, here=False),
        Somebody(3, account="deleted"),
        Somebody(4, account=""),
        Somebody(5, unit="SALES"),
        Somebody(6),
        Somebody(7),
        Somebody(8, unit="SALES", account=""),
    ]
    aim = Aim("list", people=tuple(range(1, 9)), without=(6,), not_away=True)
    readers, left_out = numbers(people, aim, served=ALL - {"SALES"}, away={6, 7})
    assert readers == [1]
    assert left_out == {
        2: "left",
        3: "deactivated",
        4: "no_account",
        5: "not_served",
        6: "excluded",
        7: "away",
        8: "not_served",
    }


def test_managers_are_all_who_lead_people_whatever_else_they_are() -> None:
    people = [
        Somebody(1, role="manager", leads=True),
        Somebody(2, role="hr", leads=True),
        Somebody(3, role="unit_head", leads=True, heads=True),
        Somebody(4, role="hr", heads=True),
        Somebody(5),
        Somebody(6, role="hr"),
    ]
    assert numbers(people, Aim("manager")) == ([1, 2, 3], {})
    assert numbers(people, Aim("unit_head")) == ([3, 4], {})
    assert numbers(people, Aim("employee")) == ([5], {})
    assert numbers(people, Aim("hr")) == ([2, 4, 6], {})


def test_leavers_are_not_counted_as_left_out_when_it_is_for_everyone() -> None:
    assert numbers([Somebody(1), Somebody(2, here=False)], Aim()) == ([1], {})


def test_who_is_away_gets_it_unless_that_was_chosen() -> None:
    assert numbers([Somebody(1)], Aim(), away={1}) == ([1], {})


@pytest.mark.parametrize(
    ("aim", "readers"),
    [
        (Aim(), [1, 2, 3, 4]),
        (Aim("manager"), [2]),
        (Aim("group:pilot"), [3]),
        (Aim("list", people=(4, 99)), [4]),
        (Aim(units=("PLANT",)), [1, 2, 3]),
        (Aim("employee", units=("SALES",)), [4]),
    ],
)
def test_an_aim_means_exactly_these(aim: Aim, readers: list[int]) -> None:
    people = [Somebody(1), Somebody(2, "LINE", "manager"), Somebody(3), Somebody(4, "SALES")]
    assert numbers(people, aim, units=below(aim.units, TREE), group={3})[0] == readers


def test_units_in_a_circle_end_the_search() -> None:
    assert below({"A"}, {"A": "B", "B": "A", "C": None}) == {"A", "B"}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date(2026, 3, 9), date(2026, 3, 30), date(2026, 10, 26), date(2026, 11, 2)])
def test_ten_oclock_is_ten_oclock_on_every_readers_clock_also_after_a_clock_change(
    zone: str, day: date
) -> None:
    """The days are Mondays after the clocks changed in America, Europe, or both."""
    asked_on_friday = datetime.combine(day - timedelta(days=3), time(12), UTC)
    due = hours.due(asked_on_friday, datetime.combine(day, time(10)), zone, NOWHERE)
    assert due.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, time(10))


@given(
    st.datetimes(wall(2026, 1, 1), wall(2026, 12, 20), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
    st.one_of(st.none(), st.datetimes(wall(2026, 1, 1), wall(2026, 12, 20))),
)
def test_nobody_is_ever_written_to_outside_their_hours(
    now: datetime, zone: str, wanted: datetime | None
) -> None:
    due = hours.due(now, wanted, zone, CHINA)
    assert due >= now
    assert hours.is_open(due, zone, CHINA)


def test_what_is_wanted_on_a_day_off_comes_on_the_next_working_day() -> None:
    """The Saturday before the Chinese New Year of 2026 is worked in exchange; the week after it is off."""
    now = datetime(2026, 2, 13, 12, tzinfo=UTC)
    worked = hours.due(now, wall(2026, 2, 14, 10), "Asia/Shanghai", CHINA)
    off = hours.due(now, wall(2026, 2, 16, 10), "Asia/Shanghai", CHINA)
    assert worked == datetime(2026, 2, 14, 2, tzinfo=UTC)
    assert off == datetime(2026, 2, 24, 1, tzinfo=UTC)


def test_reminders_come_two_and_five_working_days_on_within_the_hours() -> None:
    friday_evening = datetime(2026, 3, 6, 11, tzinfo=UTC)  # 19:00 in Shanghai
    assert hours.reminder(friday_evening, 2, "Asia/Shanghai", CHINA) == datetime(2026, 3, 11, 1, tzinfo=UTC)
    morning = datetime(2026, 3, 6, 2, tzinfo=UTC)
    assert hours.reminder(morning, 5, "Asia/Shanghai", CHINA) == datetime(2026, 3, 13, 2, tzinfo=UTC)


def test_ten_thousand_at_three_hundred_a_minute_take_a_little_over_half_an_hour() -> None:
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert hours.finishing(10_000, 300, now, None) == now + timedelta(minutes=10_000 / 300)
    late = now + timedelta(hours=9)
    assert hours.finishing(10_000, 300, now, late) == late


lines = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=8).map(
    lambda rows: [
        Line(f"U{at}", readers, min(received, readers)) for at, (readers, received) in enumerate(rows)
    ]
)


@given(lines)
def test_no_small_unit_is_shown_nor_can_be_worked_out(rows: list[Line]) -> None:
    shown = table([row for row in rows if row.readers])
    assert all(line.readers >= FEWEST for line in shown.lines)
    hidden = [row for row in rows if row.readers and row not in shown.lines]
    if hidden and shown.total is not None and shown.lines:
        # What is left of the total when all that is shown is taken away is never one unit, nor a handful.
        assert len(hidden) > 1
        assert sum(row.readers for row in hidden) >= FEWEST
    if shown.others is not None:
        assert shown.others.readers >= FEWEST


def test_a_single_small_unit_takes_the_next_smallest_with_it() -> None:
    shown = table([Line("A", 100, 50), Line("B", 8, 1), Line("C", 4, 4)])
    assert shown.lines == (Line("A", 100, 50),)
    assert shown.others == Line("", 12, 5)


def test_a_handful_is_not_shown_at_all() -> None:
    shown = table([Line("A", 4, 1)])
    assert (shown.lines, shown.others, shown.total, shown.hidden) == ((), None, None, True)
