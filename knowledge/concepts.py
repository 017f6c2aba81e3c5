"""What a question is about, whatever words it uses: the concepts of work, each with its official and everyday names.

`concepts.txt` has them. Nobody asks for "bereavement leave"; they ask what happens when a grandmother has died, and
the rule book never says "grandmother". The same line leads from English to Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.words import is_han, language_of, placed, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Stems = tuple[str, ...]

_CONCEPTS = Path(__file__).parent / "concepts.txt"
VECTORS = Path(__file__).parent / "concepts.npz"
"""The concepts' names as the models in this process understand them, made by `tests/bench/naming.py`."""
_LONGEST = 6
"""Words of the longest English name that is looked for."""
_NAMED = 6
"""Concepts of a question that its meaning is looked for by; the sixth hardly says anything more."""
UNSURE = 0.5
"""What a concept counts for that a single English word, or Chinese character, stands for: "leave" may be a verb."""


@dataclass(frozen=True)
class Concept:
    """Something people ask about; `terms` are what rule books call it, by language, the first its name."""

    number: int
    terms: Mapping[str, tuple[str, ...]]
    ways: Mapping[str, tuple[Stems, ...]]
    """The same terms as the index compares them."""


@dataclass(frozen=True)
class Meant:
    """A concept that a question speaks of, and where it does.

    `sure` is 1, or less where a word alone may mean something else.
    """

    concept: Concept
    sure: float
    place: tuple[int, int]


@dataclass(frozen=True)
class _Names:
    """All concepts, and by which words: English ones without the empty words, those with them, and Chinese ones."""

    concepts: tuple[Concept, ...]
    telling: Mapping[Stems, tuple[Concept, ...]]
    whole: Mapping[Stems, tuple[Concept, ...]]
    chinese: Mapping[str, tuple[Concept, ...]]


@lru_cache(maxsize=256)
def meant(question: str) -> tuple[Meant, ...]:
    """Return what a question speaks of: what several of its words say first, then in the order it is said in."""
    found: dict[int, tuple[int, tuple[int, int], Concept]] = {}
    for length, place, concept in _named(question):
        if (seen := found.get(concept.number)) is None or length > seen[0]:
            found[concept.number] = length, place, concept
    ordered = sorted(found.values(), key=lambda one: (-one[0], one[1]))
    return tuple(Meant(concept, 1.0 if length > 1 else UNSURE, place) for length, place, concept in ordered)


def speaks_of(said: frozenset[str], concept: Concept) -> bool:
    """Return whether a text, given by its words as the index compares them, has a rule book's term for a concept."""
    return any(said.issuperset(way) for ways in concept.ways.values() for way in ways)


def names(language: str) -> tuple[str, ...]:
    """Return what every concept is called in a language, by its number."""
    return tuple(concept.terms[language][0] for concept in _names().concepts)


def direction(model: str, question: str, language: str) -> NDArray[np.float32] | None:
    """Return where, in a model's space, the names of what a question speaks of lie in a language.

    None for a question that speaks of nothing known, and for a model that has not read the names.
    """
    vectors = _vectors().get(f"{model}/{language}")
    spoken_of = meant(question)[:_NAMED]
    if vectors is None or not spoken_of:
        return None
    lie = sum(one.sure * vectors[one.concept.number].astype(np.float32) for one in spoken_of)
    return np.asarray(lie / np.linalg.norm(lie), np.float32)


@lru_cache(maxsize=1)
def _vectors() -> dict[str, NDArray[np.float16]]:
    with np.load(VECTORS, allow_pickle=False) as kept:
        return {name: kept[name] for name in kept.files}


def _named(question: str) -> Iterator[tuple[int, tuple[int, int], Concept]]:
    """Yield the length of each name the question has, where it stands, and what it is a name of."""
    known, said = _names(), placed(question)
    for table, runs in ((known.telling, [one for one in said if one.tells]), (known.whole, said)):
        stems = tuple(one.stem for one in runs)
        for at in range(len(runs)):
            for length in range(1, min(_LONGEST, len(runs) - at) + 1):
                for concept in table.get(stems[at : at + length], ()):
                    yield length, (runs[at].place[0], runs[at + length - 1].place[1]), concept
    if language_of(question) == "zh":
        for name, concepts in known.chinese.items():
            if (at := question.find(name)) >= 0:
                for concept in concepts:
                    yield len(name), (at, at + len(name)), concept


@lru_cache(maxsize=1)
def _names() -> _Names:
    telling: dict[Stems, tuple[Concept, ...]] = {}
    whole: dict[Stems, tuple[Concept, ...]] = {}
    chinese: dict[str, tuple[Concept, ...]] = {}
    everything = tuple(_read(_CONCEPTS.read_text(encoding="utf-8")))
    for concept, called in everything:
        for name in called:
            if is_han(name):
                chinese[name] = (*chinese.get(name, ()), concept)
                continue
            every = tuple(one.stem for one in placed(name))
            if len(telling_ones := tuple(one.stem for one in placed(name) if one.tells)) > 1:
                telling[telling_ones] = (*telling.get(telling_ones, ()), concept)
            else:
                # Where all but one word, or every word, says nothing by itself: "take the bus" is not any "take".
                whole[every] = (*whole.get(every, ()), concept)
    return _Names(tuple(concept for concept, _ in everything), telling, whole, chinese)


def _read(text: str) -> Iterator[tuple[Concept, tuple[str, ...]]]:
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for number, line in enumerate(lines):
        english, han, asked, asked_han = (
            tuple(term for part in parts.split(mark) if (term := part.strip()))
            for parts, mark in zip(line.split("|"), (",", "、", ",", "、"), strict=True)
        )
        terms = {"en": english, "zh": han}
        ways = {language: tuple(filter(None, map(_compared, terms[language]))) for language in terms}
        yield Concept(number, terms, ways), (*english, *han, *asked, *asked_han)


def _compared(term: str) -> Stems:
    """Return a term as the index compares it; of Chinese ones the pairs, as single characters match too much."""
    all_of_it = words(term)
    return tuple(word for word in all_of_it if not is_han(word) or len(word) > 1) or all_of_it
