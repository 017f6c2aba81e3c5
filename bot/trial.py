"""`touchbase try`: the local workspace and the bot as two processes, and the demo company between them."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import keys
from bot.clock import SystemClock
from bot.demo import company as demo
from bot.features.one_on_ones.queue import NudgeQueue
from bot.features.one_on_ones.service import OneOnOnes
from bot.settings import SettingsError, read_settings
from prompts.catalog import Catalog
from storage import people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console

START_SECONDS = 60
STOP_SECONDS = 15
RESTARTS_MAX = 5
CALM_SECONDS = 30
"""A bot that lived this long died of something new; its restarts are counted afresh."""


class TrialFailed(Exception):
    """The try-out could not start; the message says what to do."""


@dataclass(frozen=True)
class Trial:
    """Where a try-out keeps its things and on which port the page is."""

    folder: Path
    port: int

    @property
    def seed(self) -> Path:
        """The workspace's first day, with the tokens the two processes share."""
        return self.folder / "workspace.json"

    @property
    def lock(self) -> Path:
        """Held while the try-out runs; beside the folder, which may be thrown away."""
        return self.folder.with_suffix(".lock")

    @property
    def database(self) -> Path:
        """The bot's database."""
        return self.folder / "touchbase.db"

    @property
    def url(self) -> str:
        """The page's address."""
        return f"http://127.0.0.1:{self.port}/"


def run(trial: Trial, *, fresh: bool, browser: bool, console: Console) -> int:
    """Set up what is missing, start both processes, and wait until interrupted; returns the exit code.

    Raises `TrialFailed` when another try-out uses the folder or something else the port.
    """
    with _alone(trial):
        _check_port(trial.port)
        if fresh and trial.folder.exists():
            shutil.rmtree(trial.folder)
        trial.folder.mkdir(parents=True, exist_ok=True)
        with console.status("Loading the demo company…"):
            _load(trial)
        return _run(trial, browser=browser, console=console)


def _run(trial: Trial, *, browser: bool, console: Console) -> int:
    supervisor = Supervisor(trial, console)
    # Both mean the same here; and whoever starts us in the background may have told us to ignore the first.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.default_int_handler)
    try:
        with console.status("Starting the workspace and the bot…"):
            supervisor.start()
        console.print(f"\n[bold]Touchbase is ready:[/bold] {trial.url}")
        console.print(
            "Choose who you are on the page. To stop, press Ctrl-C here; everything said is kept.\n"
        )
        if browser:
            webbrowser.open(trial.url)
        supervisor.watch()
    except KeyboardInterrupt:
        pass
    finally:
        with console.status("Stopping…"):
            supervisor.stop()
    console.print("Stopped. `make try` carries on where you left off.")
    return 0


