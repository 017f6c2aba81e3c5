"""The parts of the rules: order, arms, snoozing, silence, help, what is to come, and free half hours."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from typing import TYPE_CHECKING

import pytest

from bot.features.nudges.foreseeing import foresee
from bot.features.nudges.habits import Habit, Snooze, best_hour, ignored, snoozed_until
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.kinds import MANDATORY, Form, Kind
from bot.features.nudges.ladder import Standing, Step, step_for
from bot.features.nudges.planning import decide
from bot.features.nudges.slots import free_slots
from storage import nudges
from tests.unit.nudges.company import at, hours, manager, sends_all, talk, thing

if TYPE_CHECKING:
    from bot.features.nudges.hours import Span

MON, TUE, WED, FRI = 0, 1, 2, 4


def span(day: int, begins: str, ends: str) -> tuple[Span, ...]:
    return ((at(day, begins), at(day, ends)),)


def test_the_order_of_the_digest_is_that_of_the_priorities() -> None:
    """N-13, ties by the longest wait and then by name; three are written out, the rest is counted (N-03)."""
    things = [
        thing(Kind.RECOG, key="thanks"),
        thing(Kind.GAP_21, key="gap", gap_days=22),
        thing(Kind.MID_WINDOW, key="window"),
        thing(Kind.GAP_28, key="long", gap_days=30),
        thing(Kind.ACTION_DUE, key="reply", reply_waits=True),
        thing(Kind.ACTION_DUE, key="promise", promise_late=True),
        thing(Kind.MID_WINDOW, key="deadline", deadline_days=1),
        thing(Kind.GAP_21, key="waited", gap_days=25),
    ]
    (message,) = decide(manager(), things, at(MON, "09:30"), sends_all).messages
    order = [item.candidate.key for item in message.items]
    assert order == ["deadline", "promise", "reply", "long", "window", "waited", "gap", "thanks"]
    assert (message.shown, message.more) == (3, 5)


def test_thanks_are_never_a_message_of_their_own() -> None:
    plan = decide(manager(), [thing(Kind.RECOG)], at(MON, "09:30"), sends_all)
    assert plan.messages == ()
    assert [(wait.until, wait.rule) for wait in plan.waits] == [(at(7, "09:30"), "N-03")]


def test_one_in_five_is_withheld_of_every_kind_and_always_the_same() -> None:
    """N-19: the share of each kind lies within four standard errors of 20 %."""
    drawn = HoldOut(b"key")
    points = [(person, at(day, "12:00").date()) for person in range(200) for day in range(50)]
    for kind in Kind:
        withheld = Counter(drawn.withholds(person, kind, day) for person, day in points)[True]
        assert (
            abs(withheld / len(points) - 0.2) < 0.016
            or (kind in MANDATORY and not withheld)
            or (kind in {Kind.PAUSE, Kind.SUPPORT, Kind.SURVEY} and not withheld)
        )
    person, day = points[17]
    assert drawn.withholds(person, Kind.GAP_21, day) == HoldOut(b"key").withholds(person, Kind.GAP_21, day)


def test_a_near_deadline_is_never_withheld() -> None:
    plan = decide(
        manager(),
        [thing(Kind.MID_WINDOW, deadline_days=2), thing(Kind.GAP_28)],
        at(MON, "09:30"),
        lambda _kind: True,
    )
    assert [item.candidate.kind for message in plan.messages for item in message.items] == [Kind.MID_WINDOW]
    assert [item.candidate.kind for item in plan.withheld] == [Kind.GAP_28]


@pytest.mark.parametrize(
    ("choice", "back"),
    [
        (Snooze.SHORT, at(FRI, "17:30")),
        (Snooze.TOMORROW, at(7, "09:30")),
        (Snooze.MONDAY, at(7, "09:30")),
        (Snooze.NEXT_TALK, at(9, "10:00")),
        (Snooze.MUTE, None),
    ],
)
def test_what_is_put_off_comes_back_when_it_was_said(choice: Snooze, back: datetime | None) -> None:
    assert snoozed_until(choice, hours(), at(FRI, "15:30"), at(9, "10:00")) == back


def test_two_hours_that_end_at_night_end_in_the_morning() -> None:
    assert snoozed_until(Snooze.SHORT, hours(), at(FRI, "17:30"), None) == at(7, "09:00")


def test_the_fifth_silence_in_a_row_pauses_a_kind_and_asks_once() -> None:
    habit, asked = Habit(), []
    for _ in range(6):
        habit, ask = ignored(habit, at(MON, "09:30"))
        asked.append(ask)
    assert asked == [False] * 4 + [True, False]
    assert habit.paused_until == at(28, "09:30")


def test_the_best_hour_is_the_one_answered_most_and_needs_three_messages() -> None:
    answers = [(9, True), (9, False), (9, False), (14, True), (14, True), (14, False), (16, True)]
    assert best_hour(answers) == 14
    assert best_hour([(16, True), (16, True)]) is None


@pytest.mark.parametrize(
    ("standing", "step"),
    [
        (Standing(gap_days=21), Step.NOTHING),
        (Standing(gap_days=22), Step.SLOTS),
        (Standing(gap_days=22, streak=3), Step.CHANGE),
        (Standing(gap_days=22, streak=5), Step.ASK),
        (Standing(gap_days=46), Step.SUPPORT),
        (Standing(mandatory=True, days_to_deadline=3), Step.NOTHING),
        (Standing(mandatory=True, days_to_deadline=2), Step.SUPPORT),
        (Standing(mandatory=False, days_to_deadline=2), Step.NOTHING),
        (Standing(mandatory=True, days_to_deadline=-3), Step.SUBSTITUTE),
    ],
)
def test_help_is_offered_step_by_step(standing: Standing, step: Step) -> None:
    assert step_for(standing) is step


@pytest.mark.parametrize(
    ("said_at", "begins", "busy"),
    [("23:40", "00:10", ()), ("23:00", "01:00", ((at(TUE, "00:20"), at(TUE, "00:50")),))],
)
def test_a_talk_soon_after_midnight_is_prepared_the_evening_before(
    said_at: str, begins: str, busy: tuple[Span, ...]
) -> None:
    """N-06: half an hour before, or two hours when that is busy, whichever day that is."""
    reader = manager(hours=hours(always_open=True, busy=busy))
    (message,) = decide(reader, [talk(Kind.PRE_1ON1, at(TUE, begins))], at(MON, said_at), sends_all).messages
    assert message.form is Form.EVENT


def test_a_week_ahead_is_what_the_rules_will_do() -> None:
    waiting = [
        thing(Kind.GAP_21),
        talk(Kind.PRE_1ON1, at(TUE, "10:00")),
        thing(Kind.MID_WINDOW, settled=True),
    ]
    ahead = foresee(manager(), waiting, at(MON, "08:00"), at(7, "08:00"))
    seen = [(each.at, item.candidate.kind) for each in ahead.messages for item in each.message.items]
    assert seen == [(at(MON, "09:30"), Kind.GAP_21), (at(TUE, "09:30"), Kind.PRE_1ON1)]
    assert [(end.candidate.kind, end.rule) for end in ahead.ends] == [(Kind.MID_WINDOW, "N-08")]


def test_free_half_hours_suit_both_and_are_nobody_elses() -> None:
    theirs = hours(busy=span(TUE, "10:00", "11:00"))
    first = free_slots(hours(), theirs, at(MON, "09:00"))
    assert first == (at(TUE, "14:00"), at(WED, "10:00"))
    taken = ((at(TUE, "14:00"), at(TUE, "14:30")),)
    assert free_slots(hours(), theirs, at(MON, "09:00"), taken, 1) == (at(TUE, "11:00"),)


def test_a_wall_time_that_the_clocks_skip_moves_forward() -> None:
    spring = hours(quiet_until=time(2, 30), is_working=lambda _day: True)
    assert spring.at(date(2026, 3, 29), spring.quiet_until) == at(27, "03:30")
    assert spring.next_open(at(27, "00:30")) == at(27, "03:30")


def test_the_kinds_of_the_rules_are_those_that_can_be_offered() -> None:
    assert {kind.value for kind in Kind} == nudges.KINDS
    assert {kind.value for kind in MANDATORY} == nudges.MANDATORY


def test_no_rest_of_its_kind_delays_the_warning_before_hr_hears_of_a_deadline() -> None:
    """3.4, E3: the manager is told two working days before, also where such offers went unused."""
    unused = Habit(streak=5, last_at=at(-3, "09:30"), paused_until=at(20, "09:30"))
    person = manager(habits={Kind.SUPPORT: unused})
    warning, offer = thing(Kind.SUPPORT, key="task", deadline_days=2), thing(Kind.SUPPORT, key="gap")
    plan = decide(person, [warning, offer], at(TUE, "09:30"), sends_all)
    assert [item.candidate.key for message in plan.messages for item in message.items] == ["task"]
    assert [(wait.candidate.key, wait.rule) for wait in plan.waits] == [("gap", "N-10")]
