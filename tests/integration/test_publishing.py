"""HR's part in the rule book: who may bring a document, what may be published, and what a draft's message says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.delivery.outbox import Outbox
from bot.errors import (
    BotError,
    ClauseNotFound,
    ClausesNotMarked,
    DayIsBackwards,
    DraftIsOver,
    NothingToWithdraw,
    RulesAreHrs,
    RulesNotFound,
    VersionIsTaken,
)
from bot.features.policies import draft_blocks
from bot.features.policies.book import Book
from bot.features.policies.publishing import Publishing
from bot.features.policies.upload_listeners import refusal
from bot.working_days import WorkingDays
from knowledge.clauses import DocumentError, Fault
from knowledge.documents import read_markdown
from prompts.catalog import Catalog
from storage import policies
from storage.database import Database
from storage.people import Person
from storage.policy_conflicts import PolicyConflict
from storage.policy_drafts import DraftState
from tests.clock import MovableClock
from tests.engines import sqlite_in
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlmodel import Session


NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
CATALOG = Catalog.load()


class Desk:
    """An HR admin, a manager and an employee in front of the real services and database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = clock = MovableClock(NOW)
        self.service = Publishing(clock, Outbox(clock), WorkingDays("CN"), "Asia/Shanghai")
        self.book = Book(clock, "Asia/Shanghai")
        with database.transaction() as session:
            self.admin = self._person(session, "admin", "hr_admin")
            self.boss = self._person(session, "boss", "employee")
            self.report = self._person(session, "report", "employee", self.boss)

    def _person(self, session: Session, name: str, role: str, manager: int | None = None) -> int:
        person = Person(email=f"{name}@x", name=name, role=role, manager_id=manager, start_date=TODAY)
        session.add(person)
        session.flush()
        return person.key

    def brings(self, version: str = "1", day: str = "2026-03-20", words: str = "By train.") -> str:
        """Let the admin bring a document, and return the draft."""
        document = read_markdown(
            f"---\nid: TR\nversion: {version}\neffective_from: {day}\nlanguage: en\n---\n"
            f"# Travel\n### TR-1.1 Trains\n{words}\n### TR-1.2 Hotels\nAt most 120 euros.\n"
        )
        with self.database.transaction() as session:
            (brought,) = self.service.begin(session, self.admin, [("F1", "travel.md")])
            self.service.keep(session, brought.draft_id, [document])
        return brought.draft_id

    def does(self, work: Callable[..., object], *arguments: object) -> None:
        """Carry out something in a transaction."""
        with self.database.transaction() as session:
            work(session, *arguments)

    def says(self, draft_id: str, locale: str = "en-US") -> str:
        """Return all the draft's message says."""
        with self.database.snapshot() as session:
            view = self.service.view(session, draft_id, CATALOG.language_of(locale))
        assert view is not None
        return str(draft_blocks.card(view, CATALOG, locale))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = Database(sqlite_in(tmp_path), MASTERS)
    yield Desk(database)
    database.close()


@pytest.mark.parametrize("who", ["boss", "report"])
def test_only_an_hr_admin_may_bring_look_over_publish_or_withdraw(desk: Desk, who: str) -> None:
    draft, person = desk.brings(), getattr(desk, who)
    steps: list[tuple[object, ...]] = [
        (desk.service.begin, person, [("F2", "other.md")]),
        (desk.service.turn, person, draft, 0),
        (desk.service.change, person, draft, 0),
        (desk.service.set_audience, person, draft, "hr"),
        (desk.service.set_day, person, draft, TODAY),
        (desk.service.publish, person, draft),
        (desk.service.discard, person, draft),
        (desk.service.show, person, draft),
        (desk.service.withdraw, person, "TR", "1"),
    ]
    for step in steps:
        with pytest.raises(RulesAreHrs):
            desk.does(*step)  # type: ignore[arg-type]
    with desk.database.snapshot() as session:
        view = desk.service.view(session, draft, "en")
        assert view is not None
        assert view.state is DraftState.WAITING


def test_a_published_draft_is_the_rule_book_and_over(desk: Desk) -> None:
    draft = desk.brings(day="2026-03-02")
    desk.does(desk.service.publish, desk.admin, draft)
    with desk.database.snapshot() as session:
        (version,) = policies.versions(session)
        assert version.texts[0].published_by == desk.admin
    assert "is published for everyone" in desk.says(draft)
    for again in (desk.service.publish, desk.service.discard):
        with pytest.raises(DraftIsOver):
            desk.does(again, desk.admin, draft)


def test_a_discarded_draft_leaves_nothing(desk: Desk) -> None:
    draft = desk.brings()
    desk.does(desk.service.discard, desk.admin, draft)
    with desk.database.snapshot() as session:
        assert policies.versions(session) == []
    assert "is discarded. Nobody saw it." in desk.says(draft)


def test_the_message_says_what_changes_and_who_must_be_told(desk: Desk) -> None:
    first = desk.brings(day="2026-01-01")
    assert "This is the first version here: 2 clauses." in desk.says(first)
    assert "working days" not in desk.says(first), "a rule book that was in force before it came is no change"
    desk.does(desk.service.publish, desk.admin, first)
    second = desk.brings("2", "2026-03-20", "By bus.")
    said = desk.says(second)
    assert "Against version 1: 0 new, 1 changed, 0 moved, 0 gone." in said
    assert "3 people are concerned" in said
    desk.does(desk.service.set_audience, desk.admin, second, "managers")
    assert "3 people are concerned" in desk.says(second), "those who lose a rule are concerned too"
    assert "与 1 版相比：新增 0 条，修改 1 条" in desk.says(second, "zh-CN")


