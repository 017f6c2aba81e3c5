"""Questions about the rules in a copy of somebody's own data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class AskedQuestion:
    """A question they asked, what became of it, and what went to HR and came back; empty when nothing did."""

    at: datetime
    text: str
    state: str
    clauses: tuple[str, ...]
    to_hr: str
    from_hr: str


def as_json(asked: AskedQuestion) -> dict[str, Any]:
    """Return a question for machines."""
    return {
        "at": asked.at.isoformat(),
        "text": asked.text,
        "outcome": asked.state,
        "clauses": list(asked.clauses),
        "sent_to_hr": asked.to_hr or None,
        "answer_of_hr": asked.from_hr or None,
    }
