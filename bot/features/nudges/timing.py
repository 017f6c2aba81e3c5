"""When what is unsolicited may go out: its hour of the day, its day of the week, and room for it (N-01, N-02, N-04)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.nudges.habits import may_return_at, slot
from bot.features.nudges.kinds import DIGEST_AT, DIGEST_ONLY, DIGEST_UNTIL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, time

    from bot.features.nudges.rules import Candidate, Recipient, Room

Later = tuple["datetime | None", str]
"""Until when something waits (None: nobody knows), and by which rule."""


def not_now(person: Recipient, candidate: Candidate, now: datetime) -> Later | None:
    """Return until when a candidate waits for its hour, its day or its kind's rest; None when its time is now."""
    hours = person.hours
    rested = may_return_at(candidate.kind, person.habit(candidate.kind))
    if rested is not None and rested > now and not candidate.warns:
        return _at_or_after(person, rested - timedelta(seconds=1), candidate), "N-10"
    today, local = hours.day(now), hours.local(now).time()
    if candidate.kind in DIGEST_ONLY and not hours.is_first_of_week(today):
        # On a Friday evening it is the hour that speaks against it, and so it is what is told.
        return hours.next_week(DIGEST_AT, now), "N-04" if hours.is_open(now) else "N-05"
    begins, ends = _window(person, candidate)
    if not hours.is_open(now) or not begins <= local < ends:
        return _at_or_after(person, now, candidate), "N-04" if hours.is_open(now) else "N-05"
    return None


def no_room(person: Recipient, left: Room, timely: Sequence[Candidate], now: datetime) -> Later | None:
    """Return until when nothing unsolicited may be said; None when there is room."""
    hours = person.hours
    if left.apart_from is not None and now < left.apart_from:
        return hours.next_at(DIGEST_AT, left.apart_from - timedelta(seconds=1)), "N-02"
    extra = any(each.deadline_is_near for each in timely)
    if left.unsolicited + extra < 1 or left.all < 1:
        return hours.next_week(DIGEST_AT, now), "N-01"
    if person.is_new and left.to_the_new < 1:
        return hours.next_week(DIGEST_AT, now), "N-15"
    return None


def _window(person: Recipient, candidate: Candidate) -> tuple[time, time]:
    habit, hour = person.habit(candidate.kind), person.best_hours.get(candidate.kind)
    begins = slot(candidate.kind, habit, hour)
    return begins, DIGEST_UNTIL if begins < DIGEST_UNTIL else begins.replace(minute=59, second=59)


def _at_or_after(person: Recipient, instant: datetime, candidate: Candidate) -> datetime | None:
    hours = person.hours
    if candidate.kind in DIGEST_ONLY:
        moment = hours.next_at(DIGEST_AT, instant)
        if moment is not None and hours.is_first_of_week(hours.day(moment)):
            return moment
        return hours.next_week(DIGEST_AT, instant)
    return hours.next_at(_window(person, candidate)[0], instant)
