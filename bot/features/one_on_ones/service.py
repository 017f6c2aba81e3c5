"""What happens with standing 1:1s: they are kept, they come due, they are shown."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.access import Action, Actor, PairSubject, can
from bot.clock import time_zones
from bot.features.one_on_ones import rules
from bot.features.one_on_ones.rules import Appointment, Meeting, Moment, MyOneOnOnes, Pattern, Prompt
from storage import one_on_ones, people
from storage.one_on_ones import OneOnOneSeries
from storage.people import Person

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.clock import Clock

log = structlog.get_logger(__name__)


class Invite(Protocol):
    """Invites a manager to prepare or wrap up a talk, in the transaction it is called in.

    `occurrence_key` is the same for the same prompt, however often it is asked for, and no other's.
    `starts_at` is the talk's start, in UTC.
    """

    def __call__(  # noqa: PLR0913, PLR0917 - an invitation has this many facts
        self,
        session: Session,
        manager_id: int,
        employee_id: int,
        moment: str,
        occurrence_key: str,
        starts_at: datetime,
    ) -> None:
        """Put the invitation."""
        ...


class OneOnOnes:
    """Keeps the standing 1:1s. `invite` is what a prompt that is due sets off."""

    def __init__(self, clock: Clock, invite: Invite) -> None:
        self._clock = clock
        self._invite = invite

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
        A series that already comes round this way stays where it is, so its prompts are not sent anew.
        Raises ValueError for an unknown zone, and an interval or a length that no talk has.
        """
        pattern = Pattern(at=at, zone=zone, every_days=every_days, minutes=minutes)
        _check(pattern)
        series = one_on_ones.of_pair(session, manager_id, employee_id)
        waiting = rules.prompt(first_on, Moment.PREPARE, pattern)
        if series is None:
            series = OneOnOneSeries(
                manager_id=manager_id,
                employee_id=employee_id,
                wall_time="",
                timezone=zone,
                next_on=first_on,
                next_at=waiting.starts_at,
                due_at=waiting.due_at,
            )
        elif rules.same_rhythm(series.next_on, _pattern(series), first_on, pattern):
            waiting = rules.prompt(series.next_on, Moment(series.moment), pattern)
        series.wall_time = at.strftime("%H:%M")
        series.timezone, series.interval_days, series.minutes = zone, every_days, minutes
        series.paused = False
        turn = rules.next_prompt(waiting, pattern, self._clock.now())
        _wait_for(series, turn.now or turn.then)
        session.add(series)
        session.flush()
        return series

    def prompt_due(self, session: Session) -> int:
        """Invite the managers of all talks a prompt is due for; return how many series were looked at.

        A prompt that comes too late is skipped. A series pauses when one of the two has left or somebody else
        manages the employee; `keep` takes it up again.
        """
        now = self._clock.now()
        claimed = one_on_ones.due(session, now)
        for series in claimed:
            if self._still_a_pair(session, series, now.date()):
                self._prompt(session, series, now)
            else:
                series.paused = True
            session.add(series)
        session.flush()
        return len(claimed)

    def home_view(self, session: Session, person_id: int, now: datetime) -> MyOneOnOnes:
        """Return the standing 1:1s a person sees on App Home, times to be shown in their own zone."""
        mine = [series for series in one_on_ones.of_person(session, person_id) if not series.paused]
        next_at = {(series.manager_id, series.employee_id): _next_talk(series, now) for series in mine}
        last_on = one_on_ones.last_talks(session, person_id)
        reports, more = rules.to_show(
            [
                Meeting(
                    person_id=report.key,
                    name=report.name,
                    next_at=next_at.get((person_id, report.key)),
                    last_on=last_on.get(report.key),
                )
                for report in people.reports_of(session, person_id)
            ]
        )
        managers = [
            Appointment(name=manager.name, next_at=_next_talk(series, now))
            for series in mine
            if series.employee_id == person_id and (manager := session.get(Person, series.manager_id))
        ]
        return MyOneOnOnes(
            reports=reports, more=more, managers=tuple(managers), zone=_zone(session, person_id)
        )

    def _prompt(self, session: Session, series: OneOnOneSeries, now: datetime) -> None:
        pattern = _pattern(series)
        turn = rules.next_prompt(_waiting(series, pattern), pattern, now)
        if turn.now is not None:
            try:
                with session.begin_nested():
                    self._invite(
                        session,
                        series.manager_id,
                        series.employee_id,
                        turn.now.moment.value,
                        f"one_on_one:{series.key}:{turn.now.on.isoformat()}:{turn.now.moment.value}",
                        turn.now.starts_at,
                    )
            except Exception:
                # One pair's trouble must not keep every other manager waiting; their next talk comes round.
                log.exception("a 1:1 prompt failed", series=series.key, moment=turn.now.moment.value)
        _wait_for(series, turn.then)

    @staticmethod
    def _still_a_pair(session: Session, series: OneOnOneSeries, today: date) -> bool:
        manager, employee = session.get(Person, series.manager_id), session.get(Person, series.employee_id)
        if manager is None or employee is None or _gone(manager, today) or _gone(employee, today):
            return False
        pair = PairSubject(
            manager_id=manager.key,
            employee_id=employee.key,
            reports_now=employee.manager_id == manager.key,
        )
        return can(Actor(person_id=manager.key, role=manager.role), Action.CHECK_IN, pair)


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


def _pattern(series: OneOnOneSeries) -> Pattern:
    return Pattern(
        at=time.fromisoformat(series.wall_time),
        zone=series.timezone,
        every_days=series.interval_days,
        minutes=series.minutes,
    )


def _waiting(series: OneOnOneSeries, pattern: Pattern) -> Prompt:
    return rules.prompt(series.next_on, Moment(series.moment), pattern)


def _wait_for(series: OneOnOneSeries, waiting: Prompt) -> None:
    series.next_on, series.next_at = waiting.on, waiting.starts_at
    series.moment, series.due_at = waiting.moment.value, waiting.due_at


def _next_talk(series: OneOnOneSeries, now: datetime) -> datetime:
    return rules.next_talk(series.next_on, _pattern(series), now)


def _gone(person: Person, today: date) -> bool:
    return person.left_on is not None and person.left_on <= today


def _zone(session: Session, person_id: int) -> str:
    account = people.account_of(session, person_id)
    if account is not None:
        return account.timezone
    person = session.get(Person, person_id)
    return person.timezone if person else "UTC"
