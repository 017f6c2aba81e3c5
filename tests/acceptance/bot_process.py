"""The bot as processes of its own, so that it can be killed: started, found ready, stopped, killed, restarted."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import aiohttp

from tests.acceptance.company import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.acceptance.company import Company

ANSWER_SECONDS = 5
STOP_SECONDS = 30


class Process(Protocol):
    """A process as we need it. `exit_code` is None while it runs, and a signal's number negated after one."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    @property
    def exit_code(self) -> int | None:
        """How it ended."""


@dataclass
class BotProcess:
    """`python -m bot run` against a company's workspace. Several may run at once, each under its own name."""

    company: Company
    name: str = "bot"
    launch: Callable[[dict[str, str], Path], Process] = field(default_factory=lambda: as_operators_do)
    process: Process | None = None

    @property
    def log(self) -> str:
        """All that every run of it wrote."""
        return self._log.read_text(encoding="utf-8")

    async def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        self._port_file.unlink(missing_ok=True)
        self.process = self.launch(self._environment(), self._log)
        await until(self._port_file.exists, "the bot to open its port", alive=self._is_alive)
        url = f"http://127.0.0.1:{self._port_file.read_text(encoding='utf-8').strip()}/readyz"
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(ANSWER_SECONDS)) as http:
            async with http.get(url) as answer:
                assert answer.status == 200, await answer.text()

    def kill(self) -> None:
        """Kill it with -9: it gets no chance to finish anything."""
        assert self.process is not None
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGKILL)

    async def restart(self) -> None:
        """Start it again after it was killed."""
        assert await self.ended() == -signal.SIGKILL
        await self.start()

    async def terminate(self) -> int:
        """Ask it to stop, and return its exit code."""
        assert self.process is not None
        assert self.process.pid is not None
        os.kill(self.process.pid, signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it has ended, and return its exit code."""
        process = self.process
        assert process is not None
        await until(lambda: process.exit_code is not None, "the bot to end")
        self.process = None
        assert process.exit_code is not None
        return process.exit_code

    @contextmanager
    def __call__(self) -> Iterator[None]:
        yield

    def _is_alive(self) -> bool:
        return self.process is not None and self.process.exit_code is None

    @property
    def _log(self) -> Path:
        return self.company.folder / f"{self.name}.log"

    @property
    def _port_file(self) -> Path:
        return self.company.folder / f"{self.name}.port"

    def _environment(self) -> dict[str, str]:
        given = {
            name.upper(): str(value) for name, value in self.company.settings.items() if value is not None
        }
        return {**os.environ, **given, "TOUCHBASE_PORT_FILE": str(self._port_file)}
