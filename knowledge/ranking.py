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
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.concepts import direction, meant
from knowledge.embeddings import Text
from knowledge.lexical import Lexicon
from knowledge.sentences import plain
from knowledge.spaces import Space
from knowledge.translation import synonyms, translations
from knowledge.words import language_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.embeddings import Embedder
    from knowledge.passages import Passage, View
    from knowledge.reading import Reading

    Scores = NDArray[np.float32]
    Vectors = Mapping[Embedder, Mapping[str, NDArray[np.float32]]]
    """For each model the vectors of clauses by their keys."""

WORDS, SYNONYMS, TRANSLATIONS = 6.0, 5.0, 12.0
"""What a full match of the question's words, of other words for them, and of their translation weighs against one
standard deviation of meaning."""
CONCEPTS, CONCEPTS_ACROSS = 8.0, 20.0
"""The same for what concepts of the question are called, in its language and in another."""
NAMED = np.float32(0.5)
"""What nearness to the names of concepts weighs beside nearness to the question."""
FOREIGN = {"en": 0.5, "zh": 1.25}
"""Standard deviations a clause in another language than the question's must lie further out, by that language:
a Chinese word has a dozen English meanings, so English clauses gather more by chance than Chinese ones do."""
TITLED = 1.0
"""What a heading the question names in full weighs."""
_OTHER = {"en": "zh", "zh": "en"}
_VIEWS = 8
_KEPT = 64
"""Matches worth an object of their own."""
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
    """Passages with their words and vectors. Never changes; a new one takes its place.

    `readers` read questions word by word where no model of the vectors does.
    """

    def __init__(
        self, passages: Sequence[Passage], vectors: Vectors, readers: Sequence[Embedder] = ()
    ) -> None:
        self.passages = tuple(passages)
        self._vectors, self._readers = vectors, tuple(readers)
        self._sights: OrderedDict[View, Sight] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def _words(self) -> list[tuple[str, ...]]:
        return [words(f"{' '.join(one.path)} {one.title} {plain(one.text)}") for one in self.passages]

    def sight(self, view: View) -> Sight:
        """Return what one asker sees, as an index of its own; the latest few are kept."""
        with self._lock:
            if view not in self._sights:
                self._sights[view] = self._same(view)
            self._sights.move_to_end(view)
            while len(self._sights) > _VIEWS:
                self._sights.popitem(last=False)
            return self._sights[view]

    def _same(self, view: View) -> Sight:
        """Return the sight of another view that shows the same clauses, as on the day before, or a new one."""
        shown = [at for at, one in enumerate(self.passages) if view.shows(one)]
        passages = tuple(self.passages[at] for at in shown)
        for sight in self._sights.values():
            if sight.passages == passages:
                return sight
        return self._made(shown)

    def _made(self, chosen: Sequence[int]) -> Sight:
        passages = [self.passages[at] for at in chosen]
        languages = [one.language for one in passages]
        spaces = [
            Space(embedder, languages, [known.get(one.key) for one in passages])
            for embedder, known in self._vectors.items()
        ]
        return Sight(passages, Lexicon([self._words[at] for at in chosen]), spaces, self._readers)


