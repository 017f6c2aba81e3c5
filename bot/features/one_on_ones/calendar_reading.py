"""Fetching and reading calendars, beside the tick: a slow server keeps nobody waiting."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.errors import FileNotFetched, FileTooLarge
from bot.features.one_on_ones.calendars import FILE_GONE
from bot.files.calendars import LARGEST_BYTES, CalendarError, read
from bot.guarded_http import FetchError, Terms, fetch
from storage.calendars import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.one_on_ones.calendars import Calendars, Pull
    from bot.transactions import Transactions

log = structlog.get_logger(__name__)

SECONDS, REDIRECTS = 10, 3
AT_ONCE = 8
READ_AT_ONCE = 1
"""Reading a large calendar takes a core for seconds; the others are needed for people."""
HEADERS = {"Accept": "text/calendar, text/plain;q=0.5", "User-Agent": "Touchbase"}


class Fetched(Protocol):
    """A file as it lies in Slack."""

    @property
    def content(self) -> bytes:
        """Its bytes."""
        ...


class Fetching(Protocol):
    """What fetches files from Slack."""

    def check(self, size: int) -> None:
        """Do nothing for a file that may be fetched; raises FileTooLarge."""
        ...

    async def fetch(self, file_id: str) -> Fetched:
        """Return a file; raises FileTooLarge and FileNotFetched."""
        ...


class CalendarDesk:
    """Fetches the calendars that are due, and reads those that were sent.

    `private_network`: addresses inside one are fetched as well, which only tests want.
    """

    def __init__(
        self,
        transactions: Transactions,
        service: Calendars,
        files: Fetching,
        hurry: Callable[[], None],
        *,
        private_network: bool = False,
    ) -> None:
        self._transactions = transactions
        self._service = service
        self._files = files
        self._hurry = hurry
        self._terms = Terms(SECONDS, LARGEST_BYTES, REDIRECTS, private_network)
        self._reading = asyncio.Semaphore(READ_AT_ONCE)
        self._running: asyncio.Task[None] | None = None

    async def start_due(self) -> None:
        """Begin with what is due, unless that is under way."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self.read_due())

    async def close(self) -> None:
        """Stop fetching; what was not finished is fetched again when its lease is over."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    async def read_due(self) -> None:
        """Fetch and read every calendar that is due, several at a time."""
        await asyncio.gather(*(self._one_after_another() for _ in range(AT_ONCE)))

    async def take_file(self, person_id: int, file_id: str, content: bytes, zone: str) -> None:
        """Read a calendar somebody sent as a file, or say why not."""
        window = self._service.window()
        try:
            async with self._reading:
                events = await asyncio.to_thread(read, content, window.since, window.until, zone)
        except CalendarError as problem:
            await self._transactions.write(self._service.refuse_file, person_id, problem.fault)
        else:
            await self._transactions.write(self._service.take_file, person_id, events, file_id)
        self._hurry()

    async def _one_after_another(self) -> None:
        while (pull := await self._transactions.write(self._service.claim)) is not None:
            try:
                await self._pull(pull)
            except Exception:
                # The next calendar is somebody else's; this one is tried again when its lease is over.
                log.exception("a calendar could not be taken over", person=pull.person_id)

    async def _pull(self, pull: Pull) -> None:
        try:
            content = await self._content(pull)
            if await self._transactions.write(self._service.unchanged, pull.person_id, content):
                return
            window = pull.window
            async with self._reading:
                events = await asyncio.to_thread(read, content, window.since, window.until, pull.zone)
        except (FileNotFetched, FileTooLarge):
            await self._transactions.write(self._service.failed, pull.person_id, FILE_GONE)
        except FetchError as problem:
            await self._transactions.write(self._service.failed, pull.person_id, problem.refusal.value)
        except CalendarError as problem:
            await self._transactions.write(self._service.failed, pull.person_id, problem.fault)
        else:
            await self._transactions.write(self._service.take, pull.person_id, events, content)
        self._hurry()

    async def _content(self, pull: Pull) -> bytes:
        if pull.source is Source.FILE:
            return (await self._files.fetch(pull.address)).content
        return await fetch(pull.address, HEADERS, self._terms)
