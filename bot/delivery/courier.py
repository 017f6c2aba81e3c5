"""One claimed message on its way: where to, how drawn, posted, and what the answer makes of it.

The claim is checked again right before each call: whoever stalled between claiming and posting finds that
somebody else has taken over, and lets go.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import structlog

from bot.delivery import meters
from bot.delivery.answers import Answer, Ask, Verdict
from bot.delivery.drafts import Draft, Drawn, Renderer
from bot.delivery.outbox import LEASE
from bot.delivery.reconciliation import Found, Unseen, look_up, metadata_for
from storage import outbox_claims
from storage.delivery_gate import close_gate
from storage.destinations import DeadEnd, Destination, destination
from storage.outbox import Operation, OutboxMessage, Priority, State
from storage.outbox_claims import Hold, Place
from storage.sending import clearance

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.clock import Clock
    from bot.delivery.pace import Pace
    from bot.transactions import Transactions

LONGEST_DOUBT = timedelta(minutes=2)
LOOKUP_LANE = "lookups"
FRESH = timedelta(seconds=1)
"""How long after its claim a process that is alone need not ask again whether a message is still its own."""

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
    """Carries claimed messages of `owner` to one workspace, one call of `carry` each."""

    transactions: Transactions
    clock: Clock
    renderers: Mapping[str, Renderer]
    pace: Pace
    ask: Ask
    owner: str
    team_id: str
    terms: Terms

    async def carry(self, message: OutboxMessage, place: Destination | DeadEnd) -> None:
        """Send a message that nobody has tried to send since it was queued to its `place`."""
        if isinstance(place, DeadEnd):
            await self._drop(message, place)
        else:
            await self._send(message, place)

    async def carry_doubtful(self, message: OutboxMessage) -> None:
        """Send a message that may be in Slack already, unless it is. An update is simply repeated."""
        place = await self.transactions.read(destination, message)
        if isinstance(place, DeadEnd):
            if message.op == Operation.POST:
                await self._end(message, State.UNKNOWN, outbox_claims.mark_unknown, place.error)
            else:
                await self._drop(message, place)
            return
        if message.op == Operation.POST and not await self._is_absent(message, place):
            return
        if message.attempts >= self.terms.doubts:
            error = message.error or "gave_up"
            await self._end(message, State.FAILED, outbox_claims.mark_failed, error)
            return
        await self._send(message, place)

    async def _send(self, message: OutboxMessage, place: Destination) -> None:
        drawn = await self._draw(message, place)
        if drawn is None:
            return
        if not await self._is_cleared(message, message.lane, Priority(message.priority)):
            await self._requeue(message)
            return
        answer = await self.ask(*_request(message, place, drawn))
        await self._conclude(message, place, answer)

    async def _draw(self, message: OutboxMessage, place: Destination) -> Drawn | None:
        draft = Draft(message.kind, message.payload, message.person_id, place.locale)
        try:
            async with asyncio.timeout(self.terms.draw_timeout.total_seconds()):
                drawn = await self.renderers[message.kind](draft)
        except Exception as error:  # noqa: BLE001 - a feature's fault must not stop the others' messages
            # The exception's own words may quote what somebody said.
            log.error("delivery.not_drawn", **_names(message), error=type(error).__name__)  # noqa: TRY400
            await self._draw_later(message)
            return None
        if drawn is None:
            await self._end(message, State.CANCELLED, outbox_claims.mark_cancelled, "outdated")
        return drawn

    async def _draw_later(self, message: OutboxMessage) -> None:
        attempts = message.attempts + 1
        if attempts >= self.terms.draws:
            await self._end(message, State.FAILED, outbox_claims.mark_failed, "not_drawn")
            return
        when = self.clock.now() + timedelta(seconds=2**attempts)
        await self.transactions.write(
            outbox_claims.retry_at, self._hold(message), when, attempts=attempts, error="not_drawn"
        )

    async def _is_cleared(self, message: OutboxMessage, lane: str, priority: Priority) -> bool:
        """Wait for our turn; return whether the message is then still ours, and for long enough."""
        if not await self.pace.wait(lane, priority):
            return False
        now = self.clock.now()
        if self.terms.alone and self._is_fresh(message, now):
            return True
        mine, closed_until = await self.transactions.read(
            clearance, self._hold(message), self.team_id, now, now + 2 * self.terms.call_timeout
        )
        if closed_until is not None:
            self.pace.close(closed_until)
        return mine and closed_until is None

    def _is_fresh(self, message: OutboxMessage, now: datetime) -> bool:
        """Return whether the claim was made a moment ago. A stall of this process since then shows in `now`."""
        return message.lease_until is not None and message.lease_until - now >= self.terms.lease - FRESH

    async def _is_absent(self, message: OutboxMessage, place: Destination) -> bool:
        """Look the message up; anything but a clear no is settled here."""
        if not await self._is_cleared(message, LOOKUP_LANE, Priority.REPLY):
            await self._doubt(message, timedelta(), message.attempts, message.error)
            return False
        seen = await look_up(self.ask, message, place)
        if isinstance(seen, Found):
            await self._sent(message, Place(seen.channel_id, seen.ts))
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
            await self._end(message, State.UNKNOWN, outbox_claims.mark_unknown, answer.code)
            return
        await self._doubt(message, self._patience(attempts), attempts, answer.code)

    async def _conclude(self, message: OutboxMessage, place: Destination, answer: Answer) -> None:
        if answer.verdict is Verdict.DONE:
            self.pace.succeeded()
            channel_id = str(answer.data.get("channel") or place.channel)
            await self._sent(message, Place(channel_id, str(answer.data["ts"])))
        elif answer.verdict is Verdict.REFUSED:
            await self._end(message, State.FAILED, outbox_claims.mark_failed, answer.code)
        elif answer.verdict is Verdict.DOUBTFUL:
            meters.DOUBTED.inc()
            attempts = message.attempts + 1
            await self._doubt(message, self._patience(attempts), attempts, answer.code)
        else:
            await self._wait(message, answer)

    async def _wait(self, message: OutboxMessage, answer: Answer) -> None:
        until = self.clock.now() + answer.retry_after
        if answer.verdict is Verdict.LIMITED:
            if not self.pace.is_closed:
                # Calls made side by side are turned away together: that is one sign, not sixteen.
                self.pace.slow_down()
            meters.GATE_CLOSED.inc()
            await self.transactions.write(close_gate, self.team_id, until)
        self.pace.close(until)
        log.warning("delivery.told_to_wait", error=answer.code, until=until.isoformat())
        await self._requeue(message)

    async def _requeue(self, message: OutboxMessage) -> None:
        now = self.clock.now()
        await self.transactions.write(
            outbox_claims.retry_at, self._hold(message), now, attempts=message.attempts, error=message.error
        )

    async def _doubt(
        self, message: OutboxMessage, patience: timedelta, attempts: int, error: str | None
    ) -> None:
        until = self.clock.now() + patience
        log.warning("delivery.in_doubt", **_names(message), attempts=attempts, error=error)
        await self.transactions.write(
            outbox_claims.doubt, self._hold(message), until, attempts=attempts, error=error
        )

    def _patience(self, attempts: int) -> timedelta:
        return min(self.terms.settle * (1 << (attempts - 1)), LONGEST_DOUBT)

    async def _sent(self, message: OutboxMessage, place: Place) -> None:
        await self._end(message, State.SENT, outbox_claims.mark_sent, place, self.clock.now())

    async def _drop(self, message: OutboxMessage, end: DeadEnd) -> None:
        mark = outbox_claims.mark_cancelled if end.state is State.CANCELLED else outbox_claims.mark_failed
        await self._end(message, end.state, mark, end.error)

    async def _end(
        self, message: OutboxMessage, state: State, mark: Callable[..., bool], *values: object
    ) -> None:
        if not await self.transactions.write(mark, self._hold(message), *values):
            log.warning("delivery.taken_over", **_names(message), state=state.value)
            return
        meters.ENDED.labels(state.value).inc()
        log.info("delivery.ended", **_names(message), state=state.value)

    def _hold(self, message: OutboxMessage) -> Hold:
        return Hold(message.number, self.owner)


def _request(message: OutboxMessage, place: Destination, drawn: Drawn) -> tuple[str, dict[str, Any]]:
    # An update without blocks would keep the old ones, so they are always named.
    request: dict[str, Any] = {"channel": place.channel, "text": drawn.text, "blocks": list(drawn.blocks)}
    if place.ts is not None:
        return "chat.update", request | {"ts": place.ts}
    if place.thread_ts is not None:
        request["thread_ts"] = place.thread_ts
    return "chat.postMessage", request | {"metadata": metadata_for(message.delivery_id)}


def _names(message: OutboxMessage) -> dict[str, Any]:
    return {"message_id": message.id, "kind": message.kind, "op": message.op}
