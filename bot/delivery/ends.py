"""How a claim ends: what becomes of the row, and what is counted and logged of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog

from bot.delivery import meters
from bot.gathering import Gathering
from storage import outbox_claims, outbox_settling
from storage.outbox import State
from storage.outbox_claims import Hold
from storage.outbox_settling import Arrived

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.transactions import Transactions
    from storage.destinations import DeadEnd
    from storage.outbox import OutboxMessage
    from storage.outbox_claims import Place

log = structlog.get_logger("delivery")


class Ends:
    """Ends the claims of `owner`. What somebody else has meanwhile taken over is left alone."""

    def __init__(self, transactions: Transactions, owner: str) -> None:
        self._transactions = transactions
        self._owner = owner
        self._arrivals = Gathering(self._mark_sent)

    async def sent(self, message: OutboxMessage, place: Place, at: datetime) -> None:
        """Record that a message stands in Slack; those that arrive at the same time together."""
        if not await self._arrivals.ask(Arrived(self.hold(message), place, at)):
            log.warning("delivery.taken_over", **names(message), state=State.SENT.value)

    async def failed(self, message: OutboxMessage, error: str) -> None:
        """Give a message up for the reason `error`, Slack's own code."""
        await self._end(message, State.FAILED, outbox_claims.mark_failed, error)

    async def unknown(self, message: OutboxMessage, error: str) -> None:
        """Leave to a person what may be in Slack, where nobody can look."""
        await self._end(message, State.UNKNOWN, outbox_claims.mark_unknown, error)

    async def cancelled(self, message: OutboxMessage, error: str) -> None:
        """Drop what need not be sent any more."""
        await self._end(message, State.CANCELLED, outbox_claims.mark_cancelled, error)

    async def dropped(self, message: OutboxMessage, end: DeadEnd) -> None:
        """End what has nowhere to go."""
        if end.state is State.CANCELLED:
            await self.cancelled(message, end.error)
        else:
            await self.failed(message, end.error)

    async def queued(self, message: OutboxMessage, when: datetime, attempts: int, error: str | None) -> None:
        """Queue again for `when` what is certainly not in Slack."""
        await self._transactions.write(
            outbox_claims.retry_at, self.hold(message), when, attempts=attempts, error=error
        )

    async def doubted(
        self, message: OutboxMessage, until: datetime, attempts: int, error: str | None
    ) -> None:
        """Leave what may be in Slack to whoever looks it up after `until`."""
        log.warning("delivery.in_doubt", **names(message), attempts=attempts, error=error)
        await self._transactions.write(
            outbox_claims.doubt, self.hold(message), until, attempts=attempts, error=error
        )

    def hold(self, message: OutboxMessage) -> Hold:
        """Return our claim on a message."""
        return Hold(message.number, self._owner)

    async def _end(
        self, message: OutboxMessage, state: State, mark: Callable[..., bool], *values: object
    ) -> None:
        if not await self._transactions.write(mark, self.hold(message), *values):
            log.warning("delivery.taken_over", **names(message), state=state.value)
            return
        meters.ENDED.labels(state.value).inc()
        log.info("delivery.ended", **names(message), state=state.value)

    async def _mark_sent(self, arrived: Sequence[Arrived]) -> list[bool]:
        mine = await self._transactions.write(outbox_settling.mark_sent, arrived)
        ids = [each.hold.message_id for each, is_mine in zip(arrived, mine, strict=True) if is_mine]
        meters.ENDED.labels(State.SENT.value).inc(len(ids))
        log.info("delivery.ended", message_ids=ids, state=State.SENT.value)
        return mine


def names(message: OutboxMessage) -> dict[str, Any]:
    """Return what may be logged of a message."""
    return {"message_id": message.id, "kind": message.kind, "op": message.op}
