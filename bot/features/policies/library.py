"""The rule book as it is searched: the index, kept as new as the database says."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from knowledge.passages import Passage
from storage import policies as published

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlmodel import Session

    from bot.transactions import Transactions
    from knowledge.evidence import Finding
    from knowledge.passages import View
    from knowledge.ranking import Hit


class RuleSearch(Protocol):
    """What finds clauses. Every method may be called from several threads at once."""

    def refresh(
        self, passages: Iterable[Passage], progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Make the index hold exactly these passages."""
        ...

    def search(self, question: str, view: View, limit: int = 5) -> tuple[Hit, ...]:
        """Return the clauses nearest to a question, best first."""
        ...

    def ask(self, question: str, view: View, limit: int = 5) -> Finding:
        """Return what was found, and whether that answers the question."""
        ...


class NothingToSearch:
    """A rule book nobody can look things up in: every question is honestly not covered."""

    def refresh(
        self, passages: Iterable[Passage], progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Keep nothing."""

    def search(self, question: str, view: View, limit: int = 5) -> tuple[Hit, ...]:
        """Find nothing."""
        del question, view, limit
        return ()

    def ask(self, question: str, view: View, limit: int = 5) -> Finding:
        """Answer nothing."""
        from knowledge.evidence import Finding  # noqa: PLC0415 - NumPy, which starting should not wait for

        del question, view, limit
        return Finding((), answered=False, confidence=0.0, quotes=())


class Library:
    """Answers from the index after bringing it up to date: what is withdrawn is gone with the very next question.

    `open_search` is called when something is first looked up, so that starting waits for no model.
    """

    def __init__(self, transactions: Transactions, open_search: Callable[[], RuleSearch]) -> None:
        self._transactions = transactions
        self._open = open_search
        self._search: RuleSearch | None = None
        self._stamp = ""
        self._turn = asyncio.Lock()

    async def freshen(self) -> None:
        """Open the index, and bring it up to date with what is published now."""
        await self._ready()

    async def ask(self, question: str, view: View) -> Finding:
        """Return what the rules say to a question, as far as `view` shows them."""
        search = await self._ready()
        return await asyncio.to_thread(search.ask, question, view)

    async def _ready(self) -> RuleSearch:
        async with self._turn:
            stamp = await self._transactions.read(published.stamp)
            if self._search is None:
                self._search = await asyncio.to_thread(self._open)
                self._stamp = ""
            if stamp != self._stamp:
                stamp, passages = await self._transactions.read(everything)
                await asyncio.to_thread(self._search.refresh, passages)
                self._stamp = stamp
            return self._search


def everything(session: Session) -> tuple[str, list[Passage]]:
    """Return every clause there is to be found, and the stamp of that moment."""
    return published.stamp(session), [Passage(**fields) for fields in published.passages(session)]
