"""A file of rules in the direct message: fetched, read, and looked over as a draft."""

from __future__ import annotations

import asyncio
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

from bot.errors import FileNotFetched, FileTooLarge, RulesAreHrs, StepIsOver
from bot.features.policies import book_values, change_blocks, draft_blocks
from bot.features.policies.publishing import TOO_LARGE
from bot.files.rules import ENDINGS, DocumentError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from bot.features.policies.publishing import Brought, Publishing
    from bot.slack.calls import Call
    from bot.slack.downloads import FetchedFile
    from bot.slack.surface import Surface
    from bot.transactions import Transactions
    from knowledge.documents import Document
    from prompts.catalog import Catalog


class Fetching(Protocol):
    """What fetches files from Slack."""

    def check(self, size: int) -> None:
        """Do nothing for a file that may be fetched; raises FileTooLarge."""
        ...

    async def fetch(self, file_id: str) -> FetchedFile:
        """Return a file; raises FileTooLarge and FileNotFetched."""
        ...


class DraftDesk:
    """Reads the files that were brought: `read` turns a name, bytes and the day into documents."""

    def __init__(
        self,
        service: Publishing,
        transactions: Transactions,
        files: Fetching,
        read: Callable[[str, bytes, date], tuple[Document, ...]],
        hurry: Callable[[], None],
    ) -> None:
        self._service = service
        self._transactions = transactions
        self._files = files
        self._read = read
        self._hurry = hurry

    def check(self, size: int) -> None:
        """Do nothing for a file of a size we read; raises FileTooLarge."""
        self._files.check(size)

    async def take(self, brought: Brought) -> None:
        """Fetch and read a file, and show the draft or what is wrong with it.

        What Slack did not hand out now is tried again by `take_waiting`.
        """
        try:
            fetched = await self._files.fetch(brought.file_id)
            documents = await asyncio.to_thread(
                self._read, fetched.name, fetched.content, self._service.today()
            )
        except DocumentError as problem:
            await self._transactions.write(self._service.refuse, brought.draft_id, refusal(problem))
        except FileNotFetched:
            return
        except FileTooLarge:
            await self._transactions.write(self._service.refuse, brought.draft_id, TOO_LARGE)
        else:
            await self._transactions.write(self._service.keep, brought.draft_id, documents)
        self._hurry()

    async def take_waiting(self) -> None:
        """Read every file that whoever began it did not finish. Running it again changes nothing."""
        while (brought := await self._transactions.write(self._service.claim)) is not None:
            await self.take(brought)
        self._hurry()


def refusal(problem: DocumentError) -> str:
    """Return why a file was refused, as it is kept: the kind of fault, its line, and the reader's own words."""
    return f"{problem.fault.value} {problem.line} {problem}"


class DraftListeners:
    """The ways to bring a document, and what a draft's message offers."""

    def __init__(
        self,
        service: Publishing,
        desk: DraftDesk,
        catalog: Catalog,
        refresh_home: Callable[[Call], Awaitable[None]],
    ) -> None:
        self._service = service
        self._desk = desk
        self._catalog = catalog
        self._refresh_home = refresh_home

    def register(self, surface: Surface) -> None:
        """Hang them up."""
        surface.file(self.sent)
        surface.action(draft_blocks.PAGE_BACK, self.turned)
        surface.action(draft_blocks.PAGE_ON, self.turned)
        surface.action(draft_blocks.CHANGE, self.looked_closer)
        surface.action(draft_blocks.AUDIENCE, self.addressed)
        surface.action(draft_blocks.DAY, self.dated)
        surface.action(draft_blocks.PUBLISH, self.published)
        surface.action(draft_blocks.DISCARD, self.discarded)

    async def sent(self, call: Call) -> bool:
        """Take the files of a message; leave it to others where it is no document, or not from HR, and has words."""
        person_id = call.speaker.person_id
        keeper = await call.look(self._service.may_bring, person_id)
        if not (_brings_rules(call) or (keeper and not call.value)):
            return False
        if not keeper:
            if call.value:
                return False
            raise RulesAreHrs
        for file in call.files:
            self._desk.check(file.size)
        named = [(file.file_id, file.name) for file in call.files]
        for brought in await call.do(self._service.begin, person_id, named):
            await self._desk.take(brought)
        await self._refresh_home(call)
        return True

    async def turned(self, call: Call) -> None:
        """Show another page of the changes."""
        draft, number = _numbered(call.value)
        await call.do(self._service.turn, call.speaker.person_id, draft, number)

    async def looked_closer(self, call: Call) -> None:
        """Show all of one change."""
        draft, number = _numbered(call.value)
        language, change = await call.look(self._service.change, call.speaker.person_id, draft, number)
        await call.open(change_blocks.window(language, change, self._catalog, call.speaker.locale))

    async def addressed(self, call: Call) -> None:
        """Set whom a draft is for."""
        draft = _draft(call.block_id)
        await call.do(self._service.set_audience, call.speaker.person_id, draft, call.value)

    async def dated(self, call: Call) -> None:
        """Set from which day a draft applies."""
        draft, day = _draft(call.block_id), book_values.day(call.value)
        await call.do(self._service.set_day, call.speaker.person_id, draft, day)

    async def published(self, call: Call) -> None:
        """Put a draft into the rule book."""
        await call.do(self._service.publish, call.speaker.person_id, call.value)
        await self._refresh_home(call)

    async def discarded(self, call: Call) -> None:
        """Let a draft go."""
        await call.do(self._service.discard, call.speaker.person_id, call.value)
        await self._refresh_home(call)


def _brings_rules(call: Call) -> bool:
    """Return whether any file of a message is called as documents are; a picture never is."""
    return any(PurePath(file.name).suffix.lower() in ENDINGS for file in call.files)


def _draft(carried: str) -> str:
    return carried.partition(":")[0]


def _numbered(carried: str) -> tuple[str, int]:
    draft, _, number = carried.partition(":")
    if not number.isdecimal():
        raise StepIsOver
    return draft, int(number)