class Sight:
    """The clauses one asker may see, and how they compare with a question."""

    def __init__(
        self,
        passages: Sequence[Passage],
        lexicon: Lexicon,
        spaces: Sequence[Space],
        readers: Sequence[Embedder] = (),
    ) -> None:
        self.passages, self.lexicon, self._spaces = tuple(passages), lexicon, tuple(spaces)
        self._readers = (*(space.embedder for space in spaces), *readers)
        languages = np.asarray([one.language for one in passages])
        self._foreign = {language: languages != language for language in _OTHER}

    def matches(self, question: str) -> list[Match]:
        """Return the best clauses, in order; those that tie stand in the order of their keys."""
        if not self.passages:
            return []
        asked, language = words(question), language_of(question)
        ideal = _BM25_MOST * sum(self.lexicon.rarity(word) for word in asked) or 1.0
        said = self.lexicon.scores(asked) / ideal
        other = synonyms(question)
        total = WORDS * said + SYNONYMS * self.lexicon.sum(other) / ideal
        foreign = self._foreign[language]
        total += CONCEPTS * self._spoken_of(question, language) / ideal * ~foreign
        if foreign.any():
            total += TRANSLATIONS * self._sum_of_best(translations(question)) / ideal * foreign
            across = self._spoken_of(question, _OTHER[language])
            total += CONCEPTS_ACROSS * across / ideal * foreign
        meaning = self._meaning(question, language, foreign)
        total += meaning - FOREIGN[language] * foreign
        for at in _first(total, _KEPT):
            total[at] += TITLED * self._named(int(at), asked, other)
        # Rounded, so that the last bits of a vector cannot change an order.
        total = np.round(total, 4)
        order = _first(total, _KEPT)
        matches = [
            Match(self.passages[at], int(at), float(total[at]), float(said[at]), float(meaning[at]))
            for at in order
        ]
        return _without_twins(matches, language)

    def sentences_near(self, number: int, question: str) -> Scores:
        """Return how near each sentence of one clause is to the question, over all models; [] without one."""
        language = language_of(question)
        rows = (space.sentences_near(number, question, language) for space in self._spaces)
        present = [row for row in rows if len(row)]
        return np.asarray(np.mean(present, axis=0), np.float32) if present else np.zeros(0, np.float32)

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        """Return how a question reads against each clause, token by token; [] without a model that shows them."""
        for reader in self._readers:
            if read := reader.read(question, [Text.of(one) for one in passages]):
                return read
        return []

    def _named(self, number: int, asked: Sequence[str], other: Sequence[Sequence[str]]) -> float:
        """Return which share of a clause's heading the question says, in its own or other words, rare words more."""
        heading = set(words(self.passages[number].title))
        if not heading:
            return 0.0
        said = set(asked).union(*(way for way in other if heading.issuperset(way)))
        rarity = {word: self.lexicon.rarity(word) for word in heading}
        return sum(weight for word, weight in rarity.items() if word in said) / sum(rarity.values())

    def _spoken_of(self, question: str, language: str) -> Scores:
        """Return what each clause has of the concepts a question speaks of, each by the term it has most of."""
        asked = set(words(question))
        total = np.zeros(len(self.passages), np.float32)
        for one in meant(question):
            new = (way for way in one.concept.ways[language] if not asked.issuperset(way))
            total += np.float32(one.sure) * self.lexicon.best(new)
        return total

    def _meaning(self, question: str, language: str, foreign: NDArray[np.bool_]) -> Scores:
        """Return the mean over the models that know a clause and the question's language.

        Clauses are compared with the question and with the names of what it speaks of, in the language of the clause.
        """
        total = np.zeros(len(self.passages), np.float32)
        count = np.zeros(len(self.passages), np.float32)
        for space in self._spaces:
            if space.embedder.reads(language):
                one = space.standing_out(question, language)
                if one.any():
                    one = _with_names(space, question, language, one, foreign)
                total += one
                count += one != 0
        return np.asarray(total / np.maximum(count, 1), np.float32)

    def _sum_of_best(self, several: Iterable[Iterable[Sequence[str]]]) -> Scores:
        total = np.zeros(len(self.passages), np.float32)
        for ways in several:
            total += self.lexicon.best(ways)
        return total


def _first(values: NDArray[np.floating[Any]], count: int) -> NDArray[np.int64]:
    """Return where the largest values stand, in order; of those that tie, as passages are sorted, by their keys."""
    at = np.arange(len(values))
    if len(values) > count:
        at = np.flatnonzero(values >= np.partition(values, -count)[-count])
    return at[np.argsort(-values[at], kind="stable")][:count]


def _with_names(
    space: Space, question: str, language: str, asked: Scores, foreign: NDArray[np.bool_]
) -> Scores:
    """Return the mean of how near clauses are to a question and to the names of what it speaks of."""
    result = asked
    for spoken, where in ((language, ~foreign), (_OTHER[language], foreign)):
        if where.any() and (lies := direction(space.embedder.name, question, spoken)) is not None:
            result = np.where(where, (asked + NAMED * space.nearer(lies)) / (1 + NAMED), result)
    return result


def _without_twins(matches: Sequence[Match], language: str) -> list[Match]:
    """Return each clause once, in the question's language where it is written in several, at its best place."""
    own = {_clause(one): one for one in reversed(matches) if one.passage.language == language}
    first: dict[tuple[str, str, str], Match] = {}
    for one in matches:
        if (clause := _clause(one)) not in first:
            first[clause] = replace(own.get(clause, one), total=one.total)
    return list(first.values())


def _clause(match: Match) -> tuple[str, str, str]:
    return match.passage.document, match.passage.version, match.passage.clause
