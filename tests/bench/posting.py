"""A process that posts so many messages and prints how long it took: bare, with our sender, or what is queued."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp

from bot import logs
from bot.clock import SystemClock
from bot.delivery.courier import Terms
from bot.delivery.drafts import Draft, Drawn
from bot.delivery.outbox import Outbox
from bot.delivery.pace import LANES, Pace
from bot.delivery.reconciliation import metadata_for
from bot.delivery.sender import Sender
from bot.slack.client import OnceClient
from bot.transactions import Transactions
from storage import outbox
from storage.database import Database
from storage.outbox import Priority, State
from tests.bench.announcing_process import Desk
from tests.clock import RunningClock

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.delivery.drafts import Renderer

KIND = "bench.announcement"
WORDS = "The goals of the half year are open for planning until Friday."
FACE = [{"type": "section", "text": {"type": "mrkdwn", "text": WORDS}}]
NO_LIMIT = 100_000_000
TEAM = "T0BENCH"
LOOK_SECONDS = 0.05
"""Counting takes time that the sender could use."""


async def bare(users: list[str]) -> float:
    """Post to everyone over one session, as many at once as our sender does; return the seconds.

    What is posted stands in the environment as JSON, `text` and `blocks`; without it the words above.
    """
    said = json.loads(os.environ.get("BENCH_BODY", "null")) or {"text": WORDS, "blocks": FACE}
    headers = {"Authorization": f"Bearer {os.environ['SLACK_BOT_TOKEN']}"}
    left = iter(enumerate(users))

    async def post_on(session: aiohttp.ClientSession) -> None:
        for number, user in left:
            body = {"channel": user, **said, "metadata": metadata_for(f"{number}")}
            async with session.post("chat.postMessage", json=body) as answer:
                if not (await answer.json())["ok"]:
                    raise RuntimeError(await answer.text())

    async with aiohttp.ClientSession(os.environ["SLACK_API_URL"], headers=headers) as session:
        begun = time.perf_counter()
        await asyncio.gather(*(post_on(session) for _ in range(LANES)))
        return time.perf_counter() - begun


async def ours(people: int) -> float:
    """Announce something to everyone in the database through the outbox; return the seconds."""
    clock = SystemClock()
    transactions = Transactions(Database(os.environ["DATABASE_URL"]))
    await transactions.write(announce, Outbox(clock), people)
    return await _emptied(people, clock, transactions, {KIND: drawn})


async def notices(people: int) -> float:
    """Send the announcement that stands in the queue for so many, each drawn as the bot does; return the seconds."""
    ahead = timedelta(seconds=float(os.environ["BENCH_AHEAD"]))
    clock = RunningClock(SystemClock().now() + ahead)
    transactions = Transactions(Database(os.environ["DATABASE_URL"]))
    desk = Desk(clock, transactions)
    return await _emptied(people, clock, transactions, desk.messages.renderers())


async def _emptied(
    people: int, clock: Clock, transactions: Transactions, renderers: Mapping[str, Renderer]
) -> float:
    async with aiohttp.ClientSession() as session:
        client = OnceClient(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"], session)
        pace = Pace(clock, per_minute=NO_LIMIT, burst=NO_LIMIT)
        sender = Sender(
            transactions,
            client,
            clock,
            renderers,
            pace,
            owner="bench",
            team_id=TEAM,
            terms=Terms(alone=True),  # as the bot has it on SQLite
        )
        begun = time.perf_counter()
        sending = asyncio.create_task(sender.run())
        seconds = 0.0
        while not seconds:
            await asyncio.sleep(LOOK_SECONDS)
            if (await transactions.read(outbox.counts))[State.SENT] >= people:
                seconds = time.perf_counter() - begun
        await sender.stop()
        await sending
    transactions.close()
    transactions.database.close()
    return seconds


def announce(session: Session, box: Outbox, people: int) -> None:
    """Put one message for each of the first `people` people."""
    for person in range(1, people + 1):
        box.post(
            session, key=f"announcement:{person}", kind=KIND, payload={}, to=person, priority=Priority.BULK
        )


async def drawn(_draft: Draft) -> Drawn:
    """Draw the announcement."""
    return Drawn(text=WORDS, blocks=FACE)


if __name__ == "__main__":
    logs.to_stderr()
    listed = json.loads(sys.argv[2])
    ways: dict[str, Callable[[], Coroutine[None, None, float]]] = {
        "bare": lambda: bare(listed),
        "ours": lambda: ours(len(listed)),
        "notices": lambda: notices(len(listed)),
    }
    took = asyncio.run(ways[sys.argv[1]]())
    sys.stdout.write(f"{took}\n")
