"""One tick a minute. APScheduler is only the clock: what is due lives in our tables and is claimed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

log = structlog.get_logger(__name__)

TICK_SECONDS = 60


class Scheduler:
    """Runs every job at each tick, one after the other; one that breaks does not keep the others waiting."""

    def __init__(self, jobs: Sequence[tuple[str, Callable[[], Awaitable[object]]]]) -> None:
        self._jobs = jobs
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Tick now and then once a minute, never twice at a time, however late."""
        self._scheduler.add_job(
            self.tick,
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
        for name, job in self._jobs:
            try:
                await job()
            except Exception:
                log.exception("a job failed", job=name)
