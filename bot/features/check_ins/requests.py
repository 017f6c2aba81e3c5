"""What somebody asks for in plain words: a check-in with a person, or something the bot must refuse."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MODE_OF = {"prep": "prep", "debrief": "debrief", "any": None}
_LONGEST_REQUEST = 120
"""A longer text is something being told, not a request."""


@dataclass(frozen=True)
class Request:
    """A check-in asked for in words: with whom, and in which mode when it was said."""

    name: str
    mode: str | None


class Phrases:
    """The patterns of every language, compiled once from the tables in `prompts`."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._requests = [
            (_MODE_OF[mode], re.compile(pattern, re.IGNORECASE))
            for table in tables.values()
            for mode, patterns in table["requests"].items()
            for pattern in patterns
        ]
        self._refusals = [
            (topic, re.compile(pattern, re.IGNORECASE))
            for table in tables.values()
            for topic, patterns in table["refusals"].items()
            for pattern in patterns
        ]

    def asked_for(self, text: str) -> Request | None:
        """Return the check-in that the whole of `text` asks for, or None."""
        words = _plain(text).rstrip(".!?\u3002")
        if len(words) > _LONGEST_REQUEST:
            return None
        for mode, pattern in self._requests:
            if found := pattern.fullmatch(words):
                return Request(name=found["name"].strip(' @"“”'), mode=mode)
        return None

    def refused(self, text: str) -> str | None:
        """Return what `text` asks for that the bot never does: `rating`, `comparison`, `mind`; or None."""
        words = _plain(text)
        return next((topic for topic, pattern in self._refusals if pattern.search(words)), None)


def _plain(text: str) -> str:
    """Return a text on one line, full-width letters and punctuation made the same as half-width ones."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
