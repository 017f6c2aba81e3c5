"""Where vectors are kept: Chroma, in a folder of its own or as a server. The only door to chromadb.

A record's id is made from what was embedded and by which model, so a text that stands in ten versions is kept once,
and who may see it is not written here at all. What is in Chroma can be thrown away and made again at any time.
"""

from __future__ import annotations

import fcntl
import logging
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

BATCH = 500
"""Records for each call; Chroma's own limit depends on SQLite's and is above 5,000."""
_NEIGHBOURS = 3
_PREFIX = "touchbase-"
_OWNER = "owner.lock"
HEARTBEAT, OK, ANSWER_SECONDS = "/api/v2/heartbeat", 200, 10

_log = logging.getLogger(__name__)


class IndexTakenError(RuntimeError):
    """Another process owns the folder of the index."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"another process is using the index in {folder}; "
            "stop it, or run a Chroma server and set CHROMA_URL so that several can share one"
        )


class IndexUnreachableError(RuntimeError):
    """The Chroma server does not answer, or says no."""

    def __init__(self, url: str) -> None:
        super().__init__(f"the Chroma server at {url} does not answer; start it, or check CHROMA_URL")


class Store:
    """One Chroma, embedded or a server, and in it one collection for each embedding model."""

    def __init__(self, client: Any, lock: Any = None) -> None:  # noqa: ANN401 - chromadb's types are its own
        self._client, self._lock, self._closed = client, lock, False

    @classmethod
    def in_folder(cls, folder: Path) -> Store:
        """Open the folder, making it if needed, and own it. Raises IndexTakenError when another process does."""
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / _OWNER).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            lock.close()
            raise IndexTakenError(folder) from taken
        import chromadb  # noqa: PLC0415 - half a second that only those who search should pay

        return cls(chromadb.PersistentClient(path=str(folder), settings=_settings()), lock)

    @classmethod
    def at_url(cls, url: str) -> Store:
        """Connect to a Chroma server. Raises IndexUnreachableError when there is none."""
        import chromadb  # noqa: PLC0415 - as above

        parts = urlsplit(url)
        # Asked first by ourselves: a client that finds no server leaves its sockets to the garbage collector.
        if not _answers(url):
            raise IndexUnreachableError(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 8000)
        try:
            client = chromadb.HttpClient(
                parts.hostname or "localhost", port, ssl=secure, settings=_settings()
            )
            client.heartbeat()
        except Exception as silent:  # chromadb raises ValueError, httpx its own: all mean the same to us
            raise IndexUnreachableError(url) from silent
        return cls(client)

    def existing(self, name: str) -> Collection | None:
        """Return the collection of one embedding model, None when there is none."""
        named = _collection_name(name)
        found = next((each for each in self._client.list_collections() if each.name == named), None)
        return None if found is None else Collection(self._client, found)

    def collection(self, name: str) -> Collection:
        """Return the collection of one embedding model, empty the first time."""
        # Cosine, so that a vector's nearest neighbour is itself whatever its length.
        made = self._client.get_or_create_collection(
            _collection_name(name),
            configuration={"hnsw": {"space": "cosine"}},
            embedding_function=None,
        )
        return Collection(self._client, made)

    def forget_others(self, kept: Iterable[Collection]) -> None:
        """Drop the collections of other models: they were kept only while the new ones were made."""
        names = {one.name for one in kept}
        for other in self._client.list_collections():
            if other.name.startswith(_PREFIX) and other.name not in names:
                self._client.delete_collection(other.name)

    def close(self) -> None:
        """Let go of the folder, or of the server."""
        if not self._closed:
            # Its connections to a server chromadb leaves to the garbage collector, closed or not.
            session = getattr(getattr(self._client, "_server", None), "_session", None)
            self._client.close()
            if session is not None:
                session.close()
            self._closed = True
        if self._lock is not None:
            self._lock.close()


def _collection_name(model: str) -> str:
    return _PREFIX + re.sub(r"[^A-Za-z0-9-]+", "-", model)


def _answers(url: str) -> bool:
    if urlsplit(url).scheme not in {"http", "https"}:
        return False
    try:
        with urlopen(url.rstrip("/") + HEARTBEAT, timeout=ANSWER_SECONDS) as answer:  # noqa: S310 - http(s), looked at above
            return bool(answer.status == OK)
    except (OSError, ValueError):
        return False


class Collection:
    """Vectors by id, all of one width."""

    def __init__(self, client: Any, collection: Any) -> None:  # noqa: ANN401 - chromadb's types are its own
        self._client, self._chroma = client, collection
        self.name: str = collection.name

    def ids(self) -> set[str]:
        """Return the ids of everything kept."""
        return set(self._chroma.get(include=[])["ids"])

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Keep vectors under their ids, replacing what was there."""
        for at in range(0, len(ids), BATCH):
            self._chroma.upsert(ids=list(ids[at : at + BATCH]), embeddings=vectors[at : at + BATCH])

    def drop(self, ids: Iterable[str]) -> None:
        """Forget some."""
        for some in _batches(sorted(ids)):
            self._chroma.delete(ids=some)

    def read(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors there are among these ids."""
        found: dict[str, NDArray[np.float32]] = {}
        for some in _batches(ids):
            got = self._chroma.get(ids=some, include=["embeddings"])
            for key, vector in zip(got["ids"], got["embeddings"], strict=True):
                found[key] = np.asarray(vector, np.float32)
        return found

    def lost(self, vectors: dict[str, NDArray[np.float32]]) -> list[str]:
        """Return the ids a search for their own vector does not find: Chroma can lose some without a word."""
        missing = []
        for some in _batches(list(vectors)):
            asked = np.stack([vectors[key] for key in some])
            near = self._chroma.query(query_embeddings=asked, n_results=_NEIGHBOURS, include=["distances"])
            for key, found, distances in zip(some, near["ids"], near["distances"], strict=True):
                # Equal vectors take each other's place; that one of them was found at no distance is enough.
                if key not in found and (not distances or distances[0] > 1e-5):  # noqa: PLR2004
                    missing.append(key)
        return missing

    def clear(self) -> None:
        """Throw the collection away and begin again."""
        self._client.delete_collection(self.name)
        self._chroma = self._client.get_or_create_collection(
            self.name, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def nearest(self, vector: NDArray[np.float32], count: int) -> list[str]:
        """Return the ids Chroma itself finds nearest; the yardstick of our own search."""
        return list(self._chroma.query(query_embeddings=[vector], n_results=count, include=[])["ids"][0])


def _settings() -> Any:  # noqa: ANN401 - chromadb's types are its own
    from chromadb.config import Settings  # noqa: PLC0415 - as above

    return Settings(anonymized_telemetry=False)


def _batches(ids: Sequence[str]) -> Iterator[list[str]]:
    for at in range(0, len(ids), BATCH):
        yield list(ids[at : at + BATCH])
