"""HR sees how questions and appeals went, in chat and on the command line, and nobody else does."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from bot.demo import scores as demo_scores
from bot.errors import NoSuchCycle, NotAllowed
from bot.features.scores import tally_blocks
from bot.features.scores.release_facts import ReleaseFacts
from bot.features.scores.tally import Tallies
from bot.house.small_units import hidden_units
from storage import appeals, figure_questions, people, relations
from storage.appeals import Appeal
from storage.figure_questions import FigureQuestion
from tests.integration.scores.company import Company
from tests.integration.scores.fair import CALENDAR, CYCLE, ZONE, FairOffice
from tests.integration.scores.office import CATALOG

if TYPE_CHECKING:
    from pathlib import Path

    from bot.features.scores.tally_rules import Tally
    from storage.database import Database
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine

LIN, CHEN, PARTNER, ADMIN = "lin.jia", "chen.wei", "grace.tan", "song.yu"


class Statistics(FairOffice):
    """The company after its release, where much was asked."""

    def __init__(self, company: Company) -> None:
        super().__init__(company.database, company.clock)
        facts = ReleaseFacts(self.clock, CALENDAR, ZONE)
        self.tallies = Tallies(self.clock, CALENDAR, ZONE, facts, hidden_units)

    def asks(self, who: str, asked_on: int, answered_on: int | None, state: str) -> None:
        """Store a question of an August day, and when it was answered."""
        asked_at = datetime(2026, 8, asked_on, 10, 0, tzinfo=ZONE)
        with self.database.transaction() as session:
            question = FigureQuestion(
                id=uuid4().hex,
                person_id=self.number(who),
                cycle=CYCLE,
                code="K1",
                score_id=self.shown(who).id,
                owner_id=self.number("liu.yang"),
                words=b"",
                asked_at=asked_at,
                due_at=asked_at + timedelta(days=3),
                state=state,
                answered_at=None
                if answered_on is None
                else datetime(2026, 8, answered_on, 9, 0, tzinfo=ZONE),
            )
            figure_questions.add(session, question, "{}")

    def appeals_that_was(self, who: str, outcome: str) -> None:
        """Store an appeal that was decided two working days after it was filed."""
        filed_at = datetime(2026, 8, 6, 10, 0, tzinfo=ZONE)
        with self.database.transaction() as session:
            appeal = Appeal(
                id=uuid4().hex,
                person_id=self.number(who),
                cycle=CYCLE,
                score_id=self.shown(who).id,
                grounds="data judgement",
                state="stage1",
                filed_at=filed_at,
                due_at=filed_at + timedelta(days=7),
            )
            appeals.add(session, appeal)
            appeals.take_step(session, appeal, "filed", "{}", by_id=appeal.person_id, at=filed_at)
            appeal.state = "closed"
            said = json.dumps({"outcome": outcome})
            appeals.take_step(session, appeal, "decided", said, by_id=None, at=filed_at + timedelta(days=4))
            appeals.keep(session, appeal)

    def tally(self, who: str = ADMIN, cycle: str = "") -> Tally:
        """Return what somebody is shown."""
        with self.database.snapshot() as session:
            return self.tallies.of_reader(session, self.number(who), cycle)


@pytest.fixture
def company(database: Database, tmp_path: Path) -> Company:
    company = Company(database, tmp_path)
    with database.transaction() as session:
        demo_scores.load(session)
    company.clock.set(datetime(2026, 8, 14, 9, 0, tzinfo=ZONE))
    return company


@pytest.fixture
def office(company: Company) -> Statistics:
    office = Statistics(company)
    for day in range(3, 7):
        office.asks(LIN, day, day + 1, figure_questions.STANDS)
    for _ in range(2):
        # From Thursday to Tuesday are three working days.
        office.asks(LIN, 6, 11, figure_questions.CORRECTED)
    office.asks(CHEN, 10, None, figure_questions.OPEN)
    office.asks(CHEN, 13, None, figure_questions.OPEN)
    for outcome in ("accepted", "partly", "upheld", "upheld", "upheld"):
        office.appeals_that_was(CHEN, outcome)
    return office


def test_hr_sees_how_many_how_they_ended_how_long_they_took_and_what_is_overdue(office: Statistics) -> None:
    found = office.tally()
    assert found.cycle == CYCLE
    assert found.questions is not None
    assert found.appeals is not None
    assert (found.questions.count, found.questions.overdue) == (8, 1)
    assert found.questions.ends == {"corrected": 2, "stands": 4, "under_way": 2}
    assert str(found.questions.median_days) == "1.0"
    assert found.appeals.ends == {"accepted": 1, "partly": 1, "upheld": 3}
    assert (str(found.appeals.median_days), found.appeals.grounds) == ("2.0", {"data": 5, "judgement": 5})
    # Three results are released.
    assert str(found.per_hundred) == "166.7"
    assert [(code, group.count) for code, group in found.units] == [("FIN", 7), ("SALES-E", 6)]


def test_hr_of_some_units_sees_those_alone_and_nobody_else_anything(office: Statistics) -> None:
    with office.database.transaction() as session:
        relations.serve(session, office.number(PARTNER), {"SALES-E"})
    found = office.tally(PARTNER)
    assert found.questions is not None
    assert (found.questions.count, found.appeals) == (6, None)
    assert [code for code, _ in found.units] == ["SALES-E"]
    for who in (LIN, "zhou.kai", "gu.yuan"):
        with pytest.raises(NotAllowed):
            office.tally(who)
    with pytest.raises(NoSuchCycle):
        office.tally(cycle="2031H1")


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ("8 questions", "1 overdue", "the figure stands: 4", "accepted in part: 1", "166.7")),
        ("zh", ("数据质疑 8 件", "已过期限 1 件", "数据无误：4 件", "部分支持：1 件", "166.7")),
    ],
)
def test_it_is_drawn_in_both_languages_without_a_name(
    office: Statistics, slack_shapes: ShapeRecorder, locale: str, words: tuple[str, ...]
) -> None:
    with office.database.snapshot() as session:
        names = people.unit_names(session, CATALOG.language_of(locale))
    drawn = tally_blocks.window(office.tally(), names, CATALOG, locale)
    slack_shapes.view(drawn)
    said = json.dumps(drawn, ensure_ascii=False)
    assert all(each in said for each in words), said
    assert not any(name in said for name in ("Lin Jia", "林佳", "Chen Wei", "陈维", "K1"))


def test_an_operator_has_the_same_as_text_and_for_programs(company: Company, office: Statistics) -> None:
    assert office.tally().questions is not None
    text = company.types("fairness", CYCLE, "--by", f"{ADMIN}@demo.example")
    assert (text.exit_code, "8 questions about figures" in text.stdout) == (0, True), text.output
    found = json.loads(company.types("fairness", "--json").stdout)
    assert (found["cycle"], found["questions"]["count"], found["units"]["FIN"]["count"]) == (CYCLE, 8, 7)
    refused = company.types("fairness", "--by", f"{LIN}@demo.example")
    assert (refused.exit_code, "does not work in HR" in refused.stderr) == (1, True)
    assert company.types("fairness", "2031H1").exit_code == 1


@pytest.mark.both_engines
def test_what_is_counted_is_the_same_on_either_engine(office: Statistics) -> None:
    with office.database.snapshot() as session:
        everybody = office.tallies.of_everybody(session)
    assert everybody == office.tally()
