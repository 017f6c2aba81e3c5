"""How long drafts are kept that came to nothing; what both agreed on, and how it came about, is no draft any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from storage import goal_drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock

BATCH = 50
"""So many drafts go in one transaction."""


@dataclass(frozen=True)
class DraftKeeping:
    """Lets drafts go. Days are the company's, in `zone`.

    Private ones and those set aside are kept `private_days` after the last step, like private notes; those the two
    left open until their cycle ended by `shared_over(today)`, like notes both know.
    """

    clock: Clock
    zone: ZoneInfo
    private_days: int
    shared_over: Callable[[date], date]

    @property
    def today(self) -> date:
        """The company's day."""
        return self.clock.now().astimezone(self.zone).date()

    def let_go(self, session: Session) -> int:
        """Delete the next drafts that were kept long enough, and return how many."""
        quiet_since = datetime.combine(self.today, time.min, self.zone) - timedelta(days=self.private_days)
        return goal_drafts.drop_abandoned(session, quiet_since, self.shared_over(self.today), BATCH)
