"""How a kind of nudge gives way when it is ignored, comes back when it is answered, and is put off (N-09…N-12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.features.nudges.kinds import (
    BASE_INTERVAL,
    DIGEST_AT,
    EVENT_BOUND,
    EVENT_STEP,
    MANDATORY,
    SNOOZES,
    WEEK,
    Kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.features.nudges.hours import Hours

PAUSE_DAYS = 28
MUTE_DAYS = 28
SNOOZE_SHORT = timedelta(hours=2)
SLOWER, SLOWEST, PAUSING = 2, 3, 5
"""Ignored so often in a row: twice the interval, four times and at a better hour, a pause and a question."""
FEWEST_FOR_AN_HOUR = 3
"""So many messages an hour must have had before its answers say anything."""


class Snooze(StrEnum):
    """Until when something is put off."""

    SHORT = "2h"
    TOMORROW = "tomorrow"
    MONDAY = "monday"
    NEXT_TALK = "next_talk"
    MUTE = "mute"


@dataclass(frozen=True)
class Habit:
    """How one kind fares with one person; see `storage.nudge_habits`."""

    streak: int = 0
    slow_steps: int = 0
    last_at: datetime | None = None
    muted_until: datetime | None = None
    paused_until: datetime | None = None

    def is_muted(self, now: datetime) -> bool:
        """Return whether its reader does not want this kind now."""
        return self.muted_until is not None and now < self.muted_until

    def is_paused(self, now: datetime) -> bool:
        """Return whether we stopped for a while because nobody listened."""
        return self.paused_until is not None and now < self.paused_until


def interval(kind: Kind, habit: Habit) -> timedelta:
    """Return how long a kind rests after it was said (N-10), with the two steps back to the base (N-11)."""
    if kind in MANDATORY:
        return timedelta()
    if habit.streak >= SLOWEST:
        factor = 4
    elif habit.streak >= SLOWER:
        factor = 2
    else:
        factor = 2 if habit.slow_steps > 0 else 1
    if kind in EVENT_BOUND:
        return timedelta() if factor == 1 else factor * EVENT_STEP
    return factor * BASE_INTERVAL.get(kind, WEEK)


def may_return_at(kind: Kind, habit: Habit) -> datetime | None:
    """Return the first moment this kind may be said again; None when it may be said at any."""
    rest = interval(kind, habit)
    return None if habit.last_at is None or not rest else habit.last_at + rest


def said(habit: Habit, now: datetime) -> Habit:
    """Return the habit after the kind was said: a step nearer to its base interval."""
    return replace(habit, last_at=now, slow_steps=max(0, habit.slow_steps - 1))


def answered(habit: Habit) -> Habit:
    """Return the habit after an answer: the streak is over, the interval comes back over two steps (N-11).

    The first step is twice the base and the second the base itself.
    """
    return replace(
        habit, streak=0, slow_steps=1 if habit.streak >= SLOWER else habit.slow_steps, paused_until=None
    )


def ignored(habit: Habit, now: datetime) -> tuple[Habit, bool]:
    """Return the habit after two working days of silence, and whether it is time to ask why (N-10)."""
    longer = replace(habit, streak=habit.streak + 1)
    if longer.streak < PAUSING:
        return longer, False
    return replace(longer, paused_until=now + timedelta(days=PAUSE_DAYS)), longer.streak == PAUSING


def best_hour(answers: Iterable[tuple[int, bool]]) -> int | None:
    """Return the hour whose messages were answered most often; None while too little is known.

    `answers` are the hours of past messages on the reader's clocks, and whether each was answered. Of equal hours
    the one with more messages counts, then the earlier.
    """
    sent: dict[int, int] = {}
    heard: dict[int, int] = {}
    for hour, was_answered in answers:
        sent[hour] = sent.get(hour, 0) + 1
        heard[hour] = heard.get(hour, 0) + was_answered
    known = [hour for hour, count in sent.items() if count >= FEWEST_FOR_AN_HOUR and heard[hour]]
    return min(known, key=lambda hour: (-heard[hour] / sent[hour], -sent[hour], hour), default=None)


def slot(kind: Kind, habit: Habit, hour: int | None) -> time:
    """Return the wall time at which a kind is said: the digest's, or a better hour when it is ignored (N-10)."""
    if habit.streak >= SLOWEST and hour is not None and kind not in EVENT_BOUND:
        return time(hour, 0)
    return DIGEST_AT


def snoozed_until(choice: Snooze, hours: Hours, now: datetime, next_talk: datetime | None) -> datetime | None:
    """Return when something put off comes back; None when it does not."""
    match choice:
        case Snooze.SHORT:
            return hours.next_open(now + SNOOZE_SHORT)
        case Snooze.TOMORROW:
            return hours.next_at(DIGEST_AT, hours.at(hours.day(now) + timedelta(days=1), time.min))
        case Snooze.MONDAY:
            return hours.next_week(DIGEST_AT, now)
        case Snooze.NEXT_TALK:
            return next_talk
        case Snooze.MUTE:
            return None


def may_snooze(snoozes: int) -> bool:
    """Return whether something may be put off once more: the second time is the last."""
    return snoozes < SNOOZES
