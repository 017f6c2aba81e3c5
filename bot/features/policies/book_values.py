"""What the buttons of the rule book's windows carry: which document, of which day, on which page."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from datetime import date

from bot.errors import StepIsOver


@dataclass(frozen=True)
class Place:
    """A page of a document's contents on a day."""

    document_id: str
    day: date
    page: int = 0

    def __str__(self) -> str:
        """Return it as a button carries it."""
        return json.dumps([self.document_id, self.day.isoformat(), self.page])


@dataclass(frozen=True)
class Target:
    """A version of a document that is to be withdrawn."""

    document_id: str
    version: str

    def __str__(self) -> str:
        """Return it as a button carries it."""
        return json.dumps(astuple(self))


def place(carried: str) -> Place:
    """Return what a button carried; raises StepIsOver for what no button of ours carries."""
    try:
        document_id, day, page = json.loads(carried)
        return Place(str(document_id), date.fromisoformat(day), int(page))
    except (ValueError, TypeError):
        raise StepIsOver from None


def target(carried: str) -> Target:
    """Return what a button carried; raises StepIsOver for what no button of ours carries."""
    try:
        document_id, version = json.loads(carried)
    except (ValueError, TypeError):
        raise StepIsOver from None
    return Target(str(document_id), str(version))


def day(carried: str) -> date:
    """Return a day chosen in a calendar; raises StepIsOver when none was."""
    try:
        return date.fromisoformat(carried)
    except ValueError:
        raise StepIsOver from None
