"""How near clauses are to a question in one model's vectors, against how near clauses ordinarily are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from knowledge.embeddings import EmbedderAwayError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.embeddings import Embedder

    Scores = NDArray[np.float32]

_CLOSER = 50
"""Clauses of a language whose sentences are compared too; for the others the whole clause stands."""
_ENOUGH = 8
"""Clauses a language needs for a mean and a deviation of its own."""


class Space:
    """The vectors of the clauses one asker may see: of each the whole in row 0, then its sentences."""

    def __init__(
        self, embedder: Embedder, languages: Sequence[str], vectors: Sequence[NDArray[np.float32] | None]
    ) -> None:
        self.embedder = embedder
        self._vectors = vectors
        self._at = np.asarray([at for at, one in enumerate(vectors) if one is not None], np.int64)
        self._languages = np.asarray(languages)[self._at] if len(self._at) else np.asarray([], str)

    @cached_property
    def _wholes(self) -> Scores:
        return np.stack([vectors[0] for vectors in self._vectors if vectors is not None])

    @cached_property
    def _groups(self) -> list[NDArray[np.int64]]:
        """Return the places of each language's clauses; together, when a language has too few to say what is ordinary."""
        groups = [np.flatnonzero(self._languages == each) for each in np.unique(self._languages)]
        if min(map(len, groups)) < _ENOUGH:
            return [np.arange(len(self._languages))]
        return groups

    def standing_out(self, question: str, language: str) -> Scores:
        """Return by how many standard deviations each clause is nearer than the others of its language; else 0.

        All are 0 while the model is away: words are compared all the same.
        """
        if not len(self._at) or not self.embedder.reads(language):
            return np.zeros(len(self._vectors), np.float32)
        try:
            return self.nearer(self.embedder.question(question))
        except EmbedderAwayError:
            return np.zeros(len(self._vectors), np.float32)

    def nearer(self, asked: NDArray[np.float32]) -> Scores:
        """Return the same for a vector; there is at least one clause."""
        result = np.zeros(len(self._vectors), np.float32)
        near = 2 * (self._wholes @ asked)
        for own in self._groups:
            mine = near[own]
            ordinary, spread = float(mine.mean()), float(mine.std()) or 1.0
            for at in _largest(mine, _CLOSER):
                vectors = self._vectors[self._at[own[at]]]
                if vectors is not None and len(vectors) > 1:
                    whole = mine[at] / 2
                    mine[at] = whole + max(whole, float((vectors[1:] @ asked).max()))
            result[self._at[own]] = (mine - ordinary) / spread
        return result

    def sentences_near(self, number: int, question: str, language: str) -> Scores:
        """Return the similarity of each sentence of one clause with the question; [] when it has no vectors here."""
        vectors = self._vectors[number]
        if vectors is None or not self.embedder.reads(language):
            return np.zeros(0, np.float32)
        try:
            return np.asarray(vectors[1:] @ self.embedder.question(question), np.float32)
        except EmbedderAwayError:
            return np.zeros(0, np.float32)


def _largest(values: Scores, count: int) -> NDArray[np.int64]:
    """Return where the largest values stand."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(-values, count)[:count]
