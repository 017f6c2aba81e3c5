"""After a note's whole story no word of it can be found in the database, and erasing one person erases theirs alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.errors import NothingChanged
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import Visibility
from storage import actions, erasure, records
from storage.actions import DraftAction
from storage.append_only import allow_changes
from storage.records import DraftBlock, NoteBlock
from storage.sealing import BrokenSealError
from tests.integration.scan import found, found_in, stored

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.integration.records.conftest import Desk

SAID = {
    "focus": "zinnober closes the month",
    "evidence": "高炉的报废数据二十一点四十才到",
    "voice": "marzipan wants a cut-off",
    "summary": "private quokka thought, 先问他要草稿",
}
FOCUS_NOW, SUMMARY_NOW = "zinnober closes the quarter", "夜莺 private second thought"
REASON, PRIVATE_REASON = "wrong kumquat word", "secret tapir reason"
VIEW, DISPUTE = "axolotl sees more 我补充一点", "the ocelot time was different"
STEP, DUE = "phone the 铝厂 wombat desk", "sobald der Numbat da ist"
CANARIES = (*SAID.values(), FOCUS_NOW, SUMMARY_NOW, REASON, PRIVATE_REASON, VIEW, DISPUTE, STEP, DUE)


def story(desk: Desk) -> NoteRef:
    """Keep a private note, correct it, share it, comment, dispute, correct it again, and close a step."""
    ref = desk.do(kept, desk)
    desk.do(desk.service.correct, desk.manager, ref, {"summary": SUMMARY_NOW}, PRIVATE_REASON)
    for name in ("focus", "evidence", "voice", "actions"):
        version = desk.view(ref, desk.manager).version
        desk.do(desk.service.share, desk.manager, NoteRef(ref.note_id, version, name))
    seen = NoteRef(ref.note_id, desk.view(ref, desk.employee).version)
    desk.do(desk.service.acknowledge, desk.employee, seen)
    desk.do(desk.service.add_view, desk.employee, seen, VIEW)
    desk.do(desk.service.question, desk.employee, seen, "focus:0", DISPUTE)
    desk.do(desk.service.correct, desk.manager, seen, {"focus": FOCUS_NOW}, REASON)
    (step,) = desk.look(actions.of_note, ref.note_id)
    desk.do(actions.decide, step.number, actions.DECIDE_DONE, desk.clock.now().date())
    return ref


def kept(session: Session, desk: Desk) -> NoteRef:
    blocks = tuple(DraftBlock(name, records.PRIVATE, words) for name, words in SAID.items())
    draft = records.DraftNote(
        check_in_id=None,
        kind="one_on_one",
        mode="debrief",
        manager_id=desk.manager,
        employee_id=desk.employee,
        met_on=desk.clock.now().date(),
        cycle_id=None,
        partial=False,
        blocks=(*blocks, DraftBlock("actions", records.PRIVATE, STEP)),
        actions=(DraftAction(STEP, desk.manager, None, DUE),),
    )
    return NoteRef(records.create(session, draft, desk.clock.now()).id, 1)


def test_no_word_of_a_whole_story_is_stored_in_plain(desk: Desk) -> None:
    with capture_logs() as logs:
        ref = story(desk)
    assert found_in([repr(logs).encode()], *CANARIES) == []
    assert found(desk.database, *CANARIES) == []
    desk.database.wipe()
    assert found(desk.database, *CANARIES) == []
    manager, employee = desk.view(ref, desk.manager), desk.view(ref, desk.employee)
    assert [block.text for block in manager.current.blocks] == [
        FOCUS_NOW, SAID["evidence"], SAID["voice"], SUMMARY_NOW, STEP
    ]  # fmt: skip
    assert {edition.reason for edition in manager.editions} == {"", PRIVATE_REASON, REASON}
    assert {edition.reason for edition in employee.editions} == {"", REASON}
    assert [answer.text for answer in employee.responses] == ["", VIEW, DISPUTE]
    assert [(step.what, step.due_text, step.status) for step in employee.promises] == [
        (STEP, DUE, actions.DONE)
    ]


def test_the_search_would_find_what_is_in_plain(desk: Desk) -> None:
    story(desk)
    with desk.database.transaction() as session:
        session.connection().execute(
            text("UPDATE person SET title = :title WHERE id = :id"),
            {"title": json.dumps(VIEW), "id": desk.employee},
        )
    assert len(found(desk.database, *CANARIES)) > 1


def test_erasing_the_employee_erases_all_of_it_and_nobody_elses(desk: Desk) -> None:
    ref = story(desk)
    other = desk_with(desk, desk.outsider)
    untouched = other.do(kept, other)
    with desk.database.transaction() as session:
        erasure.destroy(session, desk.employee, desk.clock.now())
    for reader in (desk.manager, desk.employee):
        view = desk.view(ref, reader)
        assert {(block.text, block.erased) for block in view.current.blocks} == {("", True)}
        assert [answer.text for answer in view.responses] == ["", "", ""]
        assert (view.promises, view.current.reason) == ((), "")
    assert desk.look(actions.open_actions, desk.manager, desk.employee) == []
    view = desk.view(untouched, desk.manager)
    assert [block.text for block in view.current.blocks] == [*SAID.values(), STEP]


def test_erasing_the_manager_erases_what_was_private(desk: Desk) -> None:
    ref = story(desk)
    with desk.database.transaction() as session:
        erasure.destroy(session, desk.manager, desk.clock.now())
    view = desk.view(ref, desk.manager)
    assert {block.name for block in view.current.blocks if block.erased} == {"summary"}
    assert [block.text for block in desk.view(ref, desk.employee).current.blocks] == [
        FOCUS_NOW, SAID["evidence"], SAID["voice"], STEP
    ]  # fmt: skip
    assert [step.what for step in view.promises] == [STEP], "it was sealed once more when it was shared"


def test_a_note_whose_private_part_ran_out_can_still_be_corrected(desk: Desk) -> None:
    ref = story(desk)
    with desk.database.transaction() as session:
        erasure.destroy_record(session, ref.note_id, records.PRIVATE_PART, "retention", desk.clock.now())
    now = NoteRef(ref.note_id, desk.view(ref, desk.manager).version)
    view = desk.do(desk.service.correct, desk.manager, now, {"focus": "once more"}, "")
    assert [block.name for block in view.current.blocks] == ["focus", "evidence", "voice", "actions"]
    assert all(block.visibility is Visibility.SHARED for block in view.current.blocks)
    with pytest.raises(NothingChanged):
        desk.do(desk.service.share, desk.manager, NoteRef(ref.note_id, view.version))


def test_two_rows_cannot_trade_their_words(desk: Desk) -> None:
    ref = desk.do(kept, desk)
    with desk.database.transaction() as session:
        allow_changes(session.connection(), "note_block")
        one = session.get_one(NoteBlock, (ref.note_id, 1, "focus"))
        two = session.get_one(NoteBlock, (ref.note_id, 1, "voice"))
        one.text, two.text = two.text, one.text
    with pytest.raises(BrokenSealError, match=r"note_block\.text"):
        desk.view(ref, desk.manager)


def test_a_destroyed_key_is_gone_from_the_files(desk: Desk) -> None:
    story(desk)
    with desk.database.transaction() as session:
        (wrapped,) = session.connection().execute(
            text("SELECT wrapped FROM subject_key WHERE person_id = :id"), {"id": desk.employee}
        ).one()  # fmt: skip
        erasure.destroy(session, desk.employee, desk.clock.now())
    assert desk.database.wipe()
    assert not any(bytes(wrapped)[1:] in value for value in stored(desk.database))


def desk_with(desk: Desk, employee: int) -> Desk:
    return type(desk)(
        desk.database, desk.clock, desk.service, desk.outbox, desk.manager, employee, desk.employee
    )
