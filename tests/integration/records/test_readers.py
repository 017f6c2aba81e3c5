from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotAllowed, NoteNotFound
from bot.features.records import blocks, history, reader_blocks
from bot.features.records.notes import Audience
from bot.features.records.readers import Readers
from prompts.catalog import Catalog
from storage import records, relations
from storage.people import Person
from storage.records import DraftBlock
from tests.integration.records.conftest import SHARED_BLOCKS, TODAY

if TYPE_CHECKING:
    from sqlmodel import Session

    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine

WORDS = Catalog.load()
WITH_HR = (
    DraftBlock("focus", records.SHARED, "The close waits."),
    DraftBlock("evidence", records.SHARED_HR, "The file came at 21:40. Two people stayed."),
    DraftBlock("summary", records.PRIVATE, "Ask him for a draft."),
)


def hire_hr(session: Session, name: str, role: str = "hr", units: tuple[str, ...] = ()) -> int:
    person = Person(email=f"{name}@example.com", name=name, role=role, start_date=TODAY)
    session.add(person)
    session.flush()
    relations.serve(session, person.key, units)
    return person.key


@pytest.fixture
def readers(desk: Desk) -> Readers:
    return Readers(desk.clock, desk.service)


@pytest.fixture
def grace(desk: Desk) -> int:
    return desk.do(hire_hr, "Grace Tan")


def test_hr_reads_its_blocks_only_and_the_employee_sees_that(
    desk: Desk, readers: Readers, grace: int
) -> None:
    ref = desk.note(WITH_HR, kind="difficult_support")
    desk.do(desk.service.question, desk.employee, ref, "evidence:1", "Three stayed.")
    desk.do(desk.service.question, desk.employee, ref, "focus:0", "It did not wait.")
    desk.do(desk.service.add_view, desk.employee, ref, "My side.")
    seen = desk.do(readers.hr_view, grace, ref.note_id)
    assert [block.name for block in seen.current.blocks] == ["evidence"]
    assert [response.text for response in seen.responses] == ["Three stayed."]
    assert (seen.audience, seen.promises, seen.may_correct) == (Audience.HR_PARTNER, (), False)
    for party in (desk.employee, desk.manager):
        _, log = desk.look(readers.readers_of, party, ref.note_id)
        assert [(each.reader.name, each.relation, each.version) for each in log] == [
            ("Grace Tan", "hr_partner", 1)
        ]
    with pytest.raises(NotAllowed):
        desk.look(readers.readers_of, grace, ref.note_id)


def test_hr_is_not_told_why_an_edition_was_written(desk: Desk, readers: Readers, grace: int) -> None:
    ref = desk.note(WITH_HR)
    desk.do(desk.service.correct, desk.manager, ref, {"evidence": "At 21:50."}, "not what I planned")
    seen = desk.do(readers.hr_view, grace, ref.note_id)
    assert {edition.reason for edition in seen.editions} == {""}


def test_hr_finds_no_note_that_shares_nothing_with_it(desk: Desk, readers: Readers, grace: int) -> None:
    ref = desk.note()
    elsewhere = desk.do(hire_hr, "He Jing", "hr", ("PLANT",))
    for person, note in ((grace, ref), (elsewhere, desk.note(WITH_HR))):
        with pytest.raises(NoteNotFound):
            desk.do(readers.hr_view, person, note.note_id)
    with pytest.raises(NotAllowed):
        desk.do(readers.hr_view, desk.manager, ref.note_id)


def test_the_facts_are_for_hr_and_the_direct_manager_and_have_no_words(
    desk: Desk, readers: Readers, grace: int
) -> None:
    ref, _ = desk.note(), desk.note((DraftBlock("focus", records.PRIVATE, "Alone."),))
    (fact,) = desk.look(readers.facts_for, grace, desk.employee)
    assert (fact.note_id, fact.steps, fact.readable, fact.acknowledged) == (ref.note_id, 2, False, False)
    assert len(desk.look(readers.facts_for, desk.manager, desk.employee)) == 2
    assert desk.look(readers.facts_for, desk.outsider, desk.employee) == []
    said = repr(fact)
    assert not any(block.text in said for block in SHARED_BLOCKS)


@pytest.mark.both_engines
def test_one_reader_and_edition_and_day_is_one_line(desk: Desk, readers: Readers) -> None:
    ref = desk.note()
    for _ in range(3):
        desk.do(desk.service.open, ref.note_id, desk.employee)
    desk.do(desk.service.open, ref.note_id, desk.manager)
    desk.clock.advance(days=1)
    desk.do(desk.service.open, ref.note_id, desk.employee)
    _, log = desk.look(readers.readers_of, desk.manager, ref.note_id)
    assert [each.relation for each in log] == ["self", "author", "self"]


def test_a_note_that_may_not_be_read_leaves_no_line(desk: Desk, readers: Readers) -> None:
    ref = desk.note()
    with pytest.raises(NoteNotFound):
        desk.do(desk.service.open, ref.note_id, desk.outsider)
    assert desk.look(readers.readers_of, desk.employee, ref.note_id)[1] == ()


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_everybody_who_can_read_it_is_named(
    desk: Desk, readers: Readers, grace: int, slack_shapes: ShapeRecorder, locale: str
) -> None:
    ref = desk.note(WITH_HR)
    for number in range(5):
        desk.do(hire_hr, f"Partner {number}")
    desk.do(desk.service.acknowledge, desk.employee, ref)
    with desk.database.transaction() as session:
        session.get_one(Person, desk.employee).manager_id = desk.outsider
    for person in (desk.employee, desk.manager, desk.outsider, grace):
        view = desk.view(ref, person)
        window = blocks.note_window(view, WORDS, locale)
        slack_shapes.view(window)
        said = json.dumps(window, ensure_ascii=False)
        assert "Sam" in said
        assert "Grace" in said
    desk.do(desk.service.open, ref.note_id, grace)
    view, log = desk.look(readers.readers_of, desk.employee, ref.note_id)
    window = reader_blocks.window(view, log, WORDS, locale)
    slack_shapes.view(window)
    assert "Grace" in json.dumps(window, ensure_ascii=False)
    slack_shapes.view(history.window(desk.view(ref, grace), WORDS, locale))


def test_a_former_manager_reads_on_and_changes_nothing(desk: Desk) -> None:
    ref = desk.note()
    with desk.database.transaction() as session:
        session.get_one(Person, desk.employee).manager_id = desk.outsider
    seen = desk.view(ref, desk.manager)
    assert (len(seen.current.blocks), seen.may_correct) == (5, False)
    drawn = json.dumps(blocks.note_window(seen, WORDS, "en"))
    assert "records.correct" not in drawn
    assert "records.share" not in drawn
    with pytest.raises(NotAllowed):
        desk.do(desk.service.correct, desk.manager, ref, {"focus": "x"}, "")
    with pytest.raises(NotAllowed):
        desk.do(desk.service.share, desk.manager, ref)


def test_a_review_ends_although_the_employee_has_left(desk: Desk) -> None:
    desk.note()
    with desk.database.transaction() as session:
        session.get_one(Person, desk.employee).left_on = TODAY
    desk.clock.advance(days=10)
    assert desk.do(desk.service.remind_silent) == 1
    assert desk.do(desk.service.finalise_silent) == 1
