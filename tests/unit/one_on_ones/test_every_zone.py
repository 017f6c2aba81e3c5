"""In every time zone there is, over five years: no talk is left out, none comes twice, none at a time nobody has."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.features.one_on_ones import rules
from bot.features.one_on_ones.rules import Pattern

FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
DAYS = [FIRST + timedelta(days=ahead) for ahead in range((LAST - FIRST).days + 1)]
WALL_TIMES = [time(0, 0), time(0, 30), time(1, 30), time(2, 0), time(2, 30), time(9, 30), time(23, 45)]
"""Clocks change at midnight, at one, at two, and just before midnight, somewhere."""
ZONES = sorted(available_timezones() - {"localtime"})


def days_near_a_change(zone: ZoneInfo) -> set[date]:
    """Return the days on which the clocks of a zone change, and those around them.

    No clock changes twice within a week.
    """

    def offset(day: date) -> timedelta | None:
        return datetime.combine(day, time(12), zone).utcoffset()

    near: set[date] = set()
    for start, end in zip(DAYS[::7], DAYS[7::7], strict=False):
        if offset(start) != offset(end):
            week = [start + timedelta(days=ahead) for ahead in range(8)]
            change = next(day for day in week if offset(day) != offset(start))
            near |= {change + timedelta(days=ahead) for ahead in (-2, -1, 0, 1)}
    return near


def moments(first: datetime) -> set[datetime]:
    """Return the instants at which the clocks of a zone show what they show in `first`: one, two, or none."""
    second, zone = first.replace(fold=1), first.tzinfo
    if (offset := first.utcoffset()) == second.utcoffset():
        assert offset is not None
        return {(first - offset).replace(tzinfo=UTC)}
    both = {first.astimezone(UTC), second.astimezone(UTC)}
    wanted = first.replace(tzinfo=None)
    return {each for each in both if each.astimezone(zone).replace(tzinfo=None) == wanted}


def late(start: datetime, wanted: datetime) -> timedelta:
    """Return how much later than wanted the clocks of the zone stand at `start`."""
    return start.astimezone(wanted.tzinfo).replace(tzinfo=None) - wanted.replace(tzinfo=None)


def wrong(zone: ZoneInfo, wall: time, days: list[date]) -> list[str]:
    """Return what is wrong with talks on these days, which follow each other."""
    pattern = Pattern(at=wall, zone=zone.key, every_days=1, minutes=30)
    found, before = [], None
    for day in days:
        start = rules.instant(day, pattern)
        wanted = datetime.combine(day, wall, zone)
        possible = moments(wanted)
        if possible and start != min(possible):
            found.append(f"{zone.key} {wanted}: not the first such moment")
        if not possible and not timedelta(0) < late(start, wanted) <= timedelta(hours=24):
            found.append(f"{zone.key} {wanted}: shown {late(start, wanted)} later")
        if before is not None and before[0] + timedelta(days=1) == day:
            gap = start - before[1]
            if gap <= timedelta(0) or rules.following(before[0], pattern) != day:
                found.append(f"{zone.key} {wanted}: {gap} after the one before")
        before = (day, start)
    return found


def test_around_every_change_of_every_clock_each_day_has_its_talk_once() -> None:
    found = [
        line
        for key in ZONES
        for zone in [ZoneInfo(key)]
        for days in [sorted(days_near_a_change(zone))]
        for wall in WALL_TIMES
        for line in wrong(zone, wall, days)
    ]
    assert found == []


def different_zones() -> list[str]:
    """Return one name of each zone: half of the names are another's."""
    data = resources.files("tzdata.zoneinfo")
    files = {key: data.joinpath(*key.split("/")) for key in reversed(ZONES)}
    found = {file.read_bytes(): key for key, file in files.items() if file.is_file()}
    return sorted(found.values())


@pytest.mark.slow
def test_on_every_day_in_every_zone_each_day_has_its_talk_once() -> None:
    zones = [ZoneInfo(key) for key in different_zones()]
    assert len(zones) > 300
    found = [line for zone in zones for wall in WALL_TIMES[1::2] for line in wrong(zone, wall, DAYS)]
    assert found == []
