"""The board of a cycle over a hundred thousand people, for each phase that is counted person by person."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel

from bot.features.cycles.board import Boards
from bot.features.cycles.rules import Span
from bot.features.cycles.service import Cycles, Plan
from bot.working_days import WorkingDays
from prompts.catalog import Catalog
from storage.database import Database
from tests.bench.findings import Finding
from tests.clock import MovableClock
from tests.keys import MASTERS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

CROWD, SMOKE_CROWD, UNITS, TIMES = 100_000, 500, 1_000, 7
BOARD_MAX = 0.3
AT = datetime(2026, 6, 29, 4, 0, tzinfo=UTC)
PHASES = ("P1", "P2", "P3", "P5", "P6", "P7", "P9")
CYCLE = "2026H1"


async def cycling(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure the board of each phase when half of everybody have done what it asks for."""
    crowd = SMOKE_CROWD if smoke else CROWD
    database = Database(f"sqlite:///{folder / 'cycle.db'}", MASTERS)
    database.migrate()
    steering = Cycles(MovableClock(AT), WorkingDays("CN"), ZoneInfo("Asia/Shanghai"), Catalog.load())
    with database.transaction() as session:
        _employ(session, crowd)
        span = Span(date(2026, 1, 1), date(2026, 6, 30))
        steering.plan(session, 1, Plan(CYCLE, "half_year", span))
    boards = Boards(steering)
    findings = [_measured(database, boards, phase, crowd) for phase in PHASES]
    database.close()
    return findings


def _measured(database: Database, boards: Boards, phase: str, crowd: int) -> Finding:
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        with database.snapshot() as session:
            view = boards.board(session, 1, CYCLE, phase, "en")
        times.append(time.perf_counter() - began)
    counted = view.both_records if view.closes_cycle else view.sum
    assert counted is not None
    assert counted.done == crowd // 2
    took = statistics.median(times)
    return Finding(
        f"cycle: board of {crowd} in {phase}",
        f"{BOARD_MAX * 1000:.0f} ms",
        f"{took * 1000:.0f} ms",
        f"{took / BOARD_MAX:.0%}",
        f"≤ {BOARD_MAX * 1000:.0f} ms",
        kept=took <= BOARD_MAX,
    )


def _employ(session: Session, crowd: int) -> None:
    """Hire everybody, and let every second one have goals, talks, figures, a result and their records."""
    everybody, half = range(1, crowd + 1), range(2, crowd + 1, 2)
    _insert(session, "unit", [{"code": f"U{unit}", "parent_code": None} for unit in range(UNITS)])
    _insert(
        session,
        "person",
        [
            {
                "id": number, "email": f"p{number}@x.example", "name": f"P{number}", "title": "",
                "unit_code": f"U{number // 2 % UNITS}", "role": "hr_admin" if number == 1 else "employee",
                "locale": "en", "timezone": "Asia/Shanghai", "start_date": date(2020, 1, 1),
            }
            for number in everybody
        ],
    )  # fmt: skip
    _insert(
        session,
        "goal_sheet",
        [
            {
                "id": f"{number:032d}", "person_id": number, "cycle": CYCLE, "version": 1, "created_at": AT,
                "effective_from": date(2026, 1, 1), "content": b"w" * 2000, "reason": b"",
            }
            for number in everybody
        ],
    )  # fmt: skip
    sides = [(number, side) for number in half for side in ("employee", "manager")]
    _insert(
        session,
        "goal_sheet_step",
        [
            {"sheet_id": f"{number:032d}", "step": side, "day": date(2026, 1, 1), "at": AT}
            for number, side in sides
        ],
    )
    kinds = [
        (number, kind) for number in half for kind in ("mid_review", "performance_interview", "one_on_one")
    ]
    _insert(
        session,
        "note",
        [
            {
                "id": f"{kind[:8]}{number:024d}", "kind": kind, "mode": "debrief", "manager_id": 1,
                "employee_id": number, "cycle_id": CYCLE, "met_on": date(2026, 6, 10), "partial": False,
                "status": "final", "version": 1, "created_at": AT, "reminded": False,
            }
            for number, kind in kinds
        ],
    )  # fmt: skip
    _insert(
        session,
        "score_entry",
        [
            {
                "person_id": number,
                "cycle": CYCLE,
                "kind": "item",
                "mark": str(mark),
                "content": b"w" * 100,
                "stored_at": AT,
            }
            for number in half
            for mark in range(4)
        ],
    )
    _insert(
        session,
        "score_version",
        [
            {
                "id": f"{number:032d}", "person_id": number, "cycle": CYCLE, "version": 1, "configuration": "",
                "summary": b"w" * 100, "trace": b"w" * 2000, "why": "", "computed_at": AT,
            }
            for number in everybody
        ],
    )  # fmt: skip
    states = [(number, "frozen") for number in everybody] + [(number, "calibrated") for number in half]
    _insert(
        session,
        "score_state",
        [{"score_id": f"{number:032d}", "state": state, "at": AT, "why": ""} for number, state in states],
    )


def _insert(session: Session, table: str, rows: list[dict[str, Any]]) -> None:
    session.connection().execute(SQLModel.metadata.tables[table].insert(), rows)
