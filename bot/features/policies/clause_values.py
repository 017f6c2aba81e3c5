"""What a clause's buttons carry: which clause, of which day, in which language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.errors import StepIsOver


@dataclass(frozen=True)
class ClauseValue:
    """A clause somebody may look at next."""

    ref: str
    day: date
    language: str

    def __str__(self) -> str:
        """Return it as a button carries it."""
        return f"{self.ref}|{self.day.isoformat()}|{self.language}"

    def of(self, ref: str) -> ClauseValue:
        """Return another clause, of the same day and in the same language."""
        return replace(self, ref=ref)

    def in_language(self, language: str) -> ClauseValue:
        """Return the same clause in another language."""
        return replace(self, language=language)


def read(carried: str) -> ClauseValue:
    """Return what a button carried; raises StepIsOver for what no button of ours carries."""
    try:
        ref, day, language = carried.split("|")
        return ClauseValue(ref, date.fromisoformat(day), language)
    except ValueError:
        raise StepIsOver from None
