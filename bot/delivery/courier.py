"""One claimed message on its way: where to, how drawn, posted, and what the answer makes of it.

The claim is checked again right before each call: whoever stalled between claiming and posting finds that
somebody else has taken over, and lets go.
"""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import structlog

from bot.delivery import meters
from bot.delivery.answers import Answer, Ask, Verdict
from bot.delivery.drafts import Draft, Drawn, HeldBack, Renderer
from bot.delivery.ends import Ends, names
from bot.delivery.outbox import LEASE
from bot.delivery.pace import LANES, LOOKUP_LANE
from bot.delivery.reconciliation import Found, Unseen, look_up, metadata_for
from storage.delivery_gate import close_gate, of_updates
from storage.delivery_pace import LOOKUPS, UPDATES, WRITES, turned_away
from storage.destinations import DeadEnd, Destination, destination
from storage.outbox import Operation, OutboxMessage, Priority
from storage.outbox_claims import Place
from storage.sending import clearance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.delivery.pace import Pace
    from bot.transactions import Transactions

LAST_WORDS = timedelta(seconds=2)
"""After a restart, what the process before it had just posted is given so long to arrive before it is looked for."""
LONGEST_DOUBT = timedelta(minutes=2)
FRESH = timedelta(seconds=1)
"""How long after its claim a process that is alone need not ask again whether a message is still its own."""

Holding: TypeAlias = "Callable[[Session, int], datetime | None]"
"""Says until when a nudge to somebody is held."""
log = structlog.get_logger("delivery")


@dataclass(frozen=True)
class Terms:
    """How long and how often.

    `lease` outlasts `draw_timeout` and two calls of `call_timeout`. A call that broke off may take effect in
    Slack until `settle` later. A message is drawn at most `draws` times and doubted at most `doubts` times,
    which at growing intervals is about five hours. `alone`: no other process sends (SQLite has one by design), so
    nobody else can have taken a message over or closed the gate a moment ago.
    """

    lease: timedelta = LEASE
    call_timeout: timedelta = timedelta(seconds=10)
    draw_timeout: timedelta = timedelta(seconds=20)
    settle: timedelta = timedelta(seconds=5)
    draws: int = 8
    doubts: int = 150
    alone: bool = False


