"""What follows a release: the receipt, its repeats, and the last days of the window, each said once (PM-7.3, N-22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import delete, select

from bot.errors import NotAllowed
from bot.features.nudges.service import SAID
from bot.features.scores.publishing import APPEAL_NOTICE, RESULT
from bot.features.scores.release_rules import Beat
from storage import releases
from storage.appeals import Appeal
from storage.nudges import APPEAL_DEADLINE, RESULT_RELEASE, NudgeCandidate
from storage.releases import AppealWindow
from tests.integration.scores.fair import CYCLE
from tests.integration.scores.test_releases import CHEN, LIN, company, office, ready, release

if TYPE_CHECKING:
    from tests.integration.scores.company import Company
    from tests.integration.scores.fair import FairOffice

__all__ = ["company", "office"]

pytestmark = pytest.mark.either_engine


def test_a_receipt_says_seen_and_silence_stays_silence(company: Company, office: FairOffice) -> None:
    ready(company)
    release(office)
    office.deliver()
    version = office.shown(LIN)
    with office.database.transaction() as session:
        office.fairness.windows.receive(session, office.number(LIN), version.id, "zh")
        office.fairness.windows.receive(session, office.number(LIN), version.id, "zh")
        with pytest.raises(NotAllowed):
            office.fairness.windows.receive(session, office.number(CHEN), version.id, "en")
        receipt = releases.receipt_of(session, version.id)
        assert receipt is not None
        assert (receipt.trace_hash, receipt.locale) == (version.computed.trace_hash, "zh")
    assert {each.kind for each in office.coming(CHEN)} == {RESULT_RELEASE}, "foreseen, too"
    assert office.coming(LIN) == ()
    office.until(2026, 8, 13)
    office.until(2026, 8, 18)
    assert office.told_again(LIN) == []
    assert office.told_again(CHEN) == [RESULT_RELEASE, RESULT_RELEASE]
    office.until(2026, 8, 21)
    office.until(2026, 8, 24)
    assert office.told_again(LIN) == [APPEAL_DEADLINE]
    assert office.told_again(CHEN) == [RESULT_RELEASE, RESULT_RELEASE, APPEAL_DEADLINE]
    assert office.told(LIN) == [RESULT, APPEAL_NOTICE, SAID]


def test_after_a_standstill_only_the_last_of_what_was_missed_is_said(
    company: Company, office: FairOffice
) -> None:
    ready(company)
    release(office)
    office.until(2026, 8, 21)
    assert office.told_again(CHEN) == [APPEAL_DEADLINE]


@pytest.mark.both_engines
def test_who_has_appealed_is_not_told_that_the_days_to_appeal_end(
    company: Company, office: FairOffice
) -> None:
    ready(company)
    release(office)
    with office.database.transaction() as session:
        now = office.clock.now()
        session.add(
            Appeal(
                id="mine", person_id=office.number(LIN), cycle=CYCLE, score_id=office.shown(LIN).id,
                state="stage1", grounds="data", filed_at=now, due_at=now,
            )
        )  # fmt: skip
    office.until(2026, 8, 21)
    assert (office.told_again(LIN), office.told_again(CHEN)) == ([], [APPEAL_DEADLINE])


async def test_a_repeat_looks_like_the_notice_it_repeats_and_says_why_it_came(
    company: Company, office: FairOffice
) -> None:
    ready(company)
    release(office)
    office.until(2026, 8, 21)
    for locale, notice, why in (
        ("en", "appeal", "Why did I get this?"),
        ("zh-CN", "申诉", "为什么收到这条？"),
    ):
        words = await office.said_again(CHEN, locale)
        assert notice in words
        assert why in words


def test_a_window_opened_before_repeats_were_offered_with_it_has_them_from_its_next_day_on(
    company: Company, office: FairOffice
) -> None:
    ready(company)
    release(office)
    with office.database.transaction() as session:
        session.exec(delete(NudgeCandidate))
        for window in session.exec(select(AppealWindow)):
            window.step, window.next_at = 0, office.clock.now()
            session.add(window)
    office.until(2026, 8, 13)
    assert office.told_again(CHEN) == [RESULT_RELEASE]
    with office.database.snapshot() as session:
        assert {window.step for window in session.exec(select(AppealWindow))} == {Beat.HELP}
