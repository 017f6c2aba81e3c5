"""What is offered around a talk that comes, and when a pair has not talked for long (domain 3.1, N-06, N-07, N-18).

Nothing is sent from here: every moment is offered to whoever decides what a person gets and when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

PREPARE_BEFORE = timedelta(minutes=30)
WRAP_UP_AFTER = timedelta(minutes=10)
WRAP_UP_FOR = timedelta(days=5)
AGENDA_BEFORE = timedelta(hours=24)
AGENDA_LEAST = timedelta(hours=1)
CALLED_OFF_WITHIN = timedelta(hours=12)
"""So near to a turn, a talk that was called off is the turn itself."""
AHEAD = timedelta(days=8)
"""How long before a talk its moments are offered: a week and a day, so that a week can be looked ahead."""
GAP_HOUR = time(9, 30)
GAP_AGAIN = timedelta(days=7)
"""How often a gap beyond the hard limit comes up."""


class Kind(StrEnum):
    """What can be offered around a pair's talks; the names are those of the nudges."""

    PREPARE = "pre_1on1"
    WRAP_UP = "debrief"
    AGENDA = "emp_agenda"
    WARN = "gap_21"
    HARD = "gap_28"


MOMENTS = {Kind.PREPARE: "prepare", Kind.WRAP_UP: "wrap_up", Kind.AGENDA: "agenda"}
"""What a moment is called in its key."""


@dataclass(frozen=True)
class Talk:
    """A talk that comes. `key` is the same however often it moves, and no other's; the instants are UTC."""

    key: str
    manager_id: int
    employee_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Offer:
    """One thing to be said at a moment: to whom, about whom, from when until when it makes sense, in UTC."""

    kind: Kind
    key: str
    recipient_id: int
    about_id: int
    due_at: datetime
    until: datetime
    talk: Talk | None = None
    days: int = 0
    """For a gap: since how many days the two have not talked."""


@dataclass(frozen=True)
class Limits:
    """After how many days without a talk a manager hears of it, and after how many again and more often."""

    warn_days: int
    hard_days: int


@dataclass(frozen=True)
class Gap:
    """Where a pair stands: what is to be said `now`, if anything, on which day it fell due, and the next such day."""

    now: Kind | None
    fell_on: date | None
    then: date


def around(talk: Talk, now: datetime) -> Iterator[Offer]:
    """Give what is to be offered around a talk at `now`, what is too late left out."""
    manager, employee = talk.manager_id, talk.employee_id
    if now < talk.starts_at:
        due = talk.starts_at - PREPARE_BEFORE
        yield Offer(Kind.PREPARE, _key(talk, Kind.PREPARE), manager, employee, due, talk.starts_at, talk)
    over = talk.ends_at + WRAP_UP_FOR
    if now < over:
        due = talk.ends_at + WRAP_UP_AFTER
        yield Offer(Kind.WRAP_UP, _key(talk, Kind.WRAP_UP), manager, employee, due, over, talk)
    latest = talk.starts_at - AGENDA_LEAST
    if now < latest:
        due = talk.starts_at - AGENDA_BEFORE
        yield Offer(Kind.AGENDA, _key(talk, Kind.AGENDA), employee, manager, due, latest, talk)


def keys_of(talk_key: str) -> list[str]:
    """Return the keys of everything that may have been offered around a talk."""
    return [f"{talk_key}:{moment}" for moment in MOMENTS.values()]


def takes_the_turn(turn: datetime, booked: datetime, every_days: int, *, takes_place: bool = True) -> bool:
    """Return whether a booked talk is the one that would come round at `turn`: it is nearer to it than any other.

    One that was called off is only that turn's own when it stood on its day; else the turn is still to be held.
    """
    if not takes_place:
        return abs(booked - turn) < CALLED_OFF_WITHIN
    return abs(booked - turn) * 2 < timedelta(days=every_days)


def gap(counted_from: date, limits: Limits, today: date, not_before: date | None = None) -> Gap:
    """Return where a pair stands that last talked on `counted_from`.

    A manager hears of it on the day of the first limit, on that of the second, and then every week.
    `not_before` is the first day after a pause: what fell due in it comes up then.
    """
    warn, hard = (counted_from + timedelta(days=days) for days in (limits.warn_days, limits.hard_days))
    if not_before is not None:
        warn, hard = max(warn, not_before), max(hard, not_before)
    if today < min(warn, hard):
        return Gap(None, None, min(warn, hard))
    if today < hard:
        return Gap(Kind.WARN, warn, hard)
    fell_on = hard + GAP_AGAIN * ((today - hard) // GAP_AGAIN)
    return Gap(Kind.HARD, fell_on, fell_on + GAP_AGAIN)


def next_gap(found: Gap, counted_from: date, limits: Limits) -> Kind:
    """Return what is said on the day a pair is heard of next, unless the two talk before."""
    return Kind.HARD if found.then >= counted_from + timedelta(days=limits.hard_days) else Kind.WARN


def morning(day: date, zone: str) -> datetime:
    """Return when a day's gaps are spoken of, in UTC, by the clocks of `zone`."""
    return datetime.combine(day, GAP_HOUR, ZoneInfo(zone)).astimezone(UTC)


def _key(talk: Talk, kind: Kind) -> str:
    return f"{talk.key}:{MOMENTS[kind]}"
