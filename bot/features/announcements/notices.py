"""What a reader has of an announcement at the moment it is drawn, and what must wait for its hour."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from bot.features.announcements import hours, rules
from bot.features.announcements.launching import attached
from bot.features.announcements.rules import FREE
from bot.features.announcements.spec import GROUP, Spec, parsed_words
from bot.features.announcements.views import Notice
from storage import announcement_readers, announcements, pilots
from storage.announcement_readers import Answer, Drawing
from storage.announcement_sending import HELD_UNTIL, NOTICE
from storage.announcements import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.features.announcements.reach import Reach
    from bot.features.announcements.rules import Said
    from storage.announcements import Announcement

PILOT = f"{GROUP}pilot"
"""Whom an announcement is for that goes to the pilot group."""
__all__ = ["NOTICE", "Face", "Held", "Notices"]
ASK_AGAIN = timedelta(hours=1)
"""How long a reminder of what is paused is put off: nobody lets reminders go one by one."""
ARRIVES = frozenset({State.SENDING.value, State.PAUSED.value, State.SENT.value})
"""In these states what waits in the queue still goes out."""


@dataclass(frozen=True)
class Held:
    """A message that must not leave before `until`."""

    until: datetime


@dataclass(frozen=True)
class Face:
    """How a message is looked at. `language` is its reader's; `first`: it is about to arrive.

    `corrected` is the version that puts right an older one they have; 0 when they have had none before.
    """

    language: str
    first: bool = False
    corrected: int = 0


@dataclass(frozen=True)
class Wanted:
    """A reader's message that is wanted: of which announcement, for whom, and how it is looked at."""

    announcement_id: str
    person_id: int
    face: Face


class Notices:
    """Reads what messages are drawn from."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    def notices(self, session: Session, wanted: Sequence[Wanted]) -> list[Notice | Held | None]:
        """Return what each reader sees now; None when it is not to be sent any more.

        What is about to arrive waits for their working hours, and for whoever paused it. What many have in common is
        read once.
        """
        look = _Look(session, self._reach)
        drawings = {
            key: announcement_readers.drawings(
                session, key, {each.person_id for each in wanted if each.announcement_id == key}
            )
            for key in {each.announcement_id for each in wanted}
        }
        return [
            look.shown(each, drawing) if drawing is not None else None
            for each in wanted
            for drawing in (drawings[each.announcement_id].get(each.person_id),)
        ]

    def notice(
        self, session: Session, announcement_id: str, person_id: int, face: Face
    ) -> Notice | Held | None:
        """Return what one reader sees now, as above."""
        return self.notices(session, [Wanted(announcement_id, person_id, face)])[0]

    def in_channel(self, session: Session, announcement_id: str, face: Face) -> Notice | Held | None:
        """Return what a channel is shown in one language; None and Held as for a reader."""
        row = announcements.get(session, announcement_id)
        if row is None:
            return None
        drawing = Drawing(
            version=row.version,
            role="employee",
            answer=Answer.NONE,
            zone=self._reach.zone.key,
            unit=None,
            left_on=None,
            received_version=None,
            received_at=None,
        )
        shown = _Look(session, self._reach).words(row, drawing, face)
        if isinstance(shown, Notice):
            # A channel has no reader whose cycle could be looked up, but what is for the pilot group says so.
            return replace(shown, linked_to_pay=Spec.parse(row.spec).aim.who != PILOT)
        return shown

    def reminder(
        self, session: Session, announcement_id: str, person_id: int, face: Face
    ) -> Notice | Held | None:
        """Return what a reminder shows; None for a first one when they answered meanwhile."""
        row = announcements.get(session, announcement_id)
        drawing = announcement_readers.drawing(session, announcement_id, person_id)
        if row is None or drawing is None or (face.first and drawing.answer != Answer.WAITING):
            return None
        if face.first and (held := self._reminder_held(session, person_id, row)) is not None:
            return Held(held)
        return _Look(session, self._reach).words(row, drawing, face)

    def _reminder_held(self, session: Session, person_id: int, row: Announcement) -> datetime | None:
        """Return until when a reminder waits: for who paused it an hour at a time, and for its reader's own hours."""
        if row.state == State.PAUSED:
            return self._reach.clock.now() + ASK_AGAIN
        return self._reach.held_until(session, person_id)


