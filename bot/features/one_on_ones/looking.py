"""Looking at series that are due: what comes of each, and when it is to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.access import Action, Actor, PairSubject, can
from bot.features.one_on_ones import coming, rules
from bot.features.one_on_ones.coming import Kind, Offer
from bot.features.one_on_ones.series import (
    in_pause,
    key_of,
    limits_of,
    pattern_of,
    stand_at,
    talk_of,
    today_of,
)
from storage import calendars, one_on_ones, people
from storage.one_on_ones import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from sqlmodel import Session

    from bot.features.one_on_ones.queue import Queue
    from storage.calendars import BookedTalk
    from storage.one_on_ones import OneOnOneSeries
    from storage.people import Person

log = structlog.get_logger(__name__)

PATIENCE = timedelta(hours=1)
"""So long after its end a turn that nobody looked at in time is still taken for the one that counts."""
AFTER_TROUBLE = timedelta(hours=1)
BOOKED_BEFORE = timedelta(days=60)


@dataclass(frozen=True)
class World:
    """What is known of the pairs that are looked at, read once for all of them."""

    people: dict[int, Person]
    last: dict[tuple[int, int], date]
    booked: dict[tuple[int, int], list[BookedTalk]]
    now: datetime

    @classmethod
    def of(cls, session: Session, found: Sequence[OneOnOneSeries], now: datetime) -> World:
        """Read what there is to know about these pairs."""
        employees = {series.employee_id for series in found}
        everybody = employees | {series.manager_id for series in found}
        booked: dict[tuple[int, int], list[BookedTalk]] = {}
        for talk in calendars.booked_with(session, employees, now - BOOKED_BEFORE):
            booked.setdefault((talk.manager_id, talk.employee_id), []).append(talk)
        return cls(
            people={person.key: person for person in people.by_ids(session, everybody)},
            last=one_on_ones.last_of_pairs(session, employees),
            booked=booked,
            now=now,
        )

    def still_a_pair(self, series: OneOnOneSeries) -> bool:
        """Return whether the two are here and the manager may hold talks with the employee."""
        manager, employee = (self.people.get(each) for each in series.pair)
        today = self.now.date()
        if manager is None or employee is None or _gone(manager, today) or _gone(employee, today):
            return False
        pair = PairSubject(manager.key, employee.key, reports_now=employee.manager_id == manager.key)
        return can(Actor(person_id=manager.key, role=manager.role), Action.CHECK_IN, pair)


@dataclass
class Looked:
    """What came of looking: what is offered, and the keys of what is taken back."""

    offers: list[Offer] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)


def look_at(session: Session, found: Sequence[OneOnOneSeries], queue: Queue, now: datetime) -> None:
    """Look at these series, all together: offer what is due around them, and say when to look again."""
    if not found:
        return
    world, looked = World.of(session, found, now), Looked()
    for series in found:
        try:
            came = _look(series, world)
        except Exception:
            # One pair's trouble must not keep every other manager waiting.
            log.exception("a series could not be looked at", series=series.key)
            series.due_at = now + AFTER_TROUBLE
        else:
            looked.offers += came.offers
            looked.taken_back += came.taken_back
        session.add(series)
    queue.withdraw(session, looked.taken_back)
    queue.offer(session, looked.offers)
    session.flush()


def _look(series: OneOnOneSeries, world: World) -> Looked:
    now, today = world.now, today_of(series, world.now)
    if not world.still_a_pair(series):
        series.paused, series.due_at = True, NEVER
        return Looked(taken_back=coming.keys_of(key_of(series)))
    looked = Looked()
    last = world.last.get(series.pair)
    _roll(series, last, now)
    again = [*_turn(series, world, looked), *_gap(series, last, today, looked)]
    series.due_at = min(again)
    return looked


def _roll(series: OneOnOneSeries, last: date | None, now: datetime) -> None:
    """Let a series wait for the turn that counts now: not over yet, and not within its pause."""
    pattern = pattern_of(series)
    length = timedelta(minutes=series.minutes) + PATIENCE
    if series.moved_to is not None and series.moved_to + length <= now:
        series.moved_to = None
        if pattern is not None:
            stand_at(series, rules.following(series.next_on, pattern), pattern)
    if pattern is None:
        if series.moved_to is None:
            wanted = counted_from_of(series, last) + timedelta(days=series.interval_days)
            stand_at(series, max(wanted, series.paused_until or wanted), None)
        return
    while series.next_at + length <= now or in_pause(series, series.next_at):
        series.moved_to = None
        stand_at(series, rules.following(series.next_on, pattern), pattern)


def _turn(series: OneOnOneSeries, world: World, looked: Looked) -> Iterator[datetime]:
    talk = talk_of(series)
    if talk is None:
        return
    booked: Iterable[BookedTalk] = world.booked.get(series.pair, ())
    taken = any(
        coming.takes_the_turn(
            talk.starts_at, each.starts_at, series.interval_days, takes_place=each.takes_place
        )
        for each in booked
    )
    if taken:
        looked.taken_back += coming.keys_of(talk.key)
    elif world.now < talk.starts_at - coming.AHEAD:
        yield talk.starts_at - coming.AHEAD
        return
    else:
        looked.offers += coming.around(talk, world.now)
    yield talk.ends_at + PATIENCE


def _gap(series: OneOnOneSeries, last: date | None, today: date, looked: Looked) -> Iterator[datetime]:
    counted_from = counted_from_of(series, last)
    found = coming.gap(counted_from, limits_of(series), today, series.paused_until)
    yield coming.morning(found.then, series.timezone)
    if found.now is None or found.fell_on is None:
        return
    if found.now is Kind.HARD:
        looked.taken_back.append(gap_key(series, counted_from, Kind.WARN, found.fell_on))
    looked.offers.append(gap_offer(series, counted_from, found.now, found.fell_on))


def gap_offer(series: OneOnOneSeries, counted_from: date, kind: Kind, fell_on: date) -> Offer:
    """Return what is offered about a pair that has not talked since a day, on the day a limit is reached."""
    due = coming.morning(fell_on, series.timezone)
    return Offer(
        kind,
        gap_key(series, counted_from, kind, fell_on),
        series.manager_id,
        series.employee_id,
        due,
        due + coming.GAP_AGAIN,
        days=(fell_on - counted_from).days,
    )


def gap_key(series: OneOnOneSeries, counted_from: date, kind: Kind, fell_on: date) -> str:
    """Return the key of a gap: one for the warning, one for each week after the hard limit."""
    moment = kind.value if kind is Kind.WARN else fell_on.isoformat()
    return f"gap:{series.key}:{counted_from.isoformat()}:{moment}"


def counted_from_of(series: OneOnOneSeries, last: date | None) -> date:
    """Return since when a pair has not talked: their last talk, or the day the series began."""
    return last or series.since or series.next_on


def _gone(person: Person, today: date) -> bool:
    return person.left_on is not None and person.left_on <= today
