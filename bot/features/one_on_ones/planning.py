"""A manager sets how often they mean to talk with a report, leaves a talk out, or moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.access import Action, Actor, PairSubject, can
from bot.clock import time_zones
from bot.errors import CadenceNotUnderstood, NotAllowed, TalkOutOfTurn
from bot.features.one_on_ones import coming, rules
from bot.features.one_on_ones.looking import look_at
from bot.features.one_on_ones.rules import Pattern
from bot.features.one_on_ones.series import (
    key_of,
    next_talk,
    pattern_of,
    stand_at,
    talk_of,
    today_of,
)
from bot.features.one_on_ones.service import new_series, zone_of
from storage import one_on_ones
from storage.people import Person

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.one_on_ones.queue import Queue
    from storage.one_on_ones import OneOnOneSeries

LONGEST_DAYS = 365
WEEK = 7


class Next(StrEnum):
    """What is to become of the next talk."""

    AS_PLANNED = "as_planned"
    SKIP = "skip"
    MOVE = "move"


@dataclass(frozen=True)
class Plan:
    """A cadence as a manager sets it. Without a `weekday` (0 is Monday) there is no fixed time.

    `move_to` is the wall time, in `zone`, the next talk is moved to.
    """

    every_days: int
    weekday: int | None
    at: time
    zone: str
    minutes: int
    warn_days: int
    hard_days: int
    next: Next = Next.AS_PLANNED
    move_to: datetime | None = None
    paused_until: date | None = None


@dataclass(frozen=True)
class Standing:
    """What a manager's form begins with: the plan as it stands, with whom, and when the next talk is, in UTC."""

    employee_id: int
    name: str
    plan: Plan
    next_at: datetime | None


class Planning:
    """Changes the cadence of pairs, each change in one transaction."""

    def __init__(self, clock: Clock, queue: Queue) -> None:
        self._clock = clock
        self._queue = queue

    def standing(self, session: Session, manager_id: int, employee_id: int) -> Standing:
        """Return how a pair means to talk now; the usual cadence where nothing was set. Raises NotAllowed."""
        now = self._clock.now()
        employee = self._report(session, manager_id, employee_id)
        series = one_on_ones.of_pair(session, manager_id, employee_id)
        if series is None or series.paused:
            series = new_series(manager_id, employee_id, zone_of(session, manager_id), now)
        pattern = pattern_of(series)
        plan = Plan(
            every_days=series.interval_days,
            weekday=series.next_on.weekday() if pattern else None,
            at=pattern.at if pattern else time(10, 0),
            zone=series.timezone,
            minutes=series.minutes,
            warn_days=series.warn_days,
            hard_days=series.hard_days,
            paused_until=series.paused_until
            if series.paused_until and series.paused_until > today_of(series, now)
            else None,
        )
        return Standing(employee_id, employee.name, plan, next_talk(series, (), now))

    def change(self, session: Session, manager_id: int, employee_id: int, plan: Plan) -> None:
        """Take over a plan. Raises NotAllowed, CadenceNotUnderstood and TalkOutOfTurn."""
        _check(plan)
        self._report(session, manager_id, employee_id)
        now = self._clock.now()
        series = one_on_ones.of_pair(session, manager_id, employee_id)
        if series is None:
            series = new_series(manager_id, employee_id, plan.zone, now)
            session.add(series)
            session.flush()
        # What was offered around the turn goes with it; what still holds is offered again below.
        self._queue.withdraw(session, coming.keys_of(key_of(series)))
        if series.paused:
            series.paused, series.since = False, today_of(series, now)
        _leave_what_is_over(series, now)
        self._take_rhythm(series, plan, now)
        series.warn_days, series.hard_days = plan.warn_days, plan.hard_days
        series.paused_until = plan.paused_until
        self._take_next(series, plan, now)
        session.add(series)
        look_at(session, [series], self._queue, now)

    def _report(self, session: Session, manager_id: int, employee_id: int) -> Person:
        manager, employee = session.get(Person, manager_id), session.get(Person, employee_id)
        if manager is None or employee is None:
            raise NotAllowed
        pair = PairSubject(manager_id, employee_id, reports_now=employee.manager_id == manager_id)
        if not can(Actor(person_id=manager_id, role=manager.role), Action.SET_CADENCE, pair):
            raise NotAllowed
        return employee

    @staticmethod
    def _take_rhythm(series: OneOnOneSeries, plan: Plan, now: datetime) -> None:
        known = pattern_of(series)
        fixed = plan.weekday is not None
        same_day = known is not None and series.next_on.weekday() == plan.weekday
        same = same_day and known.every_days == plan.every_days if known is not None else not fixed
        unmoved = same and (known is None or (known.at, known.zone) == (plan.at, plan.zone))
        series.wall_time = plan.at.strftime("%H:%M") if fixed else ""
        series.timezone, series.interval_days, series.minutes = plan.zone, plan.every_days, plan.minutes
        if unmoved:
            return
        series.moved_to = None
        today = today_of(series, now)
        if plan.weekday is None:
            stand_at(series, today, None)
            return
        pattern = Pattern(plan.at, plan.zone, plan.every_days, plan.minutes)
        # The rhythm stays where only the hour changes; another day begins with the next such day.
        on = series.next_on if same else rules.first_on(plan.weekday, today)
        stand_at(series, rules.turn_at(on, pattern, now), pattern)

    @staticmethod
    def _take_next(series: OneOnOneSeries, plan: Plan, now: datetime) -> None:
        pattern = pattern_of(series)
        if plan.next is Next.SKIP and pattern is not None:
            series.skipped_on, series.moved_to = series.next_on, None
            stand_at(series, rules.following(series.next_on, pattern), pattern)
        if plan.next is Next.MOVE and plan.move_to is not None:
            moved = plan.move_to.replace(tzinfo=ZoneInfo(plan.zone)).astimezone(UTC)
            too_late = pattern is not None and moved >= rules.instant(
                rules.following(series.next_on, pattern), pattern
            )
            if moved <= now or too_late:
                raise TalkOutOfTurn(field="move_on")
            series.moved_to, series.next_at = moved, moved


def _leave_what_is_over(series: OneOnOneSeries, now: datetime) -> None:
    """Let a series stand at a turn that is still to come: what a manager sets is about that one."""
    talk, pattern = talk_of(series), pattern_of(series)
    if talk is None or talk.ends_at > now:
        return
    series.moved_to = None
    if pattern is not None:
        stand_at(series, rules.turn_at(rules.following(series.next_on, pattern), pattern, now), pattern)


def _check(plan: Plan) -> None:
    if plan.zone not in time_zones():
        raise CadenceNotUnderstood(field="zone")
    if not 1 <= plan.every_days <= LONGEST_DAYS or (plan.weekday is not None and plan.every_days % WEEK):
        raise CadenceNotUnderstood(field="every")
    if not rules.SHORTEST <= plan.minutes <= rules.LONGEST:
        raise CadenceNotUnderstood(field="minutes")
    if not plan.every_days <= plan.warn_days <= LONGEST_DAYS:
        raise CadenceNotUnderstood(field="warn")
    if not plan.warn_days < plan.hard_days <= LONGEST_DAYS:
        raise CadenceNotUnderstood(field="hard")
    if plan.next is Next.MOVE and plan.move_to is None:
        raise CadenceNotUnderstood(field="move_on")
