"""What a tick of the nudges costs: 200 due among more and more that wait, which should make no difference."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import event, insert
from sqlmodel import SQLModel

from bot.clock import SystemClock
from bot.features.nudges.holdout import HoldOut
from bot.features.nudges.knowing import Terms
from bot.features.nudges.service import Nudges
from bot.working_days import WorkingDays
from storage import nudges
from storage.database import Database
from tests.bench.findings import Finding, milliseconds
from tests.keys import MASTERS

if TYPE_CHECKING:
    from pathlib import Path

MANAGERS, REPORTS = 10_000, 10
SIZES, SMOKE_SIZES = (1_000, 10_000, 100_000, 1_000_000), (1_000,)
DUE = 200
MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
"""Half past nine in Shanghai."""
LATER = MONDAY + timedelta(days=9)
TICK_MAX_SECONDS, STATEMENTS_MAX = 0.150, 20
MEASURED_AT = 100_000
TURNS = 5


class Monday(SystemClock):
    """Stands still."""

    def now(self) -> datetime:
        """Return the Monday morning."""
        return MONDAY


async def nudging(folder: Path, *, smoke: bool) -> list[Finding]:
    """Let 200 pairs be due among each number of pairs, and measure the tick that decides about them."""
    database = Database.at(folder / "touchbase.db", MASTERS)
    database.migrate()
    _people(database)
    service = Nudges(Monday(), WorkingDays("CN"), HoldOut(b"bench", 0), Terms())
    found, waiting = [], 0
    for size in SMOKE_SIZES if smoke else SIZES:
        _wait(database, waiting, size)
        waiting = size
        best, statements = min(_tick(database, service, size, turn) for turn in range(TURNS))
        judged = size == MEASURED_AT
        found.append(
            Finding(
                what=f"a tick, {DUE} due of {size:,} that wait",
                limit="–",
                ours=milliseconds(best),
                compared=f"{statements} statements",
                budget=f"≤ {TICK_MAX_SECONDS * 1000:.0f} ms, ≤ {STATEMENTS_MAX} statements"
                if judged
                else "–",
                kept=not judged or (best <= TICK_MAX_SECONDS and statements <= STATEMENTS_MAX),
            )
        )
    database.close()
    return found


def _tick(database: Database, service: Nudges, size: int, turn: int) -> tuple[float, int]:
    # Nobody twice: who heard something a moment ago is left alone.
    first = 1 + (SIZES.index(size) * TURNS + turn) * DUE
    people = range(first, first + DUE)
    with database.transaction() as session:
        for person in people:
            nudges.offer(
                session,
                recipient_id=person,
                kind=nudges.GAP_28,
                about_id=MANAGERS + person,
                key=f"due:{size}:{person}",
                due_at=MONDAY,
                until=LATER,
                facts={},
            )
    seen: list[int] = []

    def note(*_given: object) -> None:
        seen.append(1)

    event.listen(database.engine, "before_cursor_execute", note)
    began = time.perf_counter()
    with database.transaction() as session:
        service.decide_due(session)
    took = time.perf_counter() - began
    event.remove(database.engine, "before_cursor_execute", note)
    return took, len(seen)


def _people(database: Database) -> None:
    rows = [
        {
            "id": number,
            "email": f"p{number}@bench.example",
            "name": "P",
            "title": "",
            "role": "employee",
            "locale": "en",
            "timezone": "Asia/Shanghai",
            "start_date": date(2020, 1, 1),
            "manager_id": None if number <= MANAGERS else (number - 1) % MANAGERS + 1,
        }
        for number in range(1, MANAGERS + MANAGERS * REPORTS // 5 + 1)
    ]
    with database.transaction() as session:
        session.connection().execute(insert(SQLModel.metadata.tables["person"]), rows)


def _wait(database: Database, since: int, until: int) -> None:
    """Add pairs with something that waits for another day, none of them for those who are due."""
    rows = [
        {
            "key": f"wait:{number}",
            "recipient_id": MANAGERS + 1 + number % MANAGERS,
            "kind": nudges.GAP_21,
            "about_id": 1,
            "due_at": LATER,
            "until": LATER,
            "facts": {},
            "state": nudges.WAITING,
            "wake_at": LATER,
            "sends": 0,
            "snoozes": 0,
        }
        for number in range(since, until)
    ]
    with database.transaction() as session:
        session.connection().execute(insert(SQLModel.metadata.tables["nudge_candidate"]), rows)
