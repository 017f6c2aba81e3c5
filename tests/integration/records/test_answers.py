from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import (
    NotAllowed,
    NoteMovedOn,
    NoteNotFound,
    NoTextFound,
    PromiseNotFound,
    SentenceNotInNote,
    TextTooLong,
)
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import Answer, Status
from bot.features.records.promises import Choice
from storage import actions
from tests.integration.records.conftest import PRIVATE_BLOCKS, SHARED_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.integration.records.conftest import Desk

pytestmark = pytest.mark.either_engine


def test_the_employee_reads_the_shared_blocks_only(desk: Desk) -> None:
    ref = desk.note()
    names = [block.name for block in desk.view(ref, desk.employee).current.blocks]
    assert names == ["focus", "evidence", "voice", "actions"]
    assert [block.name for block in desk.view(ref, desk.manager).current.blocks][-1] == "summary"


def test_a_private_note_does_not_exist_for_the_employee(desk: Desk) -> None:
    ref = desk.note(PRIVATE_BLOCKS)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: desk.view(ref, desk.employee),
        lambda: desk.do(desk.service.acknowledge, desk.employee, ref),
        lambda: desk.do(desk.service.add_view, desk.employee, ref, "mine"),
        lambda: desk.do(desk.service.correct, desk.employee, ref, {"focus": "x"}, ""),
        lambda: desk.do(desk.service.share, desk.employee, ref),
    )
    for work in attempts:
        with pytest.raises(NoteNotFound):
            work()
    home = desk.look(desk.service.home_view, desk.employee, desk.clock.now())
    assert (home.actions, home.notes) == ((), ())


def test_a_stranger_finds_no_note_whatever_they_press(desk: Desk) -> None:
    ref = desk.note()
    attempts: tuple[Callable[[], object], ...] = (
        lambda: desk.view(ref, desk.outsider),
        lambda: desk.do(desk.service.acknowledge, desk.outsider, ref),
        lambda: desk.do(desk.service.question, desk.outsider, ref, "focus:0", "no"),
        lambda: desk.do(desk.service.correct, desk.outsider, ref, {"focus": "x"}, ""),
        lambda: desk.do(desk.service.acknowledge, desk.employee, NoteRef("unknown", 1)),
    )
    for work in attempts:
        with pytest.raises(NoteNotFound):
            work()


def test_neither_side_does_what_is_the_others(desk: Desk) -> None:
    ref = desk.note()
    with pytest.raises(NotAllowed):
        desk.do(desk.service.acknowledge, desk.manager, ref)
    with pytest.raises(NotAllowed):
        desk.do(desk.service.correct, desk.employee, ref, {"focus": "x"}, "")
    with pytest.raises(NotAllowed):
        desk.do(desk.service.share, desk.employee, ref)


def test_an_acknowledgement_is_kept_and_told_once(desk: Desk) -> None:
    ref = desk.note()
    for _ in range(2):
        view = desk.do(desk.service.acknowledge, desk.employee, ref)
    assert view.status is Status.FINAL
    assert [response.kind for response in view.responses] == [Answer.ACKNOWLEDGED]
    (told,) = desk.messages("records.acknowledged")
    assert (told.person_id, told.payload["response_id"]) == (desk.manager, view.responses[0].number)


def test_an_answer_redraws_both_copies(desk: Desk) -> None:
    desk.do(desk.service.acknowledge, desk.employee, desk.note())
    redrawn = [(message.op, message.kind, message.person_id) for message in desk.messages()[2:]]
    assert ("update", "records.kept", desk.manager) in redrawn
    assert ("update", "records.to_review", desk.employee) in redrawn


def test_what_is_acknowledged_is_what_was_read(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.correct, desk.manager, ref, {"focus": "The close is slow."}, "")
    with pytest.raises(NoteMovedOn):
        desk.do(desk.service.acknowledge, desk.employee, ref)


def test_a_view_of_their_own_is_shown_to_both(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.add_view, desk.employee, ref, "  The plant is short of people.  ")
    for reader in (desk.manager, desk.employee):
        (response,) = desk.view(ref, reader).responses
        assert (response.text, response.kind) == ("The plant is short of people.", Answer.COMMENTED)
    assert desk.view(ref, desk.manager).status is Status.FINAL
    assert desk.view(ref, desk.employee).acknowledgement is None


