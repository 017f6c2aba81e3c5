"""A board that tells nobody about one person: small units are put together, and none can be worked out from the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST = 5
"""A unit with fewer readers is not shown by itself."""


@dataclass(frozen=True)
class Line:
    """How many of a unit have it, and how many of them confirmed; `unit` is a code."""

    unit: str
    readers: int
    received: int


@dataclass(frozen=True)
class Table:
    """The units that are shown, the largest first, and the others in one line; None when there are none.

    `hidden`: there are others, too few to be shown even together.
    """

    lines: tuple[Line, ...]
    others: Line | None
    hidden: bool
    total: Line | None


def table(lines: Iterable[Line]) -> Table:
    """Return the lines of a board without those of small units.

    Whoever subtracts what is shown from the total gets the line of the others. So that line is never of one unit, and
    never of fewer than five readers: the smallest unit that could be shown joins it until that holds.
    """
    ordered = sorted(lines, key=lambda line: (-line.readers, line.unit))
    shown = [line for line in ordered if line.readers >= FEWEST]
    small = [line for line in ordered if line.readers < FEWEST]
    while small and shown and (len(small) == 1 or sum(line.readers for line in small) < FEWEST):
        small.append(shown.pop())
    everybody = _together(ordered)
    total = everybody if everybody.readers >= FEWEST else None
    others = _together(small)
    if not small or others.readers < FEWEST:
        return Table(tuple(shown), None, hidden=bool(small), total=total)
    return Table(tuple(shown), others, hidden=False, total=total)


def _together(lines: Iterable[Line]) -> Line:
    lines = list(lines)
    return Line("", sum(line.readers for line in lines), sum(line.received for line in lines))
