"""What time does about those who stay silent: two reminders, then a named person in HR helps. Silence stays silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.access import Action
from bot.errors import AnnouncementIsOver, NotAllowed
from bot.features.announcements import hours, rules
from bot.features.announcements.receiving import REMINDER, reminder_key
from bot.features.announcements.spec import Spec
from storage import announcement_readers, announcements, people
from storage import announcement_sending as queue
from storage.announcement_readers import Answer
from storage.announcements import Act, State
from storage.outbox import Priority
from storage.outbox import State as Sent

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.announcements.reach import Reach
    from bot.outgoing import Outgoing
    from storage.announcement_readers import AnnouncementReader
    from storage.announcement_sending import Arrival
    from storage.announcements import Announcement

SILENT = "announcements.silent"
"""The outgoing message that tells HR who is still silent."""
AT_ONCE = 500
DAY = timedelta(days=1)


@dataclass(frozen=True)
class SilenceView:
    """What HR is told: how many of how many stayed silent."""

    announcement_id: str
    title: str
    silent: int
    readers: int


class Reminding:
    """Looks at who is silent, each when it is time."""

    def __init__(self, reach: Reach, outgoing: Outgoing) -> None:
        self._reach = reach
        self._outgoing = outgoing

    def remind_due(self, session: Session) -> int:
        """Remind who has been silent long enough, and tell HR of who stayed silent; return how many were looked at."""
        now = self._reach.clock.now()
        due = announcement_readers.due(session, now, self._reach.today(), AT_ONCE)
        arrivals = queue.arrivals(
            session, [queue.key_of(each.announcement_id, each.person_id) for each in due]
        )
        rows = {each: announcements.get(session, each) for each in {reader.announcement_id for reader in due}}
        telling: set[str] = set()
        for reader in due:
            row = rows[reader.announcement_id]
            arrival = arrivals.get(queue.key_of(reader.announcement_id, reader.person_id))
            if row is not None and self._looked_at(session, reader, row, arrival):
                telling.add(row.id)
            session.add(reader)
        session.flush()
        for announcement_id in sorted(telling):
            self._tell(session, announcement_id)
        return len(due)

    def silence(self, session: Session, announcement_id: str, language: str) -> SilenceView | None:
        """Return what HR is told of those who stayed silent; None when there are none left."""
        row = announcements.get(session, announcement_id)
        if row is None:
            return None
        counted = announcement_readers.answers_by_unit(session, announcement_id)
        silent = sum(count for _, answer, count in counted if answer == Answer.UNACKNOWLEDGED)
        title = rules.said(Spec.parse(row.spec).words, "employee", language).title
        total = sum(count for *_, count in counted)
        return SilenceView(row.id, title, silent, total) if silent else None

    def silent(self, session: Session, person_id: int, announcement_id: str) -> list[tuple[str, str, str]]:
        """Return name, address and unit of who has not confirmed, as far as this person of HR serves them."""
        row = announcements.get(session, announcement_id)
        if row is None:
            raise AnnouncementIsOver
        actor = self._reach.actor(session, person_id)
        served = self._reach.serves(session, actor, Action.READ_RECEIPTS, row.author_id)
        if not served:
            raise NotAllowed
        found = [each for each in announcement_readers.silent(session, announcement_id) if each[2] in served]
        announcements.record(session, row.id, Act.LISTED, person_id, self._reach.clock.now(), len(found))
        return found

    def _looked_at(
        self, session: Session, reader: AnnouncementReader, row: Announcement, arrival: Arrival | None
    ) -> bool:
        """Do what is due for one silent reader; return whether HR is to be told."""
        now = self._reach.clock.now()
        if row.state == State.STOPPED:
            reader.next_at = None
            return False
        if arrival is None or arrival.state != Sent.SENT or arrival.sent_at is None:
            reader.next_at = now + DAY
            return False
        zone, calendar = people.zone_of(session, reader.person_id).key, self._reach.calendar
        arrived = arrival.sent_at
        if reader.version > 1 and (text := announcements.text(session, row.id, reader.version)) is not None:
            arrived = max(arrived, text.written_at)
        days = (*hours.REMIND_AFTER, hours.TELL_HR_AFTER)
        moment = hours.reminder(arrived, days[reader.reminded], zone, calendar)
        if moment > now:
            reader.next_at = moment
            return False
        if reader.reminded == len(hours.REMIND_AFTER):
            reader.answer, reader.next_at = Answer.UNACKNOWLEDGED, None
            return True
        reader.reminded += 1
        reader.next_at = hours.reminder(arrived, days[reader.reminded], zone, calendar)
        key = queue.key_of(row.id, reader.person_id)
        self._outgoing.post(
            session,
            key=reminder_key(key, reader.version, reader.reminded),
            kind=REMINDER,
            payload={"announcement": row.id},
            to=reader.person_id,
            priority=Priority.BULK,
        )
        return False

    @staticmethod
    def _helper(session: Session, row: Announcement) -> int | None:
        """Return who helps: the person named, as long as they are in HR, then the author, then an administrator."""
        here = {person.key: person.role for person in people.with_role(session, "hr", "hr_admin")}
        admins = sorted(key for key, role in here.items() if role == "hr_admin")
        named = (Spec.parse(row.spec).helper_id, row.author_id)
        return next((key for key in (*named, *admins) if key in here), None)

    def _tell(self, session: Session, announcement_id: str) -> None:
        row = announcements.get(session, announcement_id)
        if row is None:
            return
        helper = self._helper(session, row)
        if helper is None:
            return
        day = self._reach.today().isoformat()
        if self._outgoing.post(
            session,
            key=f"announcement-silent:{row.id}:{day}",
            kind=SILENT,
            payload={"announcement": row.id},
            to=helper,
        ):
            announcements.record(session, row.id, Act.TOLD, None, self._reach.clock.now())
