"""A company of two units with a planned cycle, and HR who steers it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.features.cycles.board import Boards
from bot.features.cycles.planned import Planned
from bot.features.cycles.rules import Span
from bot.features.cycles.service import Cycles, Plan
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage import goal_sheets, records, scores
from storage.goal_sheets import Step
from storage.people import Person, Unit
from storage.policy_versions import PolicyClause, PolicyVersion
from storage.records import DraftBlock, DraftNote
from tests.clock import MovableClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from sqlmodel import Session

    from storage.database import Database

CATALOG = Catalog.load()
CYCLE = "2026H1"
H1 = Span(date(2026, 1, 1), date(2026, 6, 30))
EAST, WEST = 10, 6


@dataclass
class Company:
    """HR, the heads of two units, and their people; the clock stands on the cycle's first planned day."""

    database: Database
    clock: MovableClock
    cycles: Cycles
    planned: Planned
    boards: Boards
    hr: int
    partner: int
    head: int
    east: tuple[int, ...]
    west: tuple[int, ...]

    def do(self, work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the work says
        """Run one transaction."""
        with self.database.transaction() as session:
            return work(session, *args, **kwargs)

    def plan(self, kind: str = "half_year", **terms: Any) -> None:  # noqa: ANN401 - a plan's terms
        """Plan the cycle."""
        self.do(self.cycles.plan, self.hr, Plan(CYCLE, kind, H1, **terms))

    def on(self, day: date) -> None:
        """Let it be noon in Shanghai on a day."""
        self.clock.set(datetime(day.year, day.month, day.day, 4, 0, tzinfo=UTC))

    def agree_goals(self, who: Iterable[int]) -> None:
        """Let these people and their managers confirm goals."""
        with self.database.transaction() as session:
            for person in who:
                now = self.clock.now()
                sheet = goal_sheets.add_version(
                    session, person, CYCLE, "{}", effective_from=H1.starts, now=now
                )
                for side in (Step.EMPLOYEE, Step.MANAGER):
                    goal_sheets.confirm(session, sheet.id, side, person, H1.starts, now)

    def hold(self, kind: str, who: Iterable[int], status: str = records.FINAL) -> None:
        """Let talks of a kind with these people be on record."""
        with self.database.transaction() as session:
            for person in who:
                draft = DraftNote(
                    None, kind, "debrief", self.head, person, self.cycles.today(), CYCLE, False,  # noqa: FBT003
                    (DraftBlock("focus", records.SHARED, "w"),),
                )  # fmt: skip
                note = records.create(session, draft, self.clock.now())
                note.status = status
                session.add(note)

    def leave(self, person: int) -> None:
        """Let somebody leave the company today."""
        with self.database.transaction() as session:
            session.get_one(Person, person).left_on = self.cycles.today()

    def promote(self, person: int) -> None:
        """Let somebody steer cycles."""
        with self.database.transaction() as session:
            session.get_one(Person, person).role = "hr_admin"

    def freeze(self) -> None:
        """Freeze the data."""
        self.do(scores.freeze, CYCLE, self.clock.now(), self.hr, self.clock.now())


@pytest.fixture
def company(unready: Company) -> Company:
    """Give the company with nothing on the launch checklist that blocks, and nothing planned yet."""
    with unready.database.transaction() as session:
        for code in ("GROUP", "EAST", "WEST", "LAB"):
            unit = session.get_one(Unit, code)
            unit.head_id = unit.head_id or unready.hr
            session.add(unit)
        for number in (unready.partner, unready.head):
            person = session.get_one(Person, number)
            person.manager_id = unready.hr
            session.add(person)
        # HR itself is led from the top, as the head of the whole group.
        publish(session, "2025", date(2025, 1, 1), "zh", "en")
    return unready


def publish(session: Session, version: str, effective: date, *languages: str) -> None:
    """Put a document of one clause into the rule book."""
    at = datetime(2025, 12, 1, tzinfo=UTC)
    for language in languages:
        session.add(
            PolicyVersion(
                document_id="PM", version=version, language=language, governing_language="zh", title="PM",
                effective_from=effective, source="s", loaded_at=at,
            )
        )  # fmt: skip
        session.flush()
        session.add(
            PolicyClause(
                document_id="PM", version=version, language=language, clause_id="PM-1", ref="r", title="t",
                path=[], text="t", start=0, end=1,
            )
        )  # fmt: skip


@pytest.fixture
def unready(database: Database) -> Company:
    """Give the company as it is before anybody looked over what a cycle needs."""
    clock = MovableClock(datetime(2025, 12, 18, 4, 0, tzinfo=UTC))
    cycles = Cycles(clock, WorkingDays("CN"), ZoneInfo("Asia/Shanghai"), CATALOG)
    planned = Planned(cycles)
    with database.transaction() as session:
        for code, parent in (("GROUP", None), ("EAST", "GROUP"), ("WEST", "GROUP"), ("LAB", "GROUP")):
            session.add(Unit(code=code, parent_code=parent))
        session.flush()

        def hire(name: str, unit: str | None, manager: int | None = None, role: str = "employee") -> int:
            person = Person(
                email=f"{name}@cycle.example", name=name, unit_code=unit, manager_id=manager, role=role,
                start_date=date(2020, 1, 1),
            )  # fmt: skip
            session.add(person)
            session.flush()
            return person.key

        hr = hire("hr", "LAB", role="hr_admin")
        partner = hire("partner", "LAB", role="hr")
        head = hire("head", "LAB")
        east = tuple(hire(f"east{number}", "EAST", head) for number in range(EAST))
        west = tuple(hire(f"west{number}", "WEST", hr) for number in range(WEST))
        unit = session.get_one(Unit, "EAST")
        unit.head_id = head
        session.add(unit)
    return Company(database, clock, cycles, planned, Boards(cycles), hr, partner, head, east, west)