@dataclass(frozen=True)
class Courier:
    """Carries claimed messages to one workspace, one call of `carry` each; `ends` ends their claims."""

    transactions: Transactions
    clock: Clock
    renderers: Mapping[str, Renderer]
    pace: Pace
    ask: Ask
    ends: Ends
    team_id: str
    terms: Terms
    holds: list[Holding] = field(default_factory=list)
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LANES))

    async def carry(self, message: OutboxMessage, place: Destination | DeadEnd) -> None:
        """Send a message that nobody has tried to send since it was queued to its `place`."""
        if isinstance(place, DeadEnd):
            await self.ends.dropped(message, place)
        else:
            await self._send(message, place)

    async def carry_doubtful(self, message: OutboxMessage) -> None:
        """Send a message that may be in Slack already, unless it is. An update is simply repeated."""
        place = await self.transactions.read(destination, message)
        if isinstance(place, DeadEnd):
            if message.op == Operation.POST:
                await self.ends.unknown(message, place.error)
            else:
                await self.ends.dropped(message, place)
            return
        if message.op == Operation.POST and not await self._is_absent(message, place):
            return
        if message.attempts >= self.terms.doubts:
            error = message.error or "gave_up"
            await self.ends.failed(message, error)
            return
        await self._send(message, place)

    async def _send(self, message: OutboxMessage, place: Destination) -> None:
        if (until := await self._held_until(message)) is not None:
            await self._requeue_at(message, until)
            return
        drawn = await self._draw(message, place)
        if drawn is None:
            return
        # Whoever waits for an answer does not wait for a slot.
        async with nullcontext() if message.priority == Priority.REPLY else self.slots:
            if not await self._is_cleared(message, message.lane, Priority(message.priority), _what(message)):
                await self._requeue(message)
                return
            answer = await self.ask(*_request(message, place, drawn))
        await self._conclude(message, place, answer)

    async def _draw(self, message: OutboxMessage, place: Destination) -> Drawn | None:
        draft = Draft(message.kind, message.payload, message.person_id, place.locale)
        try:
            async with asyncio.timeout(self.terms.draw_timeout.total_seconds()):
                drawn = await self.renderers[message.kind](draft)
        except HeldBack as held:
            await self._requeue_at(message, held.until)
            return None
        except Exception as error:  # noqa: BLE001 - a feature's fault must not stop the others' messages
            # The exception's own words may quote what somebody said.
            log.error("delivery.not_drawn", **names(message), error=type(error).__name__)  # noqa: TRY400
            await self._draw_later(message)
            return None
        if drawn is None:
            await self.ends.cancelled(message, "outdated")
        return drawn

    async def _draw_later(self, message: OutboxMessage) -> None:
        attempts = message.attempts + 1
        if attempts >= self.terms.draws:
            await self.ends.failed(message, "not_drawn")
            return
        when = self.clock.now() + timedelta(seconds=2**attempts)
        await self.ends.queued(message, when, attempts, "not_drawn")

    async def _is_cleared(self, message: OutboxMessage, lane: str, priority: Priority, what: str) -> bool:
        """Wait for our turn; return whether the message is then still ours, and for long enough."""
        if not await self.pace.wait(lane, priority, what):
            return False
        now = self.clock.now()
        if self.terms.alone and self._is_fresh(message, now):
            return True
        until = now + 2 * self.terms.call_timeout
        for gate in (WRITES, UPDATES) if what == UPDATES else (WRITES,):
            mine, closed_until = await self.transactions.read(
                clearance, self.ends.hold(message), self._gate(gate), now, until
            )
            if closed_until is not None:
                self.pace.close(closed_until, gate)
            if not mine or closed_until is not None:
                return False
        return True

    def _is_fresh(self, message: OutboxMessage, now: datetime) -> bool:
        """Return whether the claim was made a moment ago. A stall of this process since then shows in `now`."""
        return message.lease_until is not None and message.lease_until - now >= self.terms.lease - FRESH

    async def _is_absent(self, message: OutboxMessage, place: Destination) -> bool:
        """Look the message up; anything but a clear no is settled here."""
        if not await self._is_cleared(message, LOOKUP_LANE, Priority.REPLY, LOOKUPS):
            await self._doubt(message, timedelta(), message.attempts, message.error)
            return False
        seen = await look_up(self.ask, message, place)
        if isinstance(seen, Found):
            await self.ends.sent(message, Place(seen.channel_id, seen.ts), self.clock.now())
            return False
        if isinstance(seen, Unseen):
            await self._not_seen(message, seen.answer)
            return False
        return True

    async def _not_seen(self, message: OutboxMessage, answer: Answer) -> None:
        if answer.verdict in {Verdict.LIMITED, Verdict.LATER}:
            await self._doubt(message, answer.retry_after, message.attempts, message.error)
            return
        attempts = message.attempts + 1
        if answer.verdict is Verdict.REFUSED or attempts >= self.terms.doubts:
            await self.ends.unknown(message, answer.code)
            return
        await self._doubt(message, self._patience(attempts), attempts, answer.code)

    async def _conclude(self, message: OutboxMessage, place: Destination, answer: Answer) -> None:
        if answer.verdict is Verdict.DONE:
            self.pace.succeeded(_what(message))
            channel_id = str(answer.data.get("channel") or place.channel)
            await self.ends.sent(message, Place(channel_id, str(answer.data["ts"])), self.clock.now())
        elif answer.verdict is Verdict.REFUSED:
            await self.ends.failed(message, answer.code)
        elif answer.verdict is Verdict.DOUBTFUL:
            meters.DOUBTED.inc()
            attempts = message.attempts + 1
            await self._doubt(message, self._patience(attempts), attempts, answer.code)
        else:
            await self._wait(message, answer)

    async def _wait(self, message: OutboxMessage, answer: Answer) -> None:
        until = self.clock.now() + answer.retry_after
        if answer.verdict is Verdict.LIMITED:
            meters.GATE_CLOSED.inc()
            await self._shut(until, _what(message))
            self.pace.close(until, _what(message))
        else:
            self.pace.close(until)
        log.warning("delivery.told_to_wait", error=answer.code, until=until.isoformat())
        await self._requeue(message)

    async def _shut(self, until: datetime, what: str) -> None:
        """Close the gate for every copy. Calls made side by side are turned away together: that is one sign."""
        if not self.terms.alone:
            now, full = self.clock.now(), self.pace.full
            await self.transactions.write(turned_away, self.team_id, full, now, until, what)
            return
        if not self.pace.is_closed_for(what):
            self.pace.slow_down(what)
        await self.transactions.write(close_gate, self._gate(what), until)

    def _gate(self, what: str) -> str:
        return of_updates(self.team_id) if what == UPDATES else self.team_id

    async def _held_until(self, message: OutboxMessage) -> datetime | None:
        """Return until when a nudge is held, as its reader's hours are at this moment; None: it may go (N-05)."""
        if message.priority != Priority.NUDGE or message.person_id is None or message.op != Operation.POST:
            return None
        for hold in self.holds:
            if (until := await self.transactions.read(hold, message.person_id)) is not None:
                return until
        return None

    async def _requeue(self, message: OutboxMessage) -> None:
        await self._requeue_at(message, self.clock.now())

    async def _requeue_at(self, message: OutboxMessage, when: datetime) -> None:
        await self.ends.queued(message, when, message.attempts, message.error)

    async def _doubt(
        self, message: OutboxMessage, patience: timedelta, attempts: int, error: str | None
    ) -> None:
        await self.ends.doubted(message, self.clock.now() + patience, attempts, error)

    def _patience(self, attempts: int) -> timedelta:
        return min(self.terms.settle * (1 << (attempts - 1)), LONGEST_DOUBT)


def _what(message: OutboxMessage) -> str:
    return UPDATES if message.op == Operation.UPDATE else WRITES


def _request(message: OutboxMessage, place: Destination, drawn: Drawn) -> tuple[str, dict[str, Any]]:
    # An update without blocks would keep the old ones, so they are always named.
    request: dict[str, Any] = {"channel": place.channel, "text": drawn.text, "blocks": list(drawn.blocks)}
    if place.ts is not None:
        return "chat.update", request | {"ts": place.ts}
    if place.thread_ts is not None:
        request["thread_ts"] = place.thread_ts
        if message.priority == Priority.NUDGE:
            # Nobody follows the thread of a message they have not answered; it is shown in the conversation too.
            request["reply_broadcast"] = True
    return "chat.postMessage", request | {"metadata": metadata_for(message.delivery_id)}
