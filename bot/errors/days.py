"""What can go wrong with the company's calendar."""

from __future__ import annotations

from bot.errors.said import BotError


class YearNotKnown(BotError):
    """A deadline or a cycle's date falls into a year whose working days nobody has announced.

    Variables: `year`, and `until` (ISO), the last day that is known.
    """


class DayNotUnderstood(BotError):
    """What was entered of the company's calendar is no day, or no kind of day. Variable: `field`."""


class YearOutOfReach(BotError):
    """A year is said to be complete that is known anyway, or that does not follow what is known. Variable: `year`."""