def test_short_notice_is_said_and_the_past_is_refused(desk: Desk) -> None:
    desk.does(desk.service.publish, desk.admin, desk.brings(day="2026-01-01"))
    draft = desk.brings("2", "2026-03-13", "By bus.")
    assert "could apply from 16 Mar 2026" in desk.says(draft)
    desk.does(desk.service.set_day, desk.admin, draft, date(2026, 3, 16))
    assert "working days" not in desk.says(draft)
    desk.does(desk.service.set_day, desk.admin, draft, date(2026, 3, 1))
    assert "rules do not change the past" in desk.says(draft)
    assert "policies.draft.publish" not in desk.says(draft)
    with pytest.raises(DayIsBackwards):
        desk.does(desk.service.publish, desk.admin, draft)


def test_other_words_under_a_published_version_cannot_be_published(desk: Desk) -> None:
    desk.does(desk.service.publish, desk.admin, desk.brings(day="2026-03-02"))
    draft = desk.brings(day="2026-03-02", words="By bus.")
    assert "Version 1 is published with other words" in desk.says(draft)
    with pytest.raises(VersionIsTaken):
        desk.does(desk.service.publish, desk.admin, draft)


def test_what_could_not_be_read_is_said_with_the_reason(desk: Desk) -> None:
    with desk.database.transaction() as session:
        (brought,) = desk.service.begin(session, desk.admin, [("F1", "scan.pdf")])
    assert "Reading “scan.pdf”" in desk.says(brought.draft_id)
    scanned = DocumentError(0, "no text", "send another", Fault.SCANNED)
    desk.does(desk.service.refuse, brought.draft_id, refusal(scanned))
    assert "I could not take “scan.pdf” as rules: it is a picture of text" in desk.says(brought.draft_id)
    assert "这是扫描件" in desk.says(brought.draft_id, "zh-CN")
    with pytest.raises(DraftIsOver):
        desk.does(desk.service.show, desk.admin, brought.draft_id)


@pytest.mark.parametrize(
    ("problem", "said"), [("not_fetched", "could not get at"), ("too_large", "larger than I read")]
)
def test_a_file_that_never_came_is_said_in_words(desk: Desk, problem: str, said: str) -> None:
    with desk.database.transaction() as session:
        (brought,) = desk.service.begin(session, desk.admin, [("F1", "scan.pdf")])
    desk.does(desk.service.refuse, brought.draft_id, problem)
    assert said in desk.says(brought.draft_id)


def test_withdrawing_twice_says_that_it_is_gone(desk: Desk) -> None:
    desk.does(desk.service.publish, desk.admin, desk.brings(day="2026-03-02"))
    desk.does(desk.service.withdraw, desk.admin, "TR", "1")
    with pytest.raises(NothingToWithdraw):
        desk.does(desk.service.withdraw, desk.admin, "TR", "1")


def test_each_reader_sees_the_documents_that_are_for_them(desk: Desk) -> None:
    draft = desk.brings(day="2026-03-02")
    desk.does(desk.service.set_audience, desk.admin, draft, "managers")
    desk.does(desk.service.publish, desk.admin, draft)
    coming = desk.brings("2", "2026-05-01", "By bus.")
    desk.does(desk.service.publish, desk.admin, coming)
    waiting = desk.brings("3", "2026-09-01", "On foot.")
    with desk.database.snapshot() as session:
        admin, boss, report = (
            desk.book.view(session, person, "en") for person in (desk.admin, desk.boss, desk.report)
        )
        assert [(line.version, line.readable, line.coming) for line in admin.lines] == [
            ("1", False, False),
            ("2", False, True),
        ]
        assert [each.draft_id for each in admin.drafts] == [waiting]
        assert [line.version for line in boss.lines] == ["1"]
        assert (report.lines, report.drafts, report.keeper) == ((), (), False)
        contents = desk.book.contents(session, desk.boss, "TR", "en", TODAY)
        assert [heading.clause_id for heading in contents.headings] == ["TR-1.1", "TR-1.2"]
        for person, day in ((desk.report, TODAY), (desk.boss, date(2026, 1, 1))):
            with pytest.raises(RulesNotFound):
                desk.book.contents(session, person, "TR", "en", day)
        assert [
            line.version for line in desk.book.view(session, desk.report, "en", date(2026, 5, 1)).lines
        ] == ["2"]


@pytest.mark.parametrize(
    ("who", "other", "problem"),
    [
        ("report", "TR-1.2", RulesAreHrs),
        ("admin", "TR-9.9", ClauseNotFound),
        ("admin", "TR-1.1", ClausesNotMarked),
    ],
)
def test_a_contradiction_is_marked_by_hr_between_two_clauses_there_are(
    desk: Desk, who: str, other: str, problem: type[BotError]
) -> None:
    desk.does(desk.service.publish, desk.admin, desk.brings(day="2026-03-02"))
    ref = policies.clause_ref("TR", "TR-1.1")
    with pytest.raises(problem):
        desk.does(desk.book.mark_conflict, getattr(desk, who), ref, other)
    desk.does(desk.book.mark_conflict, desk.admin, ref, "TR-1.2")
    desk.does(desk.book.mark_conflict, desk.admin, ref, "TR-1.2", "other")
    with desk.database.snapshot() as session:
        [kept] = session.exec(select(PolicyConflict)).all()
    assert kept.prevails == policies.clause_ref("TR", "TR-1.2")
    with pytest.raises(ClausesNotMarked):
        desk.does(desk.book.mark_conflict, desk.admin, ref, "TR-1.2", "other")
