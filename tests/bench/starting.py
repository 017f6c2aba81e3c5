"""How long a fresh process takes until Slack can deliver to it."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.bench.company import Crowd
from tests.bench.findings import Finding
from tests.bench.stage import BARE, OURS, Stage, on_stage

if TYPE_CHECKING:
    from pathlib import Path

STARTS = 5
READY_SECONDS_MAX = 2.5


async def starting(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure fresh starts without a model key: on a new data folder, and on one already migrated."""
    starts = 1 if smoke else STARTS
    async with on_stage(Crowd(5).seed(), folder / "stage") as stage:
        for command in (BARE, OURS):
            # The very first start of an installation also compiles everything it imports.
            await _ready_after(stage, command, folder / "warm")
        limit = median([await _ready_after(stage, BARE, folder) for _ in range(starts)])
        first = median([await _ready_after(stage, OURS, folder / f"{number}") for number in range(starts)])
        again = median([await _ready_after(stage, OURS, folder / "0") for _ in range(starts)])
    return [
        Finding(
            f"ready to serve, {what}, median of {starts}",
            f"{limit:.2f} s",
            f"{own:.2f} s",
            f"+{own - limit:.2f} s",
            f"≤ {READY_SECONDS_MAX} s",
            kept=own <= READY_SECONDS_MAX,
        )
        for what, own in (("first start (makes the database)", first), ("later start", again))
    ]


async def _ready_after(stage: Stage, command: tuple[str, ...], data: Path) -> float:
    async with stage.bot(*command, touchbase_data=data) as bot:
        return bot.ready_seconds
