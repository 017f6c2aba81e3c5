"""A day and an hour are those on each reader's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, update

from storage.people import SlackAccount
from tests.unit.announcements.test_audience import ZONES

if TYPE_CHECKING:
    from tests.integration.announcements.conftest import Desk

pytestmark = pytest.mark.either_engine


async def test_a_day_and_an_hour_are_those_on_each_readers_clock(desk: Desk) -> None:
    with desk.database.transaction() as session:
        session.exec(
            update(SlackAccount)
            .where(SlackAccount.person_id == desk.people["e1"])  # type: ignore[arg-type]
            .values(timezone="Europe/Berlin")
        )
    await desk.launched(day=date(2026, 3, 30), at=time(10))
    due = {row.person_id: row.not_before for row in desk.rows()}
    assert due[desk.people["e1"]] == datetime(
        2026, 3, 30, 8, tzinfo=UTC
    )  # a day after the clocks went forward
    assert due[desk.people["e2"]] == datetime(2026, 3, 30, 2, tzinfo=UTC)


@pytest.mark.parametrize("day", [date(2026, 3, 9), date(2026, 3, 30), date(2026, 11, 2)])
async def test_ten_oclock_is_ten_oclock_in_twelve_zones_also_after_the_clocks_changed(
    desk: Desk, day: date
) -> None:
    """The days are Mondays after the clocks changed: in America, in Europe, and back in both."""
    zones = dict(zip((f"e{number}" for number in range(1, 13)), ZONES, strict=True))
    with desk.database.transaction() as session:
        for name, zone in zones.items():
            mine = update(SlackAccount).where(col(SlackAccount.person_id) == desk.people[name])
            session.exec(mine.values(timezone=zone))
    await desk.launched(day=day, at=time(10))
    due = {row.person_id: row.not_before for row in desk.rows()}
    local = {name: due[desk.people[name]].astimezone(ZoneInfo(zone)) for name, zone in zones.items()}
    assert {each.replace(tzinfo=None) for each in local.values()} == {datetime.combine(day, time(10))}
    assert len({due[desk.people[name]] for name in zones}) > 9
