"""What "how is my score computed" costs: reading a result, and turning it into what is shown."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.delivery.outbox import Outbox
from bot.demo import company as demo
from bot.demo import scores as demo_scores
from bot.features.scores import blocks, canonical
from bot.features.scores.results import Result
from bot.features.scores.service import Scores
from bot.features.scores.words import Words
from bot.working_days import WorkingDays
from knowledge import scoring
from prompts.catalog import Catalog
from storage import people, scores
from storage.database import Database
from tests.bench.findings import Finding, milliseconds, p50
from tests.clock import MovableClock
from tests.keys import MASTERS

if TYPE_CHECKING:
    from pathlib import Path

AFTER_MAX, WHOLE_MAX = 0.025, 0.025
TIMES, SMOKE, WARM_UP = 100, 10, 5
LOCALES = ("en", "zh")
WHO = ("lin.jia", "chen.wei", "zhao.min")


async def explaining(folder: Path, *, smoke: bool) -> list[Finding]:
    """Explain the three worked examples in both languages, over and over; the time is that of one core."""
    database = Database(f"sqlite:///{folder / 'explaining.db'}", MASTERS)
    database.migrate()
    clock = MovableClock(datetime(2026, 8, 3, 2, 0, tzinfo=UTC))
    with database.transaction() as session:
        demo.load_people(session, clock.now())
        demo_scores.load(session)
    service = Scores(
        clock=clock,
        calendar=WorkingDays("CN"),
        zone=ZoneInfo("Asia/Shanghai"),
        words=Words(scoring.demo_words()),
        outgoing=Outbox(clock),
    )
    catalog = Catalog.load()
    wholes, afters = [], []
    for turn in range(WARM_UP + (SMOKE if smoke else TIMES)):
        for name in WHO:
            for locale in LOCALES:
                whole, after = _explained(database, service, catalog, f"{name}@demo.example", locale)
                if turn >= WARM_UP:
                    wholes.append(whole)
                    afters.append(after)
    database.close()
    return [
        Finding(
            what="explaining one result, after the database (CPU)",
            limit="–",
            ours=milliseconds(p50(afters)),
            compared="–",
            budget=milliseconds(AFTER_MAX),
            kept=p50(afters) <= AFTER_MAX,
        ),
        Finding(
            what="explaining one result, with every question to the database (CPU)",
            limit="–",
            ours=milliseconds(p50(wholes)),
            compared=f"{p50(wholes) / p50(afters):.1f} times what follows the database",
            budget=milliseconds(WHOLE_MAX),
            kept=p50(wholes) <= WHOLE_MAX,
        ),
    ]


def _explained(
    database: Database, service: Scores, catalog: Catalog, email: str, locale: str
) -> tuple[float, float]:
    """Return the seconds of the whole, and of opening the trace and drawing it."""
    begun = time.process_time()
    with database.snapshot() as session:
        person = people.by_email(session, email)
        if person is None:
            raise LookupError(email)
        shown = service.explain(session, person.key, person.key)
    read = time.process_time()
    list(blocks.explanation(shown, catalog, locale).blocks)
    drawn = time.process_time()
    with database.snapshot() as session:
        written = scores.trace(session, shown.version_id)
    opened = time.process_time()
    canonical.read(Result, written or "")
    return drawn - begun, drawn - read + time.process_time() - opened
