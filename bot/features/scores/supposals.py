"""The values people only ask about, kept in memory until they are answered and nowhere else."""

from __future__ import annotations

from collections import OrderedDict

KEPT = 500
"""So many are remembered; an answer is drawn within a second or so."""


class Supposals:
    """Remembers what a line was supposed to be; a process that did not hear it knows nothing."""

    def __init__(self) -> None:
        self._values: OrderedDict[str, str] = OrderedDict()

    def remember(self, question: str, value: str) -> None:
        """Keep the value of a question, and drop the oldest beyond KEPT."""
        self._values[question] = value
        while len(self._values) > KEPT:
            self._values.popitem(last=False)

    def value(self, question: str) -> str | None:
        """Return the value of a question; None when nobody here heard it."""
        return self._values.get(question)
