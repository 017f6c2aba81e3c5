"""Pulling from sources when their turn comes: on the tick, each turn once, whichever process takes it."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.intake import sources as score_sources
from bot.intake.company_rules import rules_of
from bot.intake.files import ScoreFileError
from bot.intake.pulls import Pulls
from bot.intake.sources import SourceError
from bot.intake.taking_in import Intake
from storage import source_pulls

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.clock import Clock
    from bot.transactions import Transactions

log = structlog.get_logger(__name__)

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Turns:
    """The sources of a data folder, each pulled from every so many minutes; a turn that was missed is not made up."""

    def __init__(
        self,
        transactions: Transactions,
        folder: Path,
        clock: Clock,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._transactions = transactions
        self._folder = folder
        self._clock = clock
        self._environment = environment
        self._under_way: set[asyncio.Task[None]] = set()

    async def start_due(self) -> None:
        """Start pulling from every source whose turn has come; the other jobs of the tick do not wait for it."""
        for source in (await asyncio.to_thread(self._described)).values():
            if source.every_minutes is None:
                continue
            now = self._clock.now()
            turn = turn_of(now, source.every_minutes)
            if await self._transactions.write(source_pulls.claim, source.name, turn, now):
                task = asyncio.create_task(asyncio.to_thread(self._pull, source.name))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)

    async def settle(self) -> None:
        """Wait for what is under way."""
        await asyncio.gather(*self._under_way)

    def _described(self) -> dict[str, score_sources.Source]:
        try:
            return score_sources.read(self._folder)
        except SourceError:
            log.error("scores.sources_unreadable", file=score_sources.SOURCES)  # noqa: TRY400 - the sentence names the file's words
            return {}

    def _pull(self, name: str) -> None:
        try:
            intake = Intake(self._transactions.database, self._clock, rules_of(self._folder))
            report = Pulls(intake, self._folder, self._clock, self._environment).pull(name)
        except (SourceError, ScoreFileError) as problem:
            log.warning("scores.pull_failed", source=name, error=type(problem).__name__)
            return
        except Exception as problem:  # noqa: BLE001 - a source that breaks stops nothing else
            log.error("scores.pull_broke", source=name, error=type(problem).__name__)  # noqa: TRY400
            return
        log.info("scores.pulled", source=name, new=report.new, rejected=report.rejected)


def turn_of(now: datetime, every_minutes: int) -> datetime:
    """Return when the present turn began; turns are counted from midnight UTC of 1970-01-01."""
    every = timedelta(minutes=every_minutes)
    return _BEGINNING + (now - _BEGINNING) // every * every
