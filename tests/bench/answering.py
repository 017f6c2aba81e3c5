"""How soon things are acknowledged and answered, and how many check-in steps one process carries."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING

from bot.workspace.models import Message
from tests.bench import talks
from tests.bench.bare_bot import BUTTON, FACE
from tests.bench.company import Crowd
from tests.bench.findings import Finding, milliseconds, p50, p99
from tests.bench.stage import BARE, OURS, Stage, at_a_rate, is_new, on_stage
from tests.engines import running_postgres

if TYPE_CHECKING:
    from pathlib import Path

PER_SECOND = 50
EVENTS_OF = {"messages": 3, "clicks": 2}
"""What Slack tells of one thing a person does: that, and each message of ours it made us post or change."""
AT_ONCE = 24
ACK_RATIO_MAX = 3.0
STEP_MORE_MAX = 0.040
STEPS_MIN = {"SQLite": 60, "PostgreSQL": 100}
LOADED_ACK_MAX = 0.5
DURABLY = (
    "ALTER SYSTEM RESET fsync",
    "ALTER SYSTEM RESET full_page_writes",
    "SELECT pg_reload_conf()",
)
"""The tests' server forgoes durability; a figure to rely on must not."""


async def acknowledging(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure the time to an acknowledgement at 50 events a second, each message and click a whole step.

    Slack also tells an app of what the app itself posts and changes; those events count. The limit is an app that
    does nothing but acknowledge 50 messages or clicks a second. A second pair of lines is for 50 steps a second,
    which is about what one process can do at all.
    """
    crowd = Crowd(20 if smoke else 200)
    rounds = 1 if smoke else 5
    bare = await _bare_acks(crowd, folder / "bare", rounds)
    calm = await _our_acks(crowd, folder / "calm", rounds, EVENTS_OF)
    full = await _our_acks(crowd, folder / "full", rounds, dict.fromkeys(EVENTS_OF, 1))
    return [
        Finding(
            f"ack p99 of {what} at {PER_SECOND} events/s",
            milliseconds(p99(limit)),
            milliseconds(p99(own)),
            f"{p99(own) / p99(limit):.1f}×",
            f"≤ {ACK_RATIO_MAX:.0f}×",
            kept=p99(own) <= ACK_RATIO_MAX * p99(limit),
        )
        for what, limit, own in zip(EVENTS_OF, bare, calm, strict=True)
    ] + [
        Finding(
            f"ack p99 of {what} at {PER_SECOND} check-in steps/s",
            milliseconds(p99(limit)),
            milliseconds(p99(own)),
            f"{p99(own) / p99(limit):.1f}×",
            f"< {milliseconds(LOADED_ACK_MAX)}",
            kept=p99(own) < LOADED_ACK_MAX,
        )
        for what, limit, own in zip(EVENTS_OF, bare, full, strict=True)
    ]


async def stepping(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure the time from what a manager does to the answer they see, with nobody else about."""
    crowd = Crowd(3 if smoke else 12)
    clicks = 5 if smoke else 40
    user = crowd.pairs[0].manager
    async with on_stage(crowd.seed(), folder / "bare") as stage, stage.bot(*BARE, "--reply"):
        limits = [
            await _unhurried(stage, [partial(talks.typed, stage, user, "hello")] * 5 * crowd.managers),
            await _unhurried(stage, [partial(talks.pressed, stage, user, BUTTON)] * clicks),
        ]
    crowd.load(_sqlite(folder / "ours"))
    async with on_stage(crowd.seed(), folder / "ours") as stage, stage.bot(*OURS):
        answers = [
            partial(talks.typed, stage, pair.manager, words)
            for pair in crowd.pairs
            for words in (talks.opening(pair), *talks.ANSWERS)
        ]
        sways = [partial(talks.pressed, stage, user, *talks.SWAYING)] * clicks
        ours = [await _unhurried(stage, answers), await _unhurried(stage, sways)]
    return [
        Finding(
            f"check-in step, {what} to visible reply, p50",
            milliseconds(p50(limit)),
            milliseconds(p50(own)),
            f"+{milliseconds(p50(own) - p50(limit))}",
            f"≤ +{milliseconds(STEP_MORE_MAX)}",
            kept=p50(own) - p50(limit) <= STEP_MORE_MAX,
        )
        for what, limit, own in zip(("typed", "click"), limits, ours, strict=True)
    ]


async def many_at_once(folder: Path, *, smoke: bool) -> list[Finding]:
    """Measure how many check-in steps one process carries on each engine when many managers talk."""
    crowd = Crowd(10 if smoke else 200)
    sqlite = _sqlite(folder / "sqlite")
    crowd.load(sqlite)
    found = [await _throughput("SQLite", crowd, sqlite, folder / "sqlite")]
    with running_postgres() as engine:
        for statement in DURABLY:
            engine._execute(statement)
        with engine.fresh_url() as url:
            crowd.load(url)
            found.append(await _throughput("PostgreSQL", crowd, url, folder / "postgres"))
    return [line for lines in found for line in lines]


async def _unhurried(stage: Stage, acts: list[partial]) -> list[float]:  # type: ignore[type-arg]
    seconds = []
    for act in acts:
        await stage.quiet()
        seconds.append(await act())
    return seconds


async def _throughput(name: str, crowd: Crowd, url: str, folder: Path) -> list[Finding]:
    at_once = min(AT_ONCE, crowd.managers)
    async with on_stage(crowd.seed(), folder) as stage:
        async with stage.bot(*BARE, "--reply"):
            limit = await _bare_steps(stage, crowd, at_once)
        stage.acks.clear()
        async with stage.bot(*OURS, database_url=url) as ours:
            cpu, begun = ours.cpu_seconds, time.perf_counter()
            steps = await talks.side_by_side(stage, crowd.pairs, at_once)
            per_second = len(steps) / (time.perf_counter() - begun)
            each = (ours.cpu_seconds - cpu) / len(steps)
    least = STEPS_MIN[name]
    return [
        Finding(
            f"check-in steps per second, {name}, {at_once} managers at once",
            f"{limit:.0f}/s",
            f"{per_second:.0f}/s",
            f"{per_second / limit:.0%}, {milliseconds(each)} CPU each",
            f"≥ {least}/s",
            kept=per_second >= least,
        ),
        Finding(
            f"ack p99 at that load, {name}",
            "",
            milliseconds(p99(stage.acks)),
            f"step p50 {milliseconds(p50(steps))}",
            f"< {milliseconds(LOADED_ACK_MAX)}",
            kept=p99(stage.acks) < LOADED_ACK_MAX,
        ),
    ]


async def _bare_steps(stage: Stage, crowd: Crowd, at_once: int) -> float:
    left = iter([pair.manager for pair in crowd.pairs for _ in range(len(talks.ANSWERS) + 1)])
    done = 0

    async def one_after_another(user: str) -> None:
        nonlocal done
        for _ in left:
            await stage.sees(user, stage.says(user, "hello"), is_new)
            done += 1

    begun = time.perf_counter()
    await asyncio.gather(*(one_after_another(pair.manager) for pair in crowd.pairs[:at_once]))
    return done / (time.perf_counter() - begun)


async def _bare_acks(crowd: Crowd, folder: Path, rounds: int) -> tuple[list[float], list[float]]:
    users = [pair.manager for pair in crowd.pairs] * rounds
    async with on_stage(crowd.seed(), folder) as stage, stage.bot(*BARE):
        for user in users[: crowd.managers]:
            _offer_a_button(stage, user)
        return (
            await _acks(stage, PER_SECOND, [partial(stage.says, user, "hello") for user in users]),
            await _acks(stage, PER_SECOND, [partial(stage.presses, user, BUTTON) for user in users]),
        )


async def _our_acks(
    crowd: Crowd, folder: Path, rounds: int, events_of: dict[str, int]
) -> tuple[list[float], list[float]]:
    crowd.load(_sqlite(folder))
    pairs = crowd.pairs
    words = [[talks.opening(pair), *talks.ANSWERS] for pair in pairs]
    async with on_stage(crowd.seed(), folder) as stage, stage.bot(*OURS):
        typed = [
            partial(stage.says, pair.manager, said[turn])
            for turn in range(rounds)
            for pair, said in zip(pairs, words, strict=True)
        ]
        typed_acks = await _acks(stage, PER_SECOND / events_of["messages"], typed)
        await stage.until(
            lambda: all(stage.button(pair.manager, *talks.SWAYING) for pair in pairs), "every answer"
        )
        await stage.quiet()
        clicks = [partial(stage.presses, pair.manager, *talks.SWAYING) for pair in pairs] * rounds
        return typed_acks, await _acks(stage, PER_SECOND / events_of["clicks"], clicks)


async def _acks(stage: Stage, per_second: float, acts: list[partial]) -> list[float]:  # type: ignore[type-arg]
    stage.acks.clear()
    await at_a_rate(per_second, acts)
    await stage.until(lambda: len(stage.acks) >= len(acts), "every acknowledgement")
    return list(stage.acks)


def _offer_a_button(stage: Stage, user: str) -> None:
    workspace = stage.server.workspace
    workspace.post(
        Message(
            channel=stage.dm(user),
            ts=workspace.timestamps.next(),
            user=stage.bot_user,
            text="Press me.",
            blocks=tuple(FACE),
            bot_id=workspace.app.bot_id,
        )
    )


def _sqlite(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'touchbase.db'}"
