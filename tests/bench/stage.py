"""A workspace in this process, a bot in another, and everyone who acts in between, with the times they saw."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from bot.workspace.server import running
from bot.workspace.state import Workspace
from tests.keys import MASTER_TEXT, SIGNING_TEXT

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

    from bot.workspace.delivery import Envelope
    from bot.workspace.models import Json, Message
    from bot.workspace.seed import Seed
    from bot.workspace.server import Server

ROOT = Path(__file__).parents[2]
OURS = ("-m", "bot", "run")
BARE = ("-m", "tests.bench.bare_bot")
PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.01
QUIET_SECONDS = 0.15
NO_LIMIT = 10_000_000


class Broken(Exception):
    """The benchmark itself did not work; the message says what it waited for."""


@dataclass(frozen=True)
class BotProcess:
    """A bot running beside us, and how long it took until Slack could deliver to it."""

    process: psutil.Process
    ready_seconds: float

    @property
    def resident_mb(self) -> float:
        """What it holds in memory now."""
        return float(self.process.memory_info().rss) / 2**20

    @property
    def cpu_seconds(self) -> float:
        """What it has computed so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)


@dataclass
class Stage:
    """A workspace being served. `acks` are the seconds until each thing people did was acknowledged."""

    server: Server
    folder: Path
    acks: list[float] = field(default_factory=list)
    _last_change: float = 0.0
    _waiting: dict[str, tuple[Callable[[Message | None, Message], bool], asyncio.Future[float]]] = field(
        default_factory=dict
    )

    @property
    def bot_user(self) -> str:
        """The app's own user."""
        return self.server.workspace.app.bot_user_id

    def dm(self, user: str) -> str:
        """Return the direct message between a person and the app."""
        return self.server.acts.open_dm(user, self.bot_user)

    @asynccontextmanager
    async def bot(self, *command: str, **settings: object) -> AsyncIterator[BotProcess]:
        """Run a bot until the block ends; its log is kept in the folder."""
        app = self.server.workspace.seed.app
        environment = {
            **ordinary_environment(self.folder),
            "SLACK_BOT_TOKEN": app.bot_token,
            "SLACK_APP_TOKEN": app.app_token,
            "SLACK_API_URL": self.server.api_url,
            "TOUCHBASE_DATA": str(self.folder),
            "TOUCHBASE_PORT": "0",
            "TOUCHBASE_MESSAGES_PER_MINUTE": str(NO_LIMIT),
            "TOUCHBASE_QUIET_HOURS": "off",
            "TOUCHBASE_NUDGES_WITHHELD": "0",
            **{name.upper(): str(value) for name, value in settings.items()},
        }
        hub = self.server.hub
        if hub is None:
            message = "the workspace does not speak Socket Mode"
            raise Broken(message)
        with (self.folder / "log.txt").open("ab") as log:
            started = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable, *command, env=environment, cwd=self.folder, stdout=log, stderr=log
            )
            try:
                await _or_the_end_of(process, hub.ready(), self.folder / "log.txt")
                yield BotProcess(psutil.Process(process.pid), time.perf_counter() - started)
            finally:
                if process.returncode is None:
                    process.send_signal(signal.SIGTERM)
                await process.wait()
        await self.until(lambda: not hub.count, "the connection to end")

    async def sees(
        self, user: str, act: Awaitable[object], shown: Callable[[Message | None, Message], bool]
    ) -> float:
        """Do something and return the seconds until the app's answer to it is there."""
        answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[self.dm(user)] = (shown, answer)
        started = time.perf_counter()
        await act
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await answer - started
        except TimeoutError:
            last = [said.text for said in self._seen_by(user)][-4:]
            message = f"{user} saw nothing new in {PATIENCE_SECONDS:.0f} s after {last}"
            raise Broken(message) from None

    async def says(self, user: str, text: str) -> None:
        """Type into the direct message with the app."""
        await self.server.acts.say(user, self.dm(user), text)

    async def presses(self, user: str, *action_ids: str) -> None:
        """Press the newest button with one of these names."""
        found = self.button(user, *action_ids)
        if found is None:
            last = [said.text for said in self._seen_by(user)][-4:]
            message = f"no button {action_ids} for {user} after {last}"
            raise Broken(message)
        said, action = found
        await self.server.acts.click(user, action, channel=said.channel, ts=said.ts)

    def button(self, user: str, *action_ids: str) -> tuple[Message, Json] | None:
        """Return the newest button with one of these names, as what pressing it says, and its message."""
        for message in reversed(self._seen_by(user)):
            for block in message.blocks or ():
                for element in block.get("elements", ()):
                    if element.get("action_id") in action_ids:
                        action = {key: element[key] for key in _OF_AN_ACTION if key in element}
                        return message, action | {"block_id": block["block_id"]}
        return None

    async def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait until something is so."""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while not condition():
            if time.perf_counter() > deadline:
                message = f"waited {PATIENCE_SECONDS:.0f} s in vain for {what}"
                raise Broken(message)
            await asyncio.sleep(LOOK_SECONDS)

    async def quiet(self) -> None:
        """Wait until the app has stopped doing things, as it has when somebody thought before answering."""
        await self.until(lambda: time.perf_counter() - self._last_change > QUIET_SECONDS, "quiet")

    def newest(self, user: str) -> str:
        """Return the timestamp of the newest message the app has sent a person."""
        return next(said.ts for said in reversed(self._seen_by(user)) if said.user == self.bot_user)

    def answers(self, user: str) -> int:
        """How many messages the app has sent a person."""
        return sum(said.user == self.bot_user for said in self._seen_by(user))

    def listen(self) -> None:
        """Note when things are acknowledged and when the app's messages appear."""
        hub = self.server.hub
        if hub is not None:
            hub.deliver = _timed(hub.deliver, self.acks)  # type: ignore[method-assign]
        self.server.workspace.watch_messages(self._changed)

    def _seen_by(self, user: str) -> list[Message]:
        return self.server.workspace.messages(self.dm(user), viewer=user)

    def _changed(self, old: Message | None, new: Message | None) -> None:
        if new is None or new.user != self.bot_user:
            return
        self._last_change = time.perf_counter()
        if new.channel not in self._waiting:
            return
        shown, answer = self._waiting[new.channel]
        if shown(old, new):
            del self._waiting[new.channel]
            if not answer.done():
                answer.set_result(time.perf_counter())


