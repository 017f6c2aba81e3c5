from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar as second_opinion
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.country_calendar import calendar_of
from bot.errors import YearNotKnown
from bot.working_days import CompanyDays, UnknownCountryError, WorkingDays
from tests.house.tree import ROOT

CHINA = WorkingDays("CN")
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
"""The half-year of the demo company's cycle."""


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    ],
)
def test_a_weekend_worked_in_exchange_for_a_holiday_is_a_working_day(day: date) -> None:
    assert day.weekday() >= 5
    assert CHINA.is_working(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 2),
        date(2026, 2, 16),
        date(2026, 2, 23),
        date(2026, 4, 6),
        date(2026, 5, 5),
        date(2026, 10, 7),
    ],
)
def test_a_weekday_of_a_holiday_is_a_day_off(day: date) -> None:
    assert day.weekday() < 5
    assert not CHINA.is_working(day)


def test_an_ordinary_weekend_is_off_and_an_ordinary_weekday_is_worked() -> None:
    assert not CHINA.is_working(date(2026, 3, 7))
    assert CHINA.is_working(date(2026, 3, 9))


@pytest.mark.parametrize(
    ("n", "day"),
    [
        (1, date(2026, 7, 1)),  # self-review opens
        (5, date(2026, 7, 7)),  # provisional data freeze
        (7, date(2026, 7, 9)),  # self-review closes
        (14, date(2026, 7, 20)),  # manager review closes
        (20, date(2026, 7, 28)),  # interviews open
        (30, date(2026, 8, 11)),  # results visible at the latest
        (50, date(2026, 9, 8)),  # retrospective closes
    ],
)
def test_the_phases_after_a_half_year_fall_on_the_days_of_the_rule_book(n: int, day: date) -> None:
    assert CHINA.add(LAST, n) == day


def test_fifteen_working_days_from_the_new_year_count_the_worked_sunday_in() -> None:
    # 1-3 January are off and Sunday the 4th is worked, so the fifteenth day is the 22nd.
    assert CHINA.add(FIRST, 15) == date(2026, 1, 22)


def test_spring_festival_is_jumped_over() -> None:
    assert CHINA.add(date(2026, 2, 13), 2) == date(2026, 2, 24)


def test_an_exception_of_hr_goes_before_the_calendar() -> None:
    founders_day, stocktaking = date(2026, 3, 9), date(2026, 3, 14)
    ours = WorkingDays("CN", {founders_day: False, stocktaking: True})
    assert not ours.is_working(founders_day)
    assert ours.is_working(stocktaking)
    assert ours.add(date(2026, 3, 8), 5) == stocktaking


def test_a_country_that_moves_days_is_known_for_the_announced_years_only() -> None:
    assert date(2026, 12, 31) <= CHINA.known_until < date(2100, 1, 1)


def test_a_country_that_moves_no_days_is_known_for_long() -> None:
    assert WorkingDays("DE").known_until > date(2050, 1, 1)


def test_a_year_nobody_announced_has_its_weekends_and_its_fixed_holidays() -> None:
    year = CHINA.known_until.year + 3
    assert not CHINA.is_working(date(year, 10, 1))
    weekends = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert not any(CHINA.is_working(day) for day in weekends if day.weekday() >= 5)


def test_the_days_of_a_year_nobody_announced_are_refused_where_they_must_be_certain() -> None:
    last = CHINA.known_until
    first_unknown = last + timedelta(days=1)
    assert CHINA.announced(last) is CHINA.is_working(last)
    with pytest.raises(YearNotKnown) as refused:
        CHINA.announced(first_unknown)
    assert refused.value.variables == {"year": str(first_unknown.year), "until": last.isoformat()}
    assert WorkingDays("CN", {first_unknown: True}).announced(first_unknown), "HR knows"


def test_a_deadline_that_binds_is_not_counted_into_a_year_nobody_announced() -> None:
    last = CHINA.known_until
    noon = datetime(last.year, 12, 30, 4, 0, tzinfo=UTC)
    assert CHINA.certain.add(date(last.year, 12, 1), 5) == CHINA.add(date(last.year, 12, 1), 5)
    with pytest.raises(YearNotKnown):
        CHINA.certain.add(noon.date(), 5)
    with pytest.raises(YearNotKnown):
        CHINA.certain.deadline(noon, 5, "Asia/Shanghai")
    assert CHINA.add(noon.date(), 5).year == last.year + 1, "what only paces goes on"


def test_a_year_hr_has_entered_is_as_good_as_announced_and_the_next_is_not() -> None:
    ours = WorkingDays("CN")
    year = ours.known_until.year + 1
    festival, saturday = (
        date(year, 2, 5),
        next(day for day in (date(year, 3, n) for n in range(1, 8)) if day.weekday() == 5),
    )
    ours.learn(CompanyDays({festival: False, saturday: True}, frozenset({year, year + 2})))
    assert ours.known_until == date(year, 12, 31), "a gap is a gap"
    assert not ours.certain.is_working(festival)
    assert ours.certain.is_working(saturday)
    assert ours.certain.add(date(year, 1, 10), 3)
    with pytest.raises(YearNotKnown):
        ours.certain.is_working(date(year + 1, 1, 4))
    ours.learn(CompanyDays())
    assert ours.known_until == CHINA.known_until


