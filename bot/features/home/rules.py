"""What counts as asking for help, and how much of each part App Home has room for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP_WORDS = ("help", "帮助")
_ASKS = frozenset({*HELP_WORDS, "?"})
_GREETINGS = frozenset({"hi", "hello", "hey", "你好", "您好", "嗨"})
_ENDINGS = "!.。~ "


@dataclass(frozen=True)
class Reader:
    """Whose Home it is. `locale` and `timezone` are what they chose in Slack."""

    person_id: int
    name: str
    role: str
    locale: str
    timezone: str


@dataclass(frozen=True)
class HomeFrame:
    """What Home shows before and after its parts."""

    name: str
    leads: bool
    """Whether somebody reports to the reader."""
    in_hr: bool = False
    """Whether the reader works in HR: help names what is theirs."""


def asks_for_help(words: str) -> bool:
    """Return whether a message is nothing but a call for help, in either language."""
    return _plain(words) in _ASKS


def is_greeting(words: str) -> bool:
    """Return whether a message is nothing but a greeting."""
    return _plain(words) in _GREETINGS


def room(lengths: Sequence[int], total: int) -> list[int]:
    """Return how many of each part's `lengths` fit when all parts together may take `total`.

    Short parts are shown whole; what they leave is shared evenly among the longer ones.
    """
    given = [0] * len(lengths)
    waiting = sorted(range(len(lengths)), key=lambda part: lengths[part])
    for position, part in enumerate(waiting):
        share = total // (len(waiting) - position)
        given[part] = min(lengths[part], share)
        total -= given[part]
    return given


def _plain(words: str) -> str:
    """Return words in lower case and half width, without what only ends a sentence."""
    return unicodedata.normalize("NFKC", words).strip().casefold().rstrip(_ENDINGS)
