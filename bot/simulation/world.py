"""An organisation that does not exist yet, living some weeks: who talks with whom, and what comes due for whom.

Everything that happens is drawn from `seed` and the addresses of those it happens to, so that one run is like the
next, whatever the order of the file.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.features.nudges.hours import Hours
from bot.features.nudges.kinds import NEW_DAYS, Kind
from bot.features.nudges.rules import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.working_days import WorkingDays

CADENCE_COLUMNS = ("cadence_days", "talk_weekday", "talk_time")
"""Columns a file may have beside those of an import: of each person's 1:1 with their manager."""
CADENCE_DAYS, TALK_MINUTES = 14, 30
_DAY = timedelta(days=1)
_MORNING = time(9, 0)
_TALK_TIMES = [time(hour, minute) for hour in (9, 10, 11, 13, 14, 15, 16) for minute in (0, 30)]


@dataclass(frozen=True)
class Behaviour:
    """What people are taken to do; shares between 0 and 1.

    `held`: of the booked talks. `answers`: of what is said to somebody. `noted`: of the talks whose wrap-up was
    answered. `noted_unasked`: of the others. `promises`: of the talks on record. `kept`: of promises, before their
    day. `after_gap`: of the answered reminders of a gap, which lead to a talk. `thanks_weeks`: between two things
    of a manager's people worth a thank-you.
    """

    held: float = 0.85
    answers: float = 0.55
    noted: float = 0.9
    noted_unasked: float = 0.3
    promises: float = 0.5
    kept: float = 0.6
    after_gap: float = 0.5
    thanks_weeks: int = 3


@dataclass(frozen=True)
class Someone:
    """A person of the file. `cadence_days`, `weekday` (0 is Monday) and `at` are of the 1:1 with their manager."""

    number: int
    email: str
    name: str
    zone: str
    start_date: date
    manager: str | None
    cadence_days: int = CADENCE_DAYS
    weekday: int | None = None
    at: time | None = None


@dataclass(frozen=True)
class Talk:
    """A booked 1:1 that takes place."""

    employee: Someone
    start: datetime
    end: datetime


