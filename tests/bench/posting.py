"""A process that posts so many messages and prints how long it took: bare, or with our sender."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import logs
from bot.clock import SystemClock
from bot.delivery.drafts import Draft, Drawn
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Pace
from bot.delivery.reconciliation import metadata_for
from bot.delivery.sender import LANES, Sender
from bot.transactions import Transactions
from storage import outbox
from storage.database import Database
from storage.outbox import Priority, State

if TYPE_CHECKING:
    from sqlmodel import Session

KIND = "bench.announcement"
WORDS = "The goals of the half year are open for planning until Friday."
FACE = [{"type": "section", "text": {"type": "mrkdwn", "text": WORDS}}]
NO_LIMIT = 100_000_000
TEAM = "T0BENCH"
LOOK_SECONDS = 0.02


async def bare(users: list[str]) -> float:
    """Post to everyone over one session, as many at once as our sender does; return the seconds."""
    headers = {"Authorization": f"Bearer {os.environ['SLACK_BOT_TOKEN']}"}
    left = iter(enumerate(users))

    async def post_on(session: aiohttp.ClientSession) -> None:
        for number, user in left:
            body = {"channel": user, "text": WORDS, "blocks": FACE, "metadata": metadata_for(f"{number}")}
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
    database = Database(os.environ["DATABASE_URL"])
    transactions = Transactions(database)
    await transactions.write(announce, Outbox(clock), people)
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            os.environ["SLACK_BOT_TOKEN"],
            base_url=os.environ["SLACK_API_URL"],
            session=session,
            retry_handlers=[],
        )
        pace = Pace(clock, per_minute=NO_LIMIT, burst=NO_LIMIT)
        sender = Sender(transactions, client, clock, {KIND: drawn}, pace, owner="bench", team_id=TEAM)
        begun = time.perf_counter()
        sending = asyncio.create_task(sender.run())
        seconds = 0.0
        while not seconds:
            await asyncio.sleep(LOOK_SECONDS)
            if (await transactions.read(outbox.counts))[State.SENT] == people:
                seconds = time.perf_counter() - begun
        await sender.stop()
        await sending
    transactions.close()
    database.close()
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
    took = asyncio.run(bare(listed) if sys.argv[1] == "bare" else ours(len(listed)))
    sys.stdout.write(f"{took}\n")
