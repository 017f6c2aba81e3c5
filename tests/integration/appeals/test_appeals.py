"""An appeal from its filing to the panel's decision: who hears it, until when, and what it does to the result."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from bot.errors import (
    AnswerMissing,
    AppealIsOver,
    AppealNeverLowers,
    AppealNotOpen,
    AppealUnderWay,
    NotAllowed,
    NothingReleased,
    PanelNotFree,
    StepIsOver,
)
from bot.features.appeals.keeping import CARD, CARD_AGAIN, LETTER, NEWS
from bot.features.appeals.rules import Ground, Outcome, State
from bot.features.records import own_fairness
from bot.features.records.fair_share import NOTHING_ASKED, fair_document
from storage import erasure, people, scores
from tests.integration.appeals.court import (
    ADMIN,
    DECIDED,
    LIN,
    MANAGER,
    PANEL,
    PARTNER,
    PROVED,
    SAID,
    SHOWN,
    Court,
)
from tests.integration.scan import found
from tests.integration.scores.fair import CYCLE, ZONE, FairOffice

if TYPE_CHECKING:
    from storage.database import Database

pytestmark = pytest.mark.either_engine


@pytest.fixture
def court(database: Database) -> Court:
    FairOffice.after_release(database)
    return Court(database)


def test_from_the_filing_every_display_says_under_appeal_and_who_was_not_told_files_late(
    court: Court,
) -> None:
    court.clock.set(datetime(2026, 9, 1, 10, 0, tzinfo=ZONE))
    appeal = court.files()
    view = court.sees(appeal)
    # The demo company's release put no notices: nobody was told, so the days of August are no bar.
    assert (view.late, view.state, view.due_on) == (True, State.FILED, date(2026, 9, 8))
    assert court.shown(LIN).state == "under_appeal"
    with court.database.snapshot() as session:
        home = court.fairness.scores.home_view(session, court.number(MANAGER))
        shown = court.fairness.scores.explain(session, court.number(LIN), court.number(LIN))
    assert [each.state for each in home.reports if each.name.endswith("Lin Jia")] == ["under_appeal"]
    assert shown.explained.around.state == "under_appeal"
    assert court.told(PARTNER) == [CARD]
    assert court.told(LIN) == [NEWS]
    with pytest.raises(AppealUnderWay):
        court.files()


def test_what_is_not_there_is_not_appealed_and_reasons_are_given(court: Court) -> None:
    with pytest.raises(NothingReleased):
        court.files("anna.becker")
    for grounds, reasons in (((), SAID), ((Ground.RULE,), " ")):
        with court.database.transaction() as session, pytest.raises(AnswerMissing):
            court.appeals.file(session, court.number(LIN), CYCLE, grounds=grounds, reasons=reasons)


def test_only_those_an_appeal_concerns_see_it(court: Court) -> None:
    appeal = court.files()
    court.takes_on(appeal)
    for who in ("wang.lei", "helen.moore", "gu.yuan", "chen.wei"):
        with pytest.raises(AppealIsOver):
            court.sees(appeal, who)
        with court.database.transaction() as session, pytest.raises(NotAllowed):
            court.hearing.propose(
                session,
                court.number(who),
                appeal,
                outcome=Outcome.UPHELD,
                reason="r",
                clauses="c",
                evidence="e",
            )
    assert {who: court.sees(appeal, who).may_propose for who in (LIN, MANAGER, PARTNER, ADMIN)} == {
        LIN: False,
        MANAGER: True,
        PARTNER: True,
        ADMIN: False,
    }


def test_two_who_hear_it_sign_and_points_are_only_added(court: Court) -> None:
    appeal = court.files()
    court.takes_on(appeal)
    for outcome, points in ((Outcome.PARTLY, "-1"), (Outcome.PARTLY, "5.1"), (Outcome.UPHELD, "1")):
        with pytest.raises(AppealNeverLowers):
            court.proposes(appeal, MANAGER, outcome, points)
    court.proposes(appeal, MANAGER, Outcome.UPHELD)
    court.proposes(appeal, PARTNER, Outcome.ACCEPTED, "2.5")
    with pytest.raises(StepIsOver):
        court.signs(appeal, PARTNER)
    assert court.shown(LIN).computed.final == "105.1"
    court.signs(appeal, MANAGER)
    after = court.shown(LIN)
    assert (after.computed.final, after.computed.band, after.state) == ("107.6", "A", "final")
    view = court.sees(appeal)
    assert (view.state, [each.points for each in view.decided]) == (State.CLOSED, [Decimal("2.5")])
    assert LETTER in court.told(LIN)
    with pytest.raises(AppealIsOver):
        court.files()
    with court.database.snapshot() as session:
        states = {
            each.computed.final for each in scores.versions(session, court.number(LIN), CYCLE) if each.seen
        }
    assert states == {"105.1", "107.6"}


def test_the_panel_is_three_who_were_not_involved_and_two_of_them_decide(court: Court) -> None:
    appeal = court.files()
    court.takes_on(appeal)
    court.proposes(appeal, PARTNER, Outcome.UPHELD)
    court.signs(appeal, MANAGER)
    court.deliver()
    view = court.sees(appeal)
    assert (view.state, view.may_go_on, view.due_on) == (State.ANSWERED, True, date(2026, 8, 10))
    assert court.shown(LIN).state == "under_appeal"
    court.goes_on(appeal)
    assert court.sees(appeal).due_on == date(2026, 8, 17)
    with court.database.snapshot() as session:
        offered = {
            each.email.partition("@")[0]
            for each in court.hearing.candidates(session, court.number(ADMIN), appeal)
        }
    # Her manager and his, who heard stage 1, who decided the unit scores, who released, and she herself.
    involved = {LIN, MANAGER, "gu.yuan", PARTNER, "he.jing", ADMIN}
    assert not offered & involved
    assert "ma.guoqiang" in offered
    for wrong in (*sorted(involved - {"helen.moore"}), PANEL[1]):
        with pytest.raises(PanelNotFree):
            court.names(appeal, (PANEL[1], "xu.ning", wrong))
    with pytest.raises(PanelNotFree):
        court.names(appeal, ("ma.guoqiang", "xu.ning"))
    panel = ("ma.guoqiang", "xu.ning", "daniel.osei")
    court.names(appeal, panel)
    # Who hears it is a named reviewer, and sees the result while it is heard.
    assert court.sees(appeal, "xu.ning").may_propose
    court.proposes(appeal, "xu.ning", Outcome.PARTLY, "0.5")
    assert court.sees(appeal, MANAGER).may_sign is False
    court.signs(appeal, "daniel.osei")
    assert (court.sees(appeal).state, court.shown(LIN).computed.final) == (State.CLOSED, "105.6")
    assert court.shown(LIN).state == "final"


def test_nobody_hears_an_appeal_alone(court: Court) -> None:
    with court.database.transaction() as session:
        lin = session.get_one(people.Person, court.number(LIN))
        lin.manager_id = court.number(PARTNER)
        session.add(lin)
    appeal = court.files()
    court.takes_on(appeal)
    hearers = {each.number for each in court.sees(appeal).hearers}
    assert len(hearers) == 2
    assert court.number(PARTNER) in hearers


def test_who_is_awaited_is_reminded_and_hr_hears_of_what_is_overdue(court: Court) -> None:
    appeal = court.files()
    court.takes_on(appeal)
    for day, heard in ((6, 1), (10, 2), (11, 3), (12, 4)):
        court.time_goes_on(date(2026, 8, day))
        assert court.told(MANAGER).count(CARD_AGAIN) == heard, day
    assert court.told(ADMIN).count(CARD_AGAIN) == 2
    assert court.sees(appeal, MANAGER).may_propose


def test_a_figure_that_is_looked_into_pauses_the_hearing(court: Court) -> None:
    appeal = court.files(grounds=(Ground.DATA,), code="K1")
    assert court.sees(appeal).due_on == date(2026, 8, 13)
    court.takes_on(appeal)
    court.clock.set(datetime(2026, 8, 4, 15, 0, tzinfo=ZONE))
    with court.database.transaction() as session:
        questions = court.fairness.seeing.on_home(session, court.number("liu.yang")).asked
        court.fairness.questions.stands(session, court.number("liu.yang"), questions[0].id, "checked")
    assert court.sees(appeal).due_on == date(2026, 8, 11)


def test_a_corrected_figure_under_appeal_is_under_appeal_too(court: Court) -> None:
    appeal = court.files(grounds=(Ground.DATA,), code="K2")
    with court.database.transaction() as session:
        owner, partner = court.number("zhu.lin"), court.number(PARTNER)
        question = court.fairness.seeing.on_home(session, owner).asked[0]
        court.fairness.questions.correct(session, owner, question.id, "95%", "late payments of June")
        waiting = court.fairness.seeing.on_home(session, partner).waiting
        court.fairness.questions.approve(session, partner, waiting[0].number)
    assert (court.shown(LIN).computed.final, court.shown(LIN).state) == ("105.9", "under_appeal")
    with court.database.transaction() as session:
        court.appeals.withdraw(session, court.number(LIN), appeal)
    # The correction began a new window, so that another appeal is possible.
    assert court.shown(LIN).state == "released"
    assert court.files()


def test_it_is_withdrawn_at_any_time_by_its_appellant_alone(court: Court) -> None:
    appeal = court.files()
    with court.database.transaction() as session, pytest.raises(NotAllowed):
        court.appeals.withdraw(session, court.number(PARTNER), appeal)
    court.takes_on(appeal)
    with court.database.transaction() as session:
        court.appeals.withdraw(session, court.number(LIN), appeal)
    with pytest.raises(AppealIsOver):
        court.proposes(appeal, PARTNER, Outcome.UPHELD)
    court.time_goes_on(date(2026, 8, 20))
    assert CARD_AGAIN not in court.told(PARTNER)


def test_nobody_loses_the_panel_before_the_letter_reached_them(court: Court) -> None:
    appeal = court.files()
    court.takes_on(appeal)
    court.proposes(appeal, PARTNER, Outcome.UPHELD)
    court.signs(appeal, MANAGER)
    court.time_goes_on(date(2026, 8, 12))
    assert court.sees(appeal).may_go_on
    court.deliver()
    court.time_goes_on(date(2026, 8, 13))
    assert (court.sees(appeal).state, court.shown(LIN).state) == (State.CLOSED, "final")
    with pytest.raises(AppealIsOver):
        court.goes_on(appeal)


def test_the_days_are_over_for_who_was_told(court: Court) -> None:
    """Released through the door, with both notices delivered."""
    with court.database.transaction() as session:
        question = court.fairness.questions.ask(session, court.number(LIN), CYCLE, "K2", "late payments")
        court.fairness.questions.correct(session, court.number("zhu.lin"), question.id, "95%", "of June")
        waiting = court.fairness.seeing.on_home(session, court.number(PARTNER)).waiting
        court.fairness.questions.approve(session, court.number(PARTNER), waiting[0].number)
    court.deliver()
    with court.database.snapshot() as session:
        stands = court.appeals.stands(session, court.number(LIN))
    assert (stands.day, stands.late) == (date(2026, 8, 17), False)
    court.clock.set(datetime(2026, 8, 17, 16, 0, tzinfo=UTC))
    with pytest.raises(AppealNotOpen):
        court.files()


def test_what_was_said_is_nowhere_in_plain(court: Court) -> None:
    appeal = court.files()
    court.takes_on(appeal)
    court.proposes(appeal, PARTNER, Outcome.UPHELD)
    assert found(court.database, SAID, SHOWN, DECIDED, PROVED) == []


def test_a_copy_of_ones_data_holds_what_one_asked_and_what_was_decided(court: Court) -> None:
    appeal = court.files(grounds=(Ground.DATA,), code="K1")
    court.takes_on(appeal)
    court.proposes(appeal, PARTNER, Outcome.UPHELD)
    with court.database.snapshot() as session:
        share = own_fairness.fair_share(session, court.number(LIN))
        others = own_fairness.fair_share(session, court.number(MANAGER))
    document = json.dumps(fair_document(share), ensure_ascii=False)
    assert all(words in document for words in (SAID, SHOWN, DECIDED, PROVED, "周凯 Zhou Kai"))
    assert others == NOTHING_ASKED


def test_an_appeal_ends_with_the_data_of_its_appellant(court: Court) -> None:
    appeal = court.files()
    court.takes_on(appeal)
    with court.database.transaction() as session:
        erasure.destroy(session, court.number(LIN), court.clock.now())
    court.time_goes_on(date(2026, 8, 6))
    with pytest.raises(AppealIsOver):
        court.sees(appeal, PARTNER)
    court.time_goes_on(date(2026, 8, 20))
    assert CARD_AGAIN not in court.told(PARTNER)
