"""A manager's calendar: linked, read, and what its talks set off."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.access import Action, Actor, PersonSubject, can
from bot.errors import CalendarAddressNotUnderstood, NotAllowed, StepIsOver
from bot.features.one_on_ones.booking import Booking
from bot.features.one_on_ones.service import zone_of
from storage import calendar_titles, calendars, people
from storage.calendar_titles import TitleRule
from storage.calendars import Source
from storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.one_on_ones.queue import Queue
    from bot.files.calendars import Event
    from bot.outgoing import Outgoing
    from storage.calendars import CalendarSource

READ, TROUBLE, ASK = "one_on_ones.calendar_read", "one_on_ones.calendar_trouble", "one_on_ones.calendar_ask"
"""The outgoing messages: what was found, what is wrong, whether a title is a talk."""

EVERY = timedelta(minutes=15)
SLOWEST = timedelta(hours=6)
LEASE = timedelta(minutes=2)
BACK, AHEAD = timedelta(days=1), timedelta(days=60)
"""How far back and ahead events are read."""
STALE = timedelta(hours=12)
"""A text that has not changed is read again after so long: the days it is read for have moved on."""
BACK_KEPT = timedelta(days=60)
FILE_GONE = "file_gone"
FILE_TRIES = 3
LONGEST_ADDRESS = 2_000
SCHEMES = ("https://", "http://", "webcal://")


@dataclass(frozen=True)
class Pull:
    """A calendar to fetch, from an address or from Slack by a file's name: a secret, shown and logged nowhere."""

    person_id: int
    source: Source
    address: str = field(repr=False)
    zone: str
    window: Window


