"""When a kind of nudge does more harm than good: limits that stop it, whatever its effect (domain 3.5)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WEEKS = 2
"""For so many weeks in a row a limit must be broken before anything is stopped."""


class Guardrail(StrEnum):
    """What is watched."""

    MUTES = "mutes"
    """The share of recipients who muted the kind, over 28 days."""
    NEGATIVE = "negative"
    """The share of deliveries answered with "not needed", "wrong time" or "stop"."""
    EVIDENCE = "evidence"
    """By how much the share of debriefs with an example of what was seen is lower than without the nudge."""
    PULSE = "pulse"
    """By how much employees' pulse (1 to 5) has fallen."""
    UNSOLICITED = "unsolicited"
    """Unsolicited messages a manager and week, on average."""
    ALL_MESSAGES = "all-messages"
    """All messages to any one manager in a week."""


LIMITS = {
    Guardrail.MUTES: Decimal("0.05"),
    Guardrail.NEGATIVE: Decimal("0.10"),
    Guardrail.EVIDENCE: Decimal("0.10"),
    Guardrail.PULSE: Decimal("0.3"),
    Guardrail.UNSOLICITED: Decimal("2.0"),
    Guardrail.ALL_MESSAGES: Decimal(8),
}
"""What may not be exceeded; the limit itself is still allowed."""


@dataclass(frozen=True)
class Watched:
    """One guardrail and its newest weeks, the last one last; None for a week nothing could be told of."""

    guardrail: Guardrail
    weeks: tuple[Decimal | None, ...]

    @property
    def limit(self) -> Decimal:
        """What may not be exceeded."""
        return LIMITS[self.guardrail]

    @property
    def newest(self) -> Decimal | None:
        """The last week's value."""
        return self.weeks[-1] if self.weeks else None

    @property
    def stops(self) -> bool:
        """Whether the limit was broken in each of the last two weeks."""
        last = self.weeks[-WEEKS:]
        return len(last) == WEEKS and all(week is not None and week > self.limit for week in last)


def breached(watched: Sequence[Watched]) -> list[Guardrail]:
    """Return the guardrails that say stop."""
    return [each.guardrail for each in watched if each.stops]


def share(part: int, whole: int, fewest: int) -> Decimal | None:
    """Return a share; None when the whole is too small to tell anything, or to be about nobody in particular."""
    return Decimal(part) / whole if whole >= fewest else None
