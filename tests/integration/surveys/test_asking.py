"""Everybody in a pilot is asked one question a fortnight, once, and nobody else is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.errors import StepIsOver, TextTooLong
from bot.features.cycles.service import Plan
from bot.features.nudges.service import SAID
from bot.features.records.reminder_copy import reminder_document, reminder_lines, reminders_of
from bot.features.surveys.refusals import BeyondASurvey
from bot.features.surveys.service import THANKS
from storage import erasure, forgetting, nudge_habits, nudges
from storage import surveys as stored
from storage.nudges import Offered
from storage.people import Person
from tests.integration.surveys.conftest import CATALOG, SPAN

if TYPE_CHECKING:
    from tests.integration.surveys.conftest import Pilot

pytestmark = pytest.mark.either_engine


def recipients(pilot: Pilot) -> list[int]:
    return sorted(each.recipient_id for each in pilot.asked())


@pytest.mark.both_engines
def test_everybody_in_the_pilot_and_nobody_else_is_asked_once_a_fortnight(pilot: Pilot) -> None:
    everybody = sorted([*pilot.east, *pilot.lab])
    pilot.fortnight(0, days=13)
    pilot.tick()
    assert recipients(pilot) == []
    for day in range(14):
        pilot.fortnight(1, days=day)
        pilot.tick()
        pilot.tick()
    assert recipients(pilot) == everybody
    assert len(pilot.sent(SAID)) == len(everybody)
    pilot.fortnight(2)
    pilot.tick()
    assert recipients(pilot) == sorted(everybody * 2)
    first, second = pilot.do(stored.rounds, "PILOT-1")
    assert (first.question, second.question) == ("effort", "talks")


def test_evenings_weekends_and_leave_stay_quiet_and_who_comes_back_is_asked_then(pilot: Pilot) -> None:
    pilot.away.add(pilot.east[0])
    pilot.do(nudge_habits.add_absence, pilot.east[1], date(2026, 1, 1), pilot.first_on + timedelta(days=16))
    pilot.fortnight(1, hour=8)
    pilot.tick()
    assert recipients(pilot) == []
    pilot.fortnight(1, hour=10)
    pilot.tick()
    assert recipients(pilot) == sorted([*pilot.east[2:], *pilot.lab])
    pilot.away.clear()
    for day in range(1, 14):
        pilot.fortnight(1, days=day)
        pilot.tick()
    assert recipients(pilot) == sorted([*pilot.east, *pilot.lab])
    days = {each.recipient_id: each.day for each in pilot.asked()}
    assert days[pilot.east[1]] > pilot.first_on + timedelta(days=16)
    assert all(day.weekday() < 5 for day in days.values())


def test_who_has_had_two_messages_this_week_is_asked_in_the_next(pilot: Pilot) -> None:
    one = pilot.east[0]
    pilot.fortnight(1)
    with pilot.database.transaction() as session:
        nudges.offer_all(
            session,
            [
                Offered(
                    one,
                    kind,
                    pilot.head,
                    f"{kind}:{one}",
                    pilot.clock.now() - timedelta(hours=1),
                    pilot.clock.now() + timedelta(days=3),
                    event_start=pilot.clock.now() + timedelta(days=1),
                    facts={"talk": "2026-03-01"},
                )
                for kind in (nudges.EMP_PULSE,)
            ],
        )
    pilot.do(pilot.nudges.decide_due)
    pilot.fortnight(1, hour=11)
    with pilot.database.transaction() as session:
        nudges.offer(
            session,
            recipient_id=one,
            kind=nudges.EMP_AGENDA,
            about_id=pilot.head,
            key=f"agenda:{one}",
            due_at=pilot.clock.now() - timedelta(minutes=1),
            until=pilot.clock.now() + timedelta(days=1),
            event_start=pilot.clock.now() + timedelta(days=1),
            facts={},
        )
    pilot.do(pilot.nudges.decide_due)
    assert len([each for each in pilot.sent(SAID) if each.person_id == one]) == 2
    pilot.fortnight(1, hour=12)
    pilot.tick()
    assert one not in recipients(pilot)
    pilot.fortnight(1, days=7, hour=12)
    pilot.tick()
    assert one in recipients(pilot)


def test_who_leaves_the_pilots_unit_is_not_asked_any_more(pilot: Pilot) -> None:
    pilot.fortnight(1, hour=8)
    pilot.tick()
    with pilot.database.transaction() as session:
        person = session.get_one(Person, pilot.east[0])
        person.unit_code = "WEST"
        session.add(person)
    pilot.fortnight(1)
    pilot.tick()
    assert pilot.east[0] not in recipients(pilot)
    assert pilot.east[1] in recipients(pilot)


def test_neither_a_pilot_that_nobody_has_opened_nor_a_cycle_of_everybody_asks(pilot: Pilot) -> None:
    for cycle, units in (("PILOT-2", ("WEST",)), ("ALL", ())):
        pilot.do(pilot.cycles.plan, pilot.admin, Plan(cycle, "half_year", SPAN, units))
    for cycle in ("PILOT-2", "ALL"):
        pilot.do(pilot.cycles.waive, pilot.admin, cycle, "P1", "Only the pilot's own data is here")
    pilot.do(pilot.cycles.open, pilot.admin, "ALL", "P1")
    assert [each.cycle_id for each in pilot.do(stored.pilots)] == ["PILOT-1"]
    pilot.fortnight(1)
    pilot.tick()
    assert not set(recipients(pilot)) & {*pilot.west, pilot.admin}
    pilot.do(pilot.cycles.open, pilot.admin, "PILOT-2", "P1")
    pilot.tick()
    assert set(pilot.west) <= set(recipients(pilot))


def test_an_answer_is_theirs_to_give_and_to_change_until_the_digest(pilot: Pilot) -> None:
    one, other = pilot.east[:2]
    pilot.fortnight(1)
    pilot.tick()
    number = pilot.decision(one)
    with pytest.raises(StepIsOver):
        pilot.do(pilot.surveys.answer, other, number, 3)
    with pytest.raises(StepIsOver):
        pilot.do(pilot.surveys.answer, one, number, 6)
    assert pilot.do(pilot.surveys.answer, one, number, 2)
    assert not pilot.do(pilot.surveys.answer, one, number, 4)
    pilot.do(pilot.surveys.write, one, number, "  too many forms ")
    assert pilot.do(pilot.surveys.written, one, number) == "too many forms"
    with pytest.raises(TextTooLong):
        pilot.do(pilot.surveys.write, one, number, "x" * 501)
    with pytest.raises(BeyondASurvey):
        pilot.do(pilot.surveys.write, one, number, "he hurt me")
    (mine,) = pilot.do(stored.of_person, one)
    assert mine.said == stored.Said(4, "too many forms")
    assert [each.person_id for each in pilot.sent(THANKS)] == [one]
    pilot.fortnight(2)
    pilot.do(pilot.digests.send_due)
    with pytest.raises(StepIsOver):
        pilot.do(pilot.surveys.answer, one, number, 1)


def test_not_now_is_for_this_fortnight_and_stop_until_it_is_unmuted(pilot: Pilot) -> None:
    one, other = pilot.east[:2]
    pilot.fortnight(1)
    pilot.tick()
    pilot.do(pilot.surveys.skip, one, pilot.decision(one))
    pilot.do(pilot.surveys.stop, other, pilot.decision(other))
    pilot.fortnight(1, days=7)
    pilot.tick()
    pilot.fortnight(2)
    pilot.tick()
    asked = recipients(pilot)
    assert (asked.count(one), asked.count(other)) == (2, 1)
    with pilot.database.transaction() as session:
        habit = nudge_habits.habit(session, other, nudges.SURVEY)
        habit.muted_until = None
        session.add(habit)
    pilot.fortnight(3)
    pilot.tick()
    assert recipients(pilot).count(other) == 2


def test_what_was_said_is_in_ones_copy_in_both_languages_and_gone_with_ones_key(pilot: Pilot) -> None:
    one = pilot.east[0]
    pilot.fortnight(1)
    pilot.tick()
    pilot.do(pilot.surveys.answer, one, pilot.decision(one), 2)
    pilot.do(pilot.surveys.write, one, pilot.decision(one), "too many forms")
    copy = pilot.do(reminders_of, one)
    (found,) = reminder_document(copy)["pilot_questions"]
    assert (found["question"], found["answer"], found["words"]) == ("effort", 2, "too many forms")
    for locale, words in (("en", "2 of 5 too many forms"), ("zh", "2 分（满分 5） too many forms")):
        said = reminder_lines(copy, lambda key, locale=locale, **given: CATALOG.text(locale, key, **given))
        assert any(words in line for line in said), said
    with pilot.database.transaction() as session:
        erasure.destroy(session, one, pilot.clock.now())
    (gone,) = pilot.do(stored.of_person, one)
    assert gone.said is None
    assert len([each for each in pilot.do(stored.asked, "PILOT-1", 1) if each.said]) == 0
    with pilot.database.transaction() as session:
        forgetting.forget(session, session.get_one(Person, one), "Nobody", pilot.first_on)
    assert pilot.do(stored.of_person, one) == []
