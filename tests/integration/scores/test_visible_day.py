"""On working day 30 results are visible, talk or no talk; what is in the way is put to HR (PM-8.1, domain 5.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.features.scores import release_blocks
from bot.features.scores.publishing import APPEAL_NOTICE, RESULT
from bot.features.scores.releases import PREVIEW
from bot.features.scores.silence import SILENT
from storage import releases, scores
from tests.integration.scores.fair import CYCLE, ZONE, FairOffice
from tests.integration.scores.office import CATALOG
from tests.integration.scores.releasing import (
    ADDRESS,
    ADMIN,
    CHEN,
    LIN,
    PARTNER,
    ZHAO,
    founded,
    make_low,
    ready,
    release,
)

if TYPE_CHECKING:
    from pathlib import Path

    from storage.database import Database
    from tests.integration.scores.company import Company
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine


@pytest.fixture
def company(database: Database, tmp_path: Path) -> Company:
    return founded(database, tmp_path)


@pytest.fixture
def office(company: Company) -> FairOffice:
    return FairOffice(company.database, company.clock)


def the_day_acts(office: FairOffice, day: int, hour: int = 9) -> int:
    """Let a day in August do all it does about results that are to be visible; return in how many transactions."""
    office.clock.set(datetime(2026, 8, day, hour, 0, tzinfo=ZONE))
    for taken in range(20):
        with office.database.transaction() as session:
            if not office.fairness.visible_day.act_due(session):
                return taken
    pytest.fail("the day does not end")


def test_on_working_day_30_results_go_out_by_themselves_once(company: Company, office: FairOffice) -> None:
    company.data.freeze(CYCLE, ADDRESS)
    company.data.calibrated(CYCLE, ADDRESS)
    # Nobody has talked with anybody: until the thirtieth working day nothing goes out.
    assert (the_day_acts(office, 10), the_day_acts(office, 11, 8), office.told(LIN)) == (0, 0, [])
    assert the_day_acts(office, 11) == 2
    assert [office.told(each) for each in (LIN, CHEN, ZHAO)] == [[RESULT, APPEAL_NOTICE]] * 3
    version = office.shown(LIN)
    with office.database.snapshot() as session:
        released = [each for each in scores.states(session, version.id) if each.state == "released"]
        window = releases.window_of(session, version.id)
    assert [(each.by_id, each.why) for each in released] == [(None, "visible_day")]
    assert window is not None
    assert window.closes_at.astimezone(ZONE) == datetime(2026, 8, 26, tzinfo=ZONE)
    # Nothing is left for HR to decide, and neither the next tick nor the next day does it again.
    assert (the_day_acts(office, 11), the_day_acts(office, 12)) == (0, 2)
    assert (len(office.told(LIN)), office.told(ADMIN)) == (2, [])


def test_what_is_not_ready_does_not_go_out_by_itself_and_is_put_to_hr_once(
    company: Company, office: FairOffice
) -> None:
    company.data.freeze(CYCLE, ADDRESS)
    for day, hour, previews in ((11, 8, 0), (11, 9, 1), (11, 10, 1), (12, 9, 1), (13, 9, 2), (14, 9, 2)):
        the_day_acts(office, day, hour)
        assert office.told(ADMIN) == [PREVIEW] * previews, (day, hour)
    assert office.told(LIN) == []
    company.data.calibrated(CYCLE, ADDRESS)
    # Calibration is signed late: the next working morning is the day.
    the_day_acts(office, 17)
    assert office.told(LIN) == [RESULT, APPEAL_NOTICE]
    assert office.told(ADMIN) == [PREVIEW] * 2


def test_a_low_line_nobody_decides_about_is_put_to_who_serves_the_person_after_five_working_days(
    company: Company, office: FairOffice
) -> None:
    make_low(company)
    for day, admins, partners in ((11, 1, 0), (12, 1, 0), (13, 2, 0), (17, 2, 0), (18, 2, 1), (19, 2, 1)):
        the_day_acts(office, day)
        assert (office.told(ADMIN), office.told(PARTNER)) == ([PREVIEW] * admins, [PREVIEW] * partners), day
    assert (office.told(LIN), office.told(CHEN)) == ([], [RESULT, APPEAL_NOTICE])
    with office.database.transaction() as session:
        office.fairness.releases.decide(
            session, office.number(PARTNER), office.number(LIN), CYCLE, "K1", "they talked", release=True
        )
    the_day_acts(office, 20)
    assert office.told(LIN) == [RESULT, APPEAL_NOTICE]


def test_a_corrected_version_waits_for_hr_also_after_the_day(company: Company, office: FairOffice) -> None:
    ready(company)
    the_day_acts(office, 11)
    company.take({"figure": "1276", "value": "1,276", "captured_at": "2026-08-11T02:10:00+08:00"})
    company.data.compute(CYCLE)
    the_day_acts(office, 12)
    the_day_acts(office, 14)
    assert (office.shown(LIN).computed.final, office.told(LIN)) == ("105.1", [RESULT, APPEAL_NOTICE])


@pytest.mark.parametrize(("locale", "silence"), [("en", "Silence is no consent"), ("zh", "沉默不等于同意")])
def test_who_gives_no_receipt_is_named_once_to_who_serves_them_in_hr(
    company: Company, office: FairOffice, slack_shapes: ShapeRecorder, locale: str, silence: str
) -> None:
    ready(company)
    release(office)
    office.deliver()
    with office.database.transaction() as session:
        office.fairness.windows.receive(session, office.number(LIN), office.shown(LIN).id, "en")
    for day in (13, 18):
        office.until(2026, 8, day)
    assert SILENT not in office.told(PARTNER)
    office.until(2026, 8, 19)
    office.until(2026, 8, 20)
    told = [each for each in ("he.jing", PARTNER, ADMIN) if SILENT in office.told(each)]
    assert [office.told(each).count(SILENT) for each in told] == [1]
    with office.database.snapshot() as session:
        found = office.fairness.silence.of(session, office.number(told[0]), CYCLE)
        assert office.fairness.silence.of(session, office.number("zhou.kai"), CYCLE) is None
    assert found is not None
    drawn = release_blocks.silent(found, CATALOG, locale)
    slack_shapes.message({"channel": "D1", "text": drawn.text, "blocks": list(drawn.blocks)})
    assert silence in drawn.text
    assert not any(number in drawn.text for number in ("105.1", "100.4", "99.4"))
    names = {"en": ("Chen Wei", "Lin Jia"), "zh": ("陈维", "林佳")}[locale]
    assert (names[0] in drawn.text, names[1] in drawn.text) == (True, False)
