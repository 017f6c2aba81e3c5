"""One tick a minute. APScheduler is only the clock: what is due lives in our tables and is claimed there.

A watch looks at a tick of its own, so that a job which never ends is noticed.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

log = structlog.get_logger(__name__)

TICK_SECONDS = 60
ASIDE_SECONDS = 0.05
"""How long a tick rests between two jobs while people are saying something."""


class Watch(Protocol):
    """Whoever wants to know which jobs ran."""

    jobs: tuple[str, ...]

    async def ran(self, names: Sequence[str]) -> None:
        """Take note of the jobs that have just come to their end."""
        ...

    async def look(self) -> None:
        """Look whether anything is wrong."""
        ...


class Scheduler:
    """Runs every job at each tick, one after the other; one that breaks does not keep the others waiting.

    `arrived` says how many deliveries there were so far: whoever waits for an acknowledgement goes before a tick.
    """

    def __init__(
        self,
        jobs: Sequence[tuple[str, Callable[[], Awaitable[object]]]],
        watch: Watch | None = None,
        arrived: Callable[[], int] = lambda: 0,
    ) -> None:
        self._jobs = jobs
        self._arrived = arrived
        self._watch = watch
        if watch is not None:
            watch.jobs = tuple(name for name, _ in jobs)
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Tick now and then once a minute, never twice at a time, however late."""
        for work in (self.tick, *([self.look] if self._watch is not None else [])):
            self._scheduler.add_job(
                work,
                "interval",
                seconds=TICK_SECONDS,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; a tick under way goes on to its end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Run every job once."""
        done, seen = [], self._arrived()
        for name, job in self._jobs:
            if self._arrived() != seen:
                await asyncio.sleep(ASIDE_SECONDS)
                seen = self._arrived()
            if await self._ends_well(name, job):
                done.append(name)
        if self._watch is not None:
            await self._ends_well("watch", partial(self._watch.ran, done))

    async def look(self) -> None:
        """Have the watch look."""
        if self._watch is not None:
            await self._ends_well("watch", self._watch.look)

    @staticmethod
    async def _ends_well(name: str, job: Callable[[], Awaitable[object]]) -> bool:
        try:
            await job()
        except Exception:
            log.exception("a job failed", job=name)
            return False
        return True
