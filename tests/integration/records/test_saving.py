"""Messages kept as evidence: whose they are, who may read them, and that nothing lies open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.errors import BeyondACheckIn, MessageTooLong, NotAllowed, NoteNotFound, NotYourReport
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import Status
from bot.features.records.saved import FoundMessage
from bot.features.records.saving import SavedMessages
from storage import editions, records
from storage.records import NoteBlock

if TYPE_CHECKING:
    from bot.features.records.notes import NoteView
    from tests.integration.records.conftest import Desk

pytestmark = pytest.mark.either_engine

LINK = "https://demo.example/archives/C1/p1"
SAID = FoundMessage.of("Thank you, the file was here at 17:50.", "Zhao Min", LINK, "1772438400.000100")


def beyond(words: str) -> bool:
    return "lawsuit" in words


@pytest.fixture
def saved(desk: Desk) -> SavedMessages:
    return SavedMessages(desk.clock, desk.outbox, desk.service, beyond)


def keep(  # noqa: PLR0913 - what the form says
    desk: Desk,
    saved: SavedMessages,
    who: int,
    about: int,
    *,
    shared: bool = False,
    remark: str = "",
    message: FoundMessage = SAID,
) -> NoteRef:
    with desk.database.transaction() as session:
        note = saved.keep(session, who, message, about_id=about, remark=remark, shared=shared)
        return NoteRef(note.id, note.version)


def texts(view: NoteView) -> dict[str, str]:
    return {block.name: block.text for block in view.current.blocks}


def test_a_manager_keeps_a_message_to_themselves(desk: Desk, saved: SavedMessages) -> None:
    ref = keep(desk, saved, desk.manager, desk.employee, remark="for the close")
    view = desk.view(ref, desk.manager)
    assert texts(view) == {
        "evidence": SAID.words,
        "source": "Zhao Min",
        "remark": "for the close",
        "link": LINK,
    }
    assert view.status is Status.KEPT
    with pytest.raises(NoteNotFound):
        desk.view(ref, desk.employee)
    assert [(row.kind, row.person_id) for row in desk.messages()] == [("records.kept", desk.manager)]


def test_one_that_is_shared_goes_to_the_employee_to_read(desk: Desk, saved: SavedMessages) -> None:
    ref = keep(desk, saved, desk.manager, desk.employee, shared=True)
    assert desk.view(ref, desk.employee).status is Status.IN_REVIEW
    assert desk.keys("records.to_review") == ["v1:review"]
    desk.do(desk.service.acknowledge, desk.employee, ref)
    assert desk.view(ref, desk.manager).status is Status.FINAL


def test_a_private_one_can_be_shared_later(desk: Desk, saved: SavedMessages) -> None:
    ref = keep(desk, saved, desk.manager, desk.employee)
    desk.do(desk.service.share, desk.manager, ref)
    assert texts(desk.view(NoteRef(ref.note_id, 2), desk.employee))["evidence"] == SAID.words


def test_what_an_employee_keeps_about_themselves_is_theirs_alone(desk: Desk, saved: SavedMessages) -> None:
    ref = keep(desk, saved, desk.employee, desk.employee)
    view = desk.view(ref, desk.employee)
    assert (view.about_oneself, view.status) == (True, Status.KEPT)
    with pytest.raises(NoteNotFound):
        desk.view(ref, desk.manager)


def test_an_employee_shares_one_with_their_manager_who_has_nothing_to_wait_for(
    desk: Desk, saved: SavedMessages
) -> None:
    ref = keep(desk, saved, desk.employee, desk.employee, shared=True)
    seen = desk.view(ref, desk.manager)
    assert (seen.status, seen.current.written_by.person_id) == (Status.FINAL, desk.employee)
    assert {row.person_id for row in desk.messages()} == {desk.manager, desk.employee}
    assert desk.do(desk.service.remind_silent) == 0


def test_the_words_of_a_message_are_nobodys_to_correct(desk: Desk, saved: SavedMessages) -> None:
    ref = keep(desk, saved, desk.manager, desk.employee, shared=True)
    with pytest.raises(NotAllowed):
        desk.do(desk.service.correct, desk.manager, ref, {"evidence": "Other words."}, "")


def test_a_sentence_of_it_can_be_questioned_but_not_its_address(desk: Desk, saved: SavedMessages) -> None:
    ref = keep(desk, saved, desk.manager, desk.employee, shared=True)
    view = desk.do(desk.service.question, desk.employee, ref, "evidence:0", "It was not me")
    assert view.responses[0].quote == SAID.words
    assert desk.view(ref, desk.manager).responses[0].text == "It was not me"


@pytest.mark.parametrize(
    ("who", "about"), [("outsider", "employee"), ("employee", "manager"), ("employee", "outsider")]
)
def test_nobody_saves_about_somebody_who_does_not_report_to_them(
    desk: Desk, saved: SavedMessages, who: str, about: str
) -> None:
    with pytest.raises(NotYourReport):
        keep(desk, saved, getattr(desk, who), getattr(desk, about))
    assert desk.messages() == []


@pytest.mark.parametrize("remark", ["there will be a lawsuit", ""])
def test_of_words_that_need_a_human_nothing_is_stored(desk: Desk, saved: SavedMessages, remark: str) -> None:
    said = SAID if remark else FoundMessage.of("a lawsuit is coming", "Zhao Min", LINK, "1772438400.0001")
    with pytest.raises(BeyondACheckIn):
        keep(desk, saved, desk.manager, desk.employee, remark=remark, message=said)
    with desk.database.snapshot() as session:
        assert session.exec(select(NoteBlock)).all() == []
        with pytest.raises(BeyondACheckIn):
            saved.circle(session, desk.manager, "a lawsuit")


def test_a_message_longer_than_a_form_carries_is_refused_with_the_room_there_is() -> None:
    with pytest.raises(MessageTooLong) as refused:
        FoundMessage.of("x" * 3000, "Zhao Min", LINK, "1.2").remembered()
    room = refused.value.variables["limit"]
    assert isinstance(room, int)
    assert FoundMessage.recalled(FoundMessage.of("x" * room, "Zhao Min", LINK, "1.2").remembered())


def test_a_saved_message_is_evidence_of_the_pair_and_no_talk(desk: Desk, saved: SavedMessages) -> None:
    keep(desk, saved, desk.manager, desk.employee)
    found = desk.look(editions.evidence_of_pair, desk.manager, desk.employee)
    assert [text for _, text in found] == [SAID.words]
    assert desk.look(records.newest_between, desk.manager, desk.employee) is None
    assert desk.look(records.count_between, desk.manager, desk.employee) == 0
