from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from sqlmodel import select

from bot.errors import StepIsOver
from bot.features.nudges.habits import Snooze
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.knowing import Terms
from bot.features.nudges.service import Nudges
from bot.working_days import WorkingDays
from storage import nudge_habits, nudges, people
from storage.outbox import OutboxMessage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storage.database import Database
    from tests.clock import MovableClock
    from tests.integration.nudges.conftest import Desk

HALF_PAST_NINE = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
"""In Berlin, on a Monday."""


def messages(database: Database) -> list[OutboxMessage]:
    with database.snapshot() as session:
        return list(session.exec(select(OutboxMessage)))


@pytest.mark.either_engine
def test_what_is_due_on_a_monday_morning_is_one_message_and_said_once(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE)
    desk.offer(nudges.GAP_21)
    desk.offer(nudges.MID_WINDOW)
    desk.tick()
    desk.tick()
    (message,) = messages(desk.database)
    assert (message.person_id, message.channel) == (desk.team.boss, None), (
        "a direct message and nothing else (N-20)"
    )
    assert [(each.kind, each.arm, each.rule) for each in desk.decisions()] == [
        ("mid_window", "sent", "N-13"),
        ("gap_21", "sent", "N-04"),
    ]


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*given: object) -> None:
        seen.append(str(given[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    yield seen
    event.remove(database.engine, "before_cursor_execute", note)


@pytest.mark.either_engine
def test_two_hundred_due_are_decided_in_twenty_statements(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE)
    with desk.database.transaction() as session:
        for number in range(200):
            person = people.Person(
                email=f"m{number}@demo.example", name="M", timezone="Europe/Berlin",
                start_date=datetime(2020, 1, 1, tzinfo=UTC).date(),
            )  # fmt: skip
            session.add(person)
            session.flush()
            nudges.offer(
                session, recipient_id=person.key, kind=nudges.GAP_28, about_id=desk.team.lin, key=f"gap:{number}",
                due_at=HALF_PAST_NINE, until=HALF_PAST_NINE + timedelta(days=9), facts={},
            )  # fmt: skip
    with counted(desk.database) as statements, desk.database.transaction() as session:
        assert desk.nudges.decide_due(session) == 200
    assert len(statements) <= 20, "\n".join(statements)
    assert len(messages(desk.database)) == 200


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_two_copies_never_decide_about_the_same_person_at_once(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE)
    desk.offer(nudges.MID_WINDOW)
    with desk.database.transaction() as first:
        assert desk.nudges.decide_due(first) == 1
        desk.offer(nudges.GAP_28)
        with desk.database.transaction() as second:
            assert desk.nudges.decide_due(second) == 0
    desk.tick()
    assert [each.kind for each in desk.decisions()] == ["mid_window"], "the gap waits for twenty hours"


def test_what_is_due_at_night_waits_for_the_morning_and_says_by_which_rule(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE + timedelta(hours=12))
    desk.offer(nudges.MID_WINDOW)
    desk.tick()
    with desk.database.snapshot() as session:
        (waiting,) = nudges.waiting_of(session, [desk.team.boss])
    assert (waiting.wake_at, waiting.held_by) == (HALF_PAST_NINE + timedelta(days=1), "N-05")


def test_silence_slows_a_kind_down_and_an_answer_brings_it_back(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE)
    for week in range(2):
        desk.offer(nudges.MID_WINDOW, key=f"window:{week}")
        desk.tick()
        desk.run_until(desk.clock.now() + timedelta(days=7), timedelta(hours=12))
    assert [each.outcome for each in desk.decisions()] == ["ignored", "ignored"]
    desk.clock.set(HALF_PAST_NINE + timedelta(days=14))
    desk.offer(nudges.MID_WINDOW, key="window:3")
    desk.tick()
    assert len(desk.decisions()) == 2, "two weeks of rest after two that were ignored (N-10)"
    desk.run_until(HALF_PAST_NINE + timedelta(days=22), timedelta(minutes=30))
    third = desk.decisions()[2]
    with desk.database.transaction() as session:
        desk.answers.taken_up(session, desk.team.boss, third.number)
    desk.tick()
    with desk.database.transaction() as session:
        habit = nudge_habits.habit(session, desk.team.boss, nudges.MID_WINDOW)
        assert (habit.streak, habit.slow_steps) == (0, 1)


def test_a_snoozed_nudge_returns_once_and_the_second_snooze_is_the_last(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE)
    desk.offer(nudges.MID_WINDOW)
    desk.tick()
    for _ in range(2):
        newest = desk.decisions()[-1]
        with desk.database.transaction() as session:
            back = desk.answers.snooze(session, desk.team.boss, str(newest.number), Snooze.SHORT)
        assert back == desk.clock.now() + timedelta(hours=2)
        desk.clock.set(back)
        desk.tick()
        desk.tick()
    assert [each.form for each in desk.decisions()] == ["digest", "asked", "asked"]
    newest = desk.decisions()[-1]
    with pytest.raises(StepIsOver), desk.database.transaction() as session:
        desk.answers.snooze(session, desk.team.boss, str(newest.number), Snooze.SHORT)


def test_stop_means_stop_but_for_what_must_be_said(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE)
    with desk.database.transaction() as session:
        desk.answers.stop(session, desk.team.boss, "asked")
    desk.offer(nudges.MID_WINDOW)
    desk.offer(nudges.APPEAL_DEADLINE)
    desk.tick()
    assert [(each.kind, each.arm, each.rule) for each in desk.decisions()] == [
        ("appeal_deadline", "mandatory", "N-22")
    ]


def test_what_is_withheld_is_kept_with_its_arm_and_nothing_is_put(
    desk: Desk, database: Database, clock: MovableClock
) -> None:
    clock.set(HALF_PAST_NINE)
    withholding = Nudges(clock, WorkingDays("DE"), HoldOut(b"a key", percent=100), Terms())
    desk.offer(nudges.MID_WINDOW)
    desk.offer(nudges.POLICY_CHANGE)
    with database.transaction() as session:
        withholding.decide_due(session)
    assert {(each.kind, each.arm) for each in desk.decisions()} == {
        ("mid_window", "withheld"),
        ("policy_change", "mandatory"),
    }
    assert len(messages(database)) == 1
    with database.snapshot() as session:
        (waiting,) = nudges.waiting_of(session, [desk.team.boss])
    assert (waiting.held_by, waiting.wake_at) == ("N-19", HALF_PAST_NINE + timedelta(days=7))


def test_five_ignored_in_a_row_end_in_a_pause_and_one_question(desk: Desk) -> None:
    desk.clock.set(HALF_PAST_NINE)
    for number in range(5):
        with desk.database.transaction() as session:
            habit = nudge_habits.habit(session, desk.team.boss, nudges.MID_WINDOW)
            habit.last_at = None
        desk.offer(nudges.MID_WINDOW, key=f"window:{number}")
        desk.run_until(desk.clock.now() + timedelta(days=7), timedelta(hours=12))
    kinds = [each.kind for each in desk.decisions()]
    assert kinds.count("mid_window") == 5
    desk.run_until(desk.clock.now() + timedelta(days=7), timedelta(hours=1))
    asked = [each for each in desk.decisions() if each.kind == "pause"]
    assert len(asked) == 1
    with desk.database.transaction() as session:
        desk.answers.give_reason(session, desk.team.boss, asked[0].number, "not_mine", "press")
        habit = nudge_habits.habit(session, desk.team.boss, nudges.MID_WINDOW)
        assert habit.muted_until is not None
        assert (habit.streak, habit.paused_until is not None) == (5, True)
