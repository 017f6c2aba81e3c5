"""What a tick costs that finds 200 pairs due among many: it must not grow with how many pairs there are."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import event, text

from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from storage.database import Database
from tests.bench.findings import Finding, milliseconds
from tests.clock import MovableClock
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CURVE, SMOKE = (1_000, 10_000, 100_000, 1_000_000), (1_000, 10_000)
BUDGET_AT, SECONDS_MAX, STATEMENTS_MAX = 100_000, 0.150, 20
DUE, SPAN, ROUNDS = 200, 10, 15
"""So many pairs are due, each manager has so many reports, and so often it is measured."""
FLAT = 2.0
"""The largest company may take so many times as long as the smallest."""


async def due_scan(folder: Path, *, smoke: bool) -> list[Finding]:
    """Look at 200 due pairs among more and more of them."""
    curve = {pairs: _measured(folder / f"{pairs}.db", pairs) for pairs in (SMOKE if smoke else CURVE)}
    at = SMOKE[-1] if smoke else BUDGET_AT
    seconds, busy, statements, bare = curve[at]
    said = " · ".join(
        f"{pairs:,}: {milliseconds(each[0])}, {milliseconds(each[1])}" for pairs, each in curve.items()
    )
    # By the time of a core: whoever else uses the machine must not bend the curve.
    slowest, quickest = (pick(each[1] for each in curve.values()) for pick in (max, min))
    return [
        Finding(
            what=f"A tick over {at:,} pairs, {DUE} due and offered anew (by pairs, on the clock and of a core: {said})",
            limit=f"{milliseconds(bare)} to find and move {DUE} rows in bare SQLite",
            ours=f"{milliseconds(seconds)}, {milliseconds(busy)} of a core, {statements} statements",
            compared=f"largest / smallest {slowest / quickest:.1f}",
            budget=f"{milliseconds(SECONDS_MAX)}, {STATEMENTS_MAX} statements, flat",
            kept=seconds <= SECONDS_MAX and statements <= STATEMENTS_MAX and slowest / quickest <= FLAT,
        )
    ]


def _measured(file: Path, pairs: int) -> tuple[float, float, int, float]:
    """Return the quickest tick, in seconds on the clock and of a core, its statements, and bare SQLite's seconds."""
    database = Database(f"sqlite:///{file}", MASTERS)
    database.migrate()
    _fill(database, pairs)
    clock = MovableClock(NOW)
    service = OneOnOnes(clock, NudgeQueue())
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    spent, busy = [], []
    for round_ in range(ROUNDS):
        _make_due(database, pairs, round_)
        asked.clear()
        start, of_a_core = time.perf_counter(), time.process_time()
        with database.transaction() as session:
            found = service.look_at_due(session)
        spent.append(time.perf_counter() - start)
        busy.append(time.process_time() - of_a_core)
        if found != DUE:
            message = f"{found} pairs were due, not {DUE}"
            raise RuntimeError(message)
    statements = len([each for each in asked if not each.startswith(("BEGIN", "PRAGMA", "COMMIT"))])
    database.close()
    return min(spent), min(busy), statements, _bare(file, pairs)


def _fill(database: Database, pairs: int) -> None:
    """Give every pair a weekly talk; none is due before a later year."""
    managers = pairs // SPAN
    with database.transaction() as session:
        connection = session.connection()
        for batch in _batches(_people(managers, pairs)):
            connection.execute(text(_PERSON), batch)
        for batch in _batches(_series(managers, pairs)):
            connection.execute(text(_SERIES), batch)
    # Otherwise the first readers would look for everything in the journal.
    database.wipe()


_PERSON = (
    "INSERT INTO person (id, email, name, title, manager_id, role, locale, timezone, start_date)"
    " VALUES (:id, :email, :email, '', :manager, 'employee', 'en', 'Asia/Shanghai', '2020-01-01')"
)
_SERIES = (
    "INSERT INTO one_on_one_series (manager_id, employee_id, wall_time, timezone, interval_days, minutes, warn_days,"
    " hard_days, paused, since, next_on, next_at, due_at) VALUES (:manager, :id, '18:00', 'Asia/Shanghai', 7, 30,"
    " 21, 28, 0, '2026-02-20', '2026-03-05', '2026-03-05 10:00:00.000000', '2030-01-01 00:00:00.000000')"
)


def _people(managers: int, pairs: int) -> Iterator[dict[str, object]]:
    for number in range(1, managers + 1):
        yield {"id": number, "email": f"m{number}@bench.example", "manager": None}
    for number in range(managers + 1, managers + pairs + 1):
        yield {"id": number, "email": f"e{number}@bench.example", "manager": number % managers + 1}


def _series(managers: int, pairs: int) -> Iterator[dict[str, object]]:
    for number in range(managers + 1, managers + pairs + 1):
        yield {"id": number, "manager": number % managers + 1}


def _batches(rows: Iterator[dict[str, object]], size: int = 50_000) -> Iterator[list[dict[str, object]]]:
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _make_due(database: Database, pairs: int, round_: int) -> None:
    """Let 200 pairs be due that stand far apart in the tables."""
    step = pairs // DUE
    with database.transaction() as session:
        session.connection().execute(
            text(
                "UPDATE one_on_one_series SET due_at = '2026-03-02 08:00:00.000000' WHERE id IN"
                " (SELECT id FROM one_on_one_series WHERE id % :step = :round ORDER BY id LIMIT :due)"
            ),
            {"step": step, "round": round_ % step, "due": DUE},
        )


def _bare(file: Path, pairs: int) -> float:
    """Return what it takes to find 200 due rows and to move them, and nothing else."""
    step = pairs // DUE
    later = (NOW + timedelta(days=9)).strftime("%Y-%m-%d %H:%M:%S.%f")
    connection = sqlite3.connect(file)
    spent = []
    for round_ in range(ROUNDS):
        connection.execute(
            "UPDATE one_on_one_series SET due_at = '2026-03-02 08:00:00.000000' WHERE id IN"
            " (SELECT id FROM one_on_one_series WHERE id % ? = ? ORDER BY id LIMIT ?)",
            (step, round_ % step, DUE),
        )
        connection.commit()
        start = time.perf_counter()
        found = connection.execute(
            "SELECT id FROM one_on_one_series WHERE due_at <= ? AND paused = 0 ORDER BY due_at LIMIT ?",
            ("2026-03-02 09:00:00.000000", DUE),
        ).fetchall()
        connection.executemany(
            "UPDATE one_on_one_series SET due_at = ? WHERE id = ?", [(later, id_) for (id_,) in found]
        )
        connection.commit()
        spent.append(time.perf_counter() - start)
    connection.close()
    return min(spent)
