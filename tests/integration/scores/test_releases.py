"""Results go out by unit, behind their guards, with nobody surprised; and what follows a release (PM-1.5, PM-7.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.errors import AnswerMissing, NoSuchCycle, NotAllowed, StepIsOver
from bot.features.scores import release_blocks
from bot.features.scores.publishing import APPEAL_NOTICE, LOWERING, RESULT
from bot.features.scores.release_rules import Standing
from storage import releases, scores
from tests.integration.scores.fair import CYCLE, ZONE, FairOffice
from tests.integration.scores.office import CATALOG, words_of
from tests.integration.scores.releasing import (
    ADDRESS,
    ADMIN,
    CHEN,
    LIN,
    PARTNER,
    founded,
    make_low,
    preview,
    ready,
    release,
    talk,
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


def test_nothing_goes_out_before_the_freeze_calibration_and_the_talk(
    company: Company, office: FairOffice
) -> None:
    assert preview(office).counts == {Standing.NO_RESULT: 3}
    company.data.compute(CYCLE)
    assert preview(office).counts == {Standing.NOT_FROZEN: 3}
    company.data.freeze(CYCLE, ADDRESS)
    assert preview(office).counts == {Standing.NOT_CALIBRATED: 3}
    company.data.calibrated(CYCLE, ADDRESS)
    assert preview(office).counts == {Standing.NO_INTERVIEW: 3}
    assert release(office) == 0
    talk(office, LIN, date(2026, 7, 28), kind="performance_interview")
    assert preview(office).counts == {Standing.READY: 1, Standing.NO_INTERVIEW: 2}
    # Working day 30 after the cycle: visible, talk or no talk (PM-8.1).
    office.clock.set(datetime(2026, 8, 10, 23, 0, tzinfo=ZONE))
    assert preview(office).counts[Standing.READY] == 1
    office.clock.set(datetime(2026, 8, 11, 1, 0, tzinfo=ZONE))
    assert preview(office).counts == {Standing.READY: 3}


def test_hr_releases_its_units_and_both_notices_go_out_once(company: Company, office: FairOffice) -> None:
    ready(company)
    assert (release(office, PARTNER, "SALES-E"), release(office, PARTNER, "SALES-E")) == (1, 0)
    version = office.shown(LIN)
    assert (version.computed.final, version.edition, version.state) == ("105.1", 1, "released")
    assert office.told(LIN) == [RESULT, APPEAL_NOTICE]
    assert preview(office).counts == {Standing.RELEASED: 1, Standing.READY: 2}
    assert release(office, ADMIN) == 2
    with office.database.snapshot() as session:
        window = releases.window_of(session, version.id)
        assert window is not None
        assert window.closes_at.astimezone(ZONE) == datetime(2026, 8, 26, tzinfo=ZONE)


def test_who_is_not_hr_there_releases_nothing_and_sees_no_preview(
    company: Company, office: FairOffice
) -> None:
    ready(company)
    for who in (LIN, "zhou.kai", "gu.yuan"):
        with pytest.raises(NotAllowed):
            preview(office, who)
        with pytest.raises(NotAllowed):
            release(office, who)
    with office.database.snapshot() as session, pytest.raises(NoSuchCycle):
        office.fairness.releases.preview(session, office.number(ADMIN), "2031H1")


def test_a_low_line_nobody_talked_about_in_time_waits_for_hrs_decision(
    company: Company, office: FairOffice
) -> None:
    make_low(company)
    found = preview(office)
    assert found.counts == {Standing.FLAGGED: 1, Standing.READY: 2}
    assert [(each.code, str(each.score), each.decided) for each in found.flags] == [("K1", "66.67", None)]
    assert release(office, ADMIN, "SALES-E") == 0
    decide = office.fairness.releases.decide
    lin, admin = office.number(LIN), office.number(ADMIN)
    with office.database.transaction() as session:
        with pytest.raises(AnswerMissing):
            decide(session, admin, lin, CYCLE, "K1", " ", release=True)
        with pytest.raises(StepIsOver):
            decide(session, admin, lin, CYCLE, "K2", "because", release=True)
        with pytest.raises(NotAllowed):
            decide(session, office.number("zhou.kai"), lin, CYCLE, "K1", "because", release=True)
        decide(session, admin, lin, CYCLE, "K1", "the pair talks first", release=False)
    assert preview(office).counts[Standing.HELD_BACK] == 1
    with office.database.transaction() as session:
        decide(session, admin, lin, CYCLE, "K1", "they talked on 10 August", release=True)
    assert release(office, ADMIN, "SALES-E") == 1
    with office.database.snapshot() as session:
        reasons = [each.reason for each in releases.decisions_of(session, lin)]
    assert reasons == ["the pair talks first", "they talked on 10 August"]


@pytest.mark.parametrize(("locale", "held"), [("en", "held by HR"), ("zh", "HR 决定暂缓")])
def test_a_preview_shows_each_flag_with_its_decision(
    company: Company, office: FairOffice, slack_shapes: ShapeRecorder, locale: str, held: str
) -> None:
    make_low(company)
    lin, admin = office.number(LIN), office.number(ADMIN)
    with office.database.transaction() as session:
        office.fairness.releases.decide(session, admin, lin, CYCLE, "K1", "they talk first", release=False)
        flag = office.fairness.releases.flag(session, admin, lin, CYCLE, "K1")
        cycles, units = office.fairness.releases.choices(session, admin, locale)
    drawn = release_blocks.preview(preview(office), "Q1", ZONE, CATALOG, locale)
    by_itself = release_blocks.preview(preview(office), "due-Q1", ZONE, CATALOG, locale)
    assert "PM-8.1" in by_itself.text or "8.1" in by_itself.text
    slack_shapes.message({"channel": "D1", "text": drawn.text, "blocks": list(drawn.blocks)})
    said = words_of(drawn)
    assert held in said
    assert "K1" in said
    forms = (
        release_blocks.which_form(cycles, units, cycles[0], CATALOG, locale),
        release_blocks.decide_form("1:2026H1:K1:Q1", flag, CATALOG, locale),
    )
    for form in forms:
        slack_shapes.view(form)
    controls = str([*drawn.blocks, *forms])
    assert all(each in controls for each in (release_blocks.DECIDE, release_blocks.RELEASE, "SALES-E"))


@pytest.mark.parametrize(("met_on", "stands"), [(13, Standing.READY), (14, Standing.FLAGGED)])
def test_a_confirmed_talk_five_working_days_before_the_review_closes_is_no_surprise(
    company: Company, office: FairOffice, met_on: int, stands: Standing
) -> None:
    talk(office, LIN, date(2026, 7, met_on))
    make_low(company)
    # The manager review closes on Monday 20 July: Monday 13 July is the last day to share what counts.
    assert preview(office).counts[stands] == (1 if stands is Standing.FLAGGED else 3)


def test_a_window_ends_only_for_those_who_were_told_of_it(company: Company, office: FairOffice) -> None:
    ready(company)
    release(office, ADMIN, "SALES-E")
    office.deliver()
    office.clock.set(datetime(2026, 8, 12, 9, 0, tzinfo=ZONE))
    release(office, ADMIN, "FIN")
    office.until(2026, 8, 25, 23)
    assert office.shown(LIN).state == "released"
    office.until(2026, 8, 26, 0)
    assert (office.shown(LIN).state, office.shown(CHEN).state) == ("final", "released")
    office.until(2026, 8, 28)
    assert office.shown(CHEN).state == "released"
    # Slack takes the notice on 31 August: the ten working days begin then.
    office.clock.set(datetime(2026, 8, 31, 9, 0, tzinfo=ZONE))
    office.deliver()
    office.until(2026, 9, 1)
    office.until(2026, 9, 14, 23)
    assert office.shown(CHEN).state == "released"
    office.until(2026, 9, 15, 0)
    assert office.shown(CHEN).state == "final"


def test_a_release_is_not_taken_back_only_followed_by_a_new_version(
    company: Company, office: FairOffice
) -> None:
    ready(company)
    release(office)
    first = office.shown(LIN)
    company.take({"figure": "1276", "value": "1,276", "captured_at": "2026-08-11T02:10:00+08:00"})
    company.data.compute(CYCLE)
    # Computed anew, but everybody still sees what was released.
    assert office.shown(LIN).id == first.id
    # It is lower than what is out: she is told first, and a working day later it may go out.
    assert (preview(office).counts[Standing.TOLD_FIRST], release(office)) == (1, 0)
    assert office.told(LIN).count(LOWERING) == 1
    latest = company.latest("lin.jia@demo.example")
    assert latest is not None
    with office.database.snapshot() as session:
        notice = office.fairness.notices.before_it_counts(session, latest.person_id, CYCLE, latest.id)
    assert notice is not None
    said = [words_of(release_blocks.lowering(notice, CATALOG, locale)) for locale in ("en", "zh")]
    assert all(each in words for words in said for each in ("−1.1", "1,308", "1,276"))
    office.clock.set(datetime(2026, 8, 12, 23, 0, tzinfo=ZONE))
    assert release(office) == 0
    office.clock.set(datetime(2026, 8, 13, 0, 0, tzinfo=ZONE))
    assert (release(office), office.told(LIN).count(LOWERING)) == (1, 1)
    second = office.shown(LIN)
    assert (second.edition, second.computed.final) == (2, "104.0")
    with office.database.snapshot() as session:
        versions = scores.versions(session, office.number(LIN), CYCLE)
        first_window, window = (releases.window_of(session, each) for each in (first.id, second.id))
    assert [each.computed.final for each in versions if each.seen] == ["105.1", "104.0"]
    assert first_window is not None
    assert window is not None
    assert (first_window.next_at, window.next_at is None) == (None, False)


def test_an_operator_previews_decides_and_releases_by_command(company: Company, office: FairOffice) -> None:
    make_low(company)
    seen = company.types("release", CYCLE, "--by", ADDRESS, "--preview")
    assert (seen.exit_code, "lin.jia@demo.example K1 66.67: to be decided" in seen.stdout) == (0, True)
    decided = company.types(
        "flag", "lin.jia@demo.example", CYCLE, "K1", "--by", ADDRESS, "--reason", "they talk first", "--hold"
    )
    assert decided.exit_code == 0, decided.stderr
    refused = company.types("release", CYCLE, "--by", "zhou.kai@demo.example")
    assert (refused.exit_code, "only HR of these people" in refused.stderr) == (1, True)
    assert preview(office).counts[Standing.HELD_BACK] == 1
