"""What somebody writes who wants a copy of their own data."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

LONGEST = 120
"""A longer text is something being told, not a request."""


class MyDataPhrases:
    """The patterns of every language, compiled once from the tables in `prompts`."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._patterns = [
            re.compile(pattern, re.IGNORECASE)
            for table in tables.values()
            for pattern in table["my_data"]["always"]
        ]

    def asked_for(self, text: str) -> bool:
        """Return whether the whole of `text` asks for a copy; with anything beside it, it says something else."""
        words = " ".join(unicodedata.normalize("NFKC", text).split()).rstrip(".!?\u3002 ")
        return len(words) <= LONGEST and any(pattern.fullmatch(words) for pattern in self._patterns)
