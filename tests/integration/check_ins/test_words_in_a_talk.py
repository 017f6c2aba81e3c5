"""Words typed while a talk is open: answers are answers, alarms come first, and forms are read as well."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.errors import BeyondACheckIn, NobodyByThatName, NotYourReport
from bot.features.check_ins.events import Approve, Edit, Promised, Share, Start
from bot.features.check_ins.keeping import state_of
from bot.features.check_ins.states import Mode, Promise, Step
from storage import people
from storage.outbox import OutboxMessage, State
from tests.integration.check_ins.office import ANSWERS, Office, turns_of

if TYPE_CHECKING:
    from bot.features.check_ins.states import CheckIn

pytestmark = pytest.mark.either_engine


def state(office: Office) -> CheckIn:
    """Return the conversation last touched."""
    return state_of(office.row())


def test_an_alarm_comes_before_a_refusal(office: Office) -> None:
    office.begin()
    office.say("Is he depressed? He said he wants to kill himself")
    assert state(office).reason.startswith("handoff")


def test_an_alarm_without_a_talk_shows_the_contact_and_ordinary_words_do_not(office: Office) -> None:
    with pytest.raises(BeyondACheckIn):
        office.say("she said she wants to kill herself")
    assert not office.hears("the close moved to day three")


def test_check_in_words_that_name_nobody_of_mine_are_an_answer(office: Office) -> None:
    office.begin()
    office.say("check in with the plant lead by Friday")
    assert state(office).focus == "check in with the plant lead by Friday"
    office.say("I spoke with Chen Li about the file on 3 June, which came late")
    assert office.row().step == Step.VOICE


def test_an_alarm_typed_into_a_form_stops_the_talk_and_is_not_kept(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    office.act(Edit("f", "e", "He said he wants to kill himself", "s"))
    assert office.row().step == Step.CLOSED_PARTIAL
    assert not any("kill" in said for _, _, said in turns_of(office))


def test_a_form_held_longer_than_a_quarter_of_an_hour_can_still_be_sent(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    turn = office.row().turn
    office.wake(minutes=16)
    assert office.row().step == Step.PARKED
    office.act(Edit("f", "e", "v", "the summary"), turn=turn)
    assert (office.row().step, state(office).summary) == (Step.REFLECT, "the summary")


def test_a_talk_that_fell_quiet_for_hours_is_shown_again_and_takes_nothing_by_mistake(office: Office) -> None:
    office.begin()
    office.say(ANSWERS[0])
    office.wake(minutes=16)
    office.clock.advance(hours=3)
    office.say("what about lunch tomorrow then")
    assert office.row().step == Step.PARKED
    assert office.messages()[-1] == ("check_ins.prompt", "post")


def test_a_manager_who_is_one_no_more_can_neither_start_nor_share(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    office.act(Approve("s"))
    with office.database.transaction() as session:
        session.get_one(people.Person, office.report).manager_id = office.stranger
    with pytest.raises(NotYourReport):
        office.act(Share(("focus",)))
    office.act(Share(()))
    assert office.row().step == Step.CLOSED


def test_a_note_of_yesterday_is_offered_also_when_the_purpose_is_chosen_by_a_tap(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    office.act(Approve("s"))
    office.act(Share(("focus",)))
    office.clock.advance(hours=20)
    office.begin(mode=None)
    office.act(Start(Mode.DEBRIEF))
    row = office.row()
    with office.database.snapshot() as session:
        view = office.views.current(session, row.id, row.turn, office.manager.person_id)
    assert view is not None
    note_id, _, version = view.recent_note.partition(":")
    assert (row.step, bool(note_id), version) == (Step.CONTRACT, True, "1")
    office.clock.advance(seconds=1)
    office.begin(mode="prep")
    steps = {row.step for row in office.rows() if state_of(row).mode is Mode.PREP}
    assert Step.CONTRACT not in steps, "preparing another talk is no second note"


def test_a_step_added_on_the_summary_page_makes_a_new_summary_unless_it_was_written_by_hand(
    office: Office,
) -> None:
    office.begin()
    office.say(*ANSWERS)
    with office.database.transaction() as session:
        office.service.keep_summary(session, office.row().id, office.row().turn, "made")
    office.act(Promised(Promise("call again", "manager")))
    assert state(office).summary == ""
    office.act(Edit("f", "e", "v", "by hand"))
    office.act(Promised(Promise("and again", "manager")))
    assert state(office).summary == "by hand"
    assert any("call again" in said for _, _, said in turns_of(office))


def test_a_prompt_put_off_beyond_its_talk_does_not_come_back(office: Office) -> None:
    with office.database.transaction() as session:
        office.service.invite(
            session,
            office.manager.person_id,
            office.report,
            "prepare",
            "one_on_one:9:x:prepare",
            office.clock.now() + timedelta(minutes=30),
        )
    office.act_later()
    office.wake(hours=2, minutes=1)
    assert office.row().step == Step.CLOSED_EXPIRED


def test_a_card_that_was_never_sent_is_posted_anew(office: Office) -> None:
    office.begin()
    with office.database.transaction() as session:
        card = session.exec(select(OutboxMessage)).one()
        card.state = State.CANCELLED
        session.add(card)
    before = len(office.messages())
    office.wake(minutes=16)
    assert ("check_ins.prompt", "post") in office.messages()[before:]


def test_nobody_elses_conversation_can_be_drawn(office: Office) -> None:
    office.begin()
    row = office.row()
    with office.database.snapshot() as session:
        assert office.views.current(session, row.id, row.turn, office.stranger) is None


def test_words_at_a_step_that_a_tap_answers_may_be_for_somebody_else(office: Office) -> None:
    office.begin(mode=None)
    before = (office.row().step, office.row().turn)
    assert not office.hears("what is my own score")
    with office.database.snapshot() as session:
        assert office.service.waits_for_a_tap(session, office.manager.person_id)
    with pytest.raises(NobodyByThatName):
        office.say("check in with Nobody Known")
    assert (office.row().step, office.row().turn) == before
    office.say("stop")
    assert office.row().step not in {before[0], Step.PARKED}


def test_where_words_are_an_answer_nobody_is_asked_for_a_tap(office: Office) -> None:
    office.begin()
    with office.database.snapshot() as session:
        assert not office.service.waits_for_a_tap(session, office.manager.person_id)
