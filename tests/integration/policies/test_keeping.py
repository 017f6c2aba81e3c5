"""Questions about the rules go when their months are over; what is held, waits or is counted stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.features.policies.keeping import QuestionKeeping
from bot.features.records.terms import KeepingTerms
from bot.house.rule_copies import rule_share
from storage import clause_use, hr_questions, legal_holds, questions
from tests.integration.policies.desk import ZONE

if TYPE_CHECKING:
    from tests.integration.policies.desk import Desk

COVERED = "How long does an employee have to appeal a result?"
WORDS = "May I bring my dog to the calibration meeting?"
LATER = timedelta(days=366)


@pytest.fixture
def desk(either_desk: Desk) -> Desk:
    """Both engines: what is skipped because another copy holds it is theirs to say."""
    return either_desk


def keeping(desk: Desk) -> QuestionKeeping:
    return QuestionKeeping(desk.clock, ZoneInfo(ZONE), KeepingTerms(question_months=12).questions_from)


def let_go(desk: Desk) -> int:
    with desk.database.transaction() as session:
        return keeping(desk).let_go(session)


async def send(desk: Desk, words: str = WORDS) -> str:
    question = await desk.ask(words)
    with desk.database.transaction() as session:
        desk.hr.send(session, desk.people["lin"], question, "", "sent")
        row = hr_questions.of_question(session, question)
        assert row is not None
        return row.id


def asked_on(desk: Desk) -> date:
    return desk.clock.now().astimezone(ZoneInfo(ZONE)).date()


async def test_questions_and_what_was_sent_go_after_twelve_months_and_the_counts_stay(desk: Desk) -> None:
    await desk.ask(COVERED)
    await send(desk)
    first = asked_on(desk)
    last = datetime(first.year + 1, first.month, first.day, 23, 59, tzinfo=ZoneInfo(ZONE))
    desk.clock.set(last)
    assert let_go(desk) == 0
    desk.clock.set(last + timedelta(minutes=1))
    assert let_go(desk) == 3
    assert let_go(desk) == 0
    with desk.database.snapshot() as session:
        assert questions.of_person(session, desk.people["lin"]) == []
        assert hr_questions.of_person(session, desk.people["lin"]) == []
        assert clause_use.between(session, first, first + timedelta(days=1))


async def test_what_belongs_to_somebody_held_stays(desk: Desk) -> None:
    await send(desk)
    with desk.database.transaction() as session:
        legal_holds.place(session, desk.people["lin"], "a case", None, desk.clock.now())
    desk.clock.set(desk.clock.now() + LATER)
    assert let_go(desk) == 0
    with desk.database.transaction() as session:
        legal_holds.release(session, desk.people["lin"], None, desk.clock.now())
    assert let_go(desk) == 2


async def test_a_draft_that_waits_stays_until_it_is_settled(desk: Desk) -> None:
    sent = await send(desk)
    with desk.database.transaction() as session:
        desk.hr.answer(session, desk.people["he"], sent, answer="Dogs wait outside.", wording="Dogs?")
    desk.clock.set(desk.clock.now() + LATER)
    assert let_go(desk) == 1
    with desk.database.snapshot() as session:
        assert [each.id for each in hr_questions.drafts(session)] == [sent]
    with desk.database.transaction() as session:
        desk.hr.drop(session, desk.people["grace"], sent, "dropped")
    assert let_go(desk) == 1


async def test_a_copy_has_the_question_the_clause_the_opinion_and_what_hr_did(desk: Desk) -> None:
    question = await desk.ask(COVERED)
    desk.clock.set(desk.clock.now() + timedelta(minutes=1))
    sent = await send(desk)
    with desk.database.transaction() as session:
        desk.service.rate(session, desk.people["lin"], question, "up", "rated")
        desk.hr.answer(session, desk.people["he"], sent, answer="Dogs wait outside.", wording="Dogs?")
    with desk.database.transaction() as session:
        entry = desk.hr.publish(
            session, desk.people["grace"], sent, question="Dogs?", answer="They wait outside.", event="out"
        )
    with desk.database.snapshot() as session:
        asker, partner, admin = (rule_share(session, desk.people[who]) for who in ("lin", "he", "grace"))
    covered, uncovered = asker.asked
    assert (covered.words, covered.outcome, covered.opinion) == (COVERED, "answered", "up")
    assert covered.clauses
    assert (uncovered.outcome, uncovered.clauses) == ("absent", ())
    assert [(each.words, each.answer, each.entry) for each in asker.sent] == [
        (WORDS, "Dogs wait outside.", entry)
    ]
    assert [(each.outcome, each.entry, each.answer) for each in partner.replies] == [("published", entry, "")]
    assert WORDS not in partner.words, "what was asked is the asker's"
    assert [(step.kind, step.what) for step in admin.steps] == [
        ("entry_published", entry),
        ("published", "FAQ"),
    ]