class _Look:
    """One look at what announcements are drawn from, at one moment: what is read once holds for all of it."""

    def __init__(self, session: Session, reach: Reach) -> None:
        self._session = session
        self._reach = reach
        self._now, self._today = reach.clock.now(), reach.today()
        self._row = cache(partial(announcements.get, session))
        self._text = cache(partial(announcements.text, session))
        self._spec = cache(self._read_spec)
        self._said = cache(self._read_said)
        self._rules = cache(self._read_rules)
        self._opens = cache(self._read_opens)
        self._unlinked = cache(partial(pilots.unlinked_in, session, self._today))

    def shown(self, wanted: Wanted, drawing: Drawing) -> Notice | Held | None:
        """Return what a reader sees."""
        row = self._row(wanted.announcement_id)
        if row is None:
            return None
        shown = self.words(row, drawing, wanted.face)
        if isinstance(shown, Notice) and of_a_cycle(self._spec(row.id)):
            return replace(shown, linked_to_pay=not self._unlinked(drawing.unit))
        return shown

    def words(self, row: Announcement, drawing: Drawing, face: Face) -> Notice | Held | None:
        """Return the words for somebody, whatever their cycle."""
        if face.first and self._is_over(row, drawing, face):
            return None
        if face.first and (opens := self._held(row, drawing)) is not None:
            return Held(opens)
        # Who is shown a correction has the newest words, whatever was noted of them a moment ago.
        version = max(drawing.version, face.corrected)
        said = self._said(row.id, version, drawing.role, face.language)
        if said is None:
            return None
        corrected = self._text(row.id, face.corrected) if face.corrected else None
        title, governing = self._rules(row.id, face.language)
        return Notice(
            announcement_id=row.id,
            said=said,
            version=version,
            asks=drawing.answer != Answer.NONE,
            rules=title,
            governing=governing,
            corrected=face.corrected,
            corrected_at=corrected.written_at if corrected is not None else None,
            received_at=drawing.received_at if drawing.received_version == version else None,
            zone=drawing.zone,
        )

    def _is_over(self, row: Announcement, drawing: Drawing, face: Face) -> bool:
        """Return whether nothing more is to arrive; what puts right older words does so after a stop as well."""
        has_left = drawing.left_on is not None and drawing.left_on <= self._today
        return has_left or (not face.corrected and row.state not in ARRIVES)

    def _held(self, row: Announcement, drawing: Drawing) -> datetime | None:
        """Return until when a message is kept back; None when it may leave now."""
        return HELD_UNTIL if row.state == State.PAUSED else self._opens(drawing.zone)

    def _read_opens(self, zone: str) -> datetime | None:
        if hours.is_open(self._now, zone, self._reach.calendar):
            return None
        return hours.opening(self._now, zone, self._reach.calendar)

    def _read_spec(self, announcement_id: str) -> Spec:
        row = self._row(announcement_id)
        return Spec() if row is None else Spec.parse(row.spec)

    def _read_said(self, announcement_id: str, version: int, role: str, language: str) -> Said | None:
        text = self._text(announcement_id, version)
        return None if text is None else rules.said(parsed_words(text.words), role, language)

    def _read_rules(self, announcement_id: str, language: str) -> tuple[str, str]:
        return attached(self._session, self._spec(announcement_id), language)


def of_a_cycle(spec: Spec) -> bool:
    """Return whether an announcement is one of a cycle's, made from their templates or for the pilot group."""
    return spec.template != FREE or spec.aim.who == PILOT
