"""What is found again: only what the reader may see, newest first, and never by way of an index of words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.delivery.drafts import Draft
from bot.errors import NoNotesWith
from bot.features.records.asked import Asked
from bot.features.records.finding import FOUND, Finder
from bot.features.records.finding_blocks import window
from bot.features.records.finding_messages import renderers
from bot.features.records.found import PAGE, Criteria
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage import note_reads, people, records, relations
from storage.outbox import OutboxMessage
from storage.people import Person, Unit
from storage.records import DraftBlock
from tests.integration.records.conftest import PRIVATE_BLOCKS

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.records.found import Page
    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine

CATALOG = Catalog.load()
FOR_HR = (
    DraftBlock("focus", records.SHARED_HR, "Support with the shift plan."),
    DraftBlock("voice", records.SHARED, "I keep the cut-off to myself."),
)


@pytest.fixture
def finder(desk: Desk) -> Finder:
    return Finder(desk.clock, desk.outbox)


def page(desk: Desk, finder: Finder, who: int, **wanted: object) -> Page:
    return desk.look(finder.page, who, Criteria(**wanted))  # type: ignore[arg-type]


def found(page: Page) -> list[tuple[str, str]]:
    return [(hit.excerpt.block, hit.excerpt.match) for hit in page.hits if hit.excerpt]


def hire_hr(session: Session, unit: str | None) -> int:
    person = Person(email="grace@example.com", name="Grace Tan", role="hr", start_date=date(2020, 1, 1))
    session.add(person)
    session.flush()
    if unit is not None:
        session.add(Unit(code=unit))
        session.flush()
        relations.serve(session, person.key, [unit])
    return person.key


def test_private_words_are_found_by_who_wrote_them_and_nobody_else(desk: Desk, finder: Finder) -> None:
    desk.note()
    assert found(page(desk, finder, desk.manager, words="DRAFT")) == [("summary", "draft")]
    assert found(page(desk, finder, desk.employee, words="draft")) == []
    assert found(page(desk, finder, desk.employee, words="cut-off")) == [("voice", "cut-off")]
    assert page(desk, finder, desk.outsider, words="cut-off").hits == ()


@pytest.mark.both_engines
def test_what_was_answered_is_found_by_who_would_see_it_on_the_note(desk: Desk, finder: Finder) -> None:
    ref = desk.note(FOR_HR)
    grace = desk.do(hire_hr, None)
    desk.do(desk.service.add_view, desk.employee, ref, "The kiln was broken.")
    desk.do(desk.service.question, desk.employee, ref, "focus:0", "It was the furnace.")
    desk.do(desk.service.question, desk.employee, ref, "voice:0", "I never said cupboard.")
    searched = ("kiln", "furnace", "cupboard")
    in_answers = {words: [("answer", words)] for words in searched}
    for who in (desk.manager, desk.employee):
        assert {words: found(page(desk, finder, who, words=words)) for words in searched} == in_answers
    # HR hears of a dispute when it reads the sentence, and of no added view.
    seen_by_hr = {words: found(page(desk, finder, grace, words=words)) for words in searched}
    assert seen_by_hr == in_answers | {"kiln": [], "cupboard": []}
    assert [hit.read_as for hit in page(desk, finder, grace, words="furnace").hits] == ["hr_partner"]
    assert page(desk, finder, desk.outsider, words="furnace").hits == ()


def test_a_successor_finds_what_the_employee_added(desk: Desk, finder: Finder) -> None:
    ref = desk.note()
    desk.do(desk.service.add_view, desk.employee, ref, "The kiln was broken.")
    desk.do(desk.service.acknowledge, desk.employee, ref)
    with desk.database.transaction() as session:
        session.get_one(Person, desk.employee).manager_id = desk.outsider
    assert found(page(desk, finder, desk.outsider, words="kiln")) == [("answer", "kiln")]


def test_a_private_note_is_in_no_other_list(desk: Desk, finder: Finder) -> None:
    desk.note(PRIVATE_BLOCKS)
    assert len(page(desk, finder, desk.manager).hits) == 1
    assert page(desk, finder, desk.employee).hits == ()


def test_an_earlier_edition_is_not_searched(desk: Desk, finder: Finder) -> None:
    ref = desk.note()
    desk.do(desk.service.correct, desk.manager, ref, {"voice": "I want a rule."}, "")
    assert page(desk, finder, desk.manager, words="cut-off").hits == ()


def test_a_page_holds_ten_and_the_next_one_the_rest(desk: Desk, finder: Finder) -> None:
    for _ in range(PAGE + 2):
        desk.clock.advance(minutes=1)
        desk.note()
    for words in ("", "plant"):
        first = page(desk, finder, desk.manager, words=words)
        rest = desk.look(finder.page, desk.manager, first.criteria.older)
        assert (len(first.hits), first.more, len(rest.hits), rest.more) == (PAGE, True, 2, False)
        ids = [hit.line.note_id for hit in (*first.hits, *rest.hits)]
        assert len(set(ids)) == PAGE + 2


@pytest.mark.both_engines
def test_notes_are_narrowed_down_by_person_and_kind(desk: Desk, finder: Finder) -> None:
    desk.note()
    desk.note(kind="recognition")
    kinds = {hit.line.kind for hit in page(desk, finder, desk.manager, kind="recognition").hits}
    assert kinds == {"recognition"}
    assert len(page(desk, finder, desk.manager, person_id=desk.employee).hits) == 2
    assert page(desk, finder, desk.manager, person_id=desk.outsider).hits == ()
    assert page(desk, finder, desk.manager, cycle_id="2026H1").hits == ()


@pytest.mark.both_engines
@pytest.mark.parametrize("unit", [None, "PLANT"])
def test_hr_sees_facts_and_what_is_shared_with_it_for_whom_it_serves(
    desk: Desk, finder: Finder, unit: str | None
) -> None:
    desk.note()
    desk.note(FOR_HR)
    grace = desk.do(hire_hr, unit)
    if unit is not None:
        assert page(desk, finder, grace).hits == ()
        with desk.database.transaction() as session:
            session.get_one(people.Person, desk.employee).unit_code = unit
    listed = page(desk, finder, grace)
    assert [hit.facts is not None for hit in listed.hits] in ([True, False], [False, True])
    assert page(desk, finder, grace, words="cut-off").hits == ()
    assert found(page(desk, finder, grace, words="shift plan")) == [("focus", "shift plan")]


def test_a_line_shown_to_hr_is_kept_as_read(desk: Desk, finder: Finder) -> None:
    ref = desk.note(FOR_HR)
    grace = desk.do(hire_hr, None)
    hits = page(desk, finder, grace, words="shift").hits
    assert [hit.read_as for hit in hits] == ["hr_partner"]
    desk.do(finder.keep_reads, grace, hits)
    assert [row.reader_id for row in desk.look(note_reads.of_note, ref.note_id)] == [grace]
    assert [hit.read_as for hit in page(desk, finder, desk.employee, words="shift").hits] == [""]


@pytest.mark.both_engines
def test_a_name_is_looked_for_among_the_people_of_the_readers_notes(desk: Desk, finder: Finder) -> None:
    desk.note()
    assert desk.look(finder.named, desk.manager, "chen wei") == desk.employee
    assert desk.look(finder.named, desk.employee, "Dana Li") == desk.manager
    with pytest.raises(NoNotesWith):
        desk.look(finder.named, desk.manager, "Sam Roe")


async def test_the_answer_in_the_direct_message_knows_the_words_the_queue_does_not(
    desk: Desk, finder: Finder, slack_shapes: ShapeRecorder
) -> None:
    desk.note()
    asked = Asked()
    asked.remember("k1", "cut-off")
    desk.do(finder.answer, desk.employee, "k1", 0, search=True)
    with desk.database.snapshot() as session:
        row = session.exec(select(OutboxMessage).where(OutboxMessage.kind == FOUND)).one()
    assert "cut-off" not in str(row.payload)
    transactions = Transactions(desk.database)
    draft = Draft(FOUND, row.payload, desk.employee, "en-US")
    drawn = await renderers(transactions, finder, asked, CATALOG)[FOUND](draft)
    lost = await renderers(transactions, finder, Asked(), CATALOG)[FOUND](draft)
    transactions.close()
    assert drawn is not None
    assert lost is not None
    assert "cut-off" in str(drawn.blocks)
    assert "no longer have the words" in lost.text
    for message in (drawn, lost):
        slack_shapes.message({"text": message.text, "blocks": list(message.blocks)})


@pytest.mark.both_engines
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_the_window_is_one_slack_takes(
    desk: Desk, finder: Finder, slack_shapes: ShapeRecorder, locale: str
) -> None:
    for _ in range(PAGE + 1):
        desk.note()
    grace = desk.do(hire_hr, None)
    desk.do(desk.service.add_view, desk.employee, desk.note(), "The kiln was broken.")
    for who, words in (
        (desk.manager, "kiln"),
        (desk.manager, "plant"),
        (desk.manager, ""),
        (grace, ""),
        (desk.outsider, ""),
    ):
        slack_shapes.view(window(page(desk, finder, who, words=words), CATALOG, locale))
