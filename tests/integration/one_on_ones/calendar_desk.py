"""A manager whose calendar stands on a server of this machine, and what came of it."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from sqlmodel import select

from bot.errors import FileNotFetched
from bot.features.one_on_ones.calendar_reading import CalendarDesk
from bot.slack.downloads import FetchedFile
from storage.outbox import OutboxMessage
from tests.unit.calendars.ics import calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.features.one_on_ones.calendars import Calendars
    from bot.transactions import Transactions
    from storage.database import Database
    from tests.clock import MovableClock
    from tests.integration.one_on_ones.conftest import Team

FILE = "F0KALENDER42"
SECRET = "geheimnisvoll-9f3a7c-pelikan"  # noqa: S105 - it is looked for where it must not be


@dataclass
class Feed:
    """A server on this machine that answers with a calendar."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/private-{SECRET}/basic.ics"


@contextmanager
def serving() -> Iterator[Feed]:
    feed = Feed()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed.asked.append(self.path)
            self.send_response(feed.status)
            for name, value in feed.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(feed.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    feed.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Shelf:
    """Files as they lie in Slack, by name; what is not there cannot be fetched."""

    files: dict[str, bytes] = field(default_factory=dict)
    asked: int = 0

    def check(self, size: int) -> None:
        """Take any size."""

    async def fetch(self, file_id: str) -> FetchedFile:
        self.asked += 1
        if file_id not in self.files:
            raise FileNotFetched
        return FetchedFile(file_id, self.files[file_id])


@dataclass
class Desk:
    """The boss, whose calendar is linked, and what came of it."""

    database: Database
    clock: MovableClock
    team: Team
    feed: Feed
    service: Calendars
    transactions: Transactions
    private_network: bool = True
    shelf: Shelf = field(default_factory=Shelf)

    def link(self) -> None:
        with self.database.transaction() as session:
            self.service.link(session, self.team.boss, self.feed.address)

    def read(self, *events: str) -> None:
        """Fetch what the calendar holds now, when it is due."""
        if events:
            self.feed.body = calendar(*events)
        asyncio.run(self._reading().read_due())

    def send(self, content: bytes) -> None:
        self.shelf.files[FILE] = content
        asyncio.run(self._reading().take_file(self.team.boss, FILE, content, "Asia/Shanghai"))

    def later(self, *events: str) -> None:
        self.clock.advance(minutes=15)
        self.read(*events)

    def _reading(self) -> CalendarDesk:
        return CalendarDesk(
            self.transactions, self.service, self.shelf, lambda: None, private_network=self.private_network
        )

    def said(self) -> list[tuple[str, dict[str, object]]]:
        with self.database.snapshot() as session:
            rows = session.exec(select(OutboxMessage).order_by(OutboxMessage.id)).all()  # type: ignore[arg-type]
            return [(row.kind, row.payload) for row in rows if row.person_id == self.team.boss]
