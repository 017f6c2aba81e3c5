"""The rule book as it is searched: the index, kept as new as the database says."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

import structlog

from knowledge.passages import Passage
from storage import policies as published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlmodel import Session

    from bot.transactions import Transactions
    from knowledge.evidence import Finding
    from knowledge.passages import View
    from knowledge.ranking import Hit


NOTED_FROM, BETWEEN = 320, 32
"""Clauses from which the log says how far embedding them is, and clauses between two reports."""
PATIENCE = 10.0
"""Seconds the first question after a start waits for models and vectors before it is answered by words alone."""

log = structlog.get_logger(__name__)


class RuleSearch(Protocol):
    """What finds clauses. Every method may be called from several threads at once."""

    def show(self, passages: Iterable[Passage]) -> None:
        """Let exactly these passages be found from now on, by their words at least; quick."""
        ...

    def embed(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Let what is shown be found by its meaning too; slow when much is new."""
        ...

    def search(self, question: str, view: View, limit: int = 5) -> tuple[Hit, ...]:
        """Return the clauses nearest to a question, best first."""
        ...

    def ask(self, question: str, view: View, limit: int = 5) -> Finding:
        """Return what was found, and whether that answers the question."""
        ...

    def close(self) -> None:
        """Let the index go."""
        ...


class NothingToSearch:
    """A rule book nobody can look things up in: every question is honestly not covered."""

    def show(self, passages: Iterable[Passage]) -> None:
        """Keep nothing."""

    def embed(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Embed nothing."""

    def search(self, question: str, view: View, limit: int = 5) -> tuple[Hit, ...]:
        """Find nothing."""
        del question, view, limit
        return ()

    def ask(self, question: str, view: View, limit: int = 5) -> Finding:
        """Answer nothing."""
        from knowledge.evidence import Finding  # noqa: PLC0415 - NumPy, which starting should not wait for

        del question, view, limit
        return Finding((), answered=False, confidence=0.0, quotes=())

    def close(self) -> None:
        """Hold nothing."""


class Library:
    """Answers from the index after bringing it up to date: what is withdrawn is gone with the very next question.

    `open_search` is called when something is first looked up, so that starting waits for no model and an idle bot
    holds none. The first question waits `patience` seconds at most for the meaning of clauses; later ones never do.
    """

    def __init__(
        self, transactions: Transactions, open_search: Callable[[], RuleSearch], patience: float = PATIENCE
    ) -> None:
        self._transactions = transactions
        self._open, self._patience = open_search, patience
        self._search: RuleSearch | None = None
        self._stamp = self._embedded = ""
        self._turn = asyncio.Lock()
        self._embedding: asyncio.Task[None] | None = None
        self._opening: asyncio.Task[RuleSearch] | None = None

    async def freshen(self) -> None:
        """Bring an index that somebody has asked up to date; one nobody has asked stays closed."""
        if self._search is None:
            return
        search = await self._ready()
        if self._embedding is None and self._embedded != self._stamp:
            self._begin(search)

    async def close(self) -> None:
        """Let the index go, so that another process may have it; what was not embedded is when it is asked again."""
        if self._opening is not None:
            await asyncio.wait({self._opening})
        async with self._turn:
            search, self._search = self._search, None
            if search is not None:
                await asyncio.to_thread(search.close)
            if self._embedding is not None:
                await asyncio.wait({self._embedding})

    async def ask(self, question: str, view: View) -> Finding:
        """Return what the rules say to a question, as far as `view` shows them."""
        search = await self._ready()
        if self._embedding is not None and not self._embedded:
            await asyncio.wait({self._embedding}, timeout=self._patience)
        return await asyncio.to_thread(search.ask, question, view)

    async def speaks_of(self, words: str, view: View) -> bool:
        """Return whether the rules speak of a word or two; nobody waits for an index or a model to learn that.

        Until the index is there, which this begins, the headings of the rules decide.
        """
        if self._search is None or not self._stamp:
            if self._opening is None:
                self._opening = asyncio.ensure_future(self._ready())
                self._opening.add_done_callback(self._opened)
            return await self._transactions.read(published.is_titled, words, view.day, view.audiences)
        search = await self._ready()
        return (await asyncio.to_thread(search.ask, words, view)).answered

    async def _ready(self) -> RuleSearch:
        async with self._turn:
            stamp = await self._transactions.read(published.stamp)
            if self._search is None:
                self._search = await asyncio.to_thread(self._open)
                self._stamp = ""
            if stamp != self._stamp:
                stamp, passages = await self._transactions.read(everything)
                await asyncio.to_thread(self._search.show, passages)
                self._stamp = stamp
                if self._embedding is None:
                    self._begin(self._search)
            return self._search

    def _begin(self, search: RuleSearch) -> None:
        self._embedding = asyncio.ensure_future(self._embed(search))
        self._embedding.add_done_callback(self._ended)

    async def _embed(self, search: RuleSearch) -> None:
        """Embed until nothing newer was shown meanwhile."""
        while self._embedded != self._stamp:
            stamp = self._stamp
            await asyncio.to_thread(search.embed, _noted)
            self._embedded = stamp

    def _opened(self, task: asyncio.Task[RuleSearch]) -> None:
        self._opening = None
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("the rules could not be opened", error=type(problem).__name__)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._embedding = None
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("the rules could not be embedded", error=type(problem).__name__)


def _noted(done: int, total: int) -> None:
    """Say in the log how far a long embedding is, ten times on its way."""
    tenths = 10
    if total >= NOTED_FROM and (
        done == total or done * tenths // total != (done - BETWEEN) * tenths // total
    ):
        log.info("the rules are being embedded", done=done, total=total)


def everything(session: Session) -> tuple[str, list[Passage]]:
    """Return every clause there is to be found, and the stamp of that moment."""
    return published.stamp(session), [Passage(**fields) for fields in published.passages(session)]
