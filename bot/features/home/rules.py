"""Whose Home it is, and how much of each part it has room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP_WORDS = ("help", "帮助")
QUESTION_MARKS = frozenset("?？")
"""A message that is nothing but one of these calls for help too."""


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
