"""A manager and her report, those around them, and everything that goals are talked over with, on a real database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from bot.delivery.outbox import Outbox
from bot.features.goals.lines import Line
from bot.features.goals.opening import Opening
from bot.features.goals.pairs import Pairs
from bot.features.goals.service import Goals
from bot.features.goals.upper import UnitGoals
from bot.features.goals.viewing import Viewing
from bot.intake.goal_desk import GoalDesk
from storage import relations
from storage.cycles import Cycle
from storage.outbox import OutboxMessage
from storage.people import Unit
from tests.integration.access.company import hire

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Concatenate, ParamSpec

    from sqlmodel import Session

    from bot.features.goals.shown import GoalsShown
    from bot.features.goals.talks import Talk
    from storage.database import Database
    from tests.clock import MovableClock

    P = ParamSpec("P")

T = TypeVar("T")
CYCLE = "2026H1"
LINES = (
    Line.of("K1", {"title": "Net revenue 净收入", "type": "higher", "weight": "40", "target": "1200",
                   "measure_unit": "万元", "source": "ERP", "supports": "EAST-1", "clause": "PM-4.2"}),
    Line.of("K2", {"title": "Collection", "type": "higher", "weight": "30", "target": "0.95", "measure_unit": "%",
                   "source": "FIN", "supports": "ORG-1", "clause": "PM-4.2"}),
    Line.of("K3", {"title": "Discount", "type": "lower", "weight": "15", "target": "0.08", "measure_unit": "%",
                   "source": "CRM", "clause": "PM-4.3"}),
    Line.of("B1", {"title": "Collaboration", "type": "bars", "weight": "15", "target": "3", "item": "agreed",
                   "source": "Review", "supports": "ORG-1", "clause": "PM-4.7"}),
)  # fmt: skip
"""A sheet that may be confirmed; K3 serves no upper goal."""


@dataclass
class Office:
    """Everything of one test: each call is one committed transaction."""

    database: Database
    clock: MovableClock
    pairs: Pairs
    opening: Opening
    goals: Goals
    viewing: Viewing
    units: UnitGoals
    boss: int
    manager: int
    employee: int
    peer: int
    hr: int
    hr_elsewhere: int

    def do(self, work: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `work` in one transaction."""
        with self.database.transaction() as session:
            return work(session, *args, **kwargs)

    def see(self, reader: int) -> GoalsShown:
        """Return the employee's goals as somebody sees them."""
        return self.do(self.viewing.sheet, reader, self.employee, CYCLE)

    def talk(self, reader: int) -> Talk:
        """Return the draft as somebody sees it."""
        talk = self.see(reader).talk
        assert talk is not None
        return talk

    def begin(self, by: int, lines: tuple[Line, ...] = LINES, *, share: bool = True) -> str:
        """Begin a draft of these lines, and share it."""
        draft = self.do(self.opening.begin, by, self.employee, CYCLE, from_earlier=False)
        for line in lines:
            self.do(self.goals.put, by, draft, line, "")
        if share:
            self.do(self.goals.share, by, draft)
        return draft

    def agree(self, by: int | None = None) -> str:
        """Let the two agree on the lines above; returns the draft."""
        draft = self.begin(by or self.manager)
        for who in (self.manager, self.employee):
            self.confirm(who, draft)
        return draft

    def confirm(self, who: int, draft: str) -> bool:
        """Confirm the sheet as it is now."""
        return self.do(self.goals.confirm, who, draft, self.talk(who).mark)

    def messages(self, kind: str, to: int) -> list[OutboxMessage]:
        """Return what was put for somebody, oldest first."""
        with self.database.snapshot() as session:
            query = select(OutboxMessage).where(OutboxMessage.kind == kind).order_by(col(OutboxMessage.id))
            posts = {row.key: row.person_id for row in session.exec(query) if row.person_id}
            return [
                row for row in session.exec(query) if (row.person_id or posts.get(row.target_key or "")) == to
            ]


def open_office(database: Database, clock: MovableClock) -> Office:
    """Found the company: EAST below GROUP, a cycle, and the goals people may serve."""
    zone = ZoneInfo("Asia/Shanghai")
    with database.transaction() as session:
        for code, parent in (("GROUP", None), ("EAST", "GROUP"), ("PLANT", "GROUP")):
            session.add(Unit(code=code, parent_code=parent))
        session.flush()
        boss = hire(session, "boss", unit="GROUP")
        manager = hire(session, "Dana Roe", unit="EAST", manager=boss)
        employee = hire(session, "Lin Jia", unit="EAST", manager=manager)
        peer = hire(session, "Peer Poe", unit="EAST", manager=manager)
        hr = hire(session, "Grace Tan", role="hr", unit="GROUP", manager=boss)
        elsewhere = hire(session, "Hans Hu", role="hr", unit="GROUP", manager=boss)
        relations.serve(session, hr, {"EAST"})
        relations.serve(session, elsewhere, {"PLANT"})
        session.get_one(Unit, "EAST").head_id = manager
        session.get_one(Unit, "GROUP").head_id = boss
        for cycle, starts in (("2025H2", date(2025, 7, 1)), (CYCLE, date(2026, 1, 1))):
            ends = starts + timedelta(days=180)
            session.add(Cycle(id=cycle, names={"en": cycle, "zh": cycle}, starts=starts, ends=ends))
    pairs = Pairs(clock, zone, GoalDesk(Path("/nowhere")))
    outbox = Outbox(clock)
    units = UnitGoals(pairs)
    return Office(
        database, clock, pairs, Opening(pairs, outbox), Goals(pairs, outbox), Viewing(pairs), units,
        boss, manager, employee, peer, hr, elsewhere,
    )  # fmt: skip
