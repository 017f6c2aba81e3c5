"""The rule book as something one can ask: kept up to date, searched, and silent when it has no answer.

Vectors live in Chroma (`knowledge.vectors`); what ranks clauses is computed exactly, in memory, over what the asker
may see. The index is a cache: it is made again from the passages whenever it differs or is gone.
"""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from knowledge import evidence
from knowledge.dictionary import dictionary
from knowledge.embeddings import Text, installed
from knowledge.evidence import Finding
from knowledge.ranking import Hit, Shelf
from knowledge.vectors import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.embeddings import Embedder
    from knowledge.passages import Passage, View
    from knowledge.ranking import Match, Sight
    from knowledge.vectors import Collection

    Matrix = NDArray[np.float32]
    Progress = Callable[[int, int], None]

__all__ = ["Finding", "Hit", "Searcher"]

_AT_ONCE = 32
"""Clauses embedded between two reports of progress; what is stored by then survives a crash."""
_MENDINGS = 3
"""Times what is lost is put back; before the last one the collection is made again."""

_log = logging.getLogger(__name__)


class _Closing(Exception):
    """Whoever embeds is to stop: the index is being closed."""


class Searcher:
    """Finds clauses. Safe to use from several threads; making one is cheap, the first `embed` is not.

    `where` is a folder that this process alone will use, or the URL of a Chroma server. Without embedding
    models only words are compared. Models `beside` them read questions word by word where those cannot, and what an
    earlier index has of their vectors serves until those of `embedders` are there.
    """

    def __init__(
        self,
        where: Path | str,
        embedders: Iterable[Embedder] | None = None,
        beside: Iterable[Embedder] = (),
    ) -> None:
        self._where = where
        self._beside = tuple(beside)
        self._embedders = tuple(installed() if embedders is None else embedders)
        self._store: Store | None = None
        self._shelf = Shelf((), {})
        self._known: dict[Embedder, dict[str, Matrix]] = {}
        self._showing, self._embedding = Lock(), Lock()
        self._closing = False

    def show(self, passages: Iterable[Passage]) -> None:
        """Let exactly these passages be found from now on, waiting for no model.

        What is new is found by its words until `embed` has read it; what is gone cannot come back with an `embed`
        that is still running, because that shows again whatever was shown last.
        """
        wanted = sorted(passages, key=lambda one: one.key)
        with self._showing:
            self._shelf = self._made(wanted)

    def embed(self, progress: Progress | None = None) -> None:
        """Let what is shown be found by its meaning too, embedding only what is new.

        `progress` is told how many clauses are done and how many there are to embed. Raises IndexTakenError or
        IndexUnreachableError when the vectors cannot be kept, and EmbedderAwayError when a model gives none; what was
        there serves on, and words are compared all the same.
        """

        def done_so_far(done: int, total: int) -> None:
            if self._closing:
                raise _Closing
            if progress is not None:
                progress(done, total)

        with self._embedding, contextlib.suppress(_Closing):
            dictionary()
            if not self._embedders:
                return
            if self._store is None:
                self._store = _opened(self._where)
            if not self._known and self._beside:
                self._serve_old(self._store)
            collections = [self._store.collection(one.name) for one in self._embedders]
            done = False
            while not done:
                read = self._shelf.passages
                texts = [Text.of(one) for one in read]
                known: dict[Embedder, dict[str, Matrix]] = {}
                for embedder, collection in zip(self._embedders, collections, strict=True):
                    readable = {
                        text.key: text
                        for one, text in zip(read, texts, strict=True)
                        if embedder.reads(one.language)
                    }
                    known[embedder] = _filled(collection, embedder, readable, done_so_far)
                with self._showing:
                    self._known = known
                    done = self._shelf.passages == read
                    self._shelf = self._made(self._shelf.passages)
            self._store.forget_others(collections)

    def refresh(self, passages: Iterable[Passage], progress: Progress | None = None) -> None:
        """Show these passages and embed them; see `show` and `embed`."""
        self.show(passages)
        self.embed(progress)

    def sight(self, view: View) -> Sight:
        """Return what one asker sees, for whoever wants to look closer than `search` and `ask` do."""
        return self._shelf.sight(view)

    def search(self, question: str, view: View, limit: int = 5) -> tuple[Hit, ...]:
        """Return the clauses that fit a question best, of those the view shows; of language twins only one."""
        return _hits(self._shelf.sight(view).matches(question), limit)

    def ask(self, question: str, view: View, limit: int = 5) -> Finding:
        """Return the same clauses, whether they answer the question, and with which sentences."""
        sight = self._shelf.sight(view)
        matches = sight.matches(question)
        return evidence.weigh(question, sight, matches, _hits(matches, limit))

    def close(self) -> None:
        """Let another process have the folder; what is being embedded is left where it is."""
        self._closing = True
        with self._embedding:
            if self._store is not None:
                self._store.close()
                self._store = None
        self._closing = False

    def _serve_old(self, store: Store) -> None:
        """Let what an earlier index has of the models beside ours be compared meanwhile."""
        texts = {text.key: text for one in self._shelf.passages for text in (Text.of(one),)}
        known: dict[Embedder, dict[str, Matrix]] = {}
        for embedder in self._beside:
            collection = store.existing(embedder.name)
            if collection is None:
                continue
            there = collection.ids()
            whole = [text for text in texts.values() if there >= set(_ids(text))]
            vectors = collection.read([key for text in whole for key in _ids(text)])
            known[embedder] = {text.key: np.stack([vectors[each] for each in _ids(text)]) for text in whole}
        with self._showing:
            self._known = {embedder: vectors for embedder, vectors in known.items() if vectors}
            self._shelf = self._made(self._shelf.passages)

    def _made(self, passages: Sequence[Passage]) -> Shelf:
        texts = {one.key: Text.of(one) for one in passages}
        vectors = {
            embedder: {key: matrices[text.key] for key, text in texts.items() if text.key in matrices}
            for embedder, matrices in self._known.items()
        }
        return Shelf(passages, vectors, self._beside)


