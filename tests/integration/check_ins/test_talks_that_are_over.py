"""A conversation whose words are gone: erased with a person, or kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text
from sqlmodel import select

from bot.errors import PersonHasLeft, StepIsOver
from bot.features.check_ins import jobs
from bot.features.check_ins.events import Approve, Pause, Share
from bot.features.check_ins.service import KEEP_PRIVATE_DAYS
from bot.features.check_ins.states import Step
from bot.transactions import Transactions
from storage import check_ins, editions, erasure, records, talk_retention
from storage.records import Note
from storage.sealing import BrokenSealError
from storage.secrets import PRIVATE_PART
from tests.integration.check_ins.office import ANSWERS, Office
from tests.integration.scan import stored

if TYPE_CHECKING:
    from sqlmodel import Session

MOMENT = "one_on_one:1:2026-03-02:prepare"


def erase(office: Office, check_in_id: str) -> None:
    with office.database.transaction() as session:
        erasure.destroy_record(session, check_in_id, PRIVATE_PART, "test", office.clock.now())


def invite(office: Office) -> None:
    with office.database.transaction() as session:
        office.service.invite(
            session, office.manager.person_id, office.report, "prepare", MOMENT, office.clock.now()
        )


def whole(office: Office) -> str:
    """Go through a check-in to its shared note, and return its id."""
    found = office.begin()
    office.say(*ANSWERS)
    office.act(Approve("s"))
    office.act(Share(("focus",)))
    return found


def wrapped(session: Session, check_in_id: str) -> bytes | None:
    query = text("SELECT wrapped FROM record_key WHERE record_id = :id")
    found: bytes | None = session.connection().execute(query, {"id": check_in_id}).scalar_one()
    return None if found is None else bytes(found)


def test_a_talk_whose_key_was_destroyed_is_over(office: Office) -> None:
    lost = office.begin()
    office.say(ANSWERS[0])
    turn = office.row().turn
    erase(office, lost)
    assert office.rows() == []
    with pytest.raises(StepIsOver), office.database.transaction() as session:
        office.service.act(session, office.manager, lost, turn, Pause())
    with office.database.snapshot() as session:
        assert office.views.current(session, lost, turn, office.manager.person_id) is None
        assert office.views.past(session, lost, turn) is None
    assert not office.hears(ANSWERS[1])
    assert office.begin() != lost
    assert office.row().step == Step.FOCUS


def test_time_passes_by_a_talk_whose_key_was_destroyed(office: Office) -> None:
    erase(office, office.begin())
    assert office.wake(days=1) == 0
    with office.database.snapshot() as session:
        assert session.connection().execute(text("SELECT wake_at FROM check_in")).scalar_one() is None


def test_an_invitation_whose_words_are_gone_is_not_made_again(office: Office) -> None:
    invite(office)
    erase(office, office.row().id)
    invite(office)
    with office.database.snapshot() as session:
        assert session.connection().execute(text("SELECT COUNT(*) FROM check_in")).scalar_one() == 1
        assert check_ins.was_caused(session, MOMENT)
        assert check_ins.of_occurrence(session, MOMENT) is None


def test_nothing_begins_with_somebody_who_was_erased(office: Office) -> None:
    with office.database.transaction() as session:
        erasure.destroy(session, office.report, office.clock.now())
    with pytest.raises(PersonHasLeft):
        office.begin()
    invite(office)
    assert office.rows() == []


def test_what_was_said_is_dropped_ninety_days_after_the_end_and_the_note_stays(office: Office) -> None:
    first = whole(office)
    office.clock.advance(days=1)
    parked = office.begin(report=office.namesake)
    office.say(ANSWERS[0])
    office.act(Pause())
    office.clock.advance(days=KEEP_PRIVATE_DAYS - 1, seconds=-20)
    with office.database.transaction() as session:
        assert office.service.drop_words(session) == 0
    office.clock.advance(seconds=1)
    with office.database.transaction() as session:
        assert office.service.drop_words(session) == 1
        assert office.service.drop_words(session) == 0
    assert [row.id for row in office.rows()] == [parked], "a talk that did not end keeps its words"
    with office.database.snapshot() as session:
        assert wrapped(session, first) is None
        assert wrapped(session, parked) is not None
        note = session.exec(select(Note)).one()
        (edition,) = editions.of_note(session, note)
        assert edition.blocks["focus"].text == ANSWERS[0]
        assert records.newest_between(session, office.manager.person_id, office.report) is not None


async def test_the_job_takes_the_keys_out_of_the_files(office: Office) -> None:
    for _ in range(3):
        office.begin("prep")
        office.say(ANSWERS[0], "stop")
        office.clock.advance(minutes=1)
    with office.database.snapshot() as session:
        keys = [wrapped(session, row.id) or b"" for row in office.rows()]
    assert [any(key[1:] in value for value in stored(office.database)) for key in keys] == [True] * 3
    office.clock.advance(days=KEEP_PRIVATE_DAYS + 1)
    transactions = Transactions(office.database)
    assert await jobs.drop_words(transactions, office.service) == 3
    assert await jobs.drop_words(transactions, office.service) == 0
    transactions.close()
    assert not any(key[1:] in value for key in keys for value in stored(office.database))


def test_words_are_dropped_a_batch_at_a_time_the_oldest_first(office: Office) -> None:
    begun = []
    for _ in range(3):
        begun.append(office.begin("prep"))
        office.say(ANSWERS[0], "stop")
    office.clock.advance(days=1)
    now, ended = office.clock.now(), frozenset({Step.CLOSED_PARTIAL})
    with office.database.transaction() as session:
        assert talk_retention.drop_words(session, ended, now, now, limit=2) == 2
    assert [row.id for row in office.rows()] == begun[2:]


def test_two_turns_cannot_trade_what_was_said(office: Office) -> None:
    office.begin()
    office.say(*ANSWERS[:2])
    with office.database.transaction() as session:
        session.connection().execute(
            text(
                "UPDATE check_in_turn SET said = (SELECT said FROM check_in_turn WHERE turn = 2) WHERE turn = 3"
            )
        )
    row = office.row()
    with office.database.snapshot() as session, pytest.raises(BrokenSealError, match=r"check_in_turn\.said"):
        check_ins.turns(session, row)


def test_a_step_asks_for_keys_once(office: Office) -> None:
    office.begin()
    office.say(ANSWERS[0])
    asked: list[str] = []

    def asking(*about: object) -> None:
        asked.append(str(about[2]))

    event.listen(office.database.engine, "before_cursor_execute", asking)
    office.say(ANSWERS[1])
    event.remove(office.database.engine, "before_cursor_execute", asking)
    assert len([statement for statement in asked if "record_key" in statement]) == 1
    assert len([statement for statement in asked if statement.startswith("UPDATE check_in ")]) == 1
