"""What becomes of a promised step: how it looks to each of the two, and how it may end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class Due(Protocol):
    """Something that may be due on a day."""

    @property
    def due(self) -> date | None:
        """The day, when one was named."""
        ...


D = TypeVar("D", bound=Due)


class Choice(StrEnum):
    """How an open step may be ended outside a check-in."""

    DONE = "done"
    DROP = "drop"


class DueWhen(StrEnum):
    """Where a step's day lies, seen from today."""

    OPEN_ENDED = "open_ended"
    EARLIER = "earlier"
    TODAY = "today"
    LATER = "later"


@dataclass(frozen=True)
class OpenAction:
    """An open step as one of the two sees it. `owner` is empty when nobody was named."""

    number: int
    what: str
    mine: bool
    owner: str
    other: str
    due: date | None
    due_text: str
    due_when: DueWhen
    worth_asking: bool


def due_when(due: date | None, today: date) -> DueWhen:
    """Return where `due` lies, seen from the reader's `today`."""
    if due is None:
        return DueWhen.OPEN_ENDED
    if due == today:
        return DueWhen.TODAY
    return DueWhen.EARLIER if due < today else DueWhen.LATER


def nearest_due(steps: Iterable[D]) -> list[D]:
    """Return steps by the day they are due, those without one last, otherwise in the order given."""
    return sorted(steps, key=lambda step: (step.due is None, step.due or date.max))


def mine_first(actions: Iterable[OpenAction]) -> tuple[OpenAction, ...]:
    """Return the reader's own steps before the others', each group in the order given."""
    return tuple(sorted(actions, key=lambda action: not action.mine))