@dataclass(frozen=True)
class Window:
    """The stretch of time events are read for, in UTC."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class CalendarView:
    """A linked calendar as its owner sees it: never its address. `talks` are those ahead that take place."""

    source: Source
    read_at: datetime | None
    fault: str
    talks: int
    zone: str


@dataclass(frozen=True)
class TitleQuestion:
    """A title its owner is asked about, and what they said; the title is empty once they did."""

    number: int
    title: str
    name: str
    is_talk: bool | None


class Calendars:
    """One method per thing that happens with a calendar, each within the caller's transaction."""

    def __init__(self, clock: Clock, queue: Queue, outgoing: Outgoing) -> None:
        self._clock = clock
        self._booking = Booking(queue, BACK_KEPT)
        self._outgoing = outgoing

    def view(self, session: Session, person_id: int) -> CalendarView | None:
        """Return somebody's linked calendar; None where there is none."""
        row = calendars.of_person(session, person_id)
        if row is None:
            return None
        return CalendarView(
            Source(row.source),
            row.read_at,
            row.fault,
            self._ahead(session, person_id),
            zone_of(session, person_id),
        )

    def may_link(self, session: Session, person_id: int) -> bool:
        """Return whether somebody may bring a calendar and has anybody to hold talks with."""
        person = session.get(Person, person_id)
        mine = person is not None and can(
            Actor(person_id, person.role), Action.LINK_CALENDAR, PersonSubject(person_id)
        )
        return mine and bool(people.reports_of(session, person_id))

    def link(self, session: Session, person_id: int, address: str) -> None:
        """Keep the address of somebody's calendar; it is fetched at once. Raises CalendarAddressNotUnderstood."""
        self._require(session, person_id)
        wanted = address.strip().strip("<>")
        whole = wanted.lower().startswith(SCHEMES) and len(wanted.split()) == 1
        if not whole or len(wanted) > LONGEST_ADDRESS:
            raise CalendarAddressNotUnderstood(field="address")
        if wanted.lower().startswith("webcal://"):
            wanted = f"https://{wanted[len('webcal://') :]}"
        self._booking.forget(session, person_id, self._clock.now())
        calendars.link(session, person_id, wanted, self._clock.now())

    def unlink(self, session: Session, person_id: int) -> None:
        """Forget somebody's calendar and what was offered for its talks; their own cadence counts again."""
        self._require(session, person_id)
        self._booking.forget(session, person_id, self._clock.now())

    def claim(self, session: Session) -> Pull | None:
        """Take a calendar that is due, alone for two minutes."""
        now = self._clock.now()
        while (row := calendars.claim(session, now, LEASE)) is not None:
            owner, address = session.get_one(Person, row.person_id), calendars.address_of(session, row)
            if address is not None and people.is_here(session, owner):
                return Pull(
                    row.person_id, Source(row.source), address, zone_of(session, row.person_id), self.window()
                )
            # Nobody's any more.
            self._booking.forget(session, row.person_id, now)
        return None

    def drop_past(self, session: Session) -> None:
        """Let go of what was in calendars and is over."""
        now = self._clock.now()
        calendars.drop_past(session, busy_before=now - BACK, talks_before=now - BACK_KEPT)

    def window(self) -> Window:
        """Return the stretch of time events are read for now."""
        now = self._clock.now()
        return Window(now - BACK, now + AHEAD)

    def unchanged(self, session: Session, person_id: int, content: bytes) -> bool:
        """Return whether a text is the one read last, and that not long ago; then it is done with."""
        row, now = calendars.of_person(session, person_id), self._clock.now()
        if row is None:
            return True
        same = row.body_mark and row.body_mark == self._mark_of(session, person_id, content)
        if not same or row.fault or row.read_at is None or now - row.read_at > STALE:
            return False
        row.due_at = now + EVERY
        session.add(row)
        session.flush()
        return True

    def failed(self, session: Session, person_id: int, fault: str) -> None:
        """Keep why a calendar could not be read, and say so once; what is known of it stays as it was."""
        row, now = calendars.of_person(session, person_id), self._clock.now()
        if row is None:
            return
        news = row.fault != fault
        row.fault, row.failures = fault, row.failures + 1
        row.due_at = now + min(EVERY * 2 ** min(row.failures - 1, 8), SLOWEST)
        if row.source == Source.FILE.value:
            # Slack is asked a few times; a file that was taken away there does not come back.
            gone = row.failures >= FILE_TRIES
            news, row.due_at = gone, None if gone else row.due_at
            row.sealed = None if gone else row.sealed
        session.add(row)
        session.flush()
        if news:
            self._say_trouble(session, person_id, fault)

    def refuse_file(self, session: Session, person_id: int, fault: str) -> None:
        """Say why a file was not taken; a calendar that is linked stays."""
        self._say_trouble(session, person_id, fault)

    def take_file(self, session: Session, person_id: int, events: Sequence[Event], file_id: str) -> None:
        """Take over the events of a file somebody sent, in place of the calendar they had."""
        self._require(session, person_id)
        if (known := calendars.of_person(session, person_id)) is None or known.source != Source.FILE.value:
            self._booking.forget(session, person_id, self._clock.now())
        row = calendars.link_file(session, person_id, file_id, self._clock.now())
        self._take(session, row, events)

    def take(self, session: Session, person_id: int, events: Sequence[Event], content: bytes) -> None:
        """Take over the events of a calendar that was fetched."""
        row = calendars.of_person(session, person_id)
        if row is None:
            return
        row.body_mark = self._mark_of(session, person_id, content)
        row.due_at = self._clock.now() + EVERY if row.source == Source.ADDRESS.value else None
        self._take(session, row, events)

    def answer(self, session: Session, person_id: int, title: int, *, is_talk: bool) -> None:
        """Keep what somebody says of a title; their calendar or file is read again for it. Raises StepIsOver."""
        self._require(session, person_id)
        row = session.get(TitleRule, title, populate_existing=True)
        if row is None or row.person_id != person_id:
            raise StepIsOver
        row.is_talk, row.sealed = is_talk, None
        session.add(row)
        source = calendars.of_person(session, person_id)
        if source is not None and source.sealed is not None:
            source.due_at, source.body_mark = self._clock.now(), ""
            session.add(source)
        session.flush()
        asked = f"calendar_title:{title}"
        self._outgoing.update(
            session, key=f"{asked}:{int(is_talk)}", target_key=asked, kind=ASK, payload={"title": title}
        )

    def question(self, session: Session, person_id: int, title: int) -> TitleQuestion | None:
        """Return a title somebody was asked about; None when it is gone."""
        row = session.get(TitleRule, title)
        if row is None or row.person_id != person_id:
            return None
        return TitleQuestion(
            number=row.key,
            title=calendar_titles.title_of(session, row) or "",
            name=session.get_one(Person, row.employee_id).name,
            is_talk=row.is_talk,
        )

    def _take(self, session: Session, row: CalendarSource, events: Sequence[Event]) -> None:
        now, person_id = self._clock.now(), row.person_id
        news = row.read_at is None or bool(row.fault)
        row.read_at, row.fault, row.failures = now, "", 0
        session.add(row)
        asked = self._booking.take(session, person_id, events, now)
        if row.source == Source.FILE.value and not any(
            rule.is_talk is None for rule in calendar_titles.of_person(session, person_id)
        ):
            # Nothing more will be asked of it, so nothing leads to it any more.
            row.sealed = None
            session.add(row)
        for title in asked:
            self._outgoing.post(
                session, key=f"calendar_title:{title}", kind=ASK, payload={"title": title}, to=person_id
            )
        if news:
            self._outgoing.post(
                session,
                key=f"calendar_read:{person_id}:{now.isoformat()}",
                kind=READ,
                payload={"talks": self._ahead(session, person_id)},
                to=person_id,
            )

    def _ahead(self, session: Session, person_id: int) -> int:
        now = self._clock.now()
        booked = calendars.booked_by(session, person_id)
        return sum(talk.takes_place and talk.starts_at > now for talk in booked)

    def _require(self, session: Session, person_id: int) -> None:
        if not self.may_link(session, person_id):
            raise NotAllowed

    def _mark_of(self, session: Session, person_id: int, content: bytes) -> str:
        return calendars.mark(
            session, person_id, f"body\n{content.decode(errors='replace')}", self._clock.now()
        )

    def _say_trouble(self, session: Session, person_id: int, fault: str) -> None:
        self._outgoing.post(
            session,
            key=f"calendar_trouble:{person_id}:{self._clock.now().isoformat()}",
            kind=TROUBLE,
            payload={"fault": fault},
            to=person_id,
        )
