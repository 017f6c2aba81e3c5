"""What check-ins ask of a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Calendar(Protocol):
    """Counts working days."""

    def deadline(self, instant: datetime, n: int, zone: str) -> datetime:
        """Return the end of the n-th working day after `instant` in the IANA zone `zone`."""
        ...
