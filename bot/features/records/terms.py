"""How long each part of a note is kept (domain 1.7, rule 5), and how long questions about the rules are."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = 12
_LONGEST_LESS_SHORTEST = 3


@dataclass(frozen=True)
class KeepingTerms:
    """How long: private parts so many days after they were written, shared ones so many months after the cycle.

    Questions about the rules, and those sent to HR, so many months after they were asked.
    """

    private_days: int = 90
    shared_months: int = 24
    question_months: int = 12

    def private_until(self, written_on: date) -> date:
        """Return the last day on which a private part written on this day is kept."""
        return written_on + timedelta(days=self.private_days)

    def shared_until(self, over_on: date) -> date:
        """Return the last day on which a shared part is kept whose cycle, or talk, ended on this day."""
        return months_later(over_on, self.shared_months)

    def private_is_over(self, written_on: date, today: date) -> bool:
        """Return whether a private part has been kept long enough."""
        return today > self.private_until(written_on)

    def shared_is_over(self, over_on: date, today: date) -> bool:
        """Return whether a shared part has been kept long enough."""
        return today > self.shared_until(over_on)

    def questions_from(self, today: date) -> date:
        """Return the first day whose questions are kept still; no question goes before its months are over."""
        return months_later(today, -self.question_months)

    def drafts_over(self, today: date) -> date:
        """Return the last day by which a cycle must have ended for its shared drafts to have been kept long enough."""
        return months_later(today, -self.shared_months) - timedelta(days=1)

    def latest_over(self, today: date) -> date:
        """Return a day after which no cycle or talk can have ended whose notes have been kept long enough.

        Some that ended just before it may still have days to go: months are not equally long.
        """
        return months_later(today, -self.shared_months) + timedelta(days=_LONGEST_LESS_SHORTEST)


def months_later(day: date, months: int) -> date:
    """Return the same day of the month so many months on, or that month's last where it has no such day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
