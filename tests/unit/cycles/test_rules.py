"""The dates of a cycle, and the guards between its phases."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar as second_opinion
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cycles import rules
from bot.features.cycles.rules import Phase, Progress, Span
from bot.working_days import WorkingDays
from prompts.cycles import CyclesError, load_cycles, read_cycles
from storage import samples

SATURDAY = 5
H1 = Span(date(2026, 1, 1), date(2026, 6, 30))
CHINA = WorkingDays("CN")


class MondayToFriday:
    """A calendar without holidays, as the sample dates of domain 5.1 count."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY


WEEKDAYS = MondayToFriday()


def dates(kind: str, span: Span, calendar: rules.WorkingCalendar) -> dict[str, tuple[date, date]]:
    phases = rules.dates_of(load_cycles()[kind], span, calendar)
    return {phase.id: (phase.opens, phase.closes) for phase in phases}


@pytest.mark.parametrize("number", range(2))
def test_the_dates_of_the_domain_come_out_when_only_weekdays_count(number: int) -> None:
    sample = samples.company().cycles[number]
    found = dates("half_year", Span(sample.starts, sample.ends), WEEKDAYS)
    assert found == {phase.id: (phase.opens, phase.closes) for phase in sample.phases}


def test_the_real_calendar_moves_the_first_half_of_2026_around_its_holidays_and_worked_weekends() -> None:
    assert dates("half_year", H1, CHINA) == {
        # 1 and 2 January are off, Sunday the 4th is worked in exchange.
        "P1": (date(2025, 12, 18), date(2026, 1, 22)),
        "P1b": (date(2026, 1, 23), date(2026, 1, 29)),
        "P2": (date(2026, 1, 1), date(2026, 6, 30)),
        # Tomb-Sweeping Day, Monday 6 April.
        "P3": (date(2026, 3, 18), date(2026, 4, 16)),
        "P4": (date(2026, 7, 1), date(2026, 7, 9)),
        "P4b": (date(2026, 7, 7), date(2026, 7, 10)),
        "P5": (date(2026, 7, 8), date(2026, 7, 20)),
        "P6": (date(2026, 7, 21), date(2026, 7, 27)),
        "P7": (date(2026, 7, 28), date(2026, 8, 10)),
        "P8": (date(2026, 7, 28), date(2026, 8, 25)),
        "P9": (date(2026, 8, 11), date(2026, 9, 8)),
    }


def test_the_reviews_of_a_cycle_run_across_the_spring_festival() -> None:
    found = dates("half_year", Span(date(2025, 7, 1), date(2025, 12, 31)), CHINA)
    # Counted by hand with another calendar: the National Day week, New Year with the Sunday worked for it, and the
    # festival from 15 to 23 February with the Saturdays 14 and 28 worked in exchange.
    assert found == {
        "P1": (date(2025, 6, 17), date(2025, 7, 21)),
        "P1b": (date(2025, 7, 22), date(2025, 7, 28)),
        "P2": (date(2025, 7, 1), date(2025, 12, 31)),
        "P3": (date(2025, 9, 17), date(2025, 10, 21)),
        "P4": (date(2026, 1, 4), date(2026, 1, 12)),
        "P4b": (date(2026, 1, 8), date(2026, 1, 13)),
        "P5": (date(2026, 1, 9), date(2026, 1, 21)),
        "P6": (date(2026, 1, 22), date(2026, 1, 28)),
        "P7": (date(2026, 1, 29), date(2026, 2, 11)),
        "P8": (date(2026, 1, 29), date(2026, 3, 4)),
        "P9": (date(2026, 2, 12), date(2026, 3, 18)),
    }


class SecondOpinion:
    """China's days as another library has them."""

    def is_working(self, day: date) -> bool:
        return bool(second_opinion.is_workday(day))


@pytest.mark.parametrize(
    ("kind", "span"),
    [
        ("half_year", H1),
        ("annual", Span(date(2025, 1, 1), date(2025, 12, 31))),
        ("quarterly", Span(date(2026, 1, 1), date(2026, 3, 31))),
    ],
)
def test_another_calendar_of_china_gives_the_same_dates(kind: str, span: Span) -> None:
    assert dates(kind, span, CHINA) == dates(kind, span, SecondOpinion())


def test_a_cycle_that_begins_before_the_spring_festival_counts_the_days_worked_in_exchange() -> None:
    found = dates("quarterly", Span(date(2026, 2, 9), date(2026, 5, 8)), CHINA)
    # Ten working days before 9 February; then 9-14 (Saturday worked), the festival 15-23, and Saturday the 28th.
    assert found["P1"] == (date(2026, 1, 26), date(2026, 3, 5))
    assert found["P1b"] == (date(2026, 3, 6), date(2026, 3, 12))
    # Saturday 9 May is worked, in exchange for the 5th.
    assert found["P4"] == (date(2026, 5, 9), date(2026, 5, 12))


