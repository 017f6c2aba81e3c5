"""What has to be there before a cycle begins, and how much of it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.cycles.standing import whom
from storage import launch

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from bot.features.cycles.standing import Standing

BLOCKS = frozenset({"no_manager", "no_unit", "no_owner", "no_source", "no_rules", "rule_day"})
"""What keeps a cycle from beginning; anything else only warns."""


def blocking(session: Session, stands: Standing, today: date) -> int:
    """Return how many kinds of things are missing that keep a cycle from beginning."""
    return sum(gap.kind in BLOCKS for gap in found(session, stands, today))


def found(session: Session, stands: Standing, today: date) -> list[launch.Gap]:
    """Return everything that is missing for a cycle; for a pilot, in its units."""
    return launch.gaps(session, today, stands.cycle.starts, whom(session, stands, today).codes)
