"""Meaning as numbers: a vector for each clause, for each of its sentences and for each question.

Without configuration two small models from wheels run in this process: one for every language, one for English. With a
key it is whatever an OpenAI-compatible endpoint serves. The only door to langchain in this package.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import numpy as np

from knowledge import packaged
from knowledge.reading import Reading, tokens_in
from knowledge.sentences import plain, sentences
from knowledge.spending import Counted
from knowledge.words import telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from langchain_core.embeddings import Embeddings
    from numpy.typing import NDArray

    from knowledge.passages import Passage
    from knowledge.tokens import Encoder

_TOGETHER = 1
"""Texts in one run of the model. Several are padded to the longest, and larger matrices leave the processor's caches:
clauses of 250 characters took a third longer eight at a time; short ones take the same either way."""
_REMEMBERED = 256
QUESTION_SECONDS, _TEXT_SECONDS = 4.0, 60.0
"""How long an endpoint may take for a question, and for a request full of clauses."""
REST_SECONDS = 30.0
_REQUEST = 256
"""Texts in one request to an endpoint."""
_RESTING, _SHORT = "it was away a moment ago", "it gave too few vectors"


@dataclass(frozen=True)
class Text:
    """What of a clause is embedded: where it stands, and its sentences without marking."""

    head: str
    sentences: tuple[str, ...]

    @classmethod
    def of(cls, passage: Passage) -> Text:
        """Return what is embedded of a clause."""
        places = sentences(passage.text)
        head = " > ".join(passage.path or (passage.title,))
        return cls(head, tuple(plain(passage.text[place.start : place.end]) for place in places))

    @cached_property
    def key(self) -> str:
        """Return a name for exactly this text."""
        whole = "\x1f".join((self.head, *self.sentences))
        return hashlib.sha256(whole.encode()).hexdigest()[:32]


class Embedder(Protocol):
    """A model that turns texts into unit vectors. `name` changes whenever its vectors would."""

    name: str

    def reads(self, language: str) -> bool:
        """Return whether the model knows the language."""
        ...

    def texts(self, texts: Sequence[Text]) -> Iterator[NDArray[np.float32]]:
        """Yield for each text a matrix: the whole in the first row, then its sentences."""
        ...

    def question(self, question: str) -> NDArray[np.float32]:
        """Return the vector of a question."""
        ...

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return for each text how the question reads against it; [] when the model does not show its words."""
        ...


