"""What was kept long enough goes by itself, what is held stays, and the note says which."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.errors import WordsGone
from bot.features.records.blocks import note_window
from bot.features.records.jobs import DailyRetention
from bot.features.records.notes import LetGo
from bot.features.records.retention import BATCH, Retention
from bot.features.records.terms import KeepingTerms
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage import legal_holds, retention
from storage.cycles import Cycle
from storage.records import Note
from storage.secrets import PRIVATE_PART, SHARED_PART
from tests.integration.records.conftest import PRIVATE_BLOCKS

if TYPE_CHECKING:
    from bot.features.records.note_ref import NoteRef
    from bot.features.records.notes import NoteView
    from tests.integration.records.conftest import Desk

pytestmark = pytest.mark.either_engine

WRITTEN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PRIVATE_LAST_DAY = datetime(2026, 5, 31, 23, 59, tzinfo=UTC)
SHARED_LAST_DAY = datetime(2028, 3, 2, 23, 59, tzinfo=UTC)


def let_go(desk: Desk, at: datetime) -> int:
    desk.clock.set(at)
    return desk.do(desk.service.retention.let_go)


def erased(view: NoteView) -> set[str]:
    return {block.name for block in view.current.blocks if block.erased}


def test_private_parts_go_after_their_ninetieth_day_and_shared_ones_stay(desk: Desk) -> None:
    ref = desk.note()
    assert let_go(desk, PRIVATE_LAST_DAY) == 0
    assert let_go(desk, PRIVATE_LAST_DAY + timedelta(minutes=1)) == 1
    assert let_go(desk, PRIVATE_LAST_DAY + timedelta(minutes=2)) == 0
    assert erased(desk.view(ref, desk.manager)) == {"summary"}
    assert erased(desk.view(ref, desk.employee)) == set()
    assert desk.view(ref, desk.manager).let_go == (LetGo("private", date(2026, 6, 1), ran_out=True),)


def test_shared_parts_go_two_years_after_the_talk(desk: Desk) -> None:
    ref = desk.note()
    let_go(desk, PRIVATE_LAST_DAY + timedelta(days=1))
    assert let_go(desk, SHARED_LAST_DAY) == 0
    assert let_go(desk, SHARED_LAST_DAY + timedelta(minutes=1)) == 1
    view = desk.view(ref, desk.employee)
    assert erased(view) == {"focus", "evidence", "voice", "actions"}
    assert view.let_go[-1] == LetGo("shared", date(2028, 3, 3), ran_out=True)


@pytest.mark.both_engines
def test_shared_parts_of_a_cycle_count_from_its_end(desk: Desk) -> None:
    ref = desk.note()
    with desk.database.transaction() as session:
        names = {"en": "H1", "zh": "上半年"}
        session.add(Cycle(id="2026H1", names=names, starts=date(2026, 1, 1), ends=date(2026, 6, 30)))
        session.get_one(Note, ref.note_id).cycle_id = "2026H1"
    let_go(desk, PRIVATE_LAST_DAY + timedelta(days=1))
    assert let_go(desk, datetime(2028, 6, 30, 23, 0, tzinfo=UTC)) == 0
    assert let_go(desk, datetime(2028, 7, 1, 0, 0, tzinfo=UTC)) == 1


def test_the_day_is_the_companys(desk: Desk) -> None:
    desk.note()
    shanghai = Retention(desk.clock, KeepingTerms(), ZoneInfo("Asia/Shanghai"))
    desk.clock.set(datetime(2026, 5, 31, 15, 59, tzinfo=UTC))
    assert desk.do(shanghai.let_go) == 0
    desk.clock.set(datetime(2026, 5, 31, 16, 0, tzinfo=UTC))
    assert desk.do(shanghai.let_go) == 1


def test_notes_of_held_people_stay_until_the_hold_ends(desk: Desk) -> None:
    for held in (desk.manager, desk.employee):
        desk.clock.set(WRITTEN)
        ref = desk.note(PRIVATE_BLOCKS)
        desk.do(legal_holds.place, held, "a case", None, desk.clock.now())
        assert desk.view(ref, desk.manager).private_until is None, "nobody can say until when"
        assert let_go(desk, PRIVATE_LAST_DAY + timedelta(days=1)) == 0
        desk.do(legal_holds.release, held, None, desk.clock.now())
        assert let_go(desk, PRIVATE_LAST_DAY + timedelta(days=1)) == 1
        assert erased(desk.view(ref, desk.manager)) == {"focus", "evidence", "voice", "actions", "summary"}


@pytest.mark.both_engines
async def test_the_days_work_is_done_once_in_batches(desk: Desk) -> None:
    first_day_over = PRIVATE_LAST_DAY + timedelta(minutes=1)
    refs = [desk.note() for _ in range(BATCH + 3)]
    transactions = Transactions(desk.database)
    daily = DailyRetention(transactions, desk.service.retention)
    desk.clock.set(first_day_over)
    await daily()
    assert all(erased(desk.view(ref, desk.manager)) == {"summary"} for ref in refs)
    desk.clock.set(WRITTEN)
    desk.note()
    desk.clock.set(first_day_over + timedelta(hours=5))
    await daily()
    assert len(desk.do(retention.private_parts, first_day_over, 10)) == 1, "today's work was done already"
    desk.clock.advance(days=1)
    await daily()
    assert desk.do(retention.private_parts, first_day_over, 10) == []
    transactions.close()


def test_the_note_says_how_long_and_what_went(desk: Desk) -> None:
    catalog = Catalog.load()
    ref = desk.note()
    kept = str(note_window(desk.view(ref, desk.manager), catalog, "en-US"))
    assert "kept until 31 May 2026" in kept
    assert "kept until" not in str(note_window(desk.view(ref, desk.employee), catalog, "en-US"))
    let_go(desk, PRIVATE_LAST_DAY + timedelta(minutes=1))
    gone = str(note_window(desk.view(ref, desk.manager), catalog, "en-US"))
    assert "The private part was let go on 1 Jun 2026" in gone
    assert "kept until" not in gone
    assert "2026年6月1日" in str(note_window(desk.view(ref, desk.manager), catalog, "zh-CN"))


def test_only_parts_that_are_there_are_looked_at(desk: Desk) -> None:
    ref: NoteRef = desk.note()
    late = PRIVATE_LAST_DAY + timedelta(days=2000)
    assert [each.note_id for each in desk.do(retention.private_parts, late, 10)] == [ref.note_id]
    assert [each.note_id for each in desk.do(retention.shared_parts, late.date(), 10)] == [ref.note_id]
    let_go(desk, late)
    assert desk.do(retention.private_parts, late, 10) == []
    assert desk.do(retention.shared_parts, late.date(), 10) == []
    assert {each.part for each in desk.look(retention.gone, [ref.note_id])[ref.note_id]} == {
        PRIVATE_PART,
        SHARED_PART,
    }


def test_nothing_is_added_to_words_that_are_gone(desk: Desk) -> None:
    ref = desk.note()
    let_go(desk, SHARED_LAST_DAY + timedelta(days=2))
    for answer in (
        lambda: desk.do(desk.service.add_view, desk.employee, ref, "late"),
        lambda: desk.do(desk.service.acknowledge, desk.employee, ref),
        lambda: desk.do(desk.service.correct, desk.manager, ref, {"focus": "late"}, ""),
    ):
        with pytest.raises(WordsGone):
            answer()
