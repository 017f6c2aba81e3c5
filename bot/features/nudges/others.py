"""What the reading of nudges is told by other features; the house hands it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from storage.nudges import Offered


class LooksAhead(Protocol):
    """Tells what will be offered to somebody between two instants that is not offered yet."""

    def __call__(
        self, session: Session, person_id: int, now: datetime, until: datetime, /
    ) -> Sequence[Offered]:
        """Return what will be offered, unless something changes before."""
        ...


def nothing_ahead(
    _session: Session, _person_id: int, _now: datetime, _until: datetime, /
) -> Sequence[Offered]:
    """Return nothing: for those who look at what waits only."""
    return ()


class CountsGoals(Protocol):
    """Counts the goals of these people in a cycle: those a figure arrived for since an instant, and all."""

    def __call__(
        self, session: Session, team: Sequence[int], cycle: str, since: datetime, /
    ) -> tuple[int, int]:
        """Return both numbers."""
        ...


def no_goals(_session: Session, _team: Sequence[int], _cycle: str, _since: datetime, /) -> tuple[int, int]:
    """Return that there are none: for those who have no goals."""
    return 0, 0
