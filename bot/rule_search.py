"""Which search answers questions about the rules, as the settings say."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.policies.library import RuleSearch
    from bot.settings import Settings

INDEX = "index"
"""The folder of the data folder where the bot keeps its index."""


class SearchDoor:
    """Opens the search, and lets go of it for good; both may be called on any thread."""

    def __init__(self, opener: Callable[[], RuleSearch]) -> None:
        self._opener = opener
        self._opened: RuleSearch | None = None
        self._closed = False
        self._lock = threading.Lock()

    def open(self) -> RuleSearch:
        """Return the search; after `close`, one whose index is let go of again at once."""
        with self._lock:
            self._opened = self._opener()
            if self._closed:
                # Opening took longer than whoever wanted it was there.
                self._opened.close()
            return self._opened

    def close(self) -> None:
        """Let go of the index, also of one that is being opened right now."""
        with self._lock:
            self._closed = True
            if self._opened is not None:
                self._opened.close()


def opener(settings: Settings, folder: str = INDEX) -> Callable[[], RuleSearch]:
    """Return what opens the search, once somebody looks something up.

    The index is a Chroma server's where one is set, otherwise a `folder` of the data folder that one process owns.
    """

    def opened() -> RuleSearch:
        # NumPy and all that reads a model: a start that waits for none of it is half a second shorter.
        from knowledge.embeddings import RemoteEmbedder  # noqa: PLC0415 - as said
        from knowledge.search import Searcher  # noqa: PLC0415 - as said

        where = settings.chroma_url or settings.data.absolute() / folder
        if settings.embedding_model is None:
            return Searcher(where)
        # A model of the company's own may want no key; the library wants one all the same.
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none"
        return Searcher(where, [RemoteEmbedder(settings.embedding_model, key, settings.openai_base_url)])

    return opened
