"""The bot as a process of its own, so that it can be killed: started, found ready, stopped, killed, restarted."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import aiohttp

from tests.acceptance.employee import until

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.acceptance.company import Company

    Launch = Callable[[Mapping[str, str], Path, Path], "Process"]

ANSWER_SECONDS = 5
_nursery = multiprocessing.get_context("forkserver")
# What takes seconds to import is imported once, in a process that does nothing but fork.
_nursery.set_forkserver_preload(["bot.app", "bot.__main__", "storage.migration", __name__])


class Process(Protocol):
    """A process that was launched."""

    @property
    def pid(self) -> int:
        """Its number."""
        ...

    def exit_code(self) -> int | None:
        """Return how it ended: None while it runs, a signal's number negated when that ended it."""
        ...


class BotProcess:
    """A bot that runs beside a company's workspace. Several may run at once, each under a name of its own."""

    def __init__(self, company: Company, launch: Launch, name: str = "bot") -> None:
        self._company = company
        self._launch = launch
        self._log = company.folder / f"{name}.log"
        self._port_file = company.folder / f"{name}.port"
        self._process: Process | None = None

    @property
    def pid(self) -> int:
        """The number of the process that runs now."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """All that every run of it wrote, to standard output and standard error."""
        return self._log.read_text(encoding="utf-8")

    async def start(self) -> None:
        """Start it and wait until it says that it is ready."""
        self._port_file.unlink(missing_ok=True)
        self._process = self._launch(self._environment(), self._company.folder, self._log)
        port = await until(self._port, "the bot to say its port")
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(ANSWER_SECONDS)) as http,
            http.get(f"http://127.0.0.1:{port}/readyz") as answer,
        ):
            assert answer.status == 200, await answer.text()

    def kill(self) -> None:
        """Kill it with -9; a process that was killed already stays dead."""
        if self._process is not None and self._process.exit_code() is None:
            os.kill(self._process.pid, signal.SIGKILL)

    async def restart(self) -> None:
        """Start it again after it was killed."""
        assert await self.ended() == -signal.SIGKILL
        await self.start()

    async def terminate(self) -> int:
        """Ask it to stop, and return its exit code."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGTERM)
        return await self.ended()

    async def ended(self) -> int:
        """Wait until it has ended, and return its exit code."""
        process = self._process
        assert process is not None
        await until(lambda: process.exit_code() is not None, "the bot to end")
        code = process.exit_code()
        assert code is not None
        return code

    async def close(self) -> None:
        """Leave nothing running."""
        if self._process is not None:
            self.kill()
            await self.ended()

    def _port(self) -> str:
        assert self._process is not None
        assert self._process.exit_code() is None, f"the bot did not start:\n{self.log[-2000:]}"
        return self._port_file.read_text(encoding="utf-8").strip() if self._port_file.exists() else ""

    def _environment(self) -> dict[str, str]:
        settings = self._company.settings.items()
        given = {name.upper(): str(value) for name, value in settings if value is not None}
        return {**os.environ, **given, "TOUCHBASE_PORT_FILE": str(self._port_file)}


class _Command:
    """A command of the operating system."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self.pid = process.pid

    def exit_code(self) -> int | None:
        return self._process.poll()


class _Fork:
    """A copy of a process that has everything imported."""

    def __init__(self, process: multiprocessing.process.BaseProcess) -> None:
        self._process = process
        assert process.pid is not None
        self.pid = process.pid

    def exit_code(self) -> int | None:
        return self._process.exitcode


def as_a_command(environment: Mapping[str, str], folder: Path, log: Path) -> Process:
    """Launch `python -m bot run`, as an operator does."""
    with log.open("ab") as output:
        return _Command(
            subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                env=dict(environment),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        )


def as_a_fork(environment: Mapping[str, str], folder: Path, log: Path) -> Process:
    """Launch the same without the seconds of importing, for who has to start it dozens of times."""
    process = _nursery.Process(target=_run, args=(dict(environment), str(folder), str(log)))
    process.start()
    return _Fork(process)


def _run(environment: dict[str, str], folder: str, log: str) -> None:
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(output, sys.stdout.fileno())
    os.dup2(output, sys.stderr.fileno())
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.argv = ["touchbase", "run"]
    from bot.__main__ import main  # noqa: PLC0415 - only the forked process runs it

    main()
