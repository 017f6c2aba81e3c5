"""Who puts things into words: the protocol every writer keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence


@dataclass(frozen=True)
class TalkFacts:
    """What a talk gathered, for its summary. Every field is in the manager's own words, empty when not said."""

    employee: str
    focus: str
    evidence: str
    voice: str
    steps: tuple[str, ...]

    def called(self, employee: str) -> TalkFacts:
        """Return the same facts with the employee called as the reader calls them."""
        return replace(self, employee=employee)


class Writer(Protocol):
    """Phrases what code has decided. It adds no fact, name, number or date of its own."""

    async def reflect(self, locale: str, words: str) -> str:
        """Return one sentence that gives the gist of `words` back: at most 20 words or 30 Chinese characters."""
        ...

    async def summarise(self, locale: str, facts: TalkFacts) -> str:
        """Return a summary of at most 60 words or 120 Chinese characters."""
        ...


@dataclass(frozen=True)
class Quoted:
    """A clause that may be answered from: its id, its version's name and its words.

    `likely`: the search itself takes it for an answer. A model may phrase and add, but what it says begins with
    a clause that is likely: it does not turn to another one than the extract would.
    """

    clause: str
    version: str
    text: str
    likely: bool = True


@dataclass(frozen=True)
class Quotation:
    """Whole sentences of a supplied clause: `source.text[start:end]`, its own characters."""

    source: Quoted
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words, to the letter."""
        return self.source.text[self.start : self.end]


@dataclass(frozen=True)
class Sentence:
    """Something said about the rules and what it stands on.

    `text` says nothing its quotations do not say; it is empty where they are shown alone. There is always at
    least one quotation.
    """

    text: str
    quotations: tuple[Quotation, ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses quoted, in order, each once."""
        return tuple(dict.fromkeys(quotation.source.clause for quotation in self.quotations))


@dataclass(frozen=True)
class Composed:
    """A checked answer: every sentence may be shown as it is."""

    sentences: tuple[Sentence, ...]


class Answerer(Protocol):
    """Puts an answer from the rule book into words. Awaited at the edge, never inside a transaction."""

    async def rewrite(self, question: str, earlier: Sequence[str], language: str) -> str:
        """Return a question that stands alone, given what was asked before; the question itself when in doubt."""
        ...

    async def compose(self, question: str, passages: Sequence[Quoted], language: str) -> Composed | None:
        """Return an answer from these passages alone, or None: show the extract."""
        ...

    def compose_stream(
        self, question: str, passages: Sequence[Quoted], language: str
    ) -> AsyncGenerator[Sentence, None]:
        """Give the answer sentence by sentence, each checked before it is given; none at all: show the extract."""
        ...
