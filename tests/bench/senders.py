"""Processes that send what is in the outbox, to be killed and stopped in the middle of whatever they do."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.bench.sender_process import READY
from tests.bench.stage import Broken, Stage, end_of, ordinary_environment

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator
    from pathlib import Path

LEAST_STALL = 0.2
STALL_SHARE = 1 / 5
"""Of its lease, how long a process stands still at most: a lease has to outlast a stall and two calls."""


@dataclass
class Senders:
    """So many processes of one `module`, each started anew whenever it is killed. `settings` are its environment's."""

    stage: Stage
    url: str
    count: int
    module: str
    settings: dict[str, str]
    chance: random.Random
    kills: int = 0
    stops: int = 0
    _processes: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run all of them until the block ends."""
        try:
            for number in range(self.count):
                self._processes[number] = await self._start()
            yield
        finally:
            for process in self._processes.values():
                if process.returncode is None:
                    process.kill()
                await process.wait()

    async def stop_one(self) -> None:
        """Let one stand still for a while, in the middle of whatever it does."""
        self.stops += 1
        process = self._processes[self.chance.randrange(self.count)]
        process.send_signal(signal.SIGSTOP)
        lease = float(self.settings["BENCH_LEASE"])
        await asyncio.sleep(self.chance.uniform(LEAST_STALL, STALL_SHARE * lease))
        process.send_signal(signal.SIGCONT)

    async def kill_one(self) -> None:
        """Kill one, and start another."""
        self.kills += 1
        victim = self.chance.randrange(self.count)
        process = self._processes[victim]
        process.kill()
        await process.wait()
        self._processes[victim] = await self._start()

    async def _start(self) -> asyncio.subprocess.Process:
        app = self.stage.server.workspace.seed.app
        environment = {
            # The bytecode lies beside this run's folder: the next engine's senders need not compile it again.
            **ordinary_environment(self.stage.folder.parent),
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_API_URL": self.stage.server.api_url,
            "DATABASE_URL": self.url,
            **self.settings,
        }
        with self.log.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", self.module, env=environment, stdout=asyncio.subprocess.PIPE, stderr=log
            )
        if process.stdout is None or READY not in (await process.stdout.readline()).decode():
            raise Broken(end_of(self.log))
        return process

    @property
    def log(self) -> Path:
        """Where they write what goes wrong."""
        return self.stage.folder / "log.txt"
