"""The gaps a manager will hear of if nobody talks before: only read, for whoever looks ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.one_on_ones import coming
from bot.features.one_on_ones.looking import counted_from_of, gap_offer
from bot.features.one_on_ones.queue import offered
from bot.features.one_on_ones.series import limits_of, today_of
from storage import one_on_ones, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from sqlmodel import Session

    from storage.nudges import Offered
    from storage.one_on_ones import OneOnOneSeries


def gaps_ahead(session: Session, manager_id: int, now: datetime, until: datetime) -> list[Offered]:
    """Return what will be offered between two instants about the pairs a manager has not talked with."""
    reports = {person.key for person in people.reports_of(session, manager_id)}
    series = [each for each in one_on_ones.of_pairs(session, manager_id, reports) if not each.paused]
    if not series:
        return []
    last = one_on_ones.last_of_pairs(session, {each.employee_id for each in series})
    return [
        found
        for each in series
        for found in _of_pair(each, counted_from_of(each, last.get(each.pair)), now, until)
    ]


def _of_pair(series: OneOnOneSeries, counted_from: date, now: datetime, until: datetime) -> Iterator[Offered]:
    limits, today = limits_of(series), today_of(series, now)
    found = coming.gap(counted_from, limits, today, series.paused_until)
    while (due := coming.morning(found.then, series.timezone)) <= until:
        if due > now:
            kind = coming.next_gap(found, counted_from, limits)
            yield offered(gap_offer(series, counted_from, kind, found.then))
        today = max(found.then, today + timedelta(days=1))
        found = coming.gap(counted_from, limits, today, series.paused_until)
