"""A process that puts readers into the queue is killed thirty times: nobody is lost, nobody stands there twice."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter

import pytest

from bot.features.announcements import jobs
from bot.transactions import Transactions
from storage import announcement_readers
from storage.database import Database
from tests.integration.announcements.conftest import ADMIN, Desk
from tests.keys import MASTERS

KILLS, PEOPLE, SOME = 30, 400, 10


def feed_in_a_child(url: str) -> int:
    """Feed in a process of its own, and return its number."""
    child = os.fork()
    if child:
        return child
    try:
        database = Database(url, MASTERS)
        transactions = Transactions(database)
        asyncio.run(Desk(database, transactions).feeder.feed())
    finally:
        os._exit(0)


def ended(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG)[0] == child


@pytest.mark.slow
@pytest.mark.either_engine
async def test_thirty_kills_lose_nobody_and_double_nobody(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "TOGETHER", SOME)
    database = Database(database_url, MASTERS)
    desk = Desk(database, Transactions(database))
    desk.employ(PEOPLE)
    announcement = await desk.composed()
    await desk.transactions.write(desk.launches.launch, desk.people[ADMIN], announcement)
    killed = 0
    while killed < KILLS:
        before = await desk.transactions.read(announcement_readers.readers_of, announcement)
        child = feed_in_a_child(database_url)
        while await desk.transactions.read(announcement_readers.readers_of, announcement) == before:
            assert not ended(child)
        os.kill(child, signal.SIGKILL)
        await asyncio.to_thread(os.waitpid, child, 0)
        killed += 1
    await desk.feeder.feed()
    everybody = dict.fromkeys(sorted(desk.people.values()), 1)
    assert Counter(row.person_id for row in desk.rows()) == everybody
    desk.transactions.close()
    database.close()
