"""Check-ins on real databases: what is stored, what is put into the outbox, what time does to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.access import Actor
from bot.delivery.outbox import Outbox
from bot.errors import (
    AlreadyClosed,
    CheckInWithYourself,
    NobodyByThatName,
    NoReports,
    NotYourReport,
    PersonHasLeft,
    SeveralByThatName,
    StepIsOver,
)
from bot.features.check_ins.events import Approve, Back, Later, Pause, Share, Start, Tap
from bot.features.check_ins.keeping import Keeping, state_of
from bot.features.check_ins.requests import Phrases
from bot.features.check_ins.service import CheckInService
from bot.features.check_ins.states import Mode, Step
from bot.features.check_ins.views import Views
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from prompts.questions import load_questions
from prompts.requests import load_requests
from storage import actions, check_ins, records
from storage.check_ins import CheckInRow
from storage.outbox import OutboxMessage
from storage.people import Person, SlackAccount
from tests.unit.check_ins.talk import LEXICON, PROFILES

if TYPE_CHECKING:
    from storage.database import Database
    from tests.clock import MovableClock

ANSWERS = (
    "Month-end close depends on plant data",
    "On 3 June the scrap file came at 21:40, so two people stayed until midnight",
    "He said he wants a cut-off at 18:00",
    "I will call the plant lead by Friday. He will draft the rule before our next 1:1",
)


@dataclass
class Office:
    """A manager with three reports, one of them gone, and the service they use."""

    database: Database
    clock: MovableClock
    service: CheckInService
    views: Views
    manager: Actor
    report: int
    namesake: int
    leaver: int
    stranger: int

    def row(self) -> CheckInRow:
        with self.database.snapshot() as session:
            query = select(CheckInRow).order_by(CheckInRow.touched_at.desc())  # type: ignore[attr-defined]
            found = session.exec(query).first()
            assert found is not None
            return found

    def say(self, *texts: str) -> None:
        for text in texts:
            self.clock.advance(seconds=20)
            with self.database.transaction() as session:
                self.service.say(session, self.manager, text)

    def act(self, event: object, turn: int | None = None) -> None:
        row = self.row()
        with self.database.transaction() as session:
            self.service.act(session, self.manager, row.id, row.turn if turn is None else turn, event)  # type: ignore[arg-type]

    def begin(self, mode: str | None = "debrief", report: int | None = None) -> str:
        with self.database.transaction() as session:
            return self.service.begin(session, self.manager, report or self.report, mode)

    def wake(self, **later: float) -> int:
        self.clock.advance(**later)
        with self.database.transaction() as session:
            return self.service.wake_due(session)

    def messages(self) -> list[tuple[str, str]]:
        with self.database.snapshot() as session:
            rows = session.exec(select(OutboxMessage).order_by(OutboxMessage.id))  # type: ignore[arg-type]
            return [(row.kind, row.op) for row in rows]


@pytest.fixture
def office(database: Database, clock: MovableClock) -> Office:
    """Helen with Chen Wei, Chen Li and somebody who left; and Zhao Min, who reports to nobody here."""
    with database.transaction() as session:
        people = {
            name: Person(email=f"{number}@x.example", name=name, start_date=date(2024, 1, 1))
            for number, name in enumerate(
                ("Helen Moore", "陈维 Chen Wei", "陈丽 Chen Li", "郑浩 Zheng Hao", "赵敏 Zhao Min")
            )
        }
        session.add_all(people.values())
        session.flush()
        helen = people["Helen Moore"].key
        for name in ("陈维 Chen Wei", "陈丽 Chen Li", "郑浩 Zheng Hao"):
            people[name].manager_id = helen
        people["郑浩 Zheng Hao"].left_on = date(2026, 1, 1)
        keys = {name: person.key for name, person in people.items()}
    keeping = Keeping(
        outbox=Outbox(clock),
        clock=clock,
        calendar=WorkingDays("CN"),
        zone=ZoneInfo("UTC"),
        profiles=PROFILES,
        questions=load_questions(),
        lexicon=LEXICON,
        catalog=Catalog.load(),
    )
    return Office(
        database=database,
        clock=clock,
        service=CheckInService(keeping, Phrases(load_requests())),
        views=Views(keeping),
        manager=Actor(keys["Helen Moore"], "employee"),
        report=keys["陈维 Chen Wei"],
        namesake=keys["陈丽 Chen Li"],
        leaver=keys["郑浩 Zheng Hao"],
        stranger=keys["赵敏 Zhao Min"],
    )


def test_a_whole_debrief_becomes_a_shared_note_with_its_promises(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    with office.database.transaction() as session:
        office.service.keep_summary(session, office.row().id, office.row().turn, "the summary")
    office.act(Approve(""))
    office.act(Share(("focus", "voice", "actions", "summary")))
    with office.database.snapshot() as session:
        note = session.exec(select(records.Note)).one()
        blocks = records.editions(session, note.id)[0].blocks
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
    before = _turns(office)
    office.act(Back())
    office.say("On 4 June it came at 22:00")
    after = _turns(office)
    assert after[: len(before)] == before
    assert [said for _, _, said in after if said][-1] == "On 4 June it came at 22:00"
    assert [turn for turn, _, _ in after] == list(range(1, len(after) + 1))


def test_hand_off_words_leave_no_trace_in_the_log_of_turns(office: Office) -> None:
    office.begin()
    office.say("she was sexually harassed by somebody")
    assert office.row().step == Step.CLOSED_PARTIAL
    assert not any("harassed" in said for _, _, said in _turns(office))


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


def test_an_invitation_is_once_per_occurrence_returns_after_two_hours_and_not_a_third_time(
    office: Office,
) -> None:
    for _ in range(2):
        with office.database.transaction() as session:
            office.service.invite(
                session,
                office.manager.person_id,
                office.report,
                "prepare",
                "one_on_one:1:x",
                office.clock.now(),
            )
    assert office.messages() == [("check_ins.prompt", "post")]
    office.act(Later())
    assert office.wake(hours=1) == 0
    assert office.wake(hours=2) == 1
    assert [op for _, op in office.messages()].count("post") == 2
    office.act(Later())
    assert (office.row().step, office.wake(days=7)) == (Step.CLOSED_SKIPPED, 0)


def test_an_unanswered_invitation_expires_after_two_working_days(office: Office) -> None:
    with office.database.transaction() as session:
        office.service.invite(
            session, office.manager.person_id, office.report, "wrap_up", "one_on_one:1:y", office.clock.now()
        )
    assert office.wake(days=2) == 0
    assert office.wake(days=1) == 1
    assert office.row().step == Step.CLOSED_EXPIRED


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
        view = office.views.current(session, row.id, row.turn)
    assert view is not None
    assert (row.step, bool(view.recent_note)) == (Step.CONTRACT, True)
    office.act(Start(Mode.DEBRIEF))
    assert office.row().step == Step.RECALL


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("stranger", NotYourReport),
        ("leaver", PersonHasLeft),
        ("manager", CheckInWithYourself),
        ("nobody", NobodyByThatName),
    ],
)
def test_only_a_report_who_is_here_can_be_checked_in_with(
    office: Office, who: str, error: type[Exception]
) -> None:
    person = {"stranger": office.stranger, "leaver": office.leaver, "manager": office.manager.person_id}.get(
        who, 9999
    )
    with pytest.raises(error):
        office.begin(report=person)


def test_names_are_found_in_either_script_and_namesakes_are_told_apart(office: Office) -> None:
    for name in ("Chen Wei", "陈维", "@陈维 Chen Wei", "chen wei"):
        with office.database.transaction() as session:
            office.service.begin_named(session, office.manager, name)
        assert office.row().employee_id == office.report
    with pytest.raises(SeveralByThatName), office.database.transaction() as session:
        office.service.begin_named(session, office.manager, "Chen")
    with pytest.raises(NobodyByThatName), office.database.transaction() as session:
        office.service.begin_named(session, office.manager, "Nobody")


def test_somebody_without_reports_has_nobody_to_choose(office: Office) -> None:
    with pytest.raises(NoReports), office.database.snapshot() as session:
        office.service.reports(session, Actor(office.report, "employee"))


def test_another_managers_button_does_nothing(office: Office) -> None:
    office.begin()
    row = office.row()
    with pytest.raises(StepIsOver), office.database.transaction() as session:
        office.service.act(session, Actor(office.stranger, "hr_admin"), row.id, row.turn, Pause())


def test_nothing_can_be_shared_with_somebody_whose_account_was_closed_meanwhile(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS)
    office.act(Approve("s"))
    with office.database.transaction() as session:
        session.add(
            SlackAccount(
                team_id="T",
                user_id="U",
                person_id=office.report,
                deleted=True,
                checked_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
    with pytest.raises(PersonHasLeft):
        office.act(Share(("focus",)))
    office.act(Share(()))
    assert office.row().step == Step.CLOSED


def test_an_answer_counts_at_most_ninety_seconds_of_the_five_minutes(office: Office) -> None:
    office.begin()
    office.clock.advance(minutes=10)
    with office.database.transaction() as session:
        office.service.say(session, office.manager, ANSWERS[0])
    assert state_of(office.row()).active_seconds == 90


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
        row = session.get_one(CheckInRow, broken)
        row.state = {**row.state, "kind": "no_such_kind"}
        row.touched_at -= timedelta(hours=1)
        session.add(row)
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


def _turns(office: Office) -> list[tuple[int, str, str]]:
    with office.database.snapshot() as session:
        return [(turn.turn, turn.event, turn.said) for turn in check_ins.turns(session, office.row().id)]
