"""Those who have not read a notice of rules, reminded once; and those who come to the rules later, told once."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from storage import nudge_facts, people, policies, policy_notices, policy_told, relations
from storage.outbox import Priority

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays
    from storage.policies import Version
    from storage.policy_notices import PolicyNotice

NOTICE = "policies.notice"
"""The outgoing message that tells somebody of a version."""
REMINDER = "policies.notice_reminder"
"""The outgoing message that reminds somebody of one they have not read."""
AFTER_DAYS = (2,)
"""Working days after they were told: one repeat (N-22); after that silence stays silence."""
REMINDED_AT = time(10)
"""On each one's own clocks."""
AT_ONCE = 500


class Unread:
    """Each method is within the caller's transaction."""

    def __init__(self, clock: Clock, outgoing: Outgoing, zone: ZoneInfo, calendar: WorkingDays) -> None:
        self._clock, self._outgoing, self._zone, self._calendar = clock, outgoing, zone, calendar
        self._welcomed: date | None = None

    def begin(
        self, session: Session, notice_id: str, persons: Collection[int], *, joined: bool = False
    ) -> None:
        """Tell these people of a version, once each, and keep when they are to be reminded."""
        new = [
            person
            for person in persons
            if self._outgoing.post(
                session,
                key=key_of(notice_id, person),
                kind=NOTICE,
                payload={"notice": notice_id},
                to=person,
                priority=Priority.BULK,
            )
        ]
        zones = self._zones(session, new)
        # Whoever was told before this was kept is not reminded out of the blue.
        when = {
            person: self._reminded(zones[person], AFTER_DAYS[0]) if person in zones else None
            for person in persons
        }
        policy_told.add(session, notice_id, when, joined=joined)

    def any_due(self, session: Session) -> bool:
        """Return whether anybody is to be reminded now."""
        return policy_told.any_due(session, self._clock.now())

    def remind_due(self, session: Session) -> int:
        """Remind whoever has not read a notice in time; return at how many was looked."""
        rows = policy_told.claim_due(session, self._clock.now(), AT_ONCE)
        readers = {each: self._readers(session, each) for each in {row.notice_id for row in rows}}
        zones = self._zones(session, [row.person_id for row in rows])
        for row in rows:
            unread = policy_notices.read_at(session, row.notice_id, row.person_id) is None
            if unread and row.person_id in readers[row.notice_id]:
                row.reminded += 1
                self._outgoing.post(
                    session,
                    key=reminder_key(row.notice_id, row.person_id, row.reminded),
                    kind=REMINDER,
                    payload={"notice": row.notice_id},
                    to=row.person_id,
                    priority=Priority.BULK,
                )
                left = AFTER_DAYS[row.reminded :]
                # From the first reminder on the rest of the days is counted: three more.
                more = left[0] - AFTER_DAYS[row.reminded - 1] if left else 0
                row.next_at = self._reminded(zones[row.person_id], more) if left else None
            else:
                row.next_at = None
            session.add(row)
        session.flush()
        return len(rows)

    def welcome_is_due(self) -> bool:
        """Return whether nobody has looked today for those who came later."""
        return self._welcomed != self._today()

    def welcome(self, session: Session) -> bool:
        """Tell whoever came to the rules since they were published, so many at once; return whether more are left."""
        for row in policy_notices.finished(session):
            new = sorted(self._readers(session, row.id) - policy_told.told(session, row.id))
            if new:
                self.begin(session, row.id, new[:AT_ONCE], joined=True)
                row.told += len(new[:AT_ONCE])
                session.add(row)
                return True
        self._welcomed = self._today()
        return False

    def _readers(self, session: Session, notice_id: str) -> frozenset[int]:
        """Return whom a notice concerns now: nobody, once its version was taken back or another took its place."""
        row = policy_notices.get(session, notice_id)
        version = _standing(session, row, self._today()) if row is not None else None
        return relations.members(session, version.audience, self._today()) if version else frozenset()

    def _zones(self, session: Session, persons: Collection[int]) -> dict[int, ZoneInfo]:
        where = nudge_facts.whereabouts(session, persons) if persons else {}
        return {
            each.key: ZoneInfo(where[each.key].timezone if each.key in where else each.timezone)
            for each in people.by_ids(session, set(persons))
        }

    def _reminded(self, zone: ZoneInfo, days: int) -> datetime:
        day = self._calendar.add(self._clock.now().astimezone(zone).date(), days)
        return datetime.combine(day, REMINDED_AT, zone)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()


def key_of(notice_id: str, person_id: int) -> str:
    """Return the outbox key of a notice to somebody."""
    return f"{NOTICE}:{notice_id}:{person_id}"


def reminder_key(notice_id: str, person_id: int, number: int) -> str:
    """Return the outbox key of the first or second reminder of a notice to somebody."""
    return f"{REMINDER}:{notice_id}:{person_id}:{number}"


def _standing(session: Session, row: PolicyNotice, today: date) -> Version | None:
    """Return the version of a notice while it applies or is about to; None once it is over or taken back."""
    known = policies.versions(session, row.document_id)
    mine = next((each for each in known if each.version == row.version), None)
    if mine is None or mine.applies_on(today) or mine.effective_from > today:
        return mine
    return None
