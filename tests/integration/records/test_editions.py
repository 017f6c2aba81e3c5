from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from bot.errors import NoteMovedOn, NothingChanged
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import Status
from storage import actions, editions, records
from storage.secrets import SHARED_PART
from tests.integration.records.conftest import PRIVATE_BLOCKS

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.integration.records.conftest import Desk

pytestmark = pytest.mark.either_engine


def test_one_word_makes_version_two_and_asks_for_a_new_acknowledgement(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.acknowledge, desk.employee, ref)
    desk.clock.advance(hours=1)
    desk.do(
        desk.service.correct, desk.manager, ref, {"focus": "The close waits for cost data."}, "Wrong word"
    )
    view = desk.view(ref, desk.employee)
    assert (view.version, view.status, view.acknowledgement) == (2, Status.IN_REVIEW, None)
    assert view.current.reason == "Wrong word"
    assert [edition.version for edition in view.editions] == [1, 2]
    assert view.editions[0].blocks[0].text == "The close waits for plant data."
    assert desk.keys("records.corrected") == ["v2:review"]


def test_what_was_not_edited_is_carried_over(desk: Desk) -> None:
    ref = desk.note()
    before = desk.view(ref, desk.manager).current.blocks
    view = desk.do(desk.service.correct, desk.manager, ref, {"focus": "Other."}, "")
    assert view.current.blocks[1:] == before[1:]


def test_the_former_message_loses_its_buttons(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.correct, desk.manager, ref, {"focus": "Other."}, "")
    (update,) = desk.messages("records.replaced")
    assert (update.op, update.target_key) == ("update", f"note:{ref.note_id}:v1:review")


def test_a_new_edition_starts_a_new_review(desk: Desk) -> None:
    ref = desk.note()
    first = desk.view(ref, desk.employee).review_ends_at
    desk.clock.advance(days=2)
    desk.do(desk.service.correct, desk.manager, ref, {"focus": "Other."}, "")
    second = desk.view(ref, desk.employee).review_ends_at
    assert first is not None
    assert second is not None
    assert second > first


def test_a_correction_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    ref = desk.note()
    put = len(desk.messages())
    with pytest.raises(NothingChanged):
        desk.do(desk.service.correct, desk.manager, ref, {"focus": "The close waits for plant data."}, "hm")
    assert (desk.view(ref, desk.manager).version, len(desk.messages())) == (1, put)


def test_of_two_forms_opened_at_once_the_second_is_told_so(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.correct, desk.manager, ref, {"focus": "One."}, "")
    with pytest.raises(NoteMovedOn):
        desk.do(desk.service.correct, desk.manager, ref, {"focus": "Two."}, "")
    assert desk.view(ref, desk.manager).current.blocks[0].text == "One."


@pytest.mark.both_engines
def test_the_database_refuses_a_second_edition_under_one_number(desk: Desk) -> None:
    ref = desk.note()

    def write_again(session: Session) -> None:
        note = records.get(session, ref.note_id)
        assert note is not None
        now = desk.clock.now()
        records.add_version(
            session, note, 1, written_by=desk.manager, now=now, blocks=(), reason="", part=SHARED_PART
        )

    with pytest.raises(IntegrityError):
        desk.do(write_again)


def test_a_private_edit_is_nothing_to_the_employee(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.acknowledge, desk.employee, ref)
    told = [message for message in desk.messages() if message.person_id == desk.employee]
    desk.do(desk.service.correct, desk.manager, ref, {"summary": "Ask him twice."}, "secret reason")
    view = desk.view(ref, desk.employee)
    assert (view.version, view.status, len(view.editions)) == (1, Status.FINAL, 1)
    assert view.acknowledgement is not None
    assert desk.view(ref, desk.manager).acknowledgement is not None
    assert [message for message in desk.messages() if message.person_id == desk.employee] == told


def test_answers_go_on_working_after_a_private_edit(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.correct, desk.manager, ref, {"summary": "Ask him twice."}, "")
    view = desk.do(desk.service.acknowledge, desk.employee, ref)
    assert view.status is Status.FINAL
    later = desk.do(desk.service.correct, desk.manager, NoteRef(ref.note_id, 2), {"focus": "Other."}, "")
    assert later.version == 3
    (update,) = desk.messages("records.replaced")
    assert update.target_key == f"note:{ref.note_id}:v1:review"


def test_sharing_a_kept_note_shows_it_to_the_employee(desk: Desk) -> None:
    ref = desk.note(PRIVATE_BLOCKS)
    assert desk.view(ref, desk.manager).status is Status.KEPT
    desk.do(desk.service.share, desk.manager, ref)
    view = desk.view(ref, desk.employee)
    assert (view.status, [edition.version for edition in view.editions]) == (Status.IN_REVIEW, [2])
    assert [promise.what for promise in view.promises] == ["call the plant", "draft the rule"]
    (shown,) = desk.messages("records.to_review")
    assert (shown.person_id, shown.key) == (desk.employee, f"note:{ref.note_id}:v2:review")
    assert all(step.shared for step in desk.look(actions.of_note, ref.note_id))


def test_earlier_private_wording_stays_private_when_a_note_is_shared(desk: Desk) -> None:
    ref = desk.note(PRIVATE_BLOCKS)
    desk.do(desk.service.correct, desk.manager, ref, {"focus": "Kinder words."}, "too harsh")
    desk.do(desk.service.share, desk.manager, NoteRef(ref.note_id, 2))
    view = desk.view(ref, desk.employee)
    assert [edition.blocks[0].text for edition in view.editions] == ["Kinder words."]
    assert view.current.reason == ""


def test_sharing_one_part_later_notifies_and_keeps_the_rest(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.share, desk.manager, NoteRef(ref.note_id, 1, "summary"))
    view = desk.view(ref, desk.employee)
    assert view.current.block("summary") is not None
    assert desk.keys("records.corrected") == ["v2:review"]
    with pytest.raises(NothingChanged):
        desk.do(desk.service.share, desk.manager, NoteRef(ref.note_id, 2, "summary"))


def test_a_note_kept_private_is_corrected_in_private(desk: Desk) -> None:
    ref = desk.note(PRIVATE_BLOCKS)
    view = desk.do(desk.service.correct, desk.manager, ref, {"focus": "Other."}, "")
    assert (view.version, view.status) == (2, Status.KEPT)
    assert {message.person_id for message in desk.messages()} == {desk.manager}


def test_evidence_of_a_pair_is_read_from_the_newest_editions(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.correct, desk.manager, ref, {"evidence": "The file came at 22:00."}, "")
    found = desk.look(editions.evidence_of_pair, desk.manager, desk.employee)
    assert [text for _, text in found] == ["The file came at 22:00."]
