"""What HR's administrators do with the company's calendar, each act within the caller's transaction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.access import Action, Actor, CalendarSubject, can
from bot.company_calendar import entered
from bot.errors import NotAllowed, StepIsOver, YearOutOfReach
from bot.features.company_days import rules
from bot.features.company_days.rules import Entry, OnHome, Overview
from storage import company_days, people, relations
from storage.company_days import DayKind
from storage.outbox import Priority

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.outgoing import Outgoing
    from bot.working_days import WorkingDays

ENDS = "company_days.ends"
"""The outgoing message that says that the known days end soon."""
SHOWN = 30
"""So many days a window lists, the past month's and those to come."""
BACK = timedelta(days=31)


class CompanyCalendar:
    """Keeps the days of the company's country. `refresh` lets `calendar`, which everybody counts with, learn them."""

    def __init__(self, clock: Clock, zone: ZoneInfo, calendar: WorkingDays, outgoing: Outgoing) -> None:
        self._clock = clock
        self._zone = zone
        self._calendar = calendar
        self._outgoing = outgoing

    def refresh(self, session: Session) -> None:
        """Let the calendar learn what is entered now: by this copy of the bot or another, or on the command line."""
        self._calendar.learn(entered(session, self._calendar.country))

    def warn(self, session: Session) -> None:
        """Tell HR's administrators, once for each year, when the known days end within sixty days."""
        self.refresh(session)
        known_until, today = self._calendar.known_until, self._today()
        if not rules.is_near(today, known_until):
            return
        for admin in people.with_role(session, relations.HR_ADMIN):
            if relations.is_here(session, admin, today):
                self._outgoing.post(
                    session,
                    key=f"{ENDS}:{self._calendar.country}:{known_until.year}:{admin.key}",
                    kind=ENDS,
                    payload={"until": known_until.isoformat(), "year": str(known_until.year + 1)},
                    to=admin.key,
                    priority=Priority.NUDGE,
                )

    def overview(self, session: Session, person_id: int) -> Overview:
        """Return what somebody sees of the calendar. Raises NotAllowed."""
        self._require(session, person_id)
        return self.everything(session, since=self._today() - BACK, limit=SHOWN)

    def everything(self, session: Session, *, since: date = date.min, limit: int | None = None) -> Overview:
        """Return the same for whoever has the machine itself: days from `since` on, at most so many."""
        self.refresh(session)
        country, known_until = self._calendar.country, self._calendar.known_until
        rows = company_days.days(session, country)
        shown = [row for row in rows if row.day >= since][:limit]
        return Overview(
            country=country,
            known_until=known_until,
            entries=tuple(Entry(row.day, row.kind) for row in shown),
            more=len(rows) - len(shown),
            next_year=known_until.year + 1,
            reopenable=rules.reopenable(self._by_hand(session), known_until),
        )

    def on_home(self, session: Session, person_id: int) -> OnHome | None:
        """Return the calendar's line on Home; None for whom it does not concern."""
        if not self._may_keep(session, person_id):
            return None
        self.refresh(session)
        known_until = self._calendar.known_until
        count = len(company_days.days(session, self._calendar.country))
        return OnHome(known_until, count, rules.is_near(self._today(), known_until))

    def add(self, session: Session, person_id: int, first: date | None, last: date | None, kind: str) -> int:
        """Enter the days from `first` to `last`; return how many changed. Raises NotAllowed and DayNotUnderstood."""
        self._require(session, person_id)
        wanted = dict.fromkeys(rules.span(first, last), DayKind(rules.kind_of(kind)))
        return self.enter(session, wanted, by=person_id)

    def enter(self, session: Session, wanted: Mapping[date, DayKind], *, by: int | None) -> int:
        """Enter days for whoever has the machine itself, or the person `by`; return how many changed."""
        return company_days.enter(session, self._calendar.country, wanted, by=by, now=self._clock.now())

    def remove(self, session: Session, person_id: int, day: date) -> None:
        """Let the calendar count again for a day. Raises NotAllowed, and StepIsOver when nothing is entered for it."""
        self._require(session, person_id)
        if not self.drop(session, day):
            raise StepIsOver

    def drop(self, session: Session, day: date) -> bool:
        """Do the same for whoever has the machine itself; False when nothing is entered."""
        return company_days.remove(session, self._calendar.country, day)

    def complete(self, session: Session, person_id: int, year: int) -> None:
        """Take it that all days of a year are entered. Raises NotAllowed and YearOutOfReach."""
        self._require(session, person_id)
        self.call_complete(session, year, by=person_id)

    def call_complete(self, session: Session, year: int, *, by: int | None) -> None:
        """Do the same for whoever has the machine itself. Raises YearOutOfReach."""
        self.refresh(session)
        rules.may_complete(year, self._calendar.known_until)
        company_days.complete(session, self._calendar.country, year, by=by, now=self._clock.now())

    def reopen(self, session: Session, person_id: int, year: int) -> None:
        """Take back that a year is complete. Raises NotAllowed and YearOutOfReach."""
        self._require(session, person_id)
        self.call_open(session, year)

    def call_open(self, session: Session, year: int) -> None:
        """Do the same for whoever has the machine itself. Raises YearOutOfReach."""
        self.refresh(session)
        known_until = self._calendar.known_until
        if rules.reopenable(self._by_hand(session), known_until) != year:
            raise YearOutOfReach(year=str(year), next=str(known_until.year + 1))
        company_days.reopen(session, self._calendar.country, year)

    def _by_hand(self, session: Session) -> set[int]:
        # A year announced meanwhile is known without HR's word.
        known = self._calendar.announced_until
        return {year for year in company_days.years(session, self._calendar.country) if year > known}

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()

    def _require(self, session: Session, person_id: int) -> None:
        if not self._may_keep(session, person_id):
            raise NotAllowed

    def _may_keep(self, session: Session, person_id: int) -> bool:
        actor = Actor.of(relations.reader(session, person_id, self._today()))
        return can(actor, Action.KEEP_WORKING_DAYS, CalendarSubject())
