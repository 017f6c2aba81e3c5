"""Which clauses share words with a question: BM25, over exactly the clauses one asker may see."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import bm25s
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


class Lexicon:
    """An index of words. How rare a word is, is counted over these texts and no others."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._size = len(texts)
        self._numbers: dict[str, int] = {}
        numbered = [[self._numbers.setdefault(word, len(self._numbers)) for word in text] for text in texts]
        self._holding = Counter(number for text in numbered for number in set(text))
        self._index = bm25s.BM25(k1=1.2, b=0.75, method="lucene") if self._numbers else None
        if self._index is not None:
            self._index.index((numbered, self._numbers), show_progress=False)

    def scores(self, words: Iterable[str]) -> NDArray[np.float32]:
        """Return each text's score; 0 where it has none of the words."""
        scores = np.zeros(self._size, np.float32)
        for word in words:
            self._add(scores, word, 1.0)
        return scores

    def sum(self, several: Iterable[Sequence[str]]) -> NDArray[np.float32]:
        """Return each text's score for all of several ways to say something, each by the mean of its words."""
        scores = np.zeros(self._size, np.float32)
        for way in several:
            for word in way:
                self._add(scores, word, 1 / len(way))
        return scores

    def best(self, alternatives: Iterable[Sequence[str]]) -> NDArray[np.float32]:
        """Return each text's score for the one of several ways to say something that it has most of."""
        best = np.zeros(self._size, np.float32)
        for words in alternatives:
            if any(word in self._numbers for word in words):
                np.maximum(best, self.sum([words]), out=best)
        return best

    def _add(self, scores: NDArray[np.float32], word: str, weight: float) -> None:
        """Add what a word is worth where it stands: its own texts are touched and no others."""
        number = self._numbers.get(word)
        if self._index is None or number is None:
            return
        # bm25s keeps a sparse matrix by columns: for each word its texts, each once, and what it is worth there.
        columns = self._index.scores
        first, last = columns["indptr"][number], columns["indptr"][number + 1]
        scores[columns["indices"][first:last]] += columns["data"][first:last] * np.float32(weight)

    def has(self, word: str) -> bool:
        """Return whether any of the texts has a word."""
        return word in self._numbers

    def rarity(self, word: str) -> float:
        """Return BM25's inverse document frequency: 0.1 for a word in nearly every text, the most for an unknown one."""
        holding = self._holding[self._numbers[word]] if word in self._numbers else 0
        return float(np.log1p((self._size - holding + 0.5) / (holding + 0.5)))