def test_an_annual_cycle_reviews_in_its_middle_months_and_takes_five_days_more_for_interviews() -> None:
    found = dates("annual", Span(date(2026, 1, 1), date(2026, 12, 31)), WEEKDAYS)
    assert found["P3"] == (date(2026, 5, 1), date(2026, 7, 31))
    assert rules.between(found["P7"][0], found["P7"][1], WEEKDAYS) + 1 == 15
    assert found["P9"][0] == rules.shifted(found["P7"][1], 1, WEEKDAYS)


def test_an_annual_cycle_that_begins_in_july_finds_its_months_across_the_year_s_end() -> None:
    found = dates("annual", Span(date(2026, 7, 1), date(2027, 6, 30)), CHINA)
    assert found["P3"] == (date(2026, 11, 2), date(2027, 1, 29))


def phases() -> tuple[Phase, ...]:
    return rules.dates_of(load_cycles()["half_year"], H1, CHINA)


NUMBERS = [phase.id for phase in phases()]
PROGRESS = st.integers(0, 400).flatmap(
    lambda total: st.builds(Progress, st.integers(0, total), st.just(total))
)


@given(
    st.sampled_from(phases()),
    st.fixed_dictionaries(dict.fromkeys(NUMBERS, PROGRESS)),
    st.frozensets(st.sampled_from(NUMBERS)),
)
def test_no_phase_opens_before_ninety_percent_without_a_waiver(
    phase: Phase, progress: dict[str, Progress], waived: frozenset[str]
) -> None:
    if not rules.holding(phase, progress, waived):
        for number in phase.after:
            share = progress[number]
            assert share.done >= share.total * 9 / 10 or number in waived
    if phase.id in {"P7", "P8"} and not rules.holding(phase, progress, frozenset(NUMBERS)):
        assert all(progress[number].enough and progress[number].total for number in ("P4b", "P6"))


def test_ninety_of_a_hundred_is_enough_and_one_less_is_not() -> None:
    assert Progress(90, 100).enough
    assert not Progress(89, 100).enough
    assert not Progress(899, 1000).enough
    assert Progress(899, 1000).percent == 89


@given(st.sampled_from(NUMBERS), st.integers(1, 40), st.integers(0, 300))
def test_extending_a_phase_moves_every_later_one_by_as_many_working_days(
    number: str, days: int, passed: int
) -> None:
    before = phases()
    today = before[0].opens + timedelta(days=passed)
    at = NUMBERS.index(number)
    closes = rules.shifted(before[at].closes, days, CHINA)
    after = rules.extended(before, number, closes, today, CHINA)
    assert after[:at] == before[:at]
    assert after[at].closes == closes
    for old, new in zip(before[at + 1 :], after[at + 1 :], strict=True):
        still_to_come = not old.fixed and old.closes >= today
        assert rules.between(old.closes, new.closes, CHINA) == (days if still_to_come else 0)
        opens_later = still_to_come and old.opens > today
        assert rules.between(old.opens, new.opens, CHINA) == (days if opens_later else 0)


def test_an_extension_over_a_holiday_lands_on_working_days() -> None:
    before = phases()
    after = {
        phase.id: phase for phase in rules.extended(before, "P1", date(2026, 2, 12), date(2026, 1, 20), CHINA)
    }
    # Fifteen working days from 29 January end after the festival, with both worked Saturdays counted.
    assert after["P1b"].closes == date(2026, 2, 26)
    assert {old.id for old, _ in rules.changed(before, tuple(after.values()))} == {*NUMBERS} - {"P2"}


def test_a_change_told_two_working_days_ahead_is_late() -> None:
    friday = date(2026, 7, 10)
    assert rules.is_late(date(2026, 7, 14), friday, CHINA)
    assert not rules.is_late(date(2026, 7, 15), friday, CHINA)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[half_year.P1]\nkey = "a"\nfrom = "S+1"\nuntil = "S+2"\nowner = "x"', "half_year.P1: done"),
        (
            '[half_year.P1]\nkey = "a"\nfrom = "S+1"\nuntil = "S+2"\nowner = "x"\ndone = "time"\nafter = ["P2"]',
            "P2, which does not come before",
        ),
        (
            '[half_year.P1]\nkey = "a"\nfrom = "S+1"\nuntil = "S+2"\nowner = "x"\ndone = "time"\n[annual.P9]\n',
            "annual.P9: there is no such phase",
        ),
    ],
)
def test_a_mistake_in_the_table_is_named(text: str, says: str) -> None:
    with pytest.raises(CyclesError, match=says):
        read_cycles(text)


def test_a_day_that_nobody_can_count_is_refused() -> None:
    with pytest.raises(ValueError, match="'X\\+1' is no day of a cycle"):
        rules.day_of("X+1", H1, CHINA)


def test_a_small_group_is_hidden_and_never_alone() -> None:
    assert rules.hidden({"A": 40, "B": 4, "C": 12}) == {"B", "C"}
    assert rules.hidden({"A": 40, "B": 4, "C": 3}) == {"B", "C"}
    assert rules.hidden({"A": 5, "B": 6}) == frozenset()
    assert rules.hidden({"A": 4}) == {"A"}