class LocalEmbedder:
    """A model in this process; loaded at its first use, by whichever thread comes first."""

    def __init__(
        self, name: str, load: Callable[[], Encoder], languages: frozenset[str] | None = None
    ) -> None:
        self.name = name
        self._load, self._languages = load, languages
        self._threads = min(2, os.cpu_count() or 1)
        self._loading = threading.Lock()
        self._loaded: Encoder | None = None
        self._asked = lru_cache(maxsize=_REMEMBERED)(self._question)
        self._read_text = lru_cache(maxsize=_REMEMBERED)(self._text)

    def reads(self, language: str) -> bool:
        """Return whether the model knows the language."""
        return self._languages is None or language in self._languages

    def texts(self, texts: Sequence[Text]) -> Iterator[NDArray[np.float32]]:
        """Yield matrices; a sentence's row is the mean of its tokens as they read inside their clause."""
        encoder = self._encoder()
        batches = [texts[first : first + _TOGETHER] for first in range(0, len(texts), _TOGETHER)]
        with ThreadPoolExecutor(self._threads, "embedding") as pool:
            for matrices in pool.map(lambda batch: _matrices(encoder, batch), batches):
                yield from matrices

    def question(self, question: str) -> NDArray[np.float32]:
        """Return the vector of a question; the latest few hundred are remembered."""
        return np.asarray(self._asked(question))

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return how near every token of the question is to the nearest one of each text (ColBERT's MaxSim)."""
        encoder = self._encoder()
        (asked,) = encoder.encode(encoder.question, [question])
        mine = asked.inside()
        places = tuple(place for place in asked.places if place[0] >= 0)
        told = tokens_in(places, telling(question))
        nearest = ((mine @ self._read_text(text).T).max(axis=1) for text in texts)
        return [Reading(np.asarray(near, np.float32), told, places) for near in nearest]

    def _question(self, question: str) -> NDArray[np.float32]:
        encoder = self._encoder()
        (encoded,) = encoder.encode(encoder.question, [question])
        return encoded.mean()

    def _text(self, text: Text) -> NDArray[np.float32]:
        encoder = self._encoder()
        (encoded,) = encoder.encode(encoder.passage, [_written(text)[0]])
        return encoded.inside()

    def _encoder(self) -> Encoder:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded


def installed() -> tuple[LocalEmbedder, ...]:
    """Return the models this installation has: one for every language, and one that knows English better."""
    found = []
    if (path := packaged.E5.path()) is not None:
        found.append(LocalEmbedder(f"e5-small-{packaged.E5.sha256[:8]}", partial(_e5, path)))
    if (path := packaged.MINILM.path()) is not None:
        name = f"minilm-{packaged.MINILM.sha256[:8]}"
        found.append(LocalEmbedder(name, partial(_minilm, path), frozenset({"en"})))
    return tuple(found)


def _e5(path: Path) -> Encoder:
    from knowledge import e5, weights  # noqa: PLC0415 - a second that only those who search should pay

    return e5.E5(weights.load(packaged.E5.read(path)))


def _minilm(path: Path) -> Encoder:
    from knowledge import minilm  # noqa: PLC0415 - as above

    return minilm.MiniLM(packaged.MINILM.read(path))


def _matrices(encoder: Encoder, batch: Sequence[Text]) -> list[NDArray[np.float32]]:
    written = [_written(text) for text in batch]
    encoded = encoder.encode(encoder.passage, [whole for whole, _ in written])
    return [
        np.stack([one.mean(), *(one.mean(*span) for span in spans)])
        for one, (_, spans) in zip(encoded, written, strict=True)
    ]


def _written(text: Text) -> tuple[str, list[tuple[int, int]]]:
    """Return a text in one piece, and where its sentences stand in it."""
    whole, spans = text.head + "\n", []
    for sentence in text.sentences:
        spans.append((len(whole), len(whole) + len(sentence)))
        whole += sentence + " "
    return whole, spans


class EmbedderAwayError(RuntimeError):
    """The endpoint gave no vectors; the message is the kind of what happened, and holds no text."""


class RemoteEmbedder:
    """An OpenAI-compatible endpoint, through langchain. `hide` takes out of a text what may not leave.

    `spent` is told after each request how many tokens it took; None when the endpoint does not say.
    """

    def __init__(  # noqa: PLR0913 - what an endpoint is asked with
        self,
        model: str,
        api_key: str,
        base_url: str | None = None,
        *,
        hide: Callable[[str], str] = str,
        seconds: float = QUESTION_SECONDS,
        spent: Callable[[int | None], None] | None = None,
    ) -> None:
        self._spent = spent
        self.name = f"remote-{model}"
        self._model, self._api_key, self._base_url = model, api_key, base_url
        self._hide, self._seconds = hide, seconds
        self._asked = lru_cache(maxsize=_REMEMBERED)(self._question)
        self._rests_until = 0.0

    def reads(self, language: str) -> bool:
        """Return that it does: a configured model is meant for what it is asked."""
        del language
        return True

    def texts(self, texts: Sequence[Text]) -> Iterator[NDArray[np.float32]]:
        """Yield matrices; every sentence is embedded behind its heading, on its own. Raises EmbedderAwayError."""
        parts = [
            [f"{text.head}\n{' '.join(text.sentences)}", *(f"{text.head}\n{one}" for one in text.sentences)]
            for text in texts
        ]
        vectors = iter(self._embedded([self._hide(part) for some in parts for part in some]))
        for some in parts:
            yield _unit(list(islice(vectors, len(some))))

    def question(self, question: str) -> NDArray[np.float32]:
        """Return the vector of a question; the latest few hundred are remembered. Raises EmbedderAwayError.

        Who was away is not asked again for a while: an answer without vectors beats a wait for none.
        """
        if time.monotonic() < self._rests_until:
            raise EmbedderAwayError(_RESTING)
        try:
            return np.asarray(self._asked(question))
        except EmbedderAwayError:
            self._rests_until = time.monotonic() + REST_SECONDS
            raise

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return nothing: an endpoint gives one vector a text."""
        del question, texts
        return []

    def _question(self, question: str) -> NDArray[np.float32]:
        try:
            (vector,) = self._asking.embed_documents([self._hide(question)])
            return np.asarray(_unit([vector])[0], np.float32)
        except Exception as problem:  # whatever langchain, openai or httpx raise, it means the same here
            raise EmbedderAwayError(type(problem).__name__) from problem

    def _embedded(self, parts: Sequence[str]) -> list[list[float]]:
        try:
            found = self._filling.embed_documents(list(parts))
        except Exception as problem:  # as above
            raise EmbedderAwayError(type(problem).__name__) from problem
        if len(found) != len(parts):
            raise EmbedderAwayError(_SHORT)
        return found

    @cached_property
    def _filling(self) -> Embeddings:
        return self._client(_TEXT_SECONDS, retries=2)

    @cached_property
    def _asking(self) -> Embeddings:
        return self._client(self._seconds, retries=0)

    def _client(self, seconds: float, *, retries: int) -> Embeddings:
        from langchain_openai import OpenAIEmbeddings  # noqa: PLC0415 - as above
        from pydantic import SecretStr  # noqa: PLC0415 - as above

        made = OpenAIEmbeddings(
            model=self._model,
            api_key=SecretStr(self._api_key),
            base_url=self._base_url,
            # Counting tokens would fetch a vocabulary from the internet; clauses are short.
            check_embedding_ctx_length=False,
            chunk_size=_REQUEST,
            max_retries=retries,
            timeout=seconds,
        )
        if self._spent is not None:
            # langchain throws away what an answer says of its costs, so each is looked at on its way.
            made.client = Counted(made.client, self._spent)
        return made


def _unit(vectors: Iterable[Iterable[float]]) -> NDArray[np.float32]:
    matrix = np.asarray(vectors, np.float32)
    return np.asarray(matrix / np.linalg.norm(matrix, axis=1, keepdims=True), np.float32)