def _opened(where: Path | str) -> Store:
    return Store.in_folder(where) if isinstance(where, Path) else Store.at_url(where)


def _ids(text: Text) -> list[str]:
    return [f"{text.key}-{row}" for row in range(1 + len(text.sentences))]


def _filled(
    collection: Collection, embedder: Embedder, texts: Mapping[str, Text], progress: Progress | None
) -> dict[str, Matrix]:
    """Bring the collection to exactly these texts and return their vectors, whole first, then sentences."""
    wanted = {key for text in texts.values() for key in _ids(text)}
    there = collection.ids()
    collection.drop(there - wanted)
    kept = collection.read(sorted(there & wanted))
    missing = [text for text in texts.values() if not kept.keys() >= set(_ids(text))]
    # Texts of one length together: none waits for a longer one.
    missing.sort(key=lambda text: (sum(map(len, text.sentences)), text.key))
    for first in range(0, len(missing), _AT_ONCE):
        some = missing[first : first + _AT_ONCE]
        keys = [key for text in some for key in _ids(text)]
        collection.add(keys, np.concatenate(list(embedder.texts(some))))
        # Read again, so that an index just made and one that was kept give the same numbers.
        kept |= collection.read(keys)
        if progress is not None:
            progress(first + len(some), len(missing))
    if missing:
        _check(collection, kept)
    return {key: np.stack([kept[each] for each in _ids(text)]) for key, text in texts.items()}


def _check(collection: Collection, vectors: dict[str, Matrix]) -> None:
    """See that every clause finds itself; put back what does not, and after that make the collection again."""
    wholes = {key: vector for key, vector in vectors.items() if key.endswith("-0")}
    for mending in range(_MENDINGS + 1):
        lost = collection.lost(wholes)
        if not lost:
            return
        _log.warning("%d of %d vectors do not find themselves", len(lost), len(wholes))
        if mending == _MENDINGS:
            return
        if mending == _MENDINGS - 1:
            collection.clear()
            lost = sorted(vectors)
        else:
            collection.drop(lost)
        collection.add(lost, np.stack([vectors[key] for key in lost]))


def _hits(matches: Sequence[Match], limit: int) -> tuple[Hit, ...]:
    if not matches:
        return ()
    most = max(matches[0].total, 1e-6)
    return tuple(Hit(one.passage, min(1.0, max(0.0, one.total / most))) for one in matches[:limit])
