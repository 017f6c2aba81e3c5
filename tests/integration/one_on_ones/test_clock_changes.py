"""A bot that runs through both clock changes of a year offers every talk once, at its time on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.features.one_on_ones.coming import Kind
from tests.integration.one_on_ones.conftest import keep, tick

if TYPE_CHECKING:
    from bot.features.one_on_ones.service import OneOnOnes
    from storage.database import Database
    from tests.clock import MovableClock
    from tests.integration.one_on_ones.conftest import Offered, Team

pytestmark = pytest.mark.either_engine

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT, MORNING = time(2, 30), time(9, 0)
HALF = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("change", "at_night"),
    [
        # Half past two does not exist on this night, and comes twice on that one.
        (date(2026, 3, 29), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_every_day_has_its_talk_at_its_time_on_the_wall(  # noqa: PLR0913, PLR0917 - the world of the service
    database: Database,
    service: OneOnOnes,
    team: Team,
    clock: MovableClock,
    offered: Offered,
    change: date,
    at_night: datetime,
) -> None:
    first = change - timedelta(days=4)
    clock.set(datetime.combine(first, time(0), UTC))
    for employee, at in ((team.lin, MORNING), (team.anna, NIGHT)):
        keep(database, service, team, employee, first_on=first, at=at, zone="Europe/Berlin", every_days=1)
    end = clock.now() + timedelta(days=8)
    while clock.now() < end:
        tick(database, service)
        clock.advance(minutes=20)
    starts: dict[int, list[datetime]] = {team.lin: [], team.anna: []}
    for offer in offered.waiting.values():
        if offer.kind is Kind.PREPARE and offer.due_at < end:
            starts[offer.about_id].append(offer.due_at + HALF)
    for employee, at in ((team.lin, MORNING), (team.anna, NIGHT)):
        local = [start.astimezone(BERLIN) for start in sorted(starts[employee])]
        assert [each.date() for each in local] == [first + timedelta(days=ahead) for ahead in range(8)]
        usual = [each.time() for each in local if each.date() != change]
        assert set(usual) == {at}
    assert at_night in starts[team.anna]
