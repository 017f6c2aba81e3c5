"""How people ask about their reminders in plain words, in every language."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_LONGEST = 80
_ENDINGS = ".!?。！？ "


class Phrases:
    """The patterns of every language, from the tables in `prompts`, compiled once.

    `stop_idle` is a bare "stop", which belongs to a talk while one is under way.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._patterns = {
            wish: [
                re.compile(pattern, re.IGNORECASE)
                for table in tables.values()
                for pattern in table["nudges"][wish]
            ]
            for wish in ("week", "why", "stop", "stop_idle")
        }

    def asks(self, wish: str, text: str) -> bool:
        """Return whether a whole message is this wish, in any language."""
        words = " ".join(unicodedata.normalize("NFKC", text).split()).rstrip(_ENDINGS)
        if len(words) > _LONGEST:
            return False
        return any(pattern.fullmatch(words) for pattern in self._patterns[wish])
