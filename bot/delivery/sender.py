"""The loop that empties the outbox: claim, then carry, one conversation after another within itself.

Any number of copies may run. Each may die at any moment: what it held is taken over when its lease ends, and
looked up in Slack before it is sent again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.delivery.answers import NETWORK_PAUSE, Answer, Verdict, refusal
from bot.delivery.courier import Courier, Terms
from storage import outbox_claims
from storage.destinations import destination
from storage.outbox import Priority
from storage.sending import glance

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.delivery.drafts import Renderer
    from bot.delivery.pace import Pace
    from bot.transactions import Transactions
    from storage.destinations import DeadEnd, Destination
    from storage.outbox import OutboxMessage
    from storage.outbox_claims import Room

LANES = 16
LOOKUPS = 4
"""How many doubtful messages are looked up at once: history allows about fifty calls a minute."""
TICK = timedelta(seconds=1)
SHORTEST_PAUSE = timedelta(milliseconds=20)

log = structlog.get_logger("delivery")


@dataclass(frozen=True)
class _Work:
    """What one look at the database gave."""

    fresh: list[tuple[OutboxMessage, Destination | DeadEnd]]
    doubtful: list[OutboxMessage]
    closed_until: datetime | None = None


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
        self._team_id = team_id
        self._terms = terms or Terms()
        self._courier = Courier(transactions, clock, renderers, pace, self._ask, owner, team_id, self._terms)
        self._tasks: dict[int, asyncio.Task[None]] = {}
        # Begun and not known to have ended, also when its task broke: never sent again without a look-up.
        self._begun: set[int] = set()
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running = self._stopping = False
        self._stopped = asyncio.Event()

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
        room = self._pace.room(LANES - len(self._tasks))
        begun, running = frozenset(self._begun), frozenset(self._tasks)
        work = await self._transactions.write(self._take, room, begun, running)
        if work.closed_until is not None:
            self._pace.close(work.closed_until)
        for message in work.doubtful:
            self._begin(message, self._courier.carry_doubtful(message))
        for message, place in work.fresh:
            self._begin(message, self._courier.carry(message, place))
        return len(work.doubtful) + len(work.fresh)

    def _take(self, session: Session, room: Room, begun: frozenset[int], running: frozenset[int]) -> _Work:
        now, lease, owner = self._clock.now(), self._terms.lease, self._owner
        there = glance(session, owner, self._team_id, now, begun=begun)
        if there.held:
            # What was born claimed grows old while it waits for its turn; in the queue it does not.
            too_old = now + (lease / 2 if there.closed_until is None else 2 * lease)
            given_back = outbox_claims.give_back(session, owner, too_old, begun=begun)
            there = there._replace(queued=there.queued or given_back > 0)
        if there.closed_until is not None or room.limit == 0:
            return _Work([], [], there.closed_until)
        # Before the takeovers below, which would look like held ones.
        fresh = outbox_claims.held(session, owner, now, room.limit, begun=begun) if there.held else []
        doubtful: list[OutboxMessage] = []
        if there.expired:
            lookups = min(LOOKUPS, room.limit - len(fresh))
            overdue = outbox_claims.expired(session, owner, now, lease, lookups)
            doubtful = [message for message in overdue if message.number not in running]
        if there.queued:
            rest = replace(room, limit=room.limit - len(fresh) - len(doubtful))
            fresh += outbox_claims.claim(session, owner, now, lease, rest)
        return _Work([(message, destination(session, message)) for message in fresh], doubtful)

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

    async def _ask(self, method: str, arguments: Mapping[str, Any]) -> Answer:
        call = getattr(self._client, method.replace(".", "_"))
        try:
            # The shared session has limits of its own, so the client's timeout is not applied to it.
            async with asyncio.timeout(self._terms.call_timeout.total_seconds()):
                response = await call(**arguments)
        except SlackApiError as error:
            return _judge(error.response)
        except aiohttp.ClientConnectorError:
            return Answer(Verdict.LATER, "unreachable", retry_after=NETWORK_PAUSE)
        except TimeoutError:
            return Answer(Verdict.DOUBTFUL, "timeout")
        except (SlackClientError, aiohttp.ClientError, OSError, ValueError, AttributeError):
            # The last two: the client trips over an answer that is no JSON object.
            return Answer(Verdict.DOUBTFUL, "connection_lost")
        return Answer(Verdict.DONE, data=response.data)


def _judge(response: Any) -> Answer:  # noqa: ANN401 - slack_sdk passes its own or aiohttp's response
    status = getattr(response, "status_code", None) or getattr(response, "status", None) or 0
    data = getattr(response, "data", None)
    code = str(data.get("error", "")) if isinstance(data, dict) else ""
    return refusal(status, code, getattr(response, "headers", {}))
