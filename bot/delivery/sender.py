"""The loop that empties the outbox: claim, then carry, one conversation after another within itself.

Any number of copies may run. Each may die at any moment: what it held is taken over when its lease ends, and
looked up in Slack before it is sent again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.delivery.calls import Calls
from bot.delivery.courier import Courier, Holding, Terms
from bot.delivery.ends import Ends
from bot.delivery.pace import LANE_PAUSE, LANES, RECOVERY
from storage import delivery_pace, outbox_claims
from storage.delivery_pace import UPDATES, Supply
from storage.destinations import destinations
from storage.outbox import Operation, Priority
from storage.sending import glance

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.delivery.drafts import Renderer
    from bot.delivery.pace import Pace, Wish
    from bot.transactions import Transactions
    from storage.destinations import DeadEnd, Destination
    from storage.outbox import OutboxMessage
    from storage.outbox_claims import Room
    from storage.sending import Glance

LOOKUPS = 4
"""How many doubtful messages are looked up at once: history allows about fifty calls a minute."""
TICK, SHORTEST_PAUSE = timedelta(seconds=1), timedelta(milliseconds=20)
log = structlog.get_logger("delivery")


@dataclass(frozen=True)
class _Work:
    """What one look at the database gave."""

    fresh: list[tuple[OutboxMessage, Destination | DeadEnd]]
    doubtful: list[OutboxMessage]
    closed_until: datetime | None = None
    updates_closed_until: datetime | None = None
    left: Supply | None = None
    """What the copies of the bot still have together, where they share their pace."""

    @property
    def taken(self) -> tuple[int, int, int]:
        """How many messages to post, to look up first, and to update."""
        every = [*(message for message, _ in self.fresh), *self.doubtful]
        updates = sum(message.op == Operation.UPDATE for message in every)
        doubtful = sum(message.op != Operation.UPDATE for message in self.doubtful)
        return len(every) - updates - doubtful, doubtful, updates


class Sender:
    """Sends what is in the outbox to one workspace.

    `client` has `retry_handlers=[]`: it would send again what was only not answered. `owner` is new with
    every start of the process and equals the `Outbox`'s; `team_id` is the workspace whose gate is obeyed.
    Kinds without an entry in `renderers` are tried again later, for a newer copy may know them.
    """

    def __init__(  # noqa: PLR0913 - the composition root passes every part by name
        self,
        transactions: Transactions,
        client: AsyncWebClient,
        clock: Clock,
        renderers: Mapping[str, Renderer],
        pace: Pace,
        *,
        owner: str,
        team_id: str,
        terms: Terms | None = None,
    ) -> None:
        self._transactions = transactions
        self._client = client
        self._clock = clock
        self._pace = pace
        self._owner = owner
        self.team_id = team_id
        self._terms = terms or Terms()
        if not self._terms.alone:
            pace.share()
        calls, ends = Calls(client, self._terms.call_timeout), Ends(transactions, owner)
        self._courier = Courier(transactions, clock, renderers, pace, calls, ends, team_id, self._terms)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        # Begun and not known to have ended, also when its task broke: never sent again without a look-up.
        self._begun: set[int] = set()
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running = self._stopping = False
        self._stopped = asyncio.Event()

    @property
    def client(self) -> AsyncWebClient:
        """The client that sends nothing again by itself."""
        return self._client

    def hold_nudges(self, until: Holding) -> None:
        """Hold every nudge until `until` says, asked at the moment of sending."""
        self._courier.holds.append(until)

    @property
    def per_minute(self) -> float:
        """How many messages a minute may leave now."""
        return self._pace.per_minute

    def hurry(self) -> None:
        """Look for work now and not at the next tick. May be called from any thread, at any time."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake.set)

    async def run(self) -> None:
        """Send until `stop` is called. A database that does not answer is asked again at the next tick."""
        self._loop = asyncio.get_running_loop()
        self._running = True
        try:
            while not self._stopping:
                self._wake.clear()
                try:
                    await self._round()
                except Exception as error:  # noqa: BLE001 - the loop outlives a database that is away
                    log.error("delivery.round_failed", error=type(error).__name__)  # noqa: TRY400
                await self._pause()
        finally:
            self._loop = None
            try:
                await self._finish()
            finally:
                self._stopped.set()

    async def stop(self) -> None:
        """Finish what has begun, give back the rest, and return when both are done."""
        self._stopping = True
        self._wake.set()
        if self._running:
            await self._stopped.wait()
        else:
            await self._finish()

    async def send_due(self) -> int:
        """Do one round and wait for its end; return how many messages it took in hand."""
        begun = await self._round()
        await self._settle()
        return begun

    async def _round(self) -> int:
        wish = self._pace.wish(self._pace.lanes - len(self._tasks), begun=len(self._tasks))
        begun, running = frozenset(self._begun), frozenset(self._tasks)
        work = await self._transactions.write(self._take, wish, begun, running)
        if work.closed_until is not None:
            self._pace.close(work.closed_until)
        if work.updates_closed_until is not None:
            self._pace.close(work.updates_closed_until, UPDATES)
        if work.left is not None:
            posts, doubtful, updates = work.taken
            self._pace.grant(wish, posts, doubtful, work.left, updates)
        for message in work.doubtful:
            self._begin(message, self._courier.carry_doubtful(message))
        for message, place in work.fresh:
            self._begin(message, self._courier.carry(message, place))
        return len(work.doubtful) + len(work.fresh)

    def _take(self, session: Session, wish: Wish, begun: frozenset[int], running: frozenset[int]) -> _Work:
        now, lease, owner = self._clock.now(), self._terms.lease, self._owner
        there = glance(session, owner, self.team_id, now, begun=begun)
        if there.held:
            # What was born claimed grows old while it waits for its turn; in the queue it does not.
            too_old = now + (lease / 2 if there.closed_until is None else 2 * lease)
            if outbox_claims.give_back(session, owner, too_old, begun=begun):
                there = there._replace(queued=True, updates_queued=True)
        if there.closed_until is not None or not (there.held or there.expired or there.queued):
            return _Work([], [], there.closed_until)
        if there.updates_closed_until is not None:
            wish = replace(wish, updates_closed=True)
        if self._terms.alone or wish.places <= 0:
            room = replace(wish.room(None), rested=now - LANE_PAUSE)
            return self._claimed(session, there, room, begun, running)
        return self._claimed_together(session, there, wish, begun, running)

    def _claimed_together(
        self,
        session: Session,
        there: Glance,
        wish: Wish,
        begun: frozenset[int],
        running: frozenset[int],
    ) -> _Work:
        """Claim what the pace that all copies share leaves room for, and take it out there."""
        now = self._clock.now()
        left = delivery_pace.supply(session, self.team_id, self._pace.full, now)
        left = left._replace(
            writes=left.writes.grown(RECOVERY * wish.successes),
            updates=left.updates.grown(RECOVERY * wish.updated),
        )
        room = replace(wish.room(left), rested=now - LANE_PAUSE)
        work = self._claimed(session, there, room, begun, running)
        granted = wish.granted(*work.taken)
        left = Supply(*(bucket.less(calls) for bucket, calls in zip(left, granted, strict=True)))
        delivery_pace.keep(session, self.team_id, left)
        return replace(work, left=left)

    def _claimed(
        self,
        session: Session,
        there: Glance,
        room: Room,
        begun: frozenset[int],
        running: frozenset[int],
    ) -> _Work:
        if max(room.ceilings) == outbox_claims.NONE:
            return _Work([], [], updates_closed_until=there.updates_closed_until)
        now, lease, owner = self._clock.now(), self._terms.lease, self._owner
        doubtful: list[OutboxMessage] = []
        # Before the takeovers below, which would look like held ones.
        fresh = outbox_claims.held(session, owner, now, room, begun=begun) if there.held else []
        for message in fresh:
            room = room.less(message)
        lookups = min(LOOKUPS, room.lookups, room.limit, room.whole)
        if there.expired and lookups > 0:
            doubtful = outbox_claims.expired(session, owner, now, lease, lookups, running)
        if there.queued:
            for message in doubtful:
                room = room.less(message)
            rest = room if there.updates_queued else replace(room, updates=0)
            fresh += outbox_claims.claim(session, owner, now, lease, rest)
        placed = list(zip(fresh, destinations(session, fresh), strict=True))
        return _Work(placed, doubtful, updates_closed_until=there.updates_closed_until)

    def _begin(self, message: OutboxMessage, carried: Coroutine[Any, Any, None]) -> None:
        self._begun.add(message.number)
        task = asyncio.create_task(self._carry(message, carried), name=f"delivery-{message.number}")
        self._tasks[message.number] = task

    async def _carry(self, message: OutboxMessage, carried: Coroutine[Any, Any, None]) -> None:
        try:
            await carried
            self._begun.discard(message.number)
        except Exception as error:  # noqa: BLE001 - its lease ends, and it is looked up
            name = type(error).__name__
            log.error("delivery.broken", message_id=message.id, kind=message.kind, error=name)  # noqa: TRY400
        finally:
            del self._tasks[message.number]
            if len(self._tasks) <= max(LANES, self._pace.lanes // 2):
                self._wake.set()

    async def _pause(self) -> None:
        delay = self._pace.delay("", Priority.BULK)
        pause = max(delay, SHORTEST_PAUSE) if timedelta() < delay < TICK else TICK
        try:
            async with asyncio.timeout(pause.total_seconds()):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _settle(self) -> None:
        await asyncio.gather(*self._tasks.values())

    async def _finish(self) -> None:
        await self._settle()
        end = self._clock.now() + 2 * self._terms.lease
        begun = frozenset(self._begun)
        await self._transactions.write(outbox_claims.give_back, self._owner, end, begun=begun)
