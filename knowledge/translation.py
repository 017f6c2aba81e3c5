"""Other words for what a question says: the domain's own synonyms, and the other language."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.dictionary import dictionary
from knowledge.words import language_of, telling, words

if TYPE_CHECKING:
    from collections.abc import Iterator

Alternatives = tuple[tuple[str, ...], ...]
"""Ways to say one thing, each as the words it takes."""

_GLOSSARY = Path(__file__).parent / "glossary.txt"
_HAN = re.compile(r"[㐀-鿿]")
_FIRST_HAN = "㐀"


@lru_cache(maxsize=1)
def _families() -> tuple[tuple[str, ...], ...]:
    """Return the glossary's lines: terms of both languages that mean the same in a rule book."""
    lines = _GLOSSARY.read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if line.strip() and not line.startswith("#"))
    return tuple(tuple(term.strip().lower() for term in line.split("·")) for line in kept)


@lru_cache(maxsize=1)
def _known() -> dict[tuple[str, ...], tuple[int, ...]]:
    """Return for each English term, as stems, the numbers of its families."""
    known: dict[tuple[str, ...], tuple[int, ...]] = {}
    for number, family in enumerate(_families()):
        for term in family:
            if not _HAN.search(term):
                known[words(term)] = (*known.get(words(term), ()), number)
    return known


def synonyms(question: str) -> Alternatives:
    """Return the terms that mean what some word of the question means, in both languages."""
    found: dict[int, None] = {}
    lower, stems = question.lower(), words(question)
    for number, family in enumerate(_families()):
        if any(term in lower for term in family if term >= _FIRST_HAN):
            found[number] = None
    for length in (1, 2, 3):
        for at in range(len(stems) - length + 1):
            found |= dict.fromkeys(_known().get(stems[at : at + length], ()))
    said = set(stems)
    terms = (words(term) for number in found for term in _families()[number])
    return tuple(dict.fromkeys(term for term in terms if term and not said.issuperset(term)))


def renamed(question: str, text: str) -> list[tuple[int, int]]:
    """Return from where to where the question stands for something that a text says by another name."""
    lower, body = question.lower(), text.lower()
    said = set(words(text))
    runs = telling(question)
    found = []
    for first in range(len(runs)):
        for last in range(first, min(first + 4, len(runs))):
            place = runs[first][0], runs[last][1]
            term = lower[slice(*place)]
            numbers = _known().get(words(term), ()) if not _HAN.search(term) else _named().get(term, ())
            others = (other for number in numbers for other in _families()[number] if other != term)
            if any(
                other in body if _HAN.search(other) else said.issuperset(words(other)) for other in others
            ):
                found.append(place)
    return found


@lru_cache(maxsize=1)
def _named() -> dict[str, tuple[int, ...]]:
    """Return for each Chinese term the numbers of its families."""
    named: dict[str, tuple[int, ...]] = {}
    for number, family in enumerate(_families()):
        for term in family:
            if _HAN.search(term):
                named[term] = (*named.get(term, ()), number)
    return named


@lru_cache(maxsize=256)
def translations(question: str) -> tuple[Alternatives, ...]:
    """Return for each word of the question what it may be in the other language; () where nothing is known."""
    book = dictionary()
    if book is None:
        return ()
    if language_of(question) == "zh":
        return tuple(tuple(tuple(gloss.split()) for gloss in glosses) for glosses in book.english(question))
    return tuple(_pairs(alternatives) for alternatives in _chinese(question) if alternatives)


def _chinese(question: str) -> Iterator[tuple[str, ...]]:
    book, stems = dictionary(), words(question)
    if book is not None:
        for first, second in zip_longest(stems, stems[1:], fillvalue=""):
            yield book.chinese(first)
            yield book.chinese(first, second)


def _pairs(terms: tuple[str, ...]) -> Alternatives:
    """Return Chinese terms as their pairs of characters: single ones match too much."""
    return tuple(tuple(term[at : at + 2] for at in range(len(term) - 1)) for term in terms)
