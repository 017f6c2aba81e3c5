"""What happens with standing 1:1s: they are kept, they come due, they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import time_zones
from bot.features.one_on_ones import rules
from bot.features.one_on_ones.looking import look_at
from bot.features.one_on_ones.rules import Appointment, Meeting, MyOneOnOnes, Pattern
from bot.features.one_on_ones.series import next_talk, pattern_of, rhythm_of, stand_at, today_of
from storage import calendars, one_on_ones, people
from storage.one_on_ones import OneOnOneSeries
from storage.people import Person

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.one_on_ones.queue import Queue


class OneOnOnes:
    """Keeps the standing 1:1s. `queue` takes what may be said around them."""

    def __init__(self, clock: Clock, queue: Queue) -> None:
        self._clock = clock
        self._queue = queue

    def keep(  # noqa: PLR0913 - a standing 1:1 has this many facts
        self,
        session: Session,
        *,
        manager_id: int,
        employee_id: int,
        first_on: date,
        at: time,
        zone: str,
        every_days: int = 14,
        minutes: int = 30,
    ) -> OneOnOneSeries:
        """Make or change the standing 1:1 of a pair, and take it out of a pause.

        It comes round from `first_on` at the wall time `at` of `zone` (IANA); talks over by now are skipped.
        A series that already comes round this way stays where it is.
        Raises ValueError for an unknown zone, and an interval or a length that no talk has.
        """
        pattern = Pattern(at=at, zone=zone, every_days=every_days, minutes=minutes)
        _check(pattern)
        now = self._clock.now()
        series = one_on_ones.of_pair(session, manager_id, employee_id)
        on = first_on
        if series is None:
            series = new_series(manager_id, employee_id, zone, now)
        elif (known := pattern_of(series)) and rules.same_rhythm(series.next_on, known, first_on, pattern):
            on = series.next_on
        if on != series.next_on or pattern_of(series) != pattern:
            series.moved_to = None
        series.wall_time = at.strftime("%H:%M")
        series.timezone, series.interval_days, series.minutes = zone, every_days, minutes
        series.paused = False
        if series.moved_to is None:
            stand_at(series, rules.turn_at(on, pattern, now), pattern)
        session.add(series)
        session.flush()
        look_at(session, [series], self._queue, now)
        return series

    def look_at_due(self, session: Session) -> int:
        """Offer what is due around talks and gaps; return how many series were looked at.

        A series pauses when one of the two has left or somebody else manages the employee; `keep` takes it up again.
        """
        now = self._clock.now()
        claimed = one_on_ones.due(session, now)
        look_at(session, claimed, self._queue, now)
        return len(claimed)

    def begin_missing(self, session: Session, after: int) -> int | None:
        """Give pairs without a series the usual cadence, from today and without a fixed time.

        Looks at people numbered above `after`, so many at a time; returns where to go on, None at the end.
        """
        now = self._clock.now()
        found = one_on_ones.reports_without(session, after)
        managers = people.by_ids(session, {person.manager_id for person in found if person.manager_id})
        zones = {manager.key: manager.timezone for manager in managers}
        begun = [
            new_series(person.manager_id, person.key, zones[person.manager_id], now)
            for person in found
            if person.manager_id in zones
        ]
        session.add_all(begun)
        session.flush()
        look_at(session, begun, self._queue, now)
        return found[-1].key if found else None

    def home_view(self, session: Session, person_id: int, now: datetime) -> MyOneOnOnes:
        """Return the standing 1:1s a person sees on App Home, times to be shown in their own zone."""
        mine = [series for series in one_on_ones.of_person(session, person_id) if not series.paused]
        booked = calendars.booked_with(session, {series.employee_id for series in mine}, now)
        by_pair = {series.pair: series for series in mine}
        last_on = one_on_ones.last_talks(session, person_id)
        meetings = []
        for report in people.reports_of(session, person_id):
            series = by_pair.get((person_id, report.key))
            meetings.append(
                Meeting(
                    person_id=report.key,
                    name=report.name,
                    next_at=next_talk(series, booked, now) if series else None,
                    last_on=last_on.get(report.key),
                    rhythm=rhythm_of(series, now) if series else None,
                )
            )
        reports, more = rules.to_show(meetings)
        managers = [
            Appointment(
                name=manager.name, next_at=next_talk(series, booked, now), rhythm=rhythm_of(series, now)
            )
            for series in mine
            if series.employee_id == person_id and (manager := session.get(Person, series.manager_id))
        ]
        return MyOneOnOnes(
            reports=reports, more=more, managers=tuple(managers), zone=zone_of(session, person_id)
        )


def new_series(manager_id: int, employee_id: int, zone: str, now: datetime) -> OneOnOneSeries:
    """Return the usual cadence of a pair, not stored yet: every fourteen days, without a fixed time."""
    series = OneOnOneSeries(
        manager_id=manager_id,
        employee_id=employee_id,
        wall_time="",
        timezone=zone,
        next_on=now.date(),
        next_at=now,
        due_at=now,
    )
    series.since = today_of(series, now)
    return series


def zone_of(session: Session, person_id: int) -> str:
    """Return the zone somebody lives by: what they chose in Slack, else what HR's list says."""
    account = people.account_of(session, person_id)
    if account is not None:
        return account.timezone
    person = session.get(Person, person_id)
    return person.timezone if person else "UTC"


def _check(pattern: Pattern) -> None:
    if pattern.zone not in time_zones():
        message = f"unknown time zone '{pattern.zone}'; use an IANA name such as Asia/Shanghai"
        raise ValueError(message)
    if pattern.every_days < 1:
        message = f"a 1:1 every {pattern.every_days} days never comes round; use 1 or more"
        raise ValueError(message)
    if not rules.SHORTEST <= pattern.minutes <= rules.LONGEST:
        message = f"a 1:1 takes {rules.SHORTEST} to {rules.LONGEST} minutes, not {pattern.minutes}"
        raise ValueError(message)