def test_chinas_days_are_those_of_a_second_library_for_all_years_both_know() -> None:
    """Its last day of 2005 is a mistake: the State Council's notice had that Saturday worked."""
    first, last = min(second_opinion.holidays), max(second_opinion.holidays)
    days = [
        date(first.year, 1, 1) + timedelta(days=n) for n in range((date(last.year, 12, 31) - first).days + 1)
    ]
    assert (days[0], last.year >= 2026) == (date(2004, 1, 1), True)
    known = [day for day in days if day <= CHINA.known_until]
    assert [day for day in known if CHINA.announced(day) != second_opinion.is_workday(day)] == [
        date(2005, 12, 31)
    ]


def test_a_country_with_its_weekend_on_other_days_is_asked_for_its_own() -> None:
    israel = WorkingDays("IL")
    assert not israel.is_working(date(2026, 3, 6))
    assert israel.is_working(date(2026, 3, 8))


def test_an_unknown_country_is_named_with_the_fix() -> None:
    with pytest.raises(UnknownCountryError, match=r"'Atlantis'.*such as CN"):
        WorkingDays("Atlantis")


def test_a_deadline_is_the_midnight_after_the_last_working_day() -> None:
    friday_evening = datetime(2026, 3, 6, 10, 0, tzinfo=UTC)
    assert CHINA.deadline(friday_evening, 3, "Asia/Shanghai") == datetime(2026, 3, 11, 16, 0, tzinfo=UTC)


def test_a_deadline_counts_from_the_day_it_is_where_the_person_is() -> None:
    # Thursday 23:00 in London is already Friday in Shanghai.
    instant = datetime(2026, 3, 5, 23, 0, tzinfo=UTC)
    assert CHINA.deadline(instant, 1, "Europe/London") == datetime(2026, 3, 7, 0, 0, tzinfo=UTC)
    assert CHINA.deadline(instant, 1, "Asia/Shanghai") == datetime(2026, 3, 9, 16, 0, tzinfo=UTC)


def test_a_day_that_ends_in_a_clock_change_ends_at_the_change() -> None:
    # Chile's clocks jump from 24:00 to 01:00 on the night to Sunday, 6 September 2026.
    chile = WorkingDays("CL", {date(2026, 9, 5): True})
    friday = datetime(2026, 9, 4, 15, 0, tzinfo=UTC)
    assert chile.deadline(friday, 1, "America/Santiago") == datetime(2026, 9, 6, 4, 0, tzinfo=UTC)


def test_a_deadline_refuses_an_instant_without_a_zone() -> None:
    with pytest.raises(ValueError, match="aware"):
        CHINA.deadline(datetime(2026, 3, 2, 9, 0), 1, "UTC")  # noqa: DTZ001 - the mistake under test


@pytest.mark.parametrize("n", [0, -1])
def test_only_days_ahead_can_be_counted(n: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        CHINA.add(LAST, n)


@given(st.dates(date(2024, 1, 1), date(2026, 11, 1)), st.integers(1, 15))
def test_exactly_n_working_days_lie_between_a_day_and_its_nth_working_day(day: date, n: int) -> None:
    found = CHINA.add(day, n)
    between = [day + timedelta(days=ahead) for ahead in range(1, (found - day).days + 1)]
    assert sum(CHINA.is_working(each) for each in between) == n
    assert CHINA.is_working(found)


INSTANTS = st.integers(1_735_689_600, 1_793_491_200).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
"""From the beginning of 2025 to November 2026."""


@given(INSTANTS, st.sampled_from(["Asia/Shanghai", "America/New_York"]))
def test_a_deadline_leaves_at_least_the_whole_of_a_day(instant: datetime, zone: str) -> None:
    deadline = CHINA.deadline(instant, 1, zone)
    assert deadline > instant + timedelta(hours=22)
    assert deadline.astimezone(ZoneInfo(zone)).time().isoformat() == "00:00:00"


@pytest.mark.parametrize("country", ["CN", "DE", "US", "JP", "AX", "HK", "SGP"])
def test_a_countrys_calendar_is_the_librarys(country: str) -> None:
    years = range(2023, 2028)
    ours, theirs = calendar_of(country, years), holidays.country_holidays(country, years=years)
    assert (dict(ours), ours.weekend_workdays) == (dict(theirs), theirs.weekend_workdays)


def test_one_country_is_read_and_not_all() -> None:
    asked = (
        "import sys; from bot.country_calendar import calendar_of; calendar_of('CN');"
        "print(sum(name.startswith('holidays.countries.') for name in sys.modules));"
        "import holidays; holidays.country_holidays('DE'); print('holidays.countries' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603 - our own words
    assert said.stdout.split() == ["1", "True"]
