"""What a list of notes asks of the database does not grow with the notes."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from bot.features.records import asking, reading
from bot.features.records.finding import Finder
from bot.features.records.found import PAGE, Criteria
from bot.features.records.my_data import MyData
from bot.features.records.proofs import Proofs
from bot.house.rule_copies import rule_share
from prompts.catalog import Catalog
from storage import records
from storage.people import Person
from storage.records import DraftBlock, Note
from tests.integration.ledger.log import SIGNER
from tests.integration.records.conftest import SHARED_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.integration.records.conftest import Desk

pytestmark = pytest.mark.either_engine

FEW, MANY = 5, 50
FOR_HR = (*SHARED_BLOCKS, DraftBlock("options", records.SHARED_HR, "Support with the shift plan."))


@contextmanager
def counted(desk: Desk) -> Iterator[list[str]]:
    """Collect the statements the database is asked in transactions meanwhile; snapshots have engines of their own."""
    asked: list[str] = []

    def keep(*args: Any) -> None:  # noqa: ANN401 - whatever the engine gives
        asked.append(args[2])

    event.listen(desk.database.engine, "before_cursor_execute", keep)
    yield asked
    event.remove(desk.database.engine, "before_cursor_execute", keep)


def talks(desk: Desk, count: int) -> None:
    """Hold so many talks, each with an answer and two editions."""
    for _ in range(count):
        ref = desk.note(FOR_HR)
        desk.do(desk.service.add_view, desk.employee, ref, "My side of it")
        desk.do(desk.service.correct, desk.manager, ref, {"voice": "I want a rule."}, "")


@pytest.fixture
def readers(desk: Desk) -> tuple[int, ...]:
    """The two, and somebody in HR, of which there are three."""
    with desk.database.transaction() as session:
        hr = [
            Person(email=f"hr{n}@example.com", name=f"HR {n}", role="hr", start_date=date(2020, 1, 1))
            for n in range(3)
        ]
        session.add_all(hr)
        session.flush()
        return desk.manager, desk.employee, hr[0].key


def views(desk: Desk, reader_id: int) -> int:
    """Read every note there is together, and return of how many a word may be read."""
    with desk.database.transaction() as session:
        actor = asking.actor(session, reader_id, desk.clock.now().date())
        notes = session.exec(select(Note)).all()
        return len(reading.views_by(session, notes, actor, desk.clock.now().date()))


def test_fifty_notes_are_read_with_as_many_statements_as_five(desk: Desk, readers: tuple[int, ...]) -> None:
    finder = Finder(desk.clock, desk.outbox)
    copies = MyData(
        desk.clock,
        desk.service,
        desk.outbox,
        Catalog.load(),
        SIGNER.vkey,
        rule_share,
        desk.timelines,
        lambda *_: (),
    )
    ways: dict[str, Callable[[], Any]] = {
        **{f"views of {each}": lambda each=each: views(desk, each) for each in readers},  # type: ignore[misc]
        "timeline": lambda: desk.do(desk.timelines.view, desk.manager, desk.employee),
        "home": lambda: desk.do(desk.service.home_view, desk.manager, desk.clock.now()),
        "search": lambda: desk.do(finder.page, desk.manager, Criteria("rule")),
        "copy": lambda: desk.do(copies.gather, desk.manager, "en-US"),
        "list": lambda: desk.do(finder.page, desk.manager, Criteria()),
    }

    def statements() -> dict[str, int]:
        found = {}
        for name, way in ways.items():
            with counted(desk) as asked:
                way()
            found[name] = len(asked)
        return found

    talks(desk, PAGE + FEW)
    desk.do(Proofs(desk.clock, SIGNER).integrate)
    few = statements()
    talks(desk, MANY - PAGE - FEW)
    assert views(desk, desk.manager) == MANY
    assert statements() == few
    assert all(0 < count < 100 for count in few.values()), few


@pytest.mark.both_engines
def test_notes_read_together_are_as_each_one_alone(desk: Desk, readers: tuple[int, ...]) -> None:
    talks(desk, 3)
    desk.note()
    today = desk.clock.now().date()
    for reader_id in (*readers, desk.outsider):
        with desk.database.snapshot() as session:
            actor = asking.actor(session, reader_id, today)
            notes = session.exec(select(Note)).all()
            together = reading.views_by(session, notes, actor, today)
            seen = {view.note_id for view in together}
            assert together == [
                reading.view_by(session, note.id, actor, today) for note in notes if note.id in seen
            ]
        assert len(together) == (0 if reader_id == desk.outsider else 3 if reader_id == readers[-1] else 4)
