"""What a question in plain words is: one to look up, one about the asker's own affairs, or one never answered.

The patterns are data (`asking.toml` of each language). All languages are tried, whatever the question is in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from re import Pattern
    from typing import Any

QUESTION_LIMIT = 1000
"""Characters of a question; whoever writes more is asked for the heart of it."""
LONGEST_REQUEST = 400
"""A longer text tells a story, in which a few words mean something else than in a request."""
_PART = re.compile(r"<([a-z]+)>")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_ENGLISH = re.compile(
    r"\b(?:what|how|who|when|where|why|which|is|are|does|do|can|the|of|my|for|to|mean|and)\b", re.IGNORECASE
)
_FEW_WORDS, _FEW_CHARACTERS = 3, 5
_ENDINGS = " ?!.。？！"
CHINESE, ENGLISH = "zh", "en"


@dataclass(frozen=True)
class Route:
    """A question about the asker's own affairs, and the general one the rule book can answer instead."""

    name: str
    general: str


class Phrases:
    """The patterns of every language, compiled once from the tables in `prompts`."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._refusals = list(_refusals(tables))
        self._routes = list(_routes(tables))
        self._follow_ups = [
            (int(table["follow_up"]["longest"]), _compiled(pattern, table["parts"]))
            for table in tables.values()
            for pattern in table["follow_up"]["patterns"]
        ]
        self._questions = [
            _compiled(pattern, table["parts"])
            for table in tables.values()
            for pattern in table["question"]["patterns"]
        ]
        self._small_talk = {word for table in tables.values() for word in table["small_talk"]["words"]}
        self._general = {
            (language, name): str(route["general"])
            for language, table in tables.items()
            for name, route in table["personal"].items()
        }

    def refused(self, text: str) -> str | None:
        """Return what `text` wants that is never answered, or None.

        `rating`, `ranking`, `other_scores`, `future_band` or `mind`.
        """
        words = plain(text)
        if len(words) > LONGEST_REQUEST:
            return None
        return next((topic for topic, pattern in self._refusals if pattern.search(words)), None)

    def personal(self, text: str, language: str) -> Route | None:
        """Return the personal route a question takes, its general question in `language`; None for a general one."""
        words = plain(text)
        for name, pattern in self._routes:
            if len(words) <= LONGEST_REQUEST and pattern.search(words):
                return Route(name, self.general(name, language))
        return None

    def general(self, route: str, language: str) -> str:
        """Return the general question the rule book can answer in the place of a personal one."""
        return self._general.get((language, route)) or self._general[ENGLISH, route]

    def goes_on(self, text: str) -> str | None:
        """Return what is new in a question that goes on with the one before it; None when it stands alone."""
        words = plain(text)
        for longest, pattern in self._follow_ups:
            if len(words) <= longest and (found := pattern.search(words)):
                return found["rest"].strip(" ,.?!")
        return None

    def asks(self, text: str) -> bool:
        """Return whether a message is plainly a question or says enough to be looked up as one."""
        words = plain(text)
        if self.is_small_talk(text):
            return False
        if any(pattern.search(words) for pattern in self._questions):
            return True
        return len(_WORD.findall(words)) >= _FEW_WORDS or len(_HAN.findall(words)) >= _FEW_CHARACTERS

    def is_small_talk(self, text: str) -> bool:
        """Return whether there is nothing in a message to look up: thanks, an emoji, a greeting."""
        words = plain(text)
        bare = words.casefold().strip(" .!?。~,;:…")
        return not _is_said(words) or bare in self._small_talk


def plain(text: str) -> str:
    """Return a text on one line, full-width letters and punctuation made the same as half-width ones."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())


def language_of(text: str, otherwise: str) -> str:
    """Return the language a question is in: `zh`, `en`, or `otherwise` when it has no words.

    A few Chinese words within an English sentence are what it asks about, and English words the other way round.
    """
    words = plain(text)
    han = len(_HAN.findall(words))
    if not han:
        return ENGLISH if _WORD.search(words) else otherwise
    english = len(_ENGLISH.findall(words))
    return ENGLISH if english >= 2 and len(_WORD.findall(words)) > han // 2 else CHINESE  # noqa: PLR2004 - "how is"


def continued(before: str, new: str) -> str:
    """Return a question that stands alone: the one before it, with what is new."""
    return f"{before.rstrip(_ENDINGS)} {new}".strip()


def _is_said(words: str) -> bool:
    without_emoji = re.sub(r":[a-z0-9_+-]+:", "", words)
    return any(unicodedata.category(sign)[0] in "LN" for sign in without_emoji)


def _refusals(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Pattern[str]]]:
    for topic in ("rating", "ranking", "other_scores", "future_band", "mind"):
        for table in tables.values():
            for pattern in table["refusals"][topic]["patterns"]:
                yield topic, _compiled(pattern, table["parts"])


def _routes(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Pattern[str]]]:
    for table in tables.values():
        for name, route in table["personal"].items():
            for pattern in route["patterns"]:
                yield name, _compiled(pattern, table["parts"])


def _compiled(pattern: str, parts: Mapping[str, str]) -> Pattern[str]:
    while any(found[1] in parts for found in _PART.finditer(pattern)):
        pattern = _PART.sub(
            lambda found: parts[found[1]] if found[1] in parts else found[0],
            pattern,
        )
    return re.compile(pattern, re.IGNORECASE)
