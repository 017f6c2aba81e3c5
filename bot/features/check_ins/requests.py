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
    """The patterns of every language, compiled once from the tables in `prompts`.

    `always` patterns plainly speak to the bot; `idle` ones do so only while no question of a talk is open,
    when the same words could be its answer.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._requests = _compiled(tables, "requests")
        self._refusals = _compiled(tables, "refusals")

    def asked_for(self, text: str, *, in_talk: bool) -> Request | None:
        """Return the check-in that the whole of `text` asks for, or None."""
        words = _plain(text).rstrip(".!?\u3002")
        if len(words) > _LONGEST_REQUEST:
            return None
        for mode, always, pattern in self._requests:
            if (always or not in_talk) and (found := pattern.fullmatch(words)):
                return Request(name=found["name"].strip(' @"\u201c\u201d'), mode=_MODE_OF[mode])
        return None

    def refused(self, text: str, *, in_talk: bool) -> str | None:
        """Return what `text` asks for that the bot never does: `rating`, `comparison`, `mind`; or None."""
        words = _plain(text)
        for topic, always, pattern in self._refusals:
            if (always or not in_talk) and pattern.search(words):
                return topic
        return None


def _compiled(
    tables: Mapping[str, Mapping[str, Any]], section: str
) -> list[tuple[str, bool, re.Pattern[str]]]:
    return [
        (topic, when == "always", re.compile(pattern, re.IGNORECASE))
        for table in tables.values()
        for topic, whens in table[section].items()
        for when, patterns in whens.items()
        for pattern in patterns
    ]


def _plain(text: str) -> str:
    """Return a text on one line, full-width letters and punctuation made the same as half-width ones."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
