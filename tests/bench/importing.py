"""How fast readings come in, and whether memory stays flat meanwhile, beside storing the same rows bare."""

from __future__ import annotations

import csv
import sqlite3
import time
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import psutil

from bot.features.scores.configuration_reading import configuration
from bot.intake.taking_in import Intake
from knowledge import scoring
from storage import cycles
from storage.database import Database
from storage.people import Person
from tests.bench.findings import Finding
from tests.clock import MovableClock
from tests.integration.scores.company import COLUMNS, NOW, READING
from tests.keys import MASTERS

if TYPE_CHECKING:
    from pathlib import Path

ROWS, MANY, PEOPLE, SMOKE = 100_000, 1_000_000, 10_000, 20_000
SECONDS_MAX = 30.0
GROWTH_MB_MAX = 64
"""What "flat memory" may grow by from a fifth of the rows to the last."""
_MB = 1 << 20


async def importing(folder: Path, *, smoke: bool) -> list[Finding]:
    """Bring in a file of readings, then ten times as many; beside it the same file into a table of its own."""
    found = []
    for rows in (SMOKE,) if smoke else (ROWS, MANY):
        (there := folder / str(rows)).mkdir()
        found += measured(there, rows)
    return found


def measured(folder: Path, rows: int) -> list[Finding]:
    """Measure an import of so many rows."""
    database = Database(f"sqlite:///{folder / 'importing.db'}", MASTERS)
    database.migrate()
    people = min(PEOPLE, rows // 10)
    with database.transaction() as session:
        session.add(cycles.Cycle(id="2026H1", names={}, starts=date(2026, 1, 1), ends=date(2026, 6, 30)))
        session.add_all(
            Person(email=f"p{at}@bench.example", name=f"P{at}", start_date=date(2020, 1, 1))
            for at in range(people)
        )
    path = folder / "readings.csv"
    _write(path, rows, people)
    bare = _bare(folder / "bare.db", path)
    memory: dict[int, int] = {}
    process = psutil.Process()
    intake = Intake(database, MovableClock(NOW), configuration(scoring.demo_tables()))
    begun = time.monotonic()
    report = intake.take(path, progress=lambda done: memory.setdefault(done, process.memory_info().rss))
    seconds = time.monotonic() - begun
    database.close()
    if report.new != rows:
        message = f"{report.new} of {rows} rows were taken: {report.rejections[:3]}"
        raise AssertionError(message)
    early = next(rss for done, rss in memory.items() if done >= rows // 5)
    growth = (max(memory.values()) - early) / _MB
    return [
        Finding(
            what=f"{rows:,} readings from a CSV file, checked and sealed",
            limit=f"{bare:.1f} s into a bare table",
            ours=f"{seconds:.1f} s ({rows / seconds:,.0f} rows/s)",
            compared=f"{seconds / bare:.0f} times the bare table",
            budget=f"{SECONDS_MAX:.0f} s for {ROWS:,}" if rows <= ROWS else "–",
            kept=rows > ROWS or seconds / rows * ROWS <= SECONDS_MAX,
        ),
        Finding(
            what=f"memory from a fifth of {rows:,} rows to the last",
            limit="–",
            ours=f"+{growth:.0f} MB",
            compared="–",
            budget=f"+{GROWTH_MB_MAX} MB",
            kept=growth <= GROWTH_MB_MAX,
        ),
    ]


def _write(path: Path, rows: int, people: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for at in range(rows):
            amount = str(1000 + at % 977)
            whose = {"employee": f"p{at % people}@bench.example", "code": f"K{at // people}"}
            writer.writerow({**READING, **whose, "figure": amount, "value": amount})


def _bare(path: Path, source: Path) -> float:
    """Return the seconds it takes to read the same file and store its rows as they are."""
    begun = time.monotonic()
    with closing(sqlite3.connect(path)) as database, source.open(encoding="utf-8", newline="") as file:
        database.execute(f"CREATE TABLE bare ({', '.join(COLUMNS)})")
        reader = csv.reader(file)
        next(reader)
        marks = ", ".join("?" * len(COLUMNS))
        database.executemany(f"INSERT INTO bare VALUES ({marks})", reader)  # noqa: S608 - the names are ours
        database.commit()
    return time.monotonic() - begun
