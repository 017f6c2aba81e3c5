"""A small search for tests: counts the words and pairs of characters a question shares with a clause.

It keeps the promises of the real one: only what a view shows is looked at, and too little in common answers nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from knowledge.search import Finding, Hit
from knowledge.sentences import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from knowledge.passages import Passage, View

_COMMON = """
a about an and are as at be by can do does for from how i if in is it me my of on or our so that the then this to
until was we what when where which who why will with you your 的 了 吗 呢 是 我 你 什么 怎么 多少 谁 能
"""
COMMON = frozenset(_COMMON.split())
ENOUGH = 0.34
_SENTENCE = re.compile(r"(?:[^.。;；]|\.(?=\d))+[.。;；]?")


class SmallSearch:
    """Finds clauses by what they share with a question. `asked` keeps every question it was asked, for tests to read."""

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self.passages = list(passages)
        self.refreshed = 0
        self.asked: list[str] = []
        self.broken: Exception | None = None

    def show(self, passages: Iterable[Passage]) -> None:
        """Hold exactly these passages."""
        self.passages = list(passages)
        self.refreshed += 1

    def embed(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Do nothing more: words are all there is."""
        if progress is not None:
            progress(len(self.passages), len(self.passages))

    def close(self) -> None:
        """Hold nothing that would have to be let go."""

    def search(self, question: str, view: View, limit: int = 5) -> tuple[Hit, ...]:
        """Return the clauses that share most with the question."""
        wanted = pieces(question)
        hits = [
            Hit(each, shared(wanted, f"{each.title} {each.text}"))
            for each in self.passages
            if view.shows(each)
        ]
        return tuple(sorted((hit for hit in hits if hit.score), key=lambda hit: -hit.score)[:limit])

    def ask(self, question: str, view: View, limit: int = 5) -> Finding:
        """Answer with the best sentence of the best clause, when it shares enough."""
        self.asked.append(question)
        if self.broken is not None:
            raise self.broken
        hits = self.search(question, view, limit)
        best = hits[0].score if hits else 0.0
        if best < ENOUGH:
            return Finding(hits, answered=False, confidence=best, quotes=())
        wanted = pieces(question)
        quotes = tuple(
            (hit.passage, best_sentence(wanted, hit.passage.text)) for hit in hits if hit.score == best
        )
        return Finding(hits, answered=True, confidence=best, quotes=quotes)


def pieces(text: str) -> set[str]:
    """Return the words of a text, and the pairs of its Chinese characters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = {word.rstrip("s") for word in re.findall(r"[a-z]{2,}", plain) if word not in COMMON}
    for run in re.findall(r"[\u4e00-\u9fff]+", plain):
        words |= {run[at : at + 2] for at in range(len(run) - 1)} - COMMON
    return words


def shared(wanted: set[str], text: str) -> float:
    """Return which part of what is wanted a text has."""
    return len(wanted & pieces(text)) / len(wanted) if wanted else 0.0


def best_sentence(wanted: set[str], text: str) -> Span:
    """Return the sentence that shares most with what is wanted."""
    spans = [Span(found.start(), found.end()) for found in _SENTENCE.finditer(text) if found[0].strip()]
    return max(spans, key=lambda span: shared(wanted, text[span.start : span.end]))
