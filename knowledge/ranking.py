"""Clauses in the order they answer a question: shared words and nearness in meaning, added up.

Everything is counted over what one asker may see: how rare words are, what an ordinary similarity is, how far the
best stands out. Words are weighed by BM25 against the score of a clause that had them all; meaning by how many
standard deviations a clause lies above the others in its language.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from knowledge.embeddings import Text
from knowledge.lexical import Lexicon
from knowledge.sentences import plain
from knowledge.translation import synonyms, translations
from knowledge.words import language_of, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.embeddings import Embedder
    from knowledge.passages import Passage, View

    Scores = NDArray[np.float32]

WORDS, SYNONYMS, TRANSLATIONS = 4.0, 1.0, 3.0
"""What a full match of the question's words, of other words for them, and of their translation weighs against one
standard deviation of meaning."""
FOREIGN = 1.5
"""Standard deviations a clause in another language than the question's must lie further out."""
_VIEWS = 8
_BM25_MOST = 2.2
"""`k1 + 1`: what BM25 gives at most for a word, in units of its rarity."""


@dataclass(frozen=True)
class Hit:
    """A clause found. `score` is between 0 and 1 and only comparable within one question."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Match:
    """How one clause compares with the question, by each yardstick; `total` is what it is ranked by."""

    passage: Passage
    number: int
    total: float
    words: float
    meaning: float
    """Standard deviations above the clauses of its language; 0 without a model."""


class Shelf:
    """Passages with their words and vectors. Never changes; a new one takes its place."""

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: Mapping[str, NDArray[np.float32]],
        embedder: Embedder | None,
    ) -> None:
        self.passages = tuple(passages)
        self.embedder = embedder if vectors else None
        self._vectors = vectors
        self._views: OrderedDict[bytes, Sight] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def _words(self) -> list[tuple[str, ...]]:
        return [words(f"{' '.join(one.path)} {one.title} {plain(one.text)}") for one in self.passages]

    def sight(self, view: View) -> Sight:
        """Return what one asker sees, as an index of its own; the latest few are kept."""
        shown = np.fromiter((view.shows(one) for one in self.passages), bool, len(self.passages))
        key = shown.tobytes()
        with self._lock:
            if key not in self._views:
                chosen = [int(at) for at in np.flatnonzero(shown)]
                passages = [self.passages[at] for at in chosen]
                vectors = [self._vectors.get(one.key) for one in passages]
                self._views[key] = Sight(passages, [self._words[at] for at in chosen], vectors, self.embedder)
            self._views.move_to_end(key)
            while len(self._views) > _VIEWS:
                self._views.popitem(last=False)
            return self._views[key]


class Sight:
    """The clauses one asker may see, and how they compare with a question."""

    def __init__(
        self,
        passages: Sequence[Passage],
        texts: Sequence[tuple[str, ...]],
        vectors: Sequence[NDArray[np.float32] | None],
        embedder: Embedder | None,
    ) -> None:
        self.passages = tuple(passages)
        self.lexicon = Lexicon(texts)
        self._languages = np.asarray([one.language for one in passages])
        self._embedder = embedder
        self._embedded = np.asarray([at for at, one in enumerate(vectors) if one is not None], np.int64)
        present = [one for one in vectors if one is not None]
        self._wholes = np.stack([one[0] for one in present]) if present else None
        self._rows = np.concatenate([one[1:] for one in present]) if present else None
        lengths = [len(one) - 1 for one in present]
        self._firsts = np.cumsum([0, *lengths])[:-1]
        self._lengths = np.asarray(lengths)

    def matches(self, question: str) -> list[Match]:
        """Return every clause, the best first; clauses that tie stand in the order of their keys."""
        if not self.passages:
            return []
        asked, language = words(question), language_of(question)
        ideal = _BM25_MOST * sum(self.lexicon.rarity(word) for word in asked) or 1.0
        said = self.lexicon.scores(asked) / ideal
        other = sum((self.lexicon.scores(way) / len(way) for way in synonyms(question)), np.zeros_like(said))
        foreign = self._languages != language
        total = WORDS * said + SYNONYMS * other / ideal
        if foreign.any():
            translated = sum(
                (self.lexicon.best(ways) for ways in translations(question)), np.zeros_like(said)
            )
            total += TRANSLATIONS * translated / ideal * foreign
        meaning = self._meaning(question)
        total += meaning - FOREIGN * foreign
        order = sorted(range(len(self.passages)), key=lambda at: (-total[at], self.passages[at].key))
        matches = [
            Match(self.passages[at], at, float(total[at]), float(said[at]), float(meaning[at]))
            for at in order
        ]
        return _without_twins(matches, language)

    def sentences_near(self, number: int, question: str) -> Scores:
        """Return the similarity of each sentence of one clause with the question; empty without a model."""
        at = int(np.searchsorted(self._embedded, number))
        if self._embedder is None or self._rows is None or at == len(self._embedded):
            return np.zeros(0, np.float32)
        if self._embedded[at] != number:
            return np.zeros(0, np.float32)
        rows = self._rows[self._firsts[at] : self._firsts[at] + self._lengths[at]]
        return np.asarray(rows @ self._embedder.question(question), np.float32)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Scores]:
        """Return for each clause how near its nearest word comes to each word of the question; [] without a model."""
        return self._embedder.read(question, [Text.of(one) for one in passages]) if self._embedder else []

    def _meaning(self, question: str) -> Scores:
        meaning = np.zeros(len(self.passages), np.float32)
        if self._embedder is None or self._wholes is None or self._rows is None:
            return meaning
        asked = self._embedder.question(question)
        near = self._wholes @ asked
        best = near.copy()
        some = self._lengths > 0
        if some.any():
            best[some] = np.maximum.reduceat(self._rows @ asked, self._firsts[some])
        both = near + best
        languages = self._languages[self._embedded]
        for language in np.unique(languages):
            own = languages == language
            spread = float(both[own].std()) or 1.0
            meaning[self._embedded[own]] = (both[own] - both[own].mean()) / spread
        return meaning


def _without_twins(matches: Sequence[Match], language: str) -> list[Match]:
    """Return each clause once, in the question's language where it is written in several, at its best place."""
    own = {_clause(one): one for one in reversed(matches) if one.passage.language == language}
    first: dict[tuple[str, str, str], Match] = {}
    for one in matches:
        if (clause := _clause(one)) not in first:
            twin = own.get(clause, one)
            first[clause] = replace(twin, total=one.total)
    return list(first.values())


def _clause(match: Match) -> tuple[str, str, str]:
    return match.passage.document, match.passage.version, match.passage.clause
