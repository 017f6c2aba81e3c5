"""A pilot of two units and a company around it, with the reminders that ask its question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from bot.delivery.outbox import Outbox
from bot.features.cycles.rules import Span
from bot.features.cycles.service import Cycles, Plan
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.knowing import Terms
from bot.features.nudges.service import Nudges
from bot.features.surveys.digest import Digests
from bot.features.surveys.service import Surveys
from bot.house.surveys import groups
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import nudge_decisions, nudges, relations
from storage.outbox import OutboxMessage
from storage.people import Person, Unit
from tests.clock import MovableClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.database import Database
    from storage.nudge_decisions import NudgeDecision

CATALOG = Catalog.load()
CYCLE = "PILOT-1"
SPAN = Span(date(2026, 3, 2), date(2026, 8, 31))
SHANGHAI = ZoneInfo("Asia/Shanghai")
EAST, LAB, WEST = 9, 2, 6


@dataclass
class Pilot:
    """HR of the company and of two units, the people of the pilot's EAST and LAB, and of WEST outside of it."""

    database: Database
    clock: MovableClock
    cycles: Cycles
    surveys: Surveys
    digests: Digests
    nudges: Nudges
    away: set[int]
    admin: int
    hr_east: int
    hr_west: int
    head: int
    east: tuple[int, ...]
    lab: tuple[int, ...]
    west: tuple[int, ...]
    first_on: date

    def do(self, work: Callable[..., Any], *args: Any) -> Any:  # noqa: ANN401 - as the work says
        """Run one transaction."""
        with self.database.transaction() as session:
            return work(session, *args)

    def fortnight(self, number: int, days: int = 0, hour: int = 10) -> None:
        """Let it be so many days into a fortnight, at an hour in Shanghai."""
        day = self.first_on + timedelta(days=14 * number + days)
        self.clock.set(datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI).astimezone(UTC))

    def tick(self) -> None:
        """Ask and decide, as the minute's tick does."""
        self.do(self.surveys.ask_due)
        self.do(self.nudges.decide_due)

    def asked(self) -> list[NudgeDecision]:
        """Return everybody who was asked, since the beginning."""
        since = datetime(2026, 1, 1, tzinfo=UTC)
        return list(self.do(nudge_decisions.said_of_kind, nudges.SURVEY, since))

    def decision(self, person: int) -> int:
        """Return the number of the newest question to somebody."""
        return max(each.number for each in self.asked() if each.recipient_id == person)

    def sent(self, kind: str) -> list[OutboxMessage]:
        """Return the outgoing messages of a kind."""
        with self.database.snapshot() as session:
            return list(session.exec(select(OutboxMessage).where(OutboxMessage.kind == kind)))


@pytest.fixture
def pilot(database: Database) -> Pilot:
    """Give a pilot whose first phase is open."""
    clock = MovableClock(datetime(2026, 2, 2, 2, 0, tzinfo=UTC))
    outbox, calendar = Outbox(clock), WorkingDays("DE")
    cycles = Cycles(clock, calendar, SHANGHAI, CATALOG)
    away: set[int] = set()
    with database.transaction() as session:
        for code, parent in (
            ("GROUP", None),
            ("TRY", "GROUP"),
            ("EAST", "TRY"),
            ("LAB", "TRY"),
            ("WEST", "GROUP"),
        ):
            session.add(Unit(code=code, parent_code=parent))
        session.flush()

        def hire(name: str, unit: str, role: str = "employee") -> int:
            person = Person(
                email=f"{name}@pilot.example",
                name=name,
                unit_code=unit,
                role=role,
                start_date=date(2020, 1, 1),
                timezone="Asia/Shanghai",
            )
            session.add(person)
            session.flush()
            return person.key

        admin = hire("admin", "GROUP", "hr_admin")
        hr_east, hr_west = hire("hr-east", "GROUP", "hr"), hire("hr-west", "GROUP", "hr")
        relations.serve(session, hr_east, ["EAST"])
        relations.serve(session, hr_west, ["WEST"])
        head = hire("head", "GROUP")
        people = {
            code: tuple(hire(f"{code.lower()}{number}", code) for number in range(count))
            for code, count in (("EAST", EAST), ("LAB", LAB), ("WEST", WEST))
        }
        unit = session.get_one(Unit, "EAST")
        unit.head_id = head
        session.add(unit)
    with database.transaction() as session:
        cycles.plan(session, admin, Plan(CYCLE, "half_year", SPAN, ("TRY",), linked_to_pay=False))
    with database.transaction() as session:
        cycles.waive(session, admin, CYCLE, "P1", "Only the pilot's own data is here")
        phase = cycles.open(session, admin, CYCLE, "P1")
    return Pilot(
        database,
        clock,
        cycles,
        Surveys(clock, SHANGHAI, outbox, lambda _session, _day: away, lambda words: "hurt me" in words),
        Digests(clock, SHANGHAI, outbox, groups, calendar.is_working, lambda words: "harm" in words),
        Nudges(clock, calendar, HoldOut(b"a key", percent=20), Terms()),
        away,
        admin,
        hr_east,
        hr_west,
        head,
        people["EAST"],
        people["LAB"],
        people["WEST"],
        phase.opens,
    )
