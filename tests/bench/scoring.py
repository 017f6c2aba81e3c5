"""What explaining costs: results with their whole trace and hash, beside the bare sums of the same sheets."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from bot.features.scores.figures import Amount
from bot.features.scores.rules import compute
from tests.bench.findings import Finding
from tests.unit.scores.samples import E2, RULES, inputs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.features.scores.inputs import Inputs

PEOPLE, LINES = 10_000, 8
CURVE, SMOKE = (1_000, 10_000, 100_000), (100,)
SECONDS_MAX = 20.0
CENT, TENTH = Decimal("0.01"), Decimal("0.1")
WARM_UP = 50


async def scoring(folder: Path, *, smoke: bool) -> list[Finding]:
    """Compute people one after the other, more and more of them; the time is that of one core, not of the clock."""
    del folder
    _seconds(WARM_UP)
    rates = {}
    for count in SMOKE if smoke else CURVE:
        seconds = _seconds(count)
        rates[count] = count * LINES / seconds
    ours, bare = rates[100 if smoke else PEOPLE], _bare_rate(SMOKE[0] if smoke else PEOPLE)
    needed = PEOPLE * LINES / ours
    curve = " · ".join(f"{count:,}: {rate:,.0f}" for count, rate in rates.items())
    return [
        Finding(
            what=f"{PEOPLE:,} people × {LINES} lines with trace and hash (lines a second by size: {curve})",
            limit=f"{bare:,.0f} lines/s as bare sums",
            ours=f"{ours:,.0f} lines/s, {needed:.1f} s",
            compared=f"{bare / ours:.0f} times the bare sums",
            budget=f"{SECONDS_MAX:.0f} s",
            kept=needed <= SECONDS_MAX,
        )
    ]


def people(count: int) -> Iterator[Inputs]:
    """Give people with eight lines each, no two with the same figures."""
    whole = inputs(E2)
    period = whole.periods[0]
    # E2 has seven lines; the eighth is another rate, whose weight comes from the first.
    service = next(line for line in period.sheet.lines if line.code == "M3")
    first = replace(period.sheet.lines[0], weight=Decimal(20))
    lines = (first, *period.sheet.lines[1:], replace(service, code="M4", weight=Decimal(10)))
    sheet = replace(period.sheet, lines=lines)
    reached = next(figure for figure in period.figures if figure.code == "M3")
    for number in range(count):
        actual = Amount(Decimal(9000 + number % 1500).scaleb(-4))
        figures = (*period.figures, replace(reached, code="M4", value=actual))
        yield replace(whole, periods=(replace(period, sheet=sheet, figures=figures),))


def _seconds(count: int) -> float:
    spent = 0.0
    for person in people(count):
        start = time.process_time()
        compute(person, RULES)
        spent += time.process_time() - start
    return spent


def _bare_rate(count: int) -> float:
    """Return lines a second of the same sums with nothing said about them: what Decimal itself costs."""
    start = time.process_time()
    for number in range(count):
        whole = Decimal(0)
        for line in range(LINES):
            attainment = (Decimal(9000 + number % 1500 + line) / 9600).quantize(
                Decimal("0.0001"), ROUND_HALF_UP
            )
            score = min(max(100 * attainment, Decimal(0)), Decimal(120))
            whole += (score * Decimal("12.5") / 100).quantize(CENT, ROUND_HALF_UP)
        (whole * Decimal("0.9751")).quantize(TENTH, ROUND_HALF_UP)
    return count * LINES / (time.process_time() - start)