@dataclass
class World:
    """The organisation from `first` (a Monday) for some `weeks`."""

    people: Sequence[Someone]
    first: date
    weeks: int
    calendar: WorkingDays
    seed: int = 0
    behaviour: Behaviour = field(default_factory=Behaviour)

    def __post_init__(self) -> None:
        self.reports: dict[str, list[Someone]] = defaultdict(list)
        for each in sorted(self.people, key=lambda each: each.email):
            if each.manager is not None:
                self.reports[each.manager].append(each)
        # The calendar is asked for the same few days by thousands of people.
        self._worked = {
            self.first + days * _DAY: self.calendar.is_working(self.first + days * _DAY)
            for days in range(-60, 7 * self.weeks + 460)
        }

    @property
    def until(self) -> date:
        """The first day that is not lived any more."""
        return self.first + 7 * self.weeks * _DAY

    def is_working(self, day: date) -> bool:
        """Return whether people work on a day."""
        return self._worked[day]

    def hours(self, person: Someone, busy: tuple[tuple[datetime, datetime], ...] = ()) -> Hours:
        """Return when somebody may be spoken to."""
        return Hours(person.zone, self.is_working, busy=busy)

    def chance(self, *what: object) -> random.Random:
        """Return what decides about something: the same for the same seed."""
        return random.Random(":".join(map(str, (self.seed, *what))))

    def last_talk(self, employee: Someone) -> date:
        """Return when a pair last talked before this begins."""
        ago = self.chance("before", employee.email).randrange(1, 2 * employee.cadence_days)
        return self.first - ago * _DAY

    def talks(self, employee: Someone) -> Iterator[Talk]:
        """Give the booked talks of somebody with their manager that take place."""
        chance, hours = self.chance("talks", employee.email), self.hours(employee)
        weekday = employee.weekday if employee.weekday is not None else chance.randrange(5)
        at = employee.at or chance.choice(_TALK_TIMES)
        weeks = max(1, employee.cadence_days // 7)
        day = self.first + (weekday + 7 * chance.randrange(weeks)) * _DAY
        while day < self.until:
            takes_place = chance.random() < self.behaviour.held
            if takes_place and self.is_working(day):
                start = hours.at(day, at)
                yield Talk(employee, start, start + timedelta(minutes=TALK_MINUTES))
            day += employee.cadence_days * _DAY

    def for_employee(self, person: Someone) -> Iterator[tuple[datetime, Candidate]]:
        """Give what comes due for somebody as a report, and from when on it is known."""
        hours = self.hours(person)
        for number, talk in enumerate(self.talks(person)):
            begins = talk.start - _DAY
            yield begins, Candidate(f"agenda:{number}", Kind.EMP_AGENDA, begins, talk.start, person.number)
            after = hours.at(hours.day(talk.end) + _DAY, time(10, 0))
            yield after, Candidate(f"pulse:{number}", Kind.EMP_PULSE, after, after + 3 * _DAY, person.number)

    def for_manager(self, person: Someone) -> Iterator[tuple[datetime, Candidate]]:
        """Give what comes due for somebody who leads people, but for what follows from what they do."""
        hours = self.hours(person)
        for talk in sorted(
            (talk for report in self.reports[person.email] for talk in self.talks(report)),
            key=lambda talk: (talk.start, talk.employee.email),
        ):
            yield from _prompts(talk, hours)
        yield from self._thanks(person, hours)
        if self._is_new(person, self.first):
            yield from self._tips(person, hours)

    def is_new(self, person: Someone, day: date) -> bool:
        """Return whether somebody has led people for so short a time that they only get tips (N-15)."""
        return person.email in self.reports and self._is_new(person, day)

    def new_reports(self, person: Someone, day: date) -> frozenset[int]:
        """Return whom of somebody's people is new."""
        return frozenset(each.number for each in self.reports[person.email] if self._is_new(each, day))

    def _thanks(self, person: Someone, hours: Hours) -> Iterator[tuple[datetime, Candidate]]:
        chance = self.chance("thanks", person.email)
        reports = self.reports[person.email]
        for week in range(
            chance.randrange(self.behaviour.thanks_weeks), self.weeks, self.behaviour.thanks_weeks
        ):
            due = hours.at(self.first + (7 * week + chance.randrange(5)) * _DAY, _MORNING)
            about = chance.choice(reports).number
            yield due, Candidate(f"thanks:{week}", Kind.RECOG, due, due + 14 * _DAY, about)

    def _tips(self, person: Someone, hours: Hours) -> Iterator[tuple[datetime, Candidate]]:
        for week in range(self.weeks):
            due = hours.at(self.first + 7 * week * _DAY, _MORNING)
            if self._is_new(person, hours.day(due)):
                yield due, Candidate(f"tip:{week}", Kind.ORIENTATION, due, due + 7 * _DAY)

    @staticmethod
    def _is_new(person: Someone, day: date) -> bool:
        return 0 <= (day - person.start_date).days <= NEW_DAYS


def _prompts(talk: Talk, hours: Hours) -> Iterator[tuple[datetime, Candidate]]:
    known = hours.at(hours.day(talk.start), time.min)
    about, key = talk.employee.number, f"{talk.employee.number}:{talk.start:%Y%m%d}"
    event = {"event_start": talk.start, "event_end": talk.end, "name": talk.employee.name}
    before = talk.start - timedelta(minutes=30)
    yield known, Candidate(f"pre:{key}", Kind.PRE_1ON1, before, talk.end, about, **event)  # type: ignore[arg-type]
    after = talk.end + timedelta(minutes=10)
    yield known, Candidate(f"debrief:{key}", Kind.DEBRIEF, after, after + 10 * _DAY, about, **event)  # type: ignore[arg-type]
