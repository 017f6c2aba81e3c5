"""What a message asks about results. The patterns are data; all languages are tried, whatever a message is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.scores.intents import Intent
from bot.language.names import spoken_name, written_names
from bot.language.wishes import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from re import Pattern
    from typing import Any

LONGEST = 200
"""A longer message tells something; it asks for no result."""
_PART = re.compile(r"(?<!P)<([a-z]+)>")


@dataclass(frozen=True)
class Asked:
    """What is asked: `code` and `value` where it is about a line, `name` where it is about somebody."""

    intent: Intent
    code: str = ""
    value: str = ""
    name: str = ""


class Phrases:
    """The patterns of every language, compiled once from the tables in `prompts`."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._mine = list(_patterns(tables, "mine"))
        self._theirs = list(_patterns(tables, "theirs"))
        self._follow_ups = [
            (Intent(intent), _compiled(pattern, table["parts"]))
            for table in tables.values()
            for intent, patterns in table["follow_up"].items()
            for pattern in patterns
        ]
        self._about = [word for table in tables.values() for word in table["about"]["words"]]

    def mine(self, text: str) -> bool:
        """Return whether a message asks for one's own result and nothing else."""
        words = plain(text)
        return len(words) <= LONGEST and any(pattern.fullmatch(words) for pattern in self._mine)

    def follow_up(self, text: str) -> Asked | None:
        """Return what a message asks about a result that was explained, or about a line it names."""
        words = plain(text)
        if len(words) > LONGEST:
            return None
        for intent, pattern in self._follow_ups:
            if found := pattern.fullmatch(words):
                parts = found.groupdict()
                code, value = parts.get("code") or "", parts.get("value") or ""
                return Asked(intent, code=code.upper(), value=value)
        return None

    def named(self, text: str) -> str | None:
        """Return the name in a message that asks for somebody's result and nothing else."""
        words = plain(text)
        if len(words) > LONGEST:
            return None
        found = (pattern.fullmatch(words) for pattern in self._theirs)
        return next((match["name"].strip(" @\"'") for match in found if match), None)

    def is_about_results(self, text: str) -> bool:
        """Return whether a message has a word in it that, beside somebody's name, is about their result."""
        words = plain(text).casefold()
        return any(_stands_in(word, words) for word in self._about)


def names_in(text: str, names: Iterable[tuple[int, str]]) -> dict[str, set[int]]:
    """Return which names stand in a message, each with the people it may mean.

    Parts of names count only where no whole name stands; a part in Latin letters must be written as it is.
    """
    words = plain(text)
    whole: dict[str, set[int]] = {}
    parts: dict[str, set[int]] = {}
    for person_id, name in names:
        full = {name, spoken_name(name, "zh"), spoken_name(name, "en")}
        for part in written_names(name):
            if _is_written(part, words, any_case=part in full):
                (whole if part in full else parts).setdefault(part, set()).add(person_id)
    return whole or parts


def _is_written(name: str, words: str, *, any_case: bool) -> bool:
    if any_case and name.casefold() in words.casefold():
        return not name.isascii() or _stands_in(name.casefold(), words.casefold())
    return name in words and (not name.isascii() or _stands_alone(name, words))


def _stands_alone(name: str, words: str) -> bool:
    return re.search(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", words) is not None


def _stands_in(word: str, words: str) -> bool:
    if not word.isascii():
        return word in words
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}s?(?![a-z0-9])", words) is not None


def _patterns(tables: Mapping[str, Mapping[str, Any]], section: str) -> Iterator[Pattern[str]]:
    for table in tables.values():
        for pattern in table[section]["patterns"]:
            yield _compiled(pattern, table["parts"])


def _compiled(pattern: str, parts: Mapping[str, str]) -> Pattern[str]:
    while any(found[1] in parts for found in _PART.finditer(pattern)):
        pattern = _PART.sub(lambda found: parts.get(found[1], found[0]), pattern)
    return re.compile(pattern, re.IGNORECASE)
