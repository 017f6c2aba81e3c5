"""An appeal whose deadline falls into a year whose days nobody has announced."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.errors import YearNotKnown
from bot.working_days import CompanyDays
from tests.integration.appeals.court import Court
from tests.integration.scores.fair import CALENDAR, ZONE, FairOffice

if TYPE_CHECKING:
    from storage.database import Database

pytestmark = pytest.mark.either_engine


def test_an_appeal_whose_deadline_nobody_can_count_is_refused_until_hr_enters_the_year(
    database: Database,
) -> None:
    FairOffice.after_release(database)
    court = Court(database)
    last = CALENDAR.known_until
    court.clock.set(datetime(last.year, 12, 30, 10, 0, tzinfo=ZONE))
    with pytest.raises(YearNotKnown):
        court.files()
    CALENDAR.learn(CompanyDays({date(last.year + 1, 1, 7): False}, frozenset({last.year + 1})))
    try:
        appeal = court.files()
        shown = court.sees(appeal)
    finally:
        CALENDAR.learn(CompanyDays())
    assert shown.due_on == date(last.year + 1, 1, 8), "one day later for the day off"
