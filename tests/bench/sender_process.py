"""A process that does nothing but send what is in the outbox, until it is killed."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import aiohttp

from bot import logs
from bot.clock import SystemClock
from bot.delivery.courier import Terms
from bot.delivery.drafts import Draft, Drawn
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.slack.client import OnceClient
from bot.transactions import Transactions
from storage import outbox_claims
from storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.clock import Clock
    from bot.delivery.drafts import Renderer

KIND = "bench.nudge"
TEAM = "T0BENCH"
READY = "ready"


async def send(
    clock: Clock,
    renderers_of: Callable[[Transactions], Mapping[str, Renderer]],
    beside: Callable[[Transactions, Sender], Awaitable[None]] | None = None,
) -> None:
    """Send for ever, as a copy of the bot does, with leases and timeouts that a benchmark can wait for.

    `beside` is what else the process does all the time.
    """
    database = Database(os.environ["DATABASE_URL"])
    terms = Terms(
        lease=timedelta(seconds=float(os.environ["BENCH_LEASE"])),
        call_timeout=timedelta(seconds=4),
        draw_timeout=timedelta(seconds=4),
        settle=timedelta(seconds=3),
        draws=int(os.environ.get("BENCH_DRAWS", "8")),
        alone=database.is_sqlite,
    )
    if database.is_sqlite:
        # As the bot does when it starts: there is no other process, so whoever held these is gone.
        with database.transaction() as session:
            outbox_claims.orphan_all(session, clock.now() + terms.settle)
    transactions = Transactions(database)
    async with aiohttp.ClientSession() as web:
        sender = Sender(
            transactions,
            OnceClient(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"], web),
            clock,
            renderers_of(transactions),
            Pace(clock, per_minute=float(os.environ["BENCH_PER_MINUTE"])),
            owner=f"{os.getpid()}-{uuid4().hex[:12]}",
            team_id=TEAM,
            terms=terms,
        )
        sys.stdout.write(f"{READY}\n")
        sys.stdout.flush()
        if beside is None:
            await sender.run()
        else:
            await asyncio.gather(sender.run(), beside(transactions, sender))


async def drawn(draft: Draft) -> Drawn:
    """Draw a nudge that says which one it is."""
    return Drawn(text=str(draft.payload["n"]))


if __name__ == "__main__":
    logs.to_stderr()
    asyncio.run(send(SystemClock(), lambda _transactions: {KIND: drawn}))
