"""Results whose appeal windows fall into a year whose days nobody has announced."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.errors import YearNotKnown
from bot.features.scores.publishing import APPEAL_NOTICE, RESULT
from bot.working_days import CompanyDays
from tests.integration.scores.company import Company
from tests.integration.scores.fair import CALENDAR, ZONE, FairOffice
from tests.integration.scores.test_releases import LIN, ready, release

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database import Database

pytestmark = pytest.mark.either_engine


def test_results_are_not_released_into_a_year_whose_days_nobody_knows(
    database: Database, tmp_path: Path
) -> None:
    company = Company(database, tmp_path)
    company.clock.set(datetime(2026, 7, 27, 9, 0, tzinfo=ZONE))
    company.take_samples()
    office = FairOffice(company.database, company.clock)
    ready(company)
    last = CALENDAR.known_until
    company.clock.set(datetime(last.year, 12, 24, 9, 0, tzinfo=ZONE))
    with pytest.raises(YearNotKnown) as refused:
        release(office)
    assert refused.value.variables == {"year": str(last.year + 1), "until": last.isoformat()}
    assert office.told(LIN) == [], "nothing is half done"
    CALENDAR.learn(CompanyDays(years=frozenset({last.year + 1})))
    try:
        assert release(office) == 3
    finally:
        CALENDAR.learn(CompanyDays())
    assert office.told(LIN) == [RESULT, APPEAL_NOTICE]
