"""Passages made up for tests, and a model that knows nothing but letters."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from knowledge.passages import Passage, View
from knowledge.words import language_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from knowledge.embeddings import Text
    from knowledge.reading import Reading

TODAY = date(2026, 3, 2)
EVERYONE = View(frozenset({"everyone"}), TODAY)
MANAGERS = View(frozenset({"everyone", "managers"}), TODAY)


def passage(  # noqa: PLR0913 - one argument for each fact a test may care about
    clause: str,
    text: str,
    *,
    title: str = "",
    audience: str = "everyone",
    since: date = date(2026, 1, 1),
    until: date | None = None,
    version: str = "1",
) -> Passage:
    language = language_of(text)
    return Passage(
        key=f"TR@{version}/{language}/{clause}",
        document="TR",
        clause=clause,
        version=version,
        language=language,
        title=title or clause,
        path=("Travel rules", title or clause),
        text=text,
        start=0,
        end=len(text),
        audience=audience,
        effective_from=since,
        effective_until=until,
    )


class Letters:
    """A model without meaning: a text is the sum of what its words are hashed to. Counts what it embeds."""

    def __init__(self, name: str = "letters") -> None:
        self.name = name
        self.embedded = 0

    def reads(self, language: str) -> bool:
        return language in {"en", "zh"}

    def texts(self, texts: Sequence[Text]) -> Iterator[NDArray[np.float32]]:
        for text in texts:
            self.embedded += 1
            whole = f"{text.head} {' '.join(text.sentences)}"
            yield np.stack([_vector(one) for one in (whole, *text.sentences)])

    def question(self, question: str) -> NDArray[np.float32]:
        return _vector(question)

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        del question, texts
        return []


def _vector(text: str) -> NDArray[np.float32]:
    total = np.full(32, 1e-3, np.float32)
    for word in words(text):
        digest = hashlib.sha256(word.encode()).digest()
        total += np.frombuffer(digest, np.uint8).astype(np.float32) - 127.5
    return np.asarray(total / np.linalg.norm(total), np.float32)
