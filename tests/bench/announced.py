"""Whether ten thousand people get an announcement once each while those who feed and send it are killed."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import SQLModel, col, func, select, update

from bot.clock import SystemClock
from bot.delivery.outbox import Outbox
from bot.features.announcements.notices import NOTICE
from bot.transactions import Transactions
from storage.database import Database
from storage.outbox import OutboxMessage, Priority, State
from storage.people import SlackAccount
from tests.bench import announcing_process
from tests.bench.announcing_process import WORDS, is_poisoned, launched, office_hours
from tests.bench.company import Crowd
from tests.bench.delivering import LOOK_SECONDS, LOST_ANSWERS, REST_SECONDS, SEED, database_of
from tests.bench.findings import Finding
from tests.bench.sender_process import KIND
from tests.bench.senders import Senders
from tests.bench.sending import load
from tests.bench.stage import Broken, Stage, end_of, on_stage
from tests.bench.storms import Outcome, Storms
from tests.clock import RunningClock

if TYPE_CHECKING:
    from sqlmodel import Session

PATIENCE_SECONDS = 300.0
OTHERS = 4
"""So many nudges, and so many answers to people, are put after each kill."""
EARLY_SHARE = 1 / 50
"""The first of what has arrived by when a third of the kills are over, while readers are still put in the queue."""
STORM_EVERY = 3
"""Before every third kill there is a storm."""
LEAVERS_OF = 100
"""Of so many people, one whose Slack account is switched off in the middle of it."""


@dataclass(frozen=True)
class Ordeal:
    """So many readers, `processes` that feed and send, of which one is killed `kills` times."""

    engine: str
    readers: int
    kills: int
    processes: int
    lease_seconds: float = 16
    allowed_per_minute: int = 6_000
    tried_per_minute: int = 18_000
    """More than is allowed, so that Slack says "too many" again and again."""


async def announced(folder: Path, *, smoke: bool) -> list[Finding]:
    """Let both engines go through it."""
    short = (Ordeal("SQLite", readers=20, kills=1, processes=1, lease_seconds=10),)
    whole = (
        Ordeal("SQLite", readers=10_000, kills=30, processes=1),
        Ordeal("PostgreSQL", readers=10_000, kills=30, processes=3),
    )
    found = []
    for ordeal in short if smoke else whole:
        outcome = await undergo(ordeal, Path(tempfile.mkdtemp(dir=folder)))
        found.append(_finding(ordeal, outcome))
    return found


async def undergo(ordeal: Ordeal, folder: Path) -> Outcome:
    """Announce something while those who carry it die, and return what became of it."""
    crowd = Crowd(ordeal.readers // 2)
    with database_of(ordeal.engine, folder) as url:
        load(crowd, url)
        async with on_stage(crowd.seed(), folder) as stage:
            harm = Storms(drop_reply_rate=LOST_ANSWERS, rate_limit_per_min=ordeal.allowed_per_minute)
            harm.seed(SEED)
            stage.server.workspace.faults = harm
            return await _Run(ordeal, stage, url, harm).to_the_end()


@dataclass
class _Run:
    ordeal: Ordeal
    stage: Stage
    url: str
    harm: Storms
    arrived: Counter[str] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    _put: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Set the clock, and make the senders ready."""
        self.clock = RunningClock(office_hours())
        self.database = Database(self.url)
        self.transactions = Transactions(self.database)
        self.users = [user.id for user in self.stage.server.workspace.seed.users]
        settings = {
            "BENCH_LEASE": str(self.ordeal.lease_seconds),
            "BENCH_PER_MINUTE": str(self.ordeal.tried_per_minute),
            "BENCH_AHEAD": str((self.clock.now() - SystemClock().now()).total_seconds()),
            "BENCH_DRAWS": "4",
        }
        module, count = announcing_process.__name__, self.ordeal.processes
        self.senders = Senders(self.stage, self.url, count, module, settings, self.chance)

    async def to_the_end(self) -> Outcome:
        """Let it go out, strike while it does, and wait for the last message."""
        self._listen()
        await launched(self.transactions, self.clock, len(self.users))
        begun, leavers = time.perf_counter(), frozenset[int]()
        async with self.senders.running():
            for at in range(self.ordeal.kills):
                await self._until(self._threshold(at))
                if at % STORM_EVERY == 0:
                    self.harm.begin()
                await self.senders.kill_one()
                await self.transactions.write(self._overtake, at)
                if at == self.ordeal.kills // 2:
                    leavers = await self.transactions.write(self._switch_off)
            await self._rest()
        seconds = time.perf_counter() - begun
        failed, unknown = await self.transactions.read(_ends)
        self.transactions.close()
        self.database.close()
        return self._outcome(leavers, failed, unknown, seconds)

    def _outcome(
        self, leavers: frozenset[int], failed: frozenset[int], unknown: int, seconds: float
    ) -> Outcome:
        poisoned = {number for number in range(1, len(self.users)) if is_poisoned(number)}
        wanted = {self.users[number - 1] for number in range(1, len(self.users))} - {
            self.users[number - 1] for number in poisoned | leavers
        }
        return Outcome(
            Counter({self._user[channel]: number for channel, number in self.arrived.items()}),
            self.others,
            frozenset(wanted),
            frozenset(self._put),
            frozenset(self.users[number - 1] for number in leavers - poisoned),
            failed,
            frozenset(poisoned | leavers),
            unknown,
            self.harm,
            self.senders.kills,
            seconds,
        )

    def _threshold(self, at: int) -> int:
        """Return how many are to have it before a kill: a third of all kills strike while readers are being fed."""
        early = max(1, self.ordeal.kills // 3)
        readers = self.ordeal.readers * 9 // 10
        first = readers * EARLY_SHARE
        if at < early:
            return max(1, round(first * at / early))
        return round(first + (readers - first) * (at - early) / (self.ordeal.kills - early))

    def _overtake(self, session: Session, at: int) -> None:
        """Put what goes ahead of announcements: nudges and answers."""
        box = Outbox(self.clock)
        for number in range(2 * OTHERS):
            name = f"other-{at}-{number}"
            priority = Priority.NUDGE if number < OTHERS else Priority.REPLY
            to = self.chance.randrange(1, self.ordeal.readers // 10) * 10 + 1
            self._put.add(name)
            box.post(session, key=name, kind=KIND, payload={"n": name}, to=to, priority=priority)

    def _switch_off(self, session: Session) -> frozenset[int]:
        """Switch some accounts off, as Slack tells us of it; return whose."""
        gone = frozenset(range(LEAVERS_OF // 2, len(self.users), LEAVERS_OF))
        mine = update(SlackAccount).where(col(SlackAccount.person_id).in_(gone))
        session.exec(mine.values(deleted=True))
        return gone

    def _listen(self) -> None:
        bot, titles = self.stage.bot_user, set(WORDS["title"].values())
        self._user = {self.stage.dm(user): user for user in self.users}
        author = self.users[-1]

        def changed(old: object, new: object) -> None:
            if old is not None or getattr(new, "user", None) != bot:
                return
            channel, text = getattr(new, "channel", ""), str(getattr(new, "text", ""))
            if text.startswith("other-"):
                self.others[text] += 1
            elif text in titles and self._user[channel] != author:
                self.arrived[channel] += 1

        self.stage.server.workspace.watch_messages(changed)

    async def _until(self, arrived: int) -> None:
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while self.arrived.total() < arrived:
            if time.perf_counter() > deadline:
                raise Broken(end_of(self.senders.log))
            await asyncio.sleep(LOOK_SECONDS)

    async def _rest(self) -> None:
        """Wait until nothing is on its way any more."""
        for _ in range(round(PATIENCE_SECONDS / REST_SECONDS)):
            if not await self.transactions.read(_on_their_way):
                return
            await asyncio.sleep(REST_SECONDS)
        raise Broken(end_of(self.senders.log))


def _on_their_way(session: Session) -> int:
    announcement = SQLModel.metadata.tables["announcement"]
    unfed = session.connection().execute(
        select(func.count()).select_from(announcement).where(announcement.c.fed.is_(False))
    )
    waiting = select(func.count()).where(
        col(OutboxMessage.state).in_((State.QUEUED.value, State.POSTING.value)),
        col(OutboxMessage.kind).in_((NOTICE, KIND)),
    )
    return unfed.scalar_one() + session.exec(waiting).one()


def _ends(session: Session) -> tuple[frozenset[int], int]:
    """Return whom it did not reach in the end, and of how many nobody knows."""
    query = select(OutboxMessage.person_id, OutboxMessage.state).where(OutboxMessage.kind == NOTICE)
    rows = list(session.exec(query))
    failed = frozenset(number for number, state in rows if state == State.FAILED and number is not None)
    return failed, sum(state == State.UNKNOWN for _, state in rows)


def _finding(ordeal: Ordeal, outcome: Outcome) -> Finding:
    kept = (
        not outcome.lost
        and not outcome.doubled
        and not outcome.unknown
        and outcome.failed <= outcome.hopeless
    )
    who = "one process" if ordeal.processes == 1 else f"{ordeal.processes} processes"
    return Finding(
        f"announced exactly once, {ordeal.engine}, {who}",
        f"{len(outcome.wanted)} readers, {len(outcome.wanted_others)} others",
        f"{outcome.lost} lost, {outcome.doubled} doubled",
        (
            f"{outcome.kills} kills, {outcome.harm.lost_answers} answers lost, {outcome.harm.too_many} × 429, "
            f"{len(outcome.failed)} not reachable, {outcome.seconds:.0f} s"
        ),
        "0 lost, 0 doubled",
        kept=kept,
    )
