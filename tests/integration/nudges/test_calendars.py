"""What stands in a calendar keeps a manager's reminders out of their meetings (N-06)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.outbox import Outbox
from bot.features.nudges.jobs import NudgeJobs
from bot.features.nudges.offers import Offers
from bot.transactions import Transactions
from storage import calendars, nudges
from storage.calendars import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.integration.nudges.conftest import Desk

pytestmark = pytest.mark.either_engine

START = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
"""On a Tuesday, three o'clock in Berlin."""
HALF, TWO = timedelta(minutes=30), timedelta(hours=2)


async def undisturbed(_people: Sequence[int], /) -> Mapping[int, tuple[tuple[datetime, datetime], ...]]:
    return {}


async def asked_to_prepare(desk: Desk) -> list[datetime]:
    """Let the bot tick until the talk begins, and return when it asked the manager to prepare."""
    transactions = Transactions(desk.database)
    asked: list[datetime] = []
    jobs = NudgeJobs(
        transactions,
        desk.clock,
        desk.nudges,
        Offers(desk.clock, ZoneInfo("Europe/Berlin"), Outbox(desk.clock)),
        desk.settling,
        lambda *_: asked.append(desk.clock.now()),
        undisturbed,
        lambda: None,
    )
    desk.clock.set(START - timedelta(hours=3))
    while desk.clock.now() < START:
        await jobs()
        desk.clock.advance(minutes=5)
    transactions.close()
    return asked


@pytest.mark.parametrize(
    ("busy", "asked"),
    [
        ([], [START - HALF]),
        ([(START, START + HALF)], [START - HALF]),
        ([(START - HALF - HALF, START - HALF + timedelta(minutes=10))], [START - TWO]),
        ([(START - timedelta(hours=3), START - timedelta(minutes=5))], []),
    ],
    ids=["free", "the talk itself", "busy half an hour before", "busy all the while"],
)
async def test_a_manager_is_asked_half_an_hour_before_else_two_hours_before_else_not_at_all(
    desk: Desk, busy: list[tuple[datetime, datetime]], asked: list[datetime]
) -> None:
    with desk.database.transaction() as session:
        calendars.replace_busy(session, desk.team.boss, [Interval(*times) for times in busy])
    desk.offer(nudges.PRE_1ON1, due_at=START - HALF, until=START, event_start=START, event_end=START + HALF)
    assert await asked_to_prepare(desk) == asked
