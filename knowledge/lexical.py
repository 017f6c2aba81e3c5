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

    def scores(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return each text's score; 0 where it has none of the words."""
        known = [self._numbers[word] for word in words if word in self._numbers]
        if self._index is None or not known:
            return np.zeros(self._size, np.float32)
        return np.asarray(self._index.get_scores_from_ids(known), np.float32)

    def best(self, alternatives: Iterable[Sequence[str]]) -> NDArray[np.float32]:
        """Return each text's score for the one of several ways to say something that it has most of."""
        best = np.zeros(self._size, np.float32)
        for words in alternatives:
            if any(word in self._numbers for word in words):
                np.maximum(best, self.scores(words) / len(words), out=best)
        return best

    def has(self, word: str) -> bool:
        """Return whether any of the texts has a word."""
        return word in self._numbers

    def rarity(self, word: str) -> float:
        """Return BM25's inverse document frequency: 0.1 for a word in nearly every text, the most for an unknown one."""
        holding = self._holding[self._numbers[word]] if word in self._numbers else 0
        return float(np.log1p((self._size - holding + 0.5) / (holding + 0.5)))
