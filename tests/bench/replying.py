"""Whether a manager's check-in goes on at its pace while an announcement to ten thousand is put in the queue."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from sqlmodel import SQLModel, select

from bot.clock import SystemClock
from bot.transactions import Transactions
from storage.database import Database
from tests.bench import talks
from tests.bench.announcing_process import drafted
from tests.bench.company import Crowd
from tests.bench.findings import Finding, milliseconds, p50
from tests.bench.sending import load
from tests.bench.stage import BARE, OURS, BotProcess, Stage, on_stage

if TYPE_CHECKING:
    from pathlib import Path

    from sqlmodel import Session

    from tests.bench.company import Pair

STEP_MORE_MAX = 0.040
CALM = 4
"""So many managers go through their questions before anything is announced."""
LOOK_SECONDS = 0.05
AT_REST, SETTLED_WITHIN = 0.1, 90
"""Seconds of computing in one, below which a bot rests, and the seconds it has for coming to rest."""


async def replying(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure check-in steps before an announcement is let go, and from then until everybody is in the queue."""
    crowd = Crowd(100 if smoke else 5_000)
    small = Crowd(CALM)
    async with on_stage(small.seed(), folder / "bare") as stage, stage.bot(*BARE, "--reply"):
        limit = await _in_turn(stage, small.pairs)
    folder.joinpath("ours").mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{folder / 'ours' / 'touchbase.db'}"
    load(crowd, url)
    seed = crowd.seed()
    transactions = Transactions(Database(url))
    await drafted(transactions, SystemClock(), len(seed.users))
    hr = seed.users[-1].id
    async with (
        on_stage(seed, folder / "ours") as stage,
        stage.bot(*OURS, touchbase_approval_above=10**9) as bot,
    ):
        await stage.until(lambda: stage.button(hr, "announce.launch"), "the draft")
        await _settled(bot)
        calm = await _in_turn(stage, crowd.pairs[:CALM])
        feeding = asyncio.ensure_future(_fed(stage, transactions, hr))
        meanwhile: list[float] = []
        pairs = iter(crowd.pairs[CALM:])
        while not feeding.done():
            meanwhile += await _in_turn(stage, [next(pairs)], until=feeding)
        seconds = await feeding
    transactions.close()
    transactions.database.close()
    return [
        Finding(
            f"check-in step, {what}, p50 of {len(own)}",
            milliseconds(p50(limit)),
            milliseconds(p50(own)),
            f"+{milliseconds(p50(own) - p50(limit))}, slowest {milliseconds(max(own))}",
            f"≤ +{milliseconds(STEP_MORE_MAX)}",
            kept=p50(own) - p50(limit) <= STEP_MORE_MAX,
        )
        for what, own in (
            ("nothing announced", calm),
            (f"{len(seed.users) - 1} put in the queue meanwhile ({seconds:.1f} s)", meanwhile),
        )
    ]


async def _in_turn(
    stage: Stage, pairs: list[Pair], until: asyncio.Future[float] | None = None
) -> list[float]:
    seconds = []
    for pair in pairs:
        for words in (talks.opening(pair), *talks.ANSWERS):
            if until is None:
                await stage.quiet()
            elif until.done():
                break
            seconds.append(await talks.typed(stage, pair.manager, words))
    return seconds


async def _settled(bot: BotProcess) -> None:
    """Wait until the bot has taken in everybody whom Slack knows, and looked at everybody for the first time."""
    for _ in range(SETTLED_WITHIN):
        before = bot.cpu_seconds
        await asyncio.sleep(1)
        if bot.cpu_seconds - before < AT_REST:
            return


async def _fed(stage: Stage, transactions: Transactions, hr: str) -> float:
    """Let the announcement go, and return the seconds until everybody is in the queue."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await stage.presses(hr, "announce.launch")
    while True:
        if await transactions.read(_is_fed):
            return loop.time() - begun
        await asyncio.sleep(LOOK_SECONDS)


def _is_fed(session: Session) -> bool:
    announcement = SQLModel.metadata.tables["announcement"]
    return bool(session.connection().execute(select(announcement.c.fed)).scalar())
