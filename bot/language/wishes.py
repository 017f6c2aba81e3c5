"""What somebody wishes for who writes nothing else: whole messages, by patterns of every language."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

LONGEST = 120
"""A longer text is something being told, not a request."""
_ENDINGS = ".!?。~ "


class Wishes:
    """The patterns of one `topic` in the tables of `prompts`, of all languages together, compiled once."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]], topic: str) -> None:
        self._patterns: dict[str, list[re.Pattern[str]]] = {}
        for table in tables.values():
            for wish, patterns in table[topic].items():
                self._patterns.setdefault(wish, []).extend(
                    re.compile(pattern, re.IGNORECASE) for pattern in patterns
                )

    def asks(self, wish: str, text: str) -> bool:
        """Return whether the whole of `text` is this wish; with anything beside it, it says something else."""
        words = plain(text)
        return len(words) <= LONGEST and any(pattern.fullmatch(words) for pattern in self._patterns[wish])


def plain(text: str) -> str:
    """Return a text on one line without what only ends it, full-width signs made half-width."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split()).rstrip(_ENDINGS)
