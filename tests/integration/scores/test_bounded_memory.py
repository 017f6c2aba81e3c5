"""What is brought in may be of any length: it needs the memory of one batch."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from bot.intake import files, taking_in
from tests.integration.scores.company import COLUMNS, READING, Company
from tests.integration.scores.test_pulling import answering, described

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.features.scores.arriving import Report

pytestmark = pytest.mark.either_engine

BATCH, FEW, TIMES = 200, 600, 4
MORE_MAX = 1.15
"""What four times the rows may need of what the rows need: what the allocator keeps for itself, and no row."""


def cells(at: int, code: str) -> dict[str, str]:
    """Return a reading of a line of its own."""
    return {**READING, "code": f"{code}{at}", "figure": str(at), "value": str(at)}


def written(folder: Path, rows: int, code: str) -> Path:
    """Write so many readings."""
    path = folder / f"{code}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        for at in range(rows):
            each = cells(at, code)
            file.write(",".join(f'"{each.get(column, "")}"' for column in COLUMNS) + "\n")
    return path


def peak(take: Callable[[], Report]) -> tuple[int, int]:
    """Return how many rows were taken, and the bytes in use at the most crowded moment."""
    tracemalloc.start()
    try:
        report = take()
        return report.new, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "BATCH", BATCH)
    # A file is looked through block by block; both files are longer than one.
    monkeypatch.setattr(files, "BLOCK", 1 << 14)
    # A report lists its first rows whatever their number; both files have more than it lists.
    monkeypatch.setattr("bot.features.scores.arriving.MOST_LISTED", FEW // 2)


def test_four_times_the_rows_of_a_file_need_no_more_memory(company: Company) -> None:
    company.intake.take(written(company.folder, FEW, "W"))
    few, many = (written(company.folder, FEW * times, f"T{times}") for times in (1, TIMES))
    (taken, low), (more, high) = (
        peak(lambda: company.intake.take(few)),
        peak(lambda: company.intake.take(many)),
    )
    assert (taken, more) == (FEW, FEW * TIMES)
    assert high <= low * MORE_MAX, (low, high)


def test_four_times_the_rows_an_http_source_gives_need_no_more_memory(company: Company) -> None:
    def pulled(code: str, rows: int) -> tuple[int, int]:
        body = json.dumps({"rows": [cells(at, code) for at in range(rows)]}).encode()
        with answering(200, body) as (url, _):
            address = (f'url = "{url}"', 'items = "rows"', "private_network = true")
            pulls = described(company, *address, columns="", defaults="")
            return peak(lambda: pulls.pull("erp"))

    pulled("W", FEW)
    (taken, low), (more, high) = pulled("F", FEW), pulled("M", FEW * TIMES)
    assert (taken, more) == (FEW, FEW * TIMES)
    assert high <= low * MORE_MAX, (low, high)
