"""What somebody writes who wants to see goals: their own, or those they make with somebody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.language.names import spoken_name, written_names
from bot.language.wishes import LONGEST, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any


class GoalPhrases:
    """The patterns of every language, compiled once from the tables in `prompts`."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        self._mine, self._with = (
            [re.compile(each, re.IGNORECASE) for table in tables.values() for each in table["goals"][kind]]
            for kind in ("mine", "with")
        )

    def mine(self, text: str) -> bool:
        """Return whether the whole of `text` asks for one's own goals."""
        words = plain(text)
        return len(words) <= LONGEST and any(pattern.fullmatch(words) for pattern in self._mine)

    def named(self, text: str) -> str | None:
        """Return the name in a text that asks for somebody's goals and for nothing else."""
        words = plain(text)
        if len(words) > LONGEST:
            return None
        found = (pattern.fullmatch(words) for pattern in self._with)
        return next((match["name"].strip(" @\"'") for match in found if match), None)


def meant(name: str, people: Iterable[tuple[int, str]]) -> list[int]:
    """Return who may be meant by a name, however it is written."""
    wanted = plain(name).casefold()
    return [
        person_id
        for person_id, whole in people
        if wanted in {each.casefold() for each in (*written_names(whole), spoken_name(whole, "zh"))}
    ]
