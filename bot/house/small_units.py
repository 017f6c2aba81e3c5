"""Which units are too small to be shown by themselves: the same everywhere, as on the board of an announcement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.announcements import suppression
from bot.features.announcements.suppression import Line

if TYPE_CHECKING:
    from collections.abc import Mapping


def hidden_units(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the units that are not shown, from how many each has: nobody can work one out from the rest."""
    shown = suppression.table(Line(unit, size, 0) for unit, size in sizes.items()).lines
    return frozenset(sizes) - {line.unit for line in shown}
