"""The rules of an appeal: deadlines as the calendar counts, a panel nobody was involved before, no result lowered."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.features.appeals import rules
from bot.features.appeals.rules import Outcome, State, Window
from bot.working_days import WorkingDays

ZONE = ZoneInfo("Asia/Shanghai")
CHINA = WorkingDays("CN")
DAY = timedelta(days=1)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 1))
people = st.integers(min_value=1, max_value=40)


def working_days_in(start: date, end: datetime) -> int:
    """Count the working days after `start` that are over when `end` comes."""
    last = end.astimezone(ZONE).date() - DAY
    return sum(CHINA.is_working(start + DAY * n) for n in range(1, (last - start).days + 1))


@given(days, st.integers(min_value=3, max_value=15))
def test_a_deadline_is_the_end_of_its_last_working_day(start: date, count: int) -> None:
    found = rules.deadline(start, count, CHINA, ZONE)
    assert found.due_at.astimezone(ZONE).time() == time.min
    assert working_days_in(start, found.due_at) == count
    assert CHINA.is_working((found.due_at - timedelta(seconds=1)).astimezone(ZONE).date())
    assert list(found.beats) == sorted(found.beats)
    assert all(CHINA.is_working(beat.astimezone(ZONE).date()) for beat in found.beats[:2])


@given(days, st.integers(min_value=0, max_value=3))
def test_a_figure_that_is_looked_into_pauses_stage_1_for_three_days_at_most(filed: date, took: int) -> None:
    answered = filed if took == 0 else CHINA.add(filed, took)
    paused = rules.stage1_deadline(filed, None, CHINA, ZONE, waits=True)
    after = rules.stage1_deadline(filed, answered, CHINA, ZONE, waits=True)
    straight = rules.stage1_deadline(filed, None, CHINA, ZONE, waits=False)
    assert working_days_in(filed, paused.due_at) == 8
    assert working_days_in(answered, after.due_at) == 5
    assert straight.due_at <= after.due_at <= paused.due_at


@given(st.lists(people, max_size=6), st.sets(people), people)
def test_nobody_involved_before_sits_on_a_panel_of_three(
    members: list[int], involved: set[int], appellant: int
) -> None:
    fine = rules.not_free(members, involved, appellant) is None
    assert fine == (
        len(members) == len(set(members)) == 3 and not set(members) & involved and appellant not in members
    )
    assert not set(rules.free(members, involved, appellant)) & (involved | {appellant})


@given(
    st.sampled_from(Outcome),
    st.one_of(st.text(max_size=6), st.decimals(allow_nan=True).map(str), st.integers(-20, 20).map(str)),
    st.decimals(min_value=-10, max_value=10, places=1),
)
def test_a_decision_never_lowers_a_result_and_raises_it_no_further_than_it_may(
    outcome: Outcome, written: str, room: Decimal
) -> None:
    points = rules.points_of(written, outcome, room)
    if points is None:
        return
    assert 0 <= points <= max(room, Decimal(0))
    assert outcome is not Outcome.UPHELD or points == 0


def test_points_are_read_as_people_write_them() -> None:
    room = Decimal("1.5")
    assert rules.points_of("+1.5", Outcome.PARTLY, room) == Decimal("1.5")
    assert rules.points_of("", Outcome.ACCEPTED, room) == 0
    assert [rules.points_of(each, Outcome.PARTLY, room) for each in ("1.6", "-1", "0.25", "much")] == [
        None
    ] * 4
    assert rules.points_of("1", Outcome.UPHELD, room) is None


def test_who_was_not_told_in_time_files_late_and_is_heard() -> None:
    closes = datetime(2026, 8, 14, tzinfo=ZONE)
    for told, now, may, late in (
        (True, closes - DAY, True, False),
        (True, closes, False, True),
        (False, closes, True, True),
        (False, closes - DAY, True, False),
    ):
        window = Window(closes, told=told)
        assert (rules.is_open(window, now), rules.is_late(window, now)) == (may, late)


def test_stage_2_is_the_end_and_so_is_what_was_accepted_in_full() -> None:
    assert [rules.after_decision(1, each) for each in Outcome] == [
        State.CLOSED,
        State.ANSWERED,
        State.ANSWERED,
    ]
    assert {rules.after_decision(2, each) for each in Outcome} == {State.CLOSED}
    assert [rules.needed(each) for each in (1, 2, 3)] == [1, 2, 2]
