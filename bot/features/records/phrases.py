"""How people ask for their notes in plain words, in every language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.wishes import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

_LONGEST = 160
"""A longer text is something being told."""


class Phrases:
    """The patterns of every language, from the tables in `prompts`, compiled once.

    `always` patterns plainly speak to the bot; `idle` ones only while no question of a talk is open.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._with = {when: list(_compiled(tables, "with", when)) for when in ("always", "idle")}
        self._mine = list(_compiled(tables, "mine", "idle"))
        self._words = list(_compiled(tables, "words", "idle"))

    def notes_with(self, text: str, *, always: bool) -> str:
        """Return the name of whom the notes with are asked for; empty when they are not."""
        found = _whole(self._with["always" if always else "idle"], text)
        return found["name"].strip(' @"\u201c\u201d') if found else ""

    def my_notes(self, text: str) -> bool:
        """Return whether all notes are asked for."""
        return _whole(self._mine, text) is not None

    def looked_for(self, text: str) -> str:
        """Return the words to be found in the notes; empty when none are asked for."""
        found = _whole(self._words, text)
        return found["words"].strip(' "\u201c\u201d') if found else ""


def _compiled(tables: Mapping[str, Mapping[str, Any]], section: str, when: str) -> Iterator[re.Pattern[str]]:
    for table in tables.values():
        for pattern in table["finding"][section].get(when, ()):
            yield re.compile(pattern, re.IGNORECASE)


def _whole(patterns: list[re.Pattern[str]], text: str) -> re.Match[str] | None:
    words = plain(text)
    if len(words) > _LONGEST:
        return None
    return next(filter(None, (pattern.fullmatch(words) for pattern in patterns)), None)
