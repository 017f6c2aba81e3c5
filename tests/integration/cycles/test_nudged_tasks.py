"""What managers hear of a cycle's tasks, and what becomes of those that stay open (domain 3.2 mid_window, 3.4 E3, E4)."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.delivery.drafts import Draft
from bot.delivery.outbox import Outbox
from bot.features.cycles.tasks import tasks
from bot.features.nudges.asking import Asking
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.knowing import Terms
from bot.features.nudges.messages import Messages
from bot.features.nudges.offers import TOLD_HR, Offers
from bot.features.nudges.seeing import Seeing
from bot.features.nudges.service import SAID, Nudges
from bot.features.nudges.settling import Settling
from bot.features.nudges.tasks import SUBSTITUTE_EMPLOYEE, SUBSTITUTE_HR, SUBSTITUTE_MANAGER, Tasks
from bot.house.goals import goals_with_figures
from bot.transactions import Transactions
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import cycle_acts, cycles, goal_sheets, nudge_decisions, people, readings
from storage.cycle_acts import Act
from storage.goal_sheets import Step
from storage.outbox import OutboxMessage
from tests.acceptance.employee import words_of
from tests.integration.cycles.conftest import CYCLE, H1

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.delivery.drafts import Drawn
    from storage.nudge_decisions import NudgeDecision
    from tests.integration.cycles.conftest import Company

CATALOG, CALENDAR, SHANGHAI = Catalog.load(), WorkingDays("CN"), ZoneInfo("Asia/Shanghai")
HALF_PAST_NINE = timedelta(hours=1, minutes=30)
"""In Shanghai, after midnight UTC."""


class Desk:
    """The nudges over a company with a planned cycle; everybody lives in Shanghai."""

    def __init__(self, company: Company) -> None:
        self.company, clock = company, company.clock
        outbox, terms = Outbox(clock), Terms()
        self.tasks = Tasks(clock, CALENDAR, SHANGHAI, outbox, tasks)
        self.offers = Offers(clock, SHANGHAI, outbox, self.tasks)
        self.asking = Asking(clock, outbox)
        self.nudges = Nudges(clock, CALENDAR, HoldOut(b"key", percent=0), terms)
        self.settling = Settling(clock)
        self.transactions = Transactions(company.database)
        seeing = Seeing(clock, CALENDAR, terms, fresh=goals_with_figures)
        self.seeing = seeing
        self.renderers = Messages(self.transactions, seeing, self.asking, CATALOG, self.tasks).renderers()
        with company.database.transaction() as session:
            for person in session.exec(select(people.Person)):
                person.timezone = "Asia/Shanghai"
                session.add(person)

    def to_the_head(self, kind: str = SAID) -> list[OutboxMessage]:
        """Return the messages of a kind to the head of the unit."""
        return [each for each in self.said(kind) if each.person_id == self.company.head]

    def open(self, phase: str) -> None:
        """Let a phase be open, whatever it waits for."""
        self.company.do(
            cycle_acts.keep, CYCLE, phase, Act.OPENED, by=self.company.hr, now=self.company.clock.now()
        )

    def day(self, day: date) -> None:
        """Let a day come, half past nine in Shanghai, and all of its work be done."""
        self.company.clock.set(datetime(day.year, day.month, day.day, tzinfo=UTC) + HALF_PAST_NINE)
        with self.company.database.transaction() as session:
            self.offers.survey(session)
            self.offers.pass_on(session)
            self.nudges.decide_due(session)
            self.offers.told_first(session)
            self.settling.judge_due(session)
            self.settling.look_up_due(session)

    def said(self, kind: str = SAID) -> list[OutboxMessage]:
        """Return the messages of a kind, first to last."""
        with self.company.database.snapshot() as session:
            query = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(OutboxMessage.id)  # type: ignore[arg-type]
            return list(session.exec(query))

    def decisions(self) -> list[NudgeDecision]:
        """Return what was decided for the head of the unit."""
        with self.company.database.snapshot() as session:
            return nudge_decisions.recent(session, [self.company.head], datetime(2025, 1, 1, tzinfo=UTC))

    async def drawn(self, message: OutboxMessage, locale: str = "en-US") -> Drawn | None:
        """Draw a message as it would leave now."""
        draft = Draft(message.kind, message.payload, message.person_id, locale)
        return await self.renderers[message.kind](draft)


@pytest.fixture
def desk(company: Company) -> Iterator[Desk]:
    company.plan()
    found = Desk(company)
    yield found
    found.transactions.close()


def goals(desk: Desk, person: int, *codes: str) -> None:
    """Let somebody and their manager confirm goals of these codes."""
    now = desk.company.clock.now()
    with desk.company.database.transaction() as session:
        content = json.dumps({"lines": [{"code": code} for code in codes]})
        sheet = goal_sheets.add_version(session, person, CYCLE, content, effective_from=H1.starts, now=now)
        for side in (Step.EMPLOYEE, Step.MANAGER):
            goal_sheets.confirm(session, sheet.id, side, person, H1.starts, now)


async def test_the_mid_review_window_is_named_with_the_goals_that_have_fresh_figures(desk: Desk) -> None:
    """P3 runs from Wednesday 18 March until 16 April 2026; a figure of the last thirty days is fresh."""
    company = desk.company
    company.clock.set(datetime(2026, 1, 5, 4, tzinfo=UTC))
    goals(desk, company.east[0], "G1", "G2", "G3")
    with company.database.transaction() as session:
        keys = readings.keys_for(session, [company.east[0]], company.clock.now())
        for code, captured in (("G1", 10), ("G2", -60)):
            at = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=captured)
            draft = readings.Draft(CYCLE, code, {"value": "1"}, at, person_id=company.east[0])
            readings.add_all(session, keys, [(draft, readings.mark_of(keys, draft))], at)
    desk.open("P3")
    desk.day(date(2026, 3, 18))
    (message,) = desk.to_the_head()
    for locale, words in (("en-US", "1 of 3 goals have fresh data"), ("zh-CN", "3 项目标中 1 项已有新数据")):
        found = await desk.drawn(message, locale)
        assert found is not None
        assert words in words_of(list(found.blocks))
    assert [(each.kind, each.rule) for each in desk.decisions()] == [("mid_window", "N-13")]
    company.hold("mid_review", company.east)
    assert await desk.drawn(message) is None, "everybody was reviewed: nothing is left to say (N-08)"
    for day in (date(2026, 4, 9), date(2026, 4, 14)):
        desk.day(day)
    assert len(desk.to_the_head()) == 1


@pytest.mark.both_engines
async def test_before_a_deadline_the_manager_hears_first_and_hr_a_day_later_sees_task_and_date_only(
    desk: Desk,
) -> None:
    """E3: interviews close on Monday 10 August; two working days before is Thursday 6 August."""
    company = desk.company
    desk.open("P7")
    company.on(date(2026, 8, 3))
    company.hold("performance_interview", company.east[1:])
    desk.day(date(2026, 8, 5))
    assert desk.to_the_head() == []
    with company.database.snapshot() as session:
        week = desk.seeing.week(session, company.head)
    assert [(each.kind.value, each.at.date()) for each in week.coming] == [("support", date(2026, 8, 6))]
    desk.day(date(2026, 8, 6))
    (message,) = desk.to_the_head()
    for locale, words in (
        ("en-US", "1 of your people: performance interview"),
        ("zh-CN", "绩效面谈还有 1 位待进行"),
    ):
        found = await desk.drawn(message, locale)
        assert found is not None
        assert words in found.text
        assert "east" not in words_of(list(found.blocks)).lower()
    told = desk.decisions()[-1]
    company.do(desk.asking.explain, company.head, told.number, "no_time")
    assert desk.said(TOLD_HR) == []
    desk.day(date(2026, 8, 7))
    about = [each for each in desk.said(TOLD_HR) if f":{company.head}:" in each.payload["signal"]]
    assert [each.person_id for each in about] == [company.partner]
    found = await desk.drawn(about[0])
    assert found is not None
    assert "performance interview" in found.text
    assert "No time yet" in found.text
    assert "east" not in found.text


@pytest.mark.parametrize("closed_by", ["the talk", "more time"])
def test_what_is_done_or_given_more_time_within_the_day_tells_hr_nothing(desk: Desk, closed_by: str) -> None:
    company = desk.company
    desk.open("P7")
    company.on(date(2026, 8, 3))
    company.hold("performance_interview", company.east[1:])
    desk.day(date(2026, 8, 6))
    if closed_by == "the talk":
        company.hold("performance_interview", company.east[:1])
    else:
        company.do(cycles.move, CYCLE, "P7", date(2026, 7, 28), date(2026, 8, 14))
    desk.day(date(2026, 8, 7))
    told = [each.payload["signal"] for each in desk.said(TOLD_HR)]
    assert not [each for each in told if f":{company.head}:" in each]
    if closed_by == "more time":
        desk.day(date(2026, 8, 12))
        # A week with two messages behind it: the deadline that is near allows this one (N-01).
        assert [each.kind for each in desk.decisions()].count("support") == 2, "told first again"


async def test_a_talk_that_was_never_held_is_given_to_somebody_else_and_nobody_is_named_in_public(
    desk: Desk,
) -> None:
    """E4: three working days after the deadline HR, the manager and the employee hear of it, each once, in a DM."""
    company = desk.company
    desk.open("P7")
    company.on(date(2026, 8, 3))
    company.hold("performance_interview", company.east[2:])
    desk.day(date(2026, 8, 12))
    assert desk.said(SUBSTITUTE_HR) == []
    for day in (date(2026, 8, 13), date(2026, 8, 14)):
        desk.day(day)
    to_hr = [each for each in desk.said(SUBSTITUTE_HR) if each.payload["manager"] == company.head]
    (to_manager,) = desk.to_the_head(SUBSTITUTE_MANAGER)
    to_employees = [
        each for each in desk.said(SUBSTITUTE_EMPLOYEE) if each.payload["manager"] == company.head
    ]
    assert [each.person_id for each in to_hr] == [company.partner]
    assert {each.person_id for each in to_employees} == set(company.east[:2])
    for each in (*to_hr, to_manager, *to_employees):
        assert each.channel is None, "never a public list"
    for message, en, zh in (
        (to_hr[0], "with east0, east1, planned until 10 Aug 2026", "east0、east1 的绩效面谈原定"),
        (to_manager, "HR partner is looking for somebody", "HR 伙伴正在另找一位"),
        (to_employees[0], "There is nothing you need to do", "你不需要做什么"),
    ):
        for locale, words in (("en-US", en), ("zh-CN", zh)):
            found = await desk.drawn(message, locale)
            assert found is not None
            assert words in found.text, found.text
    company.hold("performance_interview", company.east[:1])
    assert await desk.drawn(to_employees[0]) is None, "the talk was held before the message left"
    found = await desk.drawn(to_hr[0])
    assert found is not None
    assert "east0" not in found.text


def test_what_is_no_talk_is_never_given_to_somebody_else(desk: Desk) -> None:
    desk.open("P3")
    for day in (date(2026, 4, 14), date(2026, 4, 21), date(2026, 4, 22)):
        desk.day(day)
    assert desk.to_the_head() != []
    assert desk.said(SUBSTITUTE_HR) == []


def test_what_a_mid_review_reminder_did_is_the_review_and_not_a_tap(desk: Desk) -> None:
    """3.5: the act is a review more than there was; that it was not needed is an answer and no act."""
    company = desk.company
    desk.open("P3")
    desk.day(date(2026, 3, 18))
    (said,) = [each for each in desk.decisions() if each.kind == "mid_window"]
    with company.database.transaction() as session:
        nudge_decisions.answered(session, said.candidate_key, "not_needed", company.clock.now())
    company.clock.set(datetime(2026, 3, 20, 4, tzinfo=UTC))
    company.hold("mid_review", company.east[:1])
    desk.day(date(2026, 3, 26))
    assert [each.acted for each in desk.decisions() if each.kind == "mid_window"] == [True]