_OF_AN_ACTION = ("type", "action_id", "value", "text")


@asynccontextmanager
async def on_stage(seed: Seed, folder: Path) -> AsyncIterator[Stage]:
    """Serve a workspace, in memory only, until the block ends."""
    workspace = Workspace.open(seed, None)
    _make(folder)
    async with running(workspace) as server:
        stage = Stage(server, folder)
        stage.listen()
        yield stage
    workspace.close()


def ordinary_environment(folder: Path) -> dict[str, str]:
    """Return the environment of a usual installation: one that keeps its bytecode, here in `folder`."""
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return ours | {
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "TOUCHBASE_MASTER_KEY": MASTER_TEXT,
        "TOUCHBASE_SIGNING_KEY": SIGNING_TEXT,
    }


def is_new(old: Message | None, _new: Message) -> bool:
    """Return whether a message is a new one."""
    return old is None


async def at_a_rate(per_second: float, acts: Iterable[Callable[[], Awaitable[object]]]) -> None:
    """Do things at fixed times whether or not the ones before are done, and wait for all of them."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    tasks = []
    for number, act in enumerate(acts):
        await asyncio.sleep(max(0.0, begun + number / per_second - loop.time()))
        tasks.append(asyncio.ensure_future(act()))
    await asyncio.gather(*tasks)


def _timed(
    deliver: Callable[[Envelope], Awaitable[Json]], acks: list[float]
) -> Callable[[Envelope], Awaitable[Json]]:
    async def timed(envelope: Envelope) -> Json:
        started = time.perf_counter()
        answer = await deliver(envelope)
        if _by_a_person(envelope.payload):
            acks.append(time.perf_counter() - started)
        return answer

    return timed


def _by_a_person(payload: Any) -> bool:  # noqa: ANN401 - Slack's JSON
    event = payload.get("event")
    return event is None or not (event.get("bot_id") or event.get("subtype"))


def end_of(log: Path) -> str:
    """Return the last that a process wrote."""
    return log.read_text(encoding="utf-8")[-2000:]


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


async def _or_the_end_of(process: asyncio.subprocess.Process, ready: Awaitable[None], log: Path) -> None:
    waiting, ended = asyncio.ensure_future(ready), asyncio.ensure_future(process.wait())
    done, pending = await asyncio.wait(
        {waiting, ended}, timeout=PATIENCE_SECONDS, return_when=asyncio.FIRST_COMPLETED
    )
    for task in pending:
        task.cancel()
    if waiting not in done:
        message = f"the bot did not start:\n{end_of(log)}"
        raise Broken(message)
