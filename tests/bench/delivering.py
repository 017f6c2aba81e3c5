"""Whether each message arrives exactly once while its senders are killed and stopped, and Slack's answers get lost."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.delivery.outbox import Outbox
from bot.workspace.faults import Faults
from storage import outbox
from storage.database import Database
from storage.outbox import Priority, State
from tests.bench import sender_process
from tests.bench.company import Crowd
from tests.bench.findings import Finding
from tests.bench.sender_process import KIND
from tests.bench.senders import Senders
from tests.bench.sending import load
from tests.bench.stage import Broken, Stage, end_of, on_stage
from tests.engines import running_postgres

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from sqlmodel import Session

LOST_ANSWERS = 0.02
PATIENCE_SECONDS = 120.0
LOOK_SECONDS, REST_SECONDS = 0.02, 0.2
SEED = 20


@dataclass(frozen=True)
class Ordeal:
    """So many messages through so many senders, of which one is killed `kills` times, and stopped half as often."""

    engine: str
    messages: int
    kills: int
    processes: int
    lease_seconds: float
    allowed_per_minute: int = 600
    tried_per_minute: int = 1800
    """More than is allowed, so that Slack says "too many"."""


@dataclass
class Harm(Faults):
    """Counts what it does."""

    lost_answers: int = 0
    too_many: int = 0

    def drops_this_reply(self) -> bool:
        """Decide whether the next answer is lost."""
        dropped = super().drops_this_reply()
        self.lost_answers += dropped
        return dropped

    def retry_after(self, method: str, now: float) -> int:
        """Return how long a call has to wait."""
        wait = super().retry_after(method, now)
        self.too_many += wait > 0
        return wait


@dataclass
class Outcome:
    """What became of the messages, and what was done to those who carried them."""

    arrived: Counter[str]
    states: dict[State, int]
    harm: Harm
    kills: int
    stops: int
    seconds: float
    wanted: frozenset[str] = field(default_factory=frozenset)

    @property
    def lost(self) -> int:
        """How many never arrived."""
        return len(self.wanted - set(self.arrived))

    @property
    def doubled(self) -> int:
        """How many copies too many arrived."""
        return sum(self.arrived.values()) - len(self.arrived)


async def delivering(folder: Path, *, smoke: bool) -> list[Finding]:
    """Let both engines go through it."""
    short = (
        Ordeal("SQLite", messages=60, kills=2, processes=1, lease_seconds=10, allowed_per_minute=300),
        Ordeal("PostgreSQL", messages=60, kills=2, processes=2, lease_seconds=10, allowed_per_minute=300),
    )
    whole = (
        Ordeal("SQLite", messages=2000, kills=44, processes=1, lease_seconds=16),
        Ordeal("PostgreSQL", messages=2000, kills=44, processes=4, lease_seconds=16),
    )
    found = []
    for ordeal in short if smoke else whole:
        outcome = await undergo(ordeal, Path(tempfile.mkdtemp(dir=folder)))
        found.append(_finding(ordeal, outcome))
    return found


async def undergo(ordeal: Ordeal, folder: Path) -> Outcome:
    """Send the messages while their senders die, and return what arrived."""
    crowd = Crowd(min(250, ordeal.messages))
    with database_of(ordeal.engine, folder) as url:
        load(crowd, url)
        async with on_stage(crowd.seed(), folder) as stage:
            harm = Harm(drop_reply_rate=LOST_ANSWERS, rate_limit_per_min=ordeal.allowed_per_minute)
            harm.seed(SEED)
            stage.server.workspace.faults = harm
            return await _Loop(ordeal, stage, url, crowd, harm).run()


@dataclass
class _Loop:
    ordeal: Ordeal
    stage: Stage
    url: str
    crowd: Crowd
    harm: Harm
    arrived: Counter[str] = field(default_factory=Counter)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def __post_init__(self) -> None:
        """Make the senders ready."""
        settings = {
            "BENCH_LEASE": str(self.ordeal.lease_seconds),
            "BENCH_PER_MINUTE": str(self.ordeal.tried_per_minute),
        }
        self._senders = Senders(
            self.stage, self.url, self.ordeal.processes, sender_process.__name__, settings, self.chance
        )

    async def run(self) -> Outcome:
        """Put a batch, strike while it is on its way, and so on; then wait for the last message."""
        self._listen()
        database, begun, put = Database(self.url), time.perf_counter(), 0
        async with self._senders.running():
            blows = self._blows()
            for at, blow in enumerate(blows, start=1):
                until, there = self.ordeal.messages * at // len(blows), self.arrived.total()
                # In a thread: the workspace that the senders talk to lives in this loop.
                await asyncio.to_thread(self._put, database, put, until)
                await self._until(partial(self._has_moved, there + max(1, (until - put) // 3)))
                put = until
                await blow()
            await self._rest(database)
        with database.snapshot() as session:
            states = outbox.counts(session)
        database.close()
        wanted = frozenset(f"nudge-{number}" for number in range(put))
        seconds = time.perf_counter() - begun
        struck = self._senders
        return Outcome(self.arrived, states, self.harm, struck.kills, struck.stops, seconds, wanted)

    def _blows(self) -> list[Callable[[], Awaitable[None]]]:
        blows = [self._senders.kill_one] * self.ordeal.kills + [self._senders.stop_one] * (
            self.ordeal.kills // 2
        )
        self.chance.shuffle(blows)
        return blows

    def _has_moved(self, arrived: int) -> bool:
        return self.arrived.total() >= arrived

    async def _rest(self, database: Database) -> None:
        """Wait until nothing is on its way any more."""
        for _ in range(round(PATIENCE_SECONDS / REST_SECONDS)):
            if await asyncio.to_thread(self._is_over, database):
                return
            await asyncio.sleep(REST_SECONDS)
        raise Broken(end_of(self._senders.log))

    def _is_over(self, database: Database) -> bool:
        with database.snapshot() as session:
            counted = outbox.counts(session)
        return not counted[State.QUEUED] and not counted[State.POSTING]

    def _put(self, database: Database, first: int, until: int) -> None:
        with database.transaction() as session:
            self._post(session, first, until)

    def _post(self, session: Session, first: int, until: int) -> None:
        box = Outbox(SystemClock())
        for number in range(first, until):
            box.post(
                session,
                key=f"nudge:{number}",
                kind=KIND,
                payload={"n": f"nudge-{number}"},
                to=1 + number % (2 * self.crowd.managers),
                priority=Priority.NUDGE,
            )

    def _listen(self) -> None:
        bot = self.stage.bot_user

        def changed(old: object, new: object) -> None:
            if old is None and getattr(new, "user", None) == bot:
                self.arrived[str(getattr(new, "text", ""))] += 1

        self.stage.server.workspace.watch_messages(changed)

    async def _until(self, condition: Callable[[], bool]) -> None:
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while not condition():
            if time.perf_counter() > deadline:
                raise Broken(end_of(self._senders.log))
            await asyncio.sleep(LOOK_SECONDS)


@contextmanager
def database_of(engine: str, folder: Path) -> Iterator[str]:
    """Give the URL of an empty database of an engine."""
    if engine == "SQLite":
        yield f"sqlite:///{folder / 'ordeal.db'}"
        return
    with ExitStack() as stack:
        yield stack.enter_context(stack.enter_context(running_postgres()).fresh_url())


def _finding(ordeal: Ordeal, outcome: Outcome) -> Finding:
    sent = outcome.states[State.SENT]
    kept = not outcome.lost and not outcome.doubled and sent == len(outcome.wanted)
    senders = "one sender" if ordeal.processes == 1 else f"{ordeal.processes} senders"
    return Finding(
        f"delivered exactly once, {ordeal.engine}, {senders}",
        f"{len(outcome.wanted)} nudges",
        f"{outcome.lost} lost, {outcome.doubled} doubled",
        (
            f"{outcome.kills} kills, {outcome.stops} stops, {outcome.harm.lost_answers} answers lost, "
            f"{outcome.harm.too_many} × 429, {outcome.seconds:.0f} s"
        ),
        "0 lost, 0 doubled",
        kept=kept,
    )
