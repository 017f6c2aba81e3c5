"""Run every benchmark, print one table and keep it as Markdown."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import shutil
import sys
import tempfile
import traceback
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from rich.console import Console

from tests.bench import (
    announced,
    announcing,
    answering,
    cadence,
    cycling,
    delivering,
    explaining,
    importing,
    ledger,
    nudging,
    replying,
    resting,
    scoring,
    sealing,
    searching,
    sending,
    starting,
)
from tests.bench.findings import markdown, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.findings import Finding

    Outcome = list[Finding] | str
    """What a benchmark found, or how it broke."""

BENCHMARKS = {
    "ack": answering.acknowledging,
    "step": answering.stepping,
    "load": answering.many_at_once,
    "start": starting.starting,
    "memory": resting.resting,
    "sender": sending.sending,
    "delivery": delivering.delivering,
    "announcing": announcing.announcing,
    "announced": announced.announced,
    "replying": replying.replying,
    "sealing": sealing.sealing,
    "ledger": ledger.proving,
    "scores": scoring.scoring,
    "explaining": explaining.explaining,
    "nudges": nudging.nudging,
    "search": searching.searching,
    "importing": importing.importing,
    "due": cadence.due_scan,
    "cycles": cycling.cycling,
}
KEPT_AT = Path(__file__).parents[1] / "artefacts" / "bench.md"


def main() -> int:
    """Run what was asked for; 0 when everything could be measured, whatever the figures say."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("only", nargs="*", choices=[*BENCHMARKS, []], help="which ones (all without)")
    parser.add_argument("--smoke", action="store_true", help="shortened: whether they run, not what they say")
    options = parser.parse_args()
    # One line for each message sent would drown the table.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    console = Console(width=150 if not sys.stdout.isatty() else None)
    names = options.only or list(BENCHMARKS)
    findings, broken = [], []
    for name, found in _side_by_side(names) if options.smoke else _one_by_one(names, console):
        if isinstance(found, str):
            console.print(found, markup=False, highlight=False)
            broken.append(name)
        else:
            findings += found
    console.print(table(findings))
    KEPT_AT.parent.mkdir(parents=True, exist_ok=True)
    KEPT_AT.write_text(markdown(findings), encoding="utf-8")
    if broken:
        console.print(f"Broken: {', '.join(broken)}", style="bold red")
    return 1 if broken else 0


def _one_by_one(names: list[str], console: Console) -> Iterator[tuple[str, Outcome]]:
    for name in names:
        with console.status(f"{name} …"):
            yield name, _run(name)


def _side_by_side(names: list[str]) -> Iterator[tuple[str, Outcome]]:
    """Run as many at a time as there are processors: they disturb each other, and nobody asks what they say."""
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork")) as processes:
        yield from zip(names, processes.map(partial(_run, smoke=True), names), strict=True)


def _run(name: str, *, smoke: bool = False) -> Outcome:
    folder = Path(tempfile.mkdtemp(prefix="touchbase-bench-"))
    try:
        return asyncio.run(BENCHMARKS[name](folder, smoke=smoke))
    except Exception:  # noqa: BLE001 - the others are still worth running
        return traceback.format_exc()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
