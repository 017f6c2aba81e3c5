"""From which day a new version may apply (PM-1.4): published ten working days before, and never backwards."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

NOTICE_DAYS = 10
"""Working days between publishing a rule and its first day."""


class Notice(StrEnum):
    """What is to be said of the day a version is to apply from."""

    ENOUGH = "enough"
    SHORT = "short"
    """Fewer working days than PM-1.4 wants: it may be published all the same, knowingly."""
    FIRST = "first"
    """A rule book that was in force before it came here: its day has passed, and that is no change."""
    BACKWARDS = "backwards"
    """A change that would apply to days which had another rule: refused."""


def notice(effective_from: date, today: date, in_time: date, *, known: bool) -> Notice:
    """Return what is to be said of a day.

    `in_time` is the first day with full notice: the tenth working day after today. `known`: something of this
    document was published before, so that a day in the past would change what people could rely on.
    """
    if effective_from < today:
        return Notice.BACKWARDS if known else Notice.FIRST
    if effective_from >= in_time:
        return Notice.ENOUGH
    return Notice.SHORT
