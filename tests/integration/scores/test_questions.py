"""A figure is questioned, its owner answers, and what was wrong is put right in the open (PM-6.3; domain 4.8, 17)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.errors import (
    AlreadyAnswered,
    AlreadyQuestioned,
    AnswerMissing,
    CorrectionRefused,
    LineNotFound,
    NotAllowed,
    NothingReleased,
    QuestionIsGone,
    StepIsOver,
)
from bot.features.scores.explanation_json import as_json
from bot.features.scores.question_rules import State
from bot.features.scores.questions import NEWS, QUESTION, QUESTION_AGAIN, SECOND
from bot.features.scores.telling import told
from storage import figure_questions, releases, scores
from tests.integration.scores.fair import CYCLE, FairOffice
from tests.integration.scores.office import CATALOG

if TYPE_CHECKING:
    from bot.errors import BotError
    from bot.features.scores.changes import Change
    from bot.features.scores.question_views import QuestionView
    from storage.database import Database

pytestmark = pytest.mark.either_engine

LIN, OWNER, MANAGER, PARTNER = "lin.jia", "liu.yang", "zhou.kai", "grace.tan"
HR = ("he.jing", "grace.tan", "song.yu")


@pytest.fixture
def office(database: Database) -> FairOffice:
    return FairOffice.after_release(database)


def ask(office: FairOffice, code: str = "K1", who: str = LIN) -> str:
    with office.database.transaction() as session:
        asked = office.fairness.questions.ask(
            session, office.number(who), CYCLE, code, "Returns of May are missing", "credit note 77"
        )
        return asked.id


def correct(office: FairOffice, question: str, value: str, who: str = OWNER) -> None:
    with office.database.transaction() as session:
        office.fairness.questions.correct(session, office.number(who), question, value, "returns of May")


def approve(office: FairOffice, question: str, who: str) -> None:
    with office.database.transaction() as session:
        row = figure_questions.get(session, question)
        assert row is not None
        assert row.correction is not None
        office.fairness.questions.approve(session, office.number(who), row.correction)


def seen(office: FairOffice, question: str, who: str) -> QuestionView:
    with office.database.snapshot() as session:
        return office.fairness.seeing.seen_by(session, office.number(who), question)


def change_of(office: FairOffice, who: str = LIN) -> Change:
    with office.database.snapshot() as session:
        moved = office.fairness.publishing.change_of(session, office.shown(who))
        assert moved is not None
        return moved


def test_a_question_goes_to_the_owner_of_the_metric_and_the_line_says_so(office: FairOffice) -> None:
    question = ask(office)
    assert office.told(OWNER) == [QUESTION]
    view = seen(office, question, OWNER)
    assert (view.code, view.asked, view.evidence) == ("K1", "Returns of May are missing", "credit note 77")
    assert view.due_on.isoformat() == "2026-08-06"
    assert view.may_answer
    with office.database.snapshot() as session:
        shown = office.fairness.scores.explain(session, office.number(MANAGER), office.number(LIN))
    assert shown.explained.around.questioned == {"K1"}
    for locale, mark in (("en", "revenue (questioned)"), ("zh", "净收入（质疑中）")):
        assert any(mark in line for line in told(shown.explained, CATALOG, locale))
        lines = as_json(shown, CATALOG, locale)["lines"]
        assert [each["code"] for each in lines if each["questioned"]] == ["K1"]


def test_nobody_else_sees_a_question_and_nobody_answers_their_own(office: FairOffice) -> None:
    question = ask(office)
    for who in ("zhu.lin", "chen.wei", "wang.lei", "gu.yuan", "xu.ning"):
        with pytest.raises(QuestionIsGone):
            seen(office, question, who)
    for who in (LIN, "zhu.lin", "chen.wei", "wang.lei", "gu.yuan"):
        with office.database.transaction() as session, pytest.raises(NotAllowed):
            office.fairness.questions.stands(session, office.number(who), question, "because")


def test_a_question_names_a_line_of_ones_own_result_says_what_is_wrong_and_is_asked_once(
    office: FairOffice,
) -> None:
    refused: list[tuple[str, str, str, type[BotError]]] = [
        (LIN, "Z9", "wrong", LineNotFound),
        (LIN, "K1", "  ", AnswerMissing),
        ("anna.becker", "K1", "wrong", NothingReleased),
    ]
    for who, code, wrong, error in refused:
        with office.database.transaction() as session, pytest.raises(error):
            office.fairness.questions.ask(session, office.number(who), CYCLE, code, wrong)
    ask(office)
    with pytest.raises(AlreadyQuestioned):
        ask(office)
    assert ask(office, "K2")


def test_the_owner_is_reminded_on_the_second_and_the_third_day_and_then_hr_is_asked_too(
    office: FairOffice,
) -> None:
    question = ask(office)
    office.until(2026, 8, 5, 8)
    assert office.told(OWNER) == [QUESTION]
    for day, reminders in ((5, 1), (6, 2), (7, 3)):
        office.until(2026, 8, day)
        assert office.told(OWNER) == [QUESTION, *[QUESTION_AGAIN] * reminders]
    assert [each for each in HR if office.told(each) == [QUESTION_AGAIN]] == [PARTNER]
    assert all(seen(office, question, each).may_answer for each in HR)
    office.until(2026, 8, 20)
    assert len(office.told(OWNER)) == 4


def test_the_figure_stands_because(office: FairOffice) -> None:
    question = ask(office)
    with office.database.transaction() as session:
        office.fairness.questions.stands(session, office.number(OWNER), question, "returns are in June")
    view = seen(office, question, LIN)
    assert (view.state, view.reason) == (State.STANDS, "returns are in June")
    assert office.told(LIN) == [NEWS, NEWS]
    office.until(2026, 8, 20)
    assert office.told(OWNER) == [QUESTION]
    with office.database.transaction() as session, pytest.raises(AlreadyAnswered):
        office.fairness.questions.stands(session, office.number(PARTNER), question, "again")


def test_a_correction_waits_for_a_second_person_and_is_announced_before_it_lowers_a_result(
    office: FairOffice,
) -> None:
    before = office.shown(LIN)
    question = ask(office)
    correct(office, question, "1276")
    assert seen(office, question, LIN).state is State.WAITING
    assert office.told(PARTNER) == [SECOND]
    assert office.shown(LIN).computed.final == "105.1"
    with pytest.raises(NotAllowed):
        approve(office, question, OWNER)
    approve(office, question, PARTNER)
    # Told first: the old result stands until the end of the next working day.
    assert (seen(office, question, LIN).state, seen(office, question, LIN).points) == (
        State.ANNOUNCED,
        Decimal("-1.1"),
    )
    assert office.shown(LIN).id == before.id
    office.until(2026, 8, 4, 23)
    assert office.shown(LIN).id == before.id
    office.until(2026, 8, 5, 0)
    after = office.shown(LIN)
    assert (after.computed.final, after.computed.band, after.edition) == ("104.0", "A", 2)
    assert change_of(office).points == Decimal("-1.1")
    assert change_of(office).causes == ("figure:K1",)
    with office.database.snapshot() as session:
        window = releases.window_of(session, after.id)
        assert window is not None
        # Ten working days from 5 August: the window began anew.
        assert window.closes_at.isoformat() == "2026-08-19T16:00:00+00:00"
        assert scores.versions(session, office.number(LIN), CYCLE)[0].computed.final == "105.1"
    with pytest.raises(StepIsOver):
        approve(office, question, PARTNER)


def test_a_correction_nobody_stands_for_is_put_to_who_serves_the_asker_twice(office: FairOffice) -> None:
    question = ask(office)
    correct(office, question, "1276")
    asked = {who: office.told(who).count(SECOND) for who in (*HR, MANAGER)}
    assert set(asked.values()) == {1}
    for day, again in ((4, 0), (5, 1), (7, 1), (10, 2), (20, 2)):
        office.until(2026, 8, day)
        told = {who: office.told(who).count(SECOND) - 1 for who in asked}
        assert told == {who: again if who == PARTNER else 0 for who in asked}, day
    approve(office, question, MANAGER)
    office.until(2026, 8, 25)
    assert office.told(PARTNER).count(SECOND) == 3


def test_a_correction_that_raises_takes_effect_at_once(office: FairOffice) -> None:
    question = ask(office, "K2")
    correct(office, question, "95%", "zhu.lin")
    approve(office, question, MANAGER)
    after = office.shown(LIN)
    assert (after.computed.final, after.edition) == ("105.9", 2)
    assert seen(office, question, LIN).state is State.CORRECTED


def test_a_level_is_corrected_with_the_events_it_stands_on(office: FairOffice) -> None:
    question = ask(office, "B1")
    correct(office, question, "L5", "he.jing")
    approve(office, question, PARTNER)
    assert office.shown(LIN).computed.final is not None
    assert Decimal(office.shown(LIN).computed.final or 0) > Decimal("105.1")


def test_what_a_line_cannot_have_is_refused_and_so_is_a_source_that_said_nothing_new(
    office: FairOffice,
) -> None:
    question = ask(office)
    for value in ("many", "", "95%", "9 %%"):
        with pytest.raises(CorrectionRefused):
            correct(office, question, value)
    assert seen(office, question, LIN).state is State.OPEN


def test_entries_by_hand_wait_on_home_of_who_may_stand_for_them(office: FairOffice) -> None:
    correct(office, ask(office), "1276")
    with office.database.snapshot() as session:
        waiting = {
            who: [each.code for each in office.fairness.seeing.on_home(session, office.number(who)).waiting]
            for who in (PARTNER, MANAGER, OWNER, LIN, "chen.wei")
        }
    assert waiting == {PARTNER: ["K1"], MANAGER: ["K1"], OWNER: [], LIN: [], "chen.wei": []}
