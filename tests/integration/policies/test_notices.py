"""Publishing tells the people it concerns, once each, and keeps who has read it; HR sees how many."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from bot.commands.rule_book import RuleBook, Wishes
from bot.errors import RulesNotFound
from bot.features.policies import book_blocks, jobs, notice_blocks, notices
from bot.features.policies.book import Book
from bot.features.policies.notices import NOTICE, REMINDER
from bot.settings import Settings
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage import book_steps, policies, policy_decisions, policy_notices
from storage.outbox import OutboxMessage
from storage.people import Person
from storage.policy_notices import PolicyNotice, PolicyRead
from storage.policy_versions import PolicyVersion
from tests.integration.test_publishing import NOW, Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]

CATALOG = Catalog.load()
FIRST, SECOND = "2026-03-20", "2026-04-20"


def publish(desk: Desk, version: str, day: str, words: str, audience: str = "everyone") -> None:
    """Let HR bring and publish a version."""
    draft = desk.brings(version, day, words)
    desk.does(desk.service.set_audience, desk.admin, draft, audience)
    desk.does(desk.service.publish, desk.admin, draft)


def put(desk: Desk) -> list[OutboxMessage]:
    """Return the notices in the outbox."""
    with desk.database.snapshot() as session:
        query = select(OutboxMessage).where(OutboxMessage.kind == NOTICE).order_by(col(OutboxMessage.id))
        rows = list(session.exec(query))
        for row in rows:
            session.expunge(row)
    return rows


def said(desk: Desk, person: int, locale: str = "en-US") -> str:
    """Return all the newest notice says to somebody."""
    notice = put(desk)[-1].payload["notice"]
    with desk.database.snapshot() as session:
        view = desk.service.notices.view(session, person, notice, CATALOG.language_of(locale))
    assert view is not None
    return str(notice_blocks.notice(view, CATALOG, locale))


def test_everybody_a_version_concerns_is_told_once_with_what_changes(desk: Desk) -> None:
    publish(desk, "1", FIRST, "By train.")
    assert [row.person_id for row in put(desk)] == [desk.admin, desk.boss, desk.report]
    assert "New rules: *Travel*, version 1, apply from 20 Mar 2026. They have 2 clauses" in said(
        desk, desk.boss
    )
    publish(desk, "2", SECOND, "By bus.")
    told = put(desk)[3:]
    assert [row.person_id for row in told] == [desk.admin, desk.boss, desk.report]
    assert {row.priority for row in told} == {20}
    english, chinese = said(desk, desk.report), said(desk, desk.report, "zh-CN")
    assert "One clause is not what it was" in english
    assert "Changed: TR-1.1 Trains" in english
    assert "有 1 条与之前不同" in chinese
    assert "已阅读不代表同意" in chinese
    assert "I have read this" in english


def test_a_translation_that_joins_and_words_that_stay_tell_nobody_again(desk: Desk) -> None:
    publish(desk, "1", FIRST, "By train.")
    desk.does(desk.service.notices.open, "TR", "1")
    publish(desk, "2", SECOND, "By train.")
    assert len(put(desk)) == 3


def test_who_is_no_more_among_the_readers_hears_that_and_reads_nothing(desk: Desk) -> None:
    publish(desk, "1", FIRST, "By train.")
    publish(desk, "2", SECOND, "Managers fly first class.", "managers")
    assert len(put(desk)) == 6
    assert "first class" in said(desk, desk.boss)
    gone = said(desk, desk.report)
    assert "from 20 Apr 2026 on *Travel* is no longer for you" in gone
    assert "first class" not in gone
    assert notice_blocks.CHANGES not in gone
    with desk.database.snapshot() as session:
        view = desk.service.notices.look_closer(session, desk.report, put(desk)[-1].payload["notice"], "en")
        assert "first class" not in str(notice_blocks.window(view, CATALOG, "en-US"))


def test_what_was_read_is_kept_once_with_time_language_and_the_text_itself(desk: Desk) -> None:
    publish(desk, "1", FIRST, "By train.")
    notice = put(desk)[0].payload["notice"]
    for _ in range(2):
        desk.does(desk.service.notices.read, desk.report, notice, "zh-CN", "zh")
    with desk.database.snapshot() as session:
        [kept] = session.exec(select(PolicyRead)).all()
        source = session.get_one(PolicyVersion, ("TR", "1", "en")).source
        assert (kept.person_id, kept.read_at, kept.locale, kept.language) == (desk.report, NOW, "zh-CN", "en")
        assert kept.digest == hashlib.sha256(source.encode()).hexdigest()
        assert [step.deed.value for step in book_steps.of_person(session, desk.report)] == ["read"]
    assert "You read this on 2 Mar 2026" in said(desk, desk.report)
    assert notice_blocks.READ not in said(desk, desk.report)
    assert len(put(desk)) == 4, "the message is drawn again, once"
    with desk.database.snapshot() as session:
        keeper = desk.book.view(session, desk.admin, "en")
        other = desk.book.view(session, desk.report, "en", date(2026, 4, 1))
    assert "3 people were told, one has read it" in str(book_blocks.book_window(keeper, CATALOG, "en-US"))
    assert "have read it" not in str(book_blocks.book_window(other, CATALOG, "en-US"))


def test_nobody_reads_for_somebody_who_was_not_told_or_what_was_taken_back(desk: Desk) -> None:
    publish(desk, "1", FIRST, "By train.", "managers")
    notice = put(desk)[0].payload["notice"]
    assert [row.person_id for row in put(desk)] == [desk.boss]
    with pytest.raises(RulesNotFound):
        desk.does(desk.service.notices.read, desk.report, notice, "en-US", "en")
    desk.does(policy_decisions.withdraw, "TR", "1", NOW)
    with desk.database.snapshot() as session:
        assert desk.service.notices.view(session, desk.boss, notice, "en") is None
    with pytest.raises(RulesNotFound):
        desk.does(desk.service.notices.read, desk.boss, notice, "en-US", "en")


async def test_many_are_told_page_by_page_by_whoever_comes_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "PAGE", 1)
    publish(desk, "1", FIRST, "By train.")
    assert len(put(desk)) == 1
    transactions = Transactions(desk.database)
    hurried: list[int] = []
    for _ in range(2):
        await jobs.tell_readers(transactions, desk.service.notices, lambda: hurried.append(1))
    transactions.close()
    assert [row.person_id for row in put(desk)] == [desk.admin, desk.boss, desk.report]
    assert hurried
    with desk.database.snapshot() as session:
        [row] = session.exec(select(PolicyNotice)).all()
        assert (row.told, row.done) == (3, True)


@pytest.mark.parametrize(("tell", "told"), [(True, 1), (False, 0)])
def test_the_command_line_tells_when_it_is_asked_to(
    desk: Desk, tmp_path: Path, *, tell: bool, told: int
) -> None:
    path = tmp_path / "travel.md"
    head = "---\nid: TR\nversion: 1\neffective_from: 2026-03-20\nlanguage: en\n---\n"
    path.write_text(f"{head}# Travel\n### TR-1.1 Trains\nBy train.\n", encoding="utf-8")
    settings = Settings(_env_file=None, TOUCHBASE_DATA=tmp_path)  # type: ignore[call-arg]
    clock = desk.clock
    RuleBook(desk.database, settings, clock).add([path], Wishes(None, None, None, None), tell=tell)
    with desk.database.snapshot() as session:
        assert len(policy_notices.counts(session, ["TR"])) == told
        assert len(policies.versions(session)) == 1
        assert Book(clock, "Asia/Shanghai").view(session, desk.admin, "en").lines[0].coming


async def tick(desk: Desk, day: int, hour: int = 10) -> list[OutboxMessage]:
    """Let it be an hour of a day in March, and return the reminders that are in the outbox by then."""
    desk.clock.set(datetime(2026, 3, day, hour, tzinfo=UTC))
    transactions = Transactions(desk.database)
    await jobs.look_after_readers(transactions, desk.service.notices.unread, lambda: None)
    transactions.close()
    with desk.database.snapshot() as session:
        rows = session.exec(select(OutboxMessage).where(OutboxMessage.kind == REMINDER)).all()
        session.expunge_all()
    return sorted(rows, key=lambda row: row.id or 0)


async def test_who_has_not_read_is_reminded_once_after_two_working_days_and_then_left_alone(
    desk: Desk,
) -> None:
    publish(desk, "1", FIRST, "By train.")
    notice = put(desk)[0].payload["notice"]
    desk.does(desk.service.notices.read, desk.admin, notice, "en-US", "en")
    # 2026-03-02 is a Monday: two working days later is Wednesday. One repeat, no more (N-22).
    assert await tick(desk, 4, hour=9) == []
    assert [row.person_id for row in await tick(desk, 4)] == [desk.boss, desk.report]
    assert len(await tick(desk, 4, hour=11)) == 2
    desk.does(desk.service.notices.read, desk.boss, notice, "en-US", "en")
    posted = [row.person_id for row in await tick(desk, 9) if row.op == "post"]
    assert posted == [desk.boss, desk.report]
    assert [row.person_id for row in await tick(desk, 31) if row.op == "post"] == posted
    with desk.database.snapshot() as session:
        view = desk.service.notices.view(session, desk.report, notice, "zh")
        done = desk.service.notices.view(session, desk.boss, notice, "zh")
    assert view is not None
    assert done is not None
    for locale, words in (("en-US", "Still unread: *Travel*"), ("zh-CN", "还没读")):
        drawn = str(notice_blocks.reminder(view, CATALOG, locale))
        assert words in drawn
        assert notice_blocks.READ in drawn
        assert notice_blocks.READ not in str(notice_blocks.reminder(done, CATALOG, locale))
    with desk.database.snapshot() as session:
        kept = session.exec(select(OutboxMessage).where(OutboxMessage.kind == REMINDER)).all()
        assert [row.person_id for row in kept if row.op == "update"] == [desk.boss], (
            "the reminder says it was read"
        )


async def test_nobody_is_reminded_of_rules_that_were_taken_back_or_replaced_or_are_not_for_them(
    desk: Desk,
) -> None:
    publish(desk, "1", FIRST, "By train.")
    desk.does(policy_decisions.withdraw, "TR", "1", NOW)
    assert await tick(desk, 4) == []


async def test_who_joins_later_is_told_once_of_the_rules_that_concern_them(desk: Desk) -> None:
    publish(desk, "1", FIRST, "By train.")
    publish(desk, "2", SECOND, "Managers fly first class.", "managers")
    await tick(desk, 3)
    before = len(put(desk))
    with desk.database.transaction() as session:
        newcomer = Person(email="new@x", name="new", start_date=date(2026, 3, 10), manager_id=desk.boss)
        session.add(newcomer)
        session.flush()
        number = newcomer.key
    for day in (10, 10, 11, 12):
        await tick(desk, day)
    (told,) = put(desk)[before:]
    assert told.person_id == number
    with desk.database.snapshot() as session:
        view = desk.service.notices.view(session, number, told.payload["notice"], "en")
    assert view is not None
    assert (view.version, view.first) == ("1", True)
    assert "New rules: *Travel*" in str(notice_blocks.notice(view, CATALOG, "en-US"))
    assert number in [row.person_id for row in await tick(desk, 12, hour=11)], "and reminded like everybody"
