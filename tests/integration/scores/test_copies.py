"""A copy of somebody's data says how their result came about, line by line, as they read it in chat."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.outbox import Outbox
from bot.demo import company as demo
from bot.features.records import own_results
from bot.house.score_copies import explainer
from bot.working_days import WorkingDays
from storage import cycle_acts
from tests.clock import MovableClock
from tests.integration.scores.office import CATALOG, Office

if TYPE_CHECKING:
    from storage.database import Database


@pytest.fixture
def office(database: Database) -> Office:
    clock = MovableClock(datetime(2026, 8, 3, 9, 0, tzinfo=UTC))
    with database.transaction() as session:
        demo.load_people(session, clock.now())
    return Office(database, clock)


@pytest.mark.parametrize(
    ("locale", "said"), [("en-US", "own work 103.55"), ("zh-CN", "本职得分 103.55")], ids=["en", "zh"]
)
def test_the_newest_result_is_explained_in_its_persons_language(
    office: Office, locale: str, said: str
) -> None:
    clock = office.clock
    explain = explainer(clock, WorkingDays("CN"), ZoneInfo("Asia/Shanghai"), Outbox(clock), CATALOG)
    with office.database.snapshot() as session:
        [*_, newest] = own_results.results_of(session, office.number("lin.jia"), explain, locale)
    text = "\n".join(newest.lines)
    assert said in text
    assert "**" not in text


def test_a_pilots_result_says_that_pay_does_not_follow(office: Office) -> None:
    clock = office.clock
    explain = explainer(clock, WorkingDays("CN"), ZoneInfo("Asia/Shanghai"), Outbox(clock), CATALOG)
    with office.database.transaction() as session:
        cycle_acts.set_terms(session, "2026H1", "half_year", [], linked_to_pay=False)
        told = explain(session, office.number("lin.jia"), "2026H1", "en-US")
    assert told[0] == CATALOG.text("en-US", "cycles-not-linked-to-pay")


def test_who_has_no_result_is_explained_nothing(office: Office) -> None:
    clock = office.clock
    explain = explainer(clock, WorkingDays("CN"), ZoneInfo("Asia/Shanghai"), Outbox(clock), CATALOG)
    with office.database.snapshot() as session:
        assert explain(session, office.number("song.yu"), "2026H1", "en-US") == ()
