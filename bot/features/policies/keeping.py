"""How long questions about the rules are kept, and what was sent to HR and answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING

from storage import hr_questions, questions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock


@dataclass(frozen=True)
class QuestionKeeping:
    """Lets questions go. `kept_from` names, for a day, the first whose questions are kept still, in `zone`."""

    clock: Clock
    zone: ZoneInfo
    kept_from: Callable[[date], date]

    @property
    def today(self) -> date:
        """The company's day."""
        return self.clock.now().astimezone(self.zone).date()

    def let_go(self, session: Session) -> int:
        """Delete the next questions that were kept long enough, and return how many.

        Those of people whose data is held stay. How often clauses were quoted is counted apart and stays too. On
        SQLite call `Database.wipe` afterwards.
        """
        before = datetime.combine(self.kept_from(self.today), time.min, self.zone)
        return questions.drop_before(session, before) + hr_questions.drop_before(session, before)