class Supervisor:
    """Keeps the two processes running: a bot that dies is started again, as an operator's service would."""

    def __init__(self, trial: Trial, console: Console) -> None:
        self._trial = trial
        self._console = console
        self._stopping = threading.Event()
        self._workspace: subprocess.Popen[bytes] | None = None
        self._bot: subprocess.Popen[bytes] | None = None
        self._log = (trial.folder / "log.txt").open("ab")

    def start(self) -> None:
        """Start the workspace, then the bot, each only when the one before answers."""
        self._workspace = self._spawn(
            "-m", "bot.workspace", "--seed", str(self._trial.seed), "--data", str(self._trial.folder / "workspace"),
            "--port", str(self._trial.port),
        )  # fmt: skip
        self._await(f"{self._trial.url}api/api.test", self._workspace, "The workspace")
        self._bot = self._spawn("-m", "bot", "run")
        self._await_bot()

    def watch(self) -> None:
        """Wait until interrupted; start the bot again when it dies, give up when it keeps dying."""
        deaths, started = 0, time.monotonic()
        while not self._stopping.is_set():
            if self._workspace is None or self._workspace.poll() is not None:
                message = f"The workspace stopped by itself; see {self._trial.folder / 'log.txt'}."
                raise TrialFailed(message)
            if self._bot is not None and self._bot.poll() is not None:
                deaths = 1 if time.monotonic() - started > CALM_SECONDS else deaths + 1
                if deaths > RESTARTS_MAX:
                    message = f"The bot keeps stopping; see {self._trial.folder / 'log.txt'}."
                    raise TrialFailed(message)
                self._console.print("The bot stopped; starting it again. Nothing said is lost.")
                self._bot, started = self._spawn("-m", "bot", "run"), time.monotonic()
            self._stopping.wait(0.5)

    def stop(self) -> None:
        """Stop the bot, then the workspace, and wait for both."""
        self._stopping.set()
        for process in (self._bot, self._workspace):
            if process is None or process.poll() is not None:
                continue
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _spawn(self, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **_bot_environment(self._trial)}
        return subprocess.Popen(  # noqa: S603 - our own modules, no shell
            [sys.executable, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            # Ctrl-C goes to this process, which stops the others in their order.
            start_new_session=True,
        )

    def _await_bot(self) -> None:
        ready = self._trial.folder / "bot.port"
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._bot is None or self._bot.poll() is not None:
                break
            if ready.exists() and _answers(
                f"http://127.0.0.1:{ready.read_text(encoding='utf-8').strip()}/readyz"
            ):
                return
            self._stopping.wait(0.05)
        message = f"The bot did not start; see {self._trial.folder / 'log.txt'}."
        raise TrialFailed(message)

    def _await(self, url: str, process: subprocess.Popen[bytes], name: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if _answers(url):
                return
            self._stopping.wait(0.05)
        message = f"{name} did not start on port {self._trial.port}; choose another with --port."
        raise TrialFailed(message)


@contextmanager
def _alone(trial: Trial) -> Iterator[None]:
    """Keep the folder for this try-out: a second one beside it would answer everybody twice."""
    trial.folder.parent.mkdir(parents=True, exist_ok=True)
    with trial.lock.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            message = (
                "Touchbase is being tried already, in another window. Stop that one first (Ctrl-C there)."
            )
            raise TrialFailed(message) from taken
        yield


def _check_port(port: int) -> None:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError) as taken:
        message = f"Port {port} cannot be used on this machine; choose another with --port."
        raise TrialFailed(message) from taken


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own loopback address
            return bool(answer.status < 400)  # noqa: PLR2004 - HTTP's line between answers and refusals
    except (urllib.error.URLError, OSError):
        return False


def _bot_environment(trial: Trial) -> dict[str, str]:
    app = json.loads(trial.seed.read_text(encoding="utf-8"))["app"]
    return {
        "SLACK_BOT_TOKEN": app["bot_token"],
        "SLACK_APP_TOKEN": app["app_token"],
        "SLACK_API_URL": f"{trial.url}api/",
        "DATABASE_URL": f"sqlite:///{trial.database}",
        "TOUCHBASE_DATA": str(trial.folder),
        "TOUCHBASE_COMPANY_TIMEZONE": "Asia/Shanghai",
        "TOUCHBASE_COUNTRY": "CN",
        # Whoever tries Touchbase out, at whatever hour, sees every reminder.
        "TOUCHBASE_QUIET_HOURS": "off",
        "TOUCHBASE_NUDGES_WITHHELD": "0",
        "TOUCHBASE_PORT": "0",
        "TOUCHBASE_PORT_FILE": str(trial.folder / "bot.port"),
        "PYTHONUNBUFFERED": "1",
    }


def _load(trial: Trial) -> None:
    clock = SystemClock()
    if not trial.seed.exists():
        seed = demo.workspace_seed(Catalog.load(), clock.now())
        trial.seed.write_text(json.dumps(seed, ensure_ascii=False, indent=1), encoding="utf-8")
    (trial.folder / "bot.port").unlink(missing_ok=True)
    try:
        # As the bot will see them: a key that was set counts, otherwise there is a file beside the database.
        settings = read_settings().model_copy(update={"database_url": f"sqlite:///{trial.database}"})
        database = keys.open_database(settings)
        keys.prove(database, settings)
    except SettingsError as problem:
        raise TrialFailed(str(problem)) from problem
    database.migrate()
    with database.transaction() as session:
        # All of the company or nothing: a first start that was interrupted begins again here.
        if not people.anybody(session):
            demo.load(session, clock, OneOnOnes(clock, NudgeQueue()))
    database.close()
