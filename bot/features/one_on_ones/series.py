"""A stored series as the rules see it."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.features.one_on_ones import coming, rules
from bot.features.one_on_ones.coming import Limits, Talk
from bot.features.one_on_ones.rules import Pattern, Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from storage.calendars import BookedTalk
    from storage.one_on_ones import OneOnOneSeries


def pattern_of(series: OneOnOneSeries) -> Pattern | None:
    """Return how a series comes round; None without a fixed time."""
    if not series.wall_time:
        return None
    return Pattern(
        at=time.fromisoformat(series.wall_time),
        zone=series.timezone,
        every_days=series.interval_days,
        minutes=series.minutes,
    )


def limits_of(series: OneOnOneSeries) -> Limits:
    """Return after how long without a talk the manager of a series hears of it."""
    return Limits(series.warn_days, series.hard_days)


def today_of(series: OneOnOneSeries, now: datetime) -> date:
    """Return the day `now` is on the clocks of a series."""
    return now.astimezone(ZoneInfo(series.timezone)).date()


def talk_of(series: OneOnOneSeries) -> Talk | None:
    """Return the talk of the turn a series stands at; None without a fixed time, unless one was agreed."""
    if not series.wall_time and series.moved_to is None:
        return None
    return Talk(
        key=key_of(series),
        manager_id=series.manager_id,
        employee_id=series.employee_id,
        starts_at=series.next_at,
        ends_at=series.next_at + timedelta(minutes=series.minutes),
    )


def key_of(series: OneOnOneSeries) -> str:
    """Return the key of the turn a series stands at."""
    return f"one_on_one:{series.key}:{series.next_on.isoformat()}"


def booked_key(booked: BookedTalk) -> str:
    """Return the key of a talk in a calendar."""
    return f"one_on_one:b{booked.key}"


def as_talk(booked: BookedTalk) -> Talk:
    """Return a talk in a calendar as the rules see it."""
    return Talk(
        key=booked_key(booked),
        manager_id=booked.manager_id,
        employee_id=booked.employee_id,
        starts_at=booked.starts_at,
        ends_at=booked.ends_at,
    )


def stand_at(series: OneOnOneSeries, on: date, pattern: Pattern | None) -> None:
    """Let a series wait for the turn of `on`."""
    series.next_on = on
    if pattern is not None:
        series.next_at = rules.instant(on, pattern)
    else:
        series.next_at = coming.morning(on, series.timezone)


def rhythm_of(series: OneOnOneSeries, now: datetime) -> Rhythm:
    """Return how a pair means to talk, as both see it."""
    today = today_of(series, now)
    later = series.paused_until is not None and series.paused_until > today
    return Rhythm(
        every_days=series.interval_days,
        at=series.wall_time,
        zone=series.timezone,
        weekday=series.next_on.weekday() if series.wall_time and series.interval_days % 7 == 0 else None,
        paused_until=series.paused_until if later else None,
        skipped_on=series.skipped_on if series.skipped_on and series.skipped_on >= today else None,
        moved=series.moved_to is not None and series.moved_to > now,
    )


def next_talk(series: OneOnOneSeries, booked: Iterable[BookedTalk], now: datetime) -> datetime | None:
    """Return when a pair talks next: as agreed, or as their calendar has it; None when nothing is set."""
    calendar = [each for each in booked if (each.manager_id, each.employee_id) == series.pair]
    on_again = [each.starts_at for each in calendar if each.takes_place and each.ends_at > now]
    turn = _next_turn(series, calendar, now)
    return min([*on_again, *([turn] if turn is not None else [])], default=None)


def in_pause(series: OneOnOneSeries, start: datetime) -> bool:
    """Return whether a talk at this moment falls into the pause of a series."""
    return series.paused_until is not None and today_of(series, start) < series.paused_until


def _next_turn(series: OneOnOneSeries, calendar: list[BookedTalk], now: datetime) -> datetime | None:
    length = timedelta(minutes=series.minutes)
    for start in _turns(series):
        over = start + length <= now
        if not over and not in_pause(series, start) and not _taken(start, calendar, series):
            return start
    return None


def _turns(series: OneOnOneSeries) -> Iterator[datetime]:
    talk, pattern = talk_of(series), pattern_of(series)
    if talk is not None:
        yield talk.starts_at
    on = series.next_on
    while pattern is not None:
        on = rules.following(on, pattern)
        yield rules.instant(on, pattern)


def _taken(start: datetime, calendar: list[BookedTalk], series: OneOnOneSeries) -> bool:
    return any(
        coming.takes_the_turn(start, each.starts_at, series.interval_days, takes_place=each.takes_place)
        for each in calendar
    )
