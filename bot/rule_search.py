"""Which search answers questions about the rules, as the settings say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.features.policies.library import RuleSearch
    from bot.settings import Settings

INDEX = "index"
"""The folder of the data folder where the bot keeps its index."""


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