def test_a_dispute_names_the_sentence_it_is_about(desk: Desk) -> None:
    ref = desk.note()
    view = desk.do(desk.service.question, desk.employee, ref, "evidence:1", "It was three.")
    assert (view.responses[0].quote, view.responses[0].text) == ("Two people stayed.", "It was three.")
    assert len(desk.messages("records.disputed")) == 1


def test_a_private_sentence_cannot_be_questioned(desk: Desk) -> None:
    with pytest.raises(SentenceNotInNote):
        desk.do(desk.service.question, desk.employee, desk.note(), "summary:0", "no")


def test_an_answer_typed_while_the_note_moved_on_is_kept_for_its_edition(desk: Desk) -> None:
    ref = desk.note()
    desk.do(desk.service.correct, desk.manager, ref, {"evidence": "Two people stayed late."}, "")
    view = desk.do(desk.service.question, desk.employee, ref, "evidence:1", "It was three.")
    assert (view.responses[0].version, view.responses[0].quote) == (1, "Two people stayed.")
    assert view.status is Status.IN_REVIEW


@pytest.mark.parametrize(("words", "error"), [("  ", NoTextFound), ("x" * 3001, TextTooLong)])
def test_words_that_cannot_be_kept_are_refused(desk: Desk, words: str, error: type[Exception]) -> None:
    ref = desk.note()
    with pytest.raises(error):
        desk.do(desk.service.add_view, desk.employee, ref, words)
    with pytest.raises(error):
        desk.do(desk.service.question, desk.employee, ref, "focus:0", words)
    assert desk.view(ref, desk.manager).responses == ()


def test_an_edition_that_never_was_cannot_be_answered(desk: Desk) -> None:
    ref = desk.note()
    with pytest.raises(NoteNotFound):
        desk.do(desk.service.add_view, desk.employee, NoteRef(ref.note_id, 9), "mine")


@pytest.mark.both_engines
def test_home_shows_ones_own_steps_first_and_the_latest_notes(desk: Desk) -> None:
    for _ in range(6):
        desk.clock.advance(minutes=1)
        ref = desk.note()
    home = desk.look(desk.service.home_view, desk.employee, desk.clock.now())
    assert [step.mine for step in home.actions] == [True] * 6 + [False] * 6
    assert {step.other for step in home.actions} == {"Dana Li"}
    assert len(home.notes) == 5
    assert (home.notes[0].note_id, home.notes[0].other) == (ref.note_id, "Dana Li")


def test_either_side_ends_a_step_and_the_first_end_counts(desk: Desk) -> None:
    desk.note()
    mine, other = desk.look(actions.open_actions, desk.manager, desk.employee)
    desk.do(desk.service.close_action, desk.employee, mine.number, Choice.DONE)
    desk.do(desk.service.close_action, desk.manager, mine.number, Choice.DROP)
    desk.do(desk.service.close_action, desk.manager, other.number, Choice.DROP)
    ended = desk.look(actions.of_note, mine.note_id)
    assert [(step.status, step.closed_on) for step in ended] == [
        ("done", desk.clock.now().date()),
        ("dropped", desk.clock.now().date()),
    ]


def test_nobody_ends_a_step_they_may_not_see(desk: Desk) -> None:
    desk.note(PRIVATE_BLOCKS)
    step = desk.look(actions.open_actions, desk.manager, desk.employee)[0]
    for person in (desk.employee, desk.outsider):
        with pytest.raises(PromiseNotFound):
            desk.do(desk.service.close_action, person, step.number, Choice.DONE)
    with pytest.raises(PromiseNotFound):
        desk.do(desk.service.close_action, desk.manager, 999, Choice.DONE)


def test_a_step_carried_three_times_asks_whether_it_is_still_worth_doing(desk: Desk) -> None:
    desk.note(SHARED_BLOCKS)
    step = desk.look(actions.open_actions, desk.manager, desk.employee)[0]
    for _ in range(3):
        home = desk.look(desk.service.home_view, desk.manager, desk.clock.now())
        assert not any(shown.worth_asking for shown in home.actions)
        desk.do(actions.decide, step.number, "carry", desk.clock.now().date())
        desk.clock.advance(days=1)
    home = desk.look(desk.service.home_view, desk.manager, desk.clock.now())
    assert [shown.number for shown in home.actions if shown.worth_asking] == [step.number]


def test_a_step_takes_no_decision_we_do_not_know(desk: Desk) -> None:
    with pytest.raises(ValueError, match="later"):
        desk.do(actions.decide, 1, "later", desk.clock.now().date())
