"""Run every benchmark, print one table and keep it as Markdown."""

from __future__ import annotations

import argparse
import asyncio
import logging
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from rich.console import Console

from tests.bench import answering, importing, ledger, resting, scoring, sealing, sending, starting
from tests.bench.findings import markdown, table

if TYPE_CHECKING:
    from tests.bench.findings import Finding

BENCHMARKS = {
    "ack": answering.acknowledging,
    "step": answering.stepping,
    "load": answering.many_at_once,
    "start": starting.starting,
    "memory": resting.resting,
    "sender": sending.sending,
    "sealing": sealing.sealing,
    "ledger": ledger.proving,
    "scores": scoring.scoring,
    "importing": importing.importing,
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
    findings, broken = [], []
    for name in options.only or BENCHMARKS:
        try:
            findings += _run(name, console, smoke=options.smoke)
        except Exception:  # noqa: BLE001 - the others are still worth running
            console.print_exception()
            broken.append(name)
    console.print(table(findings))
    KEPT_AT.parent.mkdir(parents=True, exist_ok=True)
    KEPT_AT.write_text(markdown(findings), encoding="utf-8")
    if broken:
        console.print(f"Broken: {', '.join(broken)}", style="bold red")
    return 1 if broken else 0


def _run(name: str, console: Console, *, smoke: bool) -> list[Finding]:
    folder = Path(tempfile.mkdtemp(prefix="touchbase-bench-"))
    try:
        with console.status(f"{name} …"):
            return asyncio.run(BENCHMARKS[name](folder, smoke=smoke))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
