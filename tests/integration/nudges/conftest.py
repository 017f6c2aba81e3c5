from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery.outbox import Outbox
from bot.features.nudges.answers import Answers
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.knowing import Terms
from bot.features.nudges.service import Nudges
from bot.features.nudges.settling import Settling
from bot.working_days import WorkingDays
from storage import nudge_decisions, nudges, people

if TYPE_CHECKING:
    from storage.database import Database
    from storage.nudge_decisions import NudgeDecision
    from tests.clock import MovableClock


@dataclass(frozen=True)
class Team:
    """The ids of a manager in Berlin and two reports."""

    boss: int
    lin: int
    anna: int


@dataclass
class Desk:
    """The services of the nudges over one database."""

    database: Database
    clock: MovableClock
    nudges: Nudges
    settling: Settling
    answers: Answers
    team: Team

    def offer(self, kind: str, **changes: Any) -> str:  # noqa: ANN401 - any field
        now = self.clock.now()
        given: dict[str, Any] = {
            "recipient_id": self.team.boss,
            "kind": kind,
            "about_id": self.team.lin,
            "key": f"{kind}:1",
            "due_at": now,
            "until": now + timedelta(days=60),
            "facts": {},
        }
        with self.database.transaction() as session:
            nudges.offer(session, **{**given, **changes})
        return str(changes.get("key", f"{kind}:1"))

    def tick(self) -> None:
        with self.database.transaction() as session:
            self.nudges.decide_due(session)
            self.settling.judge_due(session)
            self.settling.look_up_due(session)

    def run_until(self, end: datetime, step: timedelta = timedelta(minutes=30)) -> None:
        while self.clock.now() < end:
            self.tick()
            self.clock.set(self.clock.now() + step)

    def decisions(self, person: int | None = None) -> list[NudgeDecision]:
        since = self.clock.now() - timedelta(days=400)
        with self.database.snapshot() as session:
            return nudge_decisions.recent(session, [person or self.team.boss], since)


@pytest.fixture
def team(database: Database) -> Team:
    with database.transaction() as session:
        ids: list[int] = []
        for name in ("boss", "lin", "anna"):
            person = people.Person(
                email=f"{name}@demo.example",
                name=name.title(),
                manager_id=ids[0] if ids else None,
                timezone="Europe/Berlin",
                start_date=date(2020, 1, 1),
            )
            session.add(person)
            session.flush()
            ids.append(person.key)
    return Team(*ids)


@pytest.fixture
def desk(database: Database, clock: MovableClock, team: Team) -> Desk:
    calendar, terms = WorkingDays("DE"), Terms()
    return Desk(
        database,
        clock,
        Nudges(clock, calendar, HoldOut(b"a key", percent=0), terms),
        Settling(clock),
        Answers(clock, calendar, terms, Outbox(clock)),
        team,
    )
