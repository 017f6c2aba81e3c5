"""The words of searches that are being answered, kept in memory and nowhere else."""

from __future__ import annotations

from collections import OrderedDict

KEPT = 500
"""So many searches are remembered; an answer is drawn within a second or so."""


class Asked:
    """Remembers what was searched for until it is answered; a process that did not hear it knows nothing."""

    def __init__(self) -> None:
        self._words: OrderedDict[str, str] = OrderedDict()

    def remember(self, key: str, words: str) -> None:
        """Keep the words of the question with this key, and drop the oldest beyond KEPT."""
        self._words[key] = words
        while len(self._words) > KEPT:
            self._words.popitem(last=False)

    def words(self, key: str) -> str | None:
        """Return the words of a question; None when nobody here heard them."""
        return self._words.get(key)
