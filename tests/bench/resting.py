"""How much memory the bot holds when nobody wants anything of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.demo import company as demo
from bot.workspace.seed import Seed
from prompts.catalog import Catalog
from tests.acceptance.company import load
from tests.bench import talks
from tests.bench.bare_bot import BUTTON
from tests.bench.company import Pair
from tests.bench.findings import Finding
from tests.bench.stage import BARE, OURS, is_new, on_stage

if TYPE_CHECKING:
    from pathlib import Path

RESIDENT_MB_MAX = 160


async def resting(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure the memory left after the demo company's check-in was done once, in full."""
    del smoke
    seed = Seed.model_validate(demo.workspace_seed(Catalog.load(), SystemClock().now()))
    helen, chen = (
        next(user.id for user in seed.users if name in user.real_name) for name in ("Helen Moore", "Chen Wei")
    )
    async with on_stage(seed, folder) as stage, stage.bot(*BARE, "--reply") as bare:
        await stage.sees(helen, stage.says(helen, "hello"), is_new)
        await talks.pressed(stage, helen, BUTTON)
        limit = bare.resident_mb
    load(f"sqlite:///{folder / 'touchbase.db'}")
    async with on_stage(seed, folder) as stage, stage.bot(*OURS) as ours:
        await stage.until(lambda: stage.answers(helen), "the first prompt of the day")
        await talks.whole(stage, Pair(helen, "Chen Wei"))
        await stage.until(lambda: stage.answers(chen), "the shared note")
        await stage.server.acts.open_home(helen)
        await stage.until(lambda: stage.server.workspace.home(helen), "Home")
        own = ours.resident_mb
    return [
        Finding(
            "idle RSS after one whole check-in",
            f"{limit:.0f} MB",
            f"{own:.0f} MB",
            f"+{own - limit:.0f} MB",
            f"≤ {RESIDENT_MB_MAX} MB",
            kept=own <= RESIDENT_MB_MAX,
        )
    ]
