"""Who has not said that they saw their result, after two reminders: a named person in HR helps (domain 5.2, E3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.scores import release_rules
from bot.features.scores.question_rules import morning
from storage import people, relations, releases
from storage.outbox import Priority

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.release_facts import ReleaseFacts
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays
    from storage.scores import ScoreVersion

SILENT = "scores.silent"
"""The outgoing message that tells HR who gave no receipt."""
_NAMED = 10


@dataclass(frozen=True)
class SilentView:
    """What HR is told: the cycle, how many of those they serve are silent, and the first of them by name."""

    cycle: str
    count: int
    names: tuple[str, ...]


class Silence:
    """Tells HR of the silent, and reads who they are; each within the caller's transaction."""

    def __init__(
        self, clock: Clock, calendar: WorkingDays, zone: ZoneInfo, facts: ReleaseFacts, outgoing: Outgoing
    ) -> None:
        self._clock = clock
        self._calendar = calendar
        self._zone = zone
        self._facts = facts
        self._outgoing = outgoing

    def tell(self, session: Session, version: ScoreVersion) -> None:
        """Tell the person in HR who serves somebody silent; once a day for all of theirs."""
        for each in relations.helpers_of(session, version.person_id, self._facts.today)[:1]:
            helper = each.key
            self._outgoing.post(
                session,
                key=f"{SILENT}:{version.cycle}:{helper}:{self._facts.today.isoformat()}",
                kind=SILENT,
                payload={"cycle": version.cycle},
                to=helper,
                priority=Priority.NUDGE,
            )

    def of(self, session: Session, helper_id: int, cycle_id: str) -> SilentView | None:
        """Return who of those somebody serves is silent now; None when nobody is."""
        now = self._clock.now()
        before = now - timedelta(days=release_rules.HELP_DAYS)
        silent = [
            person_id
            for person_id, opened_at in releases.without_receipt(session, cycle_id, before)
            if self._time_is_up(opened_at, now) and self._facts.may_release(session, helper_id, person_id)
        ]
        if not silent:
            return None
        names = sorted(person.name for person in people.by_ids(session, silent))
        return SilentView(cycle_id, len(silent), tuple(names[:_NAMED]))

    def _time_is_up(self, opened_at: datetime, now: datetime) -> bool:
        opened_on = opened_at.astimezone(self._zone).date()
        return morning(self._calendar.add(opened_on, release_rules.HELP_DAYS), self._zone) <= now
