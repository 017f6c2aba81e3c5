"""Which search answers questions about the rules, as the settings say."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

import structlog

from bot.clock import SystemClock
from storage import model_use, people

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.policies.library import RuleSearch
    from bot.language.disguise import Directory
    from bot.settings import Settings
    from storage.database import Database

INDEX, COMMANDS_INDEX = "index", "index-of-commands"
"""The folders of the data folder where the bot keeps its index, and commands keep theirs."""
log = structlog.get_logger(__name__)

NAMES_SECONDS = 600.0
"""How long a newcomer's name may go unknown."""


def opener(settings: Settings, database: Database, folder: str = INDEX) -> Callable[[], RuleSearch]:
    """Return what opens the search, once somebody looks something up.

    The index is a Chroma server's where one is set, otherwise a `folder` of the data folder that one process owns.
    """

    def opened() -> RuleSearch:
        # NumPy and all that reads a model: a start that waits for none of it is half a second shorter.
        from knowledge.embeddings import RemoteEmbedder, installed  # noqa: PLC0415 - as said
        from knowledge.search import Searcher  # noqa: PLC0415 - as said

        where = settings.chroma_url or settings.data.absolute() / folder
        if settings.embedding_model is None:
            return Searcher(where)
        # A model of the company's own may want no key; the library wants one all the same.
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none"
        hidden = NamesHidden(database)
        spent = VectorCosts(settings, database, settings.embedding_model)
        remote = RemoteEmbedder(
            settings.embedding_model, key, settings.openai_base_url, hide=hidden, spent=spent
        )
        return Searcher(where, [remote], beside=installed())

    return opened


class VectorCosts:
    """Counts what vectors cost, beside what answers do; where that fails, the search goes on."""

    def __init__(self, settings: Settings, database: Database, model: str) -> None:
        self._zone, self._database, self._model = settings.zone, database, model
        self._told = settings.embedding_price

    def __call__(self, tokens: int | None) -> None:
        """Count one request of so many tokens; None when the provider did not say how many."""
        from bot.language.prices import price  # noqa: PLC0415 - needed with a provider only

        day = SystemClock().now().astimezone(self._zone).date()
        try:
            with self._database.transaction() as session:
                model_use.spend(
                    session, day, self._model, tokens=tokens, price=price(self._model, self._told)
                )
        except Exception:
            log.exception("the cost of vectors was not counted")


class NamesHidden:
    """Takes people's names, addresses and numbers out of what leaves for the provider of vectors."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._directory: Directory | None = None
        self._read_at = 0.0

    def __call__(self, text: str) -> str:
        """Return the text as it may leave."""
        from bot.language.disguise import Disguise  # noqa: PLC0415 - needed with a provider only

        return Disguise(self._known()).blank(text)

    def _known(self) -> Directory:
        from bot.language.disguise import Directory  # noqa: PLC0415 - as above

        with self._lock:
            now = time.monotonic()
            if self._directory is None or now - self._read_at >= NAMES_SECONDS:
                with self._database.snapshot() as session:
                    self._directory = Directory(people.names(session))
                self._read_at = now
            return self._directory
