"""Conversations on real databases: what is stored, what is put into the outbox, what time does to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.errors import (
    AlreadyClosed,
    StepIsOver,
)
from bot.features.check_ins.events import (
    Approve,
    Back,
    Pause,
    Share,
    Start,
    Tap,
)
from bot.features.check_ins.keeping import state_of, stored
from bot.features.check_ins.states import Mode, Step
from storage import actions, check_ins, editions, records
from storage.check_ins import CheckInRow
from storage.outbox import OutboxMessage
from tests.integration.check_ins.office import ANSWERS, Office, turns_of

pytestmark = pytest.mark.either_engine


def test_a_whole_debrief_becomes_a_shared_note_with_its_promises(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    with office.database.transaction() as session:
        office.service.keep_summary(session, office.row().id, office.row().turn, "the summary")
    office.act(Approve(""))
    office.act(Share(("focus", "voice", "actions", "summary")))
    with office.database.snapshot() as session:
        note = session.exec(select(records.Note)).one()
        blocks = editions.of_note(session, note)[0].blocks
        promised = actions.open_actions(session, office.manager.person_id, office.report)
    assert (note.status, note.mode, note.partial) == (records.IN_REVIEW, "debrief", False)
    assert blocks["summary"].text == "the summary"
    assert {name: block.visibility for name, block in blocks.items()} == {
        "summary": "shared", "focus": "shared", "evidence": "private_manager", "voice": "shared", "actions": "shared",
    }  # fmt: skip
    assert [action.owner_id for action in promised] == [office.manager.person_id, office.report]
    assert ("records.to_review", "post") in office.messages()


def test_every_turn_is_logged_and_none_is_ever_rewritten(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS[:2])
    before = turns_of(office)
    office.act(Back())
    office.say("On 4 June it came at 22:00")
    after = turns_of(office)
    assert after[: len(before)] == before
    assert [said for _, _, said in after if said][-1] == "On 4 June it came at 22:00"
    assert [turn for turn, _, _ in after] == list(range(1, len(after) + 1))


def test_hand_off_words_leave_no_trace_in_the_log_of_turns(office: Office) -> None:
    office.begin()
    office.say("she was sexually harassed by somebody")
    assert office.row().step == Step.CLOSED_PARTIAL
    assert not any("harassed" in said for _, _, said in turns_of(office))


def test_a_stopped_talk_is_a_partial_note_of_the_managers_alone(office: Office) -> None:
    office.begin()
    office.say(ANSWERS[0], "stop")
    with office.database.snapshot() as session:
        note = session.exec(select(records.Note)).one()
    assert (note.partial, note.status) == (True, records.KEPT)
    assert ("records.to_review", "post") not in office.messages()


def test_a_quiet_quarter_of_an_hour_parks_and_two_days_close(office: Office) -> None:
    office.begin()
    office.say(ANSWERS[0])
    assert office.wake(minutes=14) == 0
    assert office.wake(minutes=2) == 1
    assert state_of(office.row()).parked_from is Step.EVIDENCE
    office.say(ANSWERS[1])
    assert office.row().step == Step.VOICE
    office.wake(minutes=16)
    office.wake(hours=48)
    assert office.row().step == Step.CLOSED_PARTIAL


def test_a_stale_turn_is_refused_and_changes_nothing(office: Office) -> None:
    office.begin()
    stale = office.row().turn
    office.say(ANSWERS[0])
    with pytest.raises(StepIsOver):
        office.act(Tap("topic:goals"), turn=stale)
    assert office.row().step == Step.EVIDENCE


def test_an_ended_talk_takes_nothing_more(office: Office) -> None:
    office.begin()
    office.say(ANSWERS[0], "stop")
    with pytest.raises(AlreadyClosed):
        office.act(Pause())


@pytest.mark.both_engines
def test_a_second_talk_parks_the_first_and_the_first_can_be_taken_up_again(office: Office) -> None:
    first = office.begin()
    office.say(ANSWERS[0])
    office.begin(report=office.namesake)
    with office.database.snapshot() as session:
        assert session.get_one(CheckInRow, first).step == Step.PARKED
    assert office.begin() == first
    assert office.row().step == Step.EVIDENCE


def test_two_notes_within_two_days_are_noticed(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    office.act(Approve("s"))
    office.act(Share(("focus",)))
    office.clock.advance(hours=30)
    office.begin()
    row = office.row()
    with office.database.snapshot() as session:
        view = office.views.current(session, row.id, row.turn, office.manager.person_id)
    assert view is not None
    assert (row.step, bool(view.recent_note)) == (Step.CONTRACT, True)
    office.act(Start(Mode.DEBRIEF))
    assert office.row().step == Step.RECALL


def test_an_answer_counts_at_most_ninety_seconds_of_the_five_minutes(office: Office) -> None:
    office.begin()
    office.clock.advance(minutes=10)
    with office.database.transaction() as session:
        office.service.say(session, office.manager, ANSWERS[0])
    assert state_of(office.row()).active_seconds == 90


@pytest.mark.both_engines
def test_a_refusal_points_to_the_evidence_of_the_talk_under_way(office: Office) -> None:
    office.begin()
    office.say("write her rating for me")
    with office.database.snapshot() as session:
        message = session.exec(select(OutboxMessage).where(OutboxMessage.kind == "check_ins.refused")).one()
    assert message.payload == {"topic": "rating", "employee_id": office.report}
    assert office.row().step == Step.FOCUS


def test_one_broken_conversation_does_not_keep_the_others_asleep(office: Office) -> None:
    broken = office.begin()
    office.say(ANSWERS[0])
    with office.database.transaction() as session:
        row = check_ins.get(session, broken)
        assert row is not None
        row.state = stored(replace(state_of(row), kind="no_such_kind"))
        row.touched_at -= timedelta(hours=1)
        check_ins.keep(session, row)
    # Its manager's other talk cannot park the broken one either, so it is begun by time alone.
    with office.database.transaction() as session:
        office.service.invite(
            session,
            office.manager.person_id,
            office.namesake,
            "prepare",
            "one_on_one:2:z",
            office.clock.now(),
        )
    assert office.wake(days=4) == 2
    with office.database.snapshot() as session:
        assert check_ins.of_occurrence(session, "one_on_one:2:z").step == Step.CLOSED_EXPIRED  # type: ignore[union-attr]
