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
    """What may be said of an open step outside a check-in."""

    DONE = "done"
    CARRY = "carry"
    DROP = "drop"
    KEEP = "keep"
    """It is still worth doing."""


class DueWhen(StrEnum):
    """Where a step's day lies, seen from today."""

    OPEN_ENDED = "open_ended"
    EARLIER = "earlier"
    TODAY = "today"
    LATER = "later"


@dataclass(frozen=True)
class OpenAction:
    """An open step as one of the two sees it.

    `owner` is empty when nobody was named, or `both` were.
    """

    number: int
    what: str
    mine: bool
    owner: str
    other: str
    due: date | None
    due_text: str
    due_when: DueWhen
    worth_asking: bool
    both: bool = False


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
    """Return what is overdue first, then the reader's own steps before the others'; otherwise in the order given."""
    return tuple(
        sorted(actions, key=lambda action: (action.due_when is not DueWhen.EARLIER, not action.mine))
    )
