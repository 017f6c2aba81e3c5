"""Telling everybody a new version of the rules concerns, once each, and keeping who has read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.errors import RulesNotFound
from bot.features.policies import overview, readers
from bot.features.policies.unread import NOTICE, REMINDER, Unread, key_of, reminder_key
from storage import outbox, policies, policy_notices, policy_told
from storage.policy_notices import PolicyRead

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.policies.overview import TextOverview
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays
    from storage.policies import Version

__all__ = ["NOTICE", "READ", "REMINDER", "NoticeView", "Notices"]
READ = "read"
"""In the payload of the new face a notice gets when somebody has read it: that answers a press, at any hour."""
PAGE = 500
"""People told in one transaction."""
_KEPT = 32
"""Changes kept in memory: versions never change, and a notice is drawn for thousands."""


@dataclass(frozen=True)
class NoticeView:
    """A new version as one person is told of it.

    `changes` is None for somebody the rules were for and are no more. `read_at` is when they pressed "read".
    """

    notice_id: str
    title: str
    version: str
    effective_from: date
    first: bool
    changes: TextOverview | None
    read_at: datetime | None
    timezone: str


class Notices:
    """Opens notices, carries them to people, and keeps who read them; each method within the caller's transaction."""

    def __init__(self, clock: Clock, outgoing: Outgoing, company_zone: str, calendar: WorkingDays) -> None:
        self._clock = clock
        self._outgoing = outgoing
        self._zone = ZoneInfo(company_zone)
        self.unread = Unread(clock, outgoing, self._zone, calendar)
        self._changes: dict[tuple[str, str, str, str], TextOverview] = {}

    def open(self, session: Session, document_id: str, version: str) -> None:
        """Begin to tell people of a version that was published a moment ago; the second time nothing happens."""
        if policy_notices.open_notice(session, document_id, version, self._clock.now()) is not None:
            self.tell(session)

    @staticmethod
    def any_left(session: Session) -> bool:
        """Return whether `tell` would find anything."""
        return policy_notices.any_unfinished(session)

    def tell(self, session: Session) -> bool:
        """Tell the next people of a notice that is not done; return whether there was one."""
        row = policy_notices.unfinished(session)
        if row is None:
            return False
        today = self._clock.now().astimezone(self._zone).date()
        concerned = overview.concerned(session, row.document_id, row.version, today)
        page = sorted(person for person in concerned if person > row.told_up_to)[:PAGE]
        self.unread.begin(session, row.id, page)
        row.told += len(page)
        row.told_up_to = page[-1] if page else row.told_up_to
        row.done = len(page) < PAGE
        session.flush()
        return True

    def view(self, session: Session, person_id: int, notice_id: str, language: str) -> NoticeView | None:
        """Return a notice as somebody is told of it; None when its version was taken back meanwhile."""
        version = self._version(session, notice_id)
        if version is None:
            return None
        reader = readers.actor(session, person_id, self._clock.now().astimezone(self._zone).date())
        before = overview.predecessor(policies.versions(session, version.document_id), version)
        told = policy_told.get(session, notice_id, person_id)
        return NoticeView(
            notice_id=notice_id,
            title=version.text_for(language).title,
            version=version.version,
            effective_from=version.effective_from,
            first=before is None or (told is not None and told.joined),
            changes=self._changed(session, version, before, language)
            if readers.may_read(reader, version)
            else None,
            read_at=policy_notices.read_at(session, notice_id, person_id),
            timezone=self._zone.key,
        )

    def look_closer(self, session: Session, person_id: int, notice_id: str, language: str) -> NoticeView:
        """Return the same for somebody who was told; raises RulesNotFound for anybody else."""
        view = self.view(session, person_id, notice_id, language)
        if view is None or outbox.state_of(session, key_of(notice_id, person_id)) is None:
            raise RulesNotFound
        return view

    def read(self, session: Session, person_id: int, notice_id: str, locale: str, language: str) -> None:
        """Keep that somebody read what they were told, in their language; raises RulesNotFound."""
        self.look_closer(session, person_id, notice_id, language)
        version = self._version(session, notice_id)
        if version is None:
            raise RulesNotFound
        shown = version.text_for(language).language
        kept = policy_notices.keep_read(
            session,
            PolicyRead(
                notice_id=notice_id,
                person_id=person_id,
                read_at=self._clock.now(),
                locale=locale,
                language=shown,
                digest=policy_notices.digest(session, version.document_id, version.version, shown),
            ),
        )
        if kept:
            self._read_everywhere(session, notice_id, person_id)

    def _read_everywhere(self, session: Session, notice_id: str, person_id: int) -> None:
        """Let the notice and its reminders say that they were read, and end the reminders."""
        told = policy_told.get(session, notice_id, person_id)
        reminders = range(1, (told.reminded if told else 0) + 1)
        messages = {key_of(notice_id, person_id): NOTICE} | {
            reminder_key(notice_id, person_id, number): REMINDER for number in reminders
        }
        for key, kind in messages.items():
            self._outgoing.update(
                session,
                key=f"{key}:read",
                target_key=key,
                kind=kind,
                payload={"notice": notice_id, READ: 1},
            )
        policy_told.has_read(session, notice_id, person_id)

    def _version(self, session: Session, notice_id: str) -> Version | None:
        row = policy_notices.get(session, notice_id)
        if row is None:
            return None
        known = policies.versions(session, row.document_id)
        return next((each for each in known if each.version == row.version), None)

    def _changed(
        self, session: Session, version: Version, before: Version | None, language: str
    ) -> TextOverview:
        about = (version.document_id, version.version, before.version if before else "", language)
        if about not in self._changes:
            while len(self._changes) >= _KEPT:
                self._changes.pop(next(iter(self._changes)))
            self._changes[about] = overview.changed(session, version, language)
        return self._changes[about]
