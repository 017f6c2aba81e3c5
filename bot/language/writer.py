"""Who puts things into words: the protocol every writer keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol


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
