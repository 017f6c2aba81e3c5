"""What is stored gives the worked results of domain 4.5; a version is added only where something changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from bot.features.scores import canonical
from bot.features.scores.configuration import Configuration
from bot.features.scores.results import Result
from storage import erasure, people, scores
from tests.integration.scores.company import E1, E2, E3, NOW, RULES, Company

if TYPE_CHECKING:
    from storage.scores import ScoreVersion

TABLES = (
    "goal_sheet", "goal_sheet_step", "reading", "score_rules", "score_freeze", "score_version", "score_state",
)  # fmt: skip


def computed(company: Company) -> Company:
    company.take_samples()
    company.data.freeze("2026H1", "song.yu@demo.example")
    return company


@pytest.mark.either_engine
def test_the_three_are_provisional_before_the_freeze_and_have_no_band(company: Company) -> None:
    reports = company.take_samples()
    assert [report.rejections for report in reports] == [[]] * len(reports)
    summary = company.data.compute("2026H1")
    assert (summary.computed, summary.new, dict(summary.problems)) == (3, 3, {})
    version = company.latest(E1)
    assert version is not None
    assert (version.state, version.computed.final, version.computed.band) == ("provisional", "105.1", None)


def test_the_freeze_gives_the_worked_results(company: Company) -> None:
    computed(company)
    # Calibration is not decided yet: E2 stands at F.
    assert [company.final(email) for email in (E1, E2, E3)] == ["105.1", "96.9", "99.4"]
    version = company.latest(E3)
    assert version is not None
    assert (version.state, version.computed.band) == ("frozen", "B")


def test_computing_again_adds_nothing_and_a_correction_adds_a_version(company: Company) -> None:
    computed(company)
    assert company.data.compute("2026H1").new == 0
    first = company.latest(E1)
    assert first is not None
    correction = {"figure": "1276", "value": "1,276", "captured_at": "2026-08-05T09:00:00+08:00"}
    assert company.take(correction).new == 1
    assert company.data.compute("2026H1", why="K1 corrected").new == 1
    second = company.latest(E1)
    assert second is not None
    assert (second.version, second.computed.final, second.why) == (first.version + 1, "104.0", "K1 corrected")
    with company.database.snapshot() as session:
        kept = scores.versions(session, first.person_id, "2026H1")
    assert [each.computed.final for each in kept][-2:] == ["105.1", "104.0"]


@pytest.mark.either_engine
def test_a_trace_reads_back_with_the_rules_it_was_computed_by(company: Company) -> None:
    version = computed(company).latest(E1)
    assert version is not None
    with company.database.snapshot() as session:
        written = scores.trace(session, version.id)
        rules = scores.rules(session, version.configuration)
    assert written is not None
    assert rules is not None
    result = canonical.read(Result, written)
    assert result.hash == version.computed.trace_hash
    assert result.employee == people.reference(version.person_id)
    assert canonical.read(Configuration, rules) == RULES
    assert result.unsourced == ()
    # People are called by their number: an address may change, and goes when somebody is erased.
    assert "@demo.example" not in written


@pytest.mark.either_engine
def test_what_was_released_is_told_from_what_came_after(company: Company) -> None:
    version = computed(company).latest(E1)
    assert version is not None
    released_at = datetime(2026, 7, 30, 1, 0, tzinfo=UTC)
    with company.database.transaction() as session:
        assert scores.released(session, version.person_id, "2026H1") is None
        scores.enter(session, version.id, "calibrated", at=released_at)
        scores.enter(session, version.id, "released", at=released_at, by_id=version.person_id)
    company.take({"figure": "1276", "value": "1,276", "captured_at": "2026-08-05T09:00:00+08:00"})
    company.data.compute("2026H1")
    with company.database.snapshot() as session:
        shown = scores.released(session, version.person_id, "2026H1")
        newest = scores.latest(session, version.person_id, "2026H1")
    assert shown is not None
    assert newest is not None
    assert (shown.id, shown.edition, shown.released_at) == (version.id, 1, released_at)
    # What follows a released version needs no second calibration meeting.
    assert (newest.state, newest.edition, newest.seen) == ("calibrated", 0, False)


@pytest.mark.parametrize("table", TABLES)
def test_nothing_computed_or_delivered_is_ever_changed(company: Company, table: str) -> None:
    computed(company)
    there = SQLModel.metadata.tables[table]
    for statement in (delete(there), update(there).values({column(table): NOW})):
        with pytest.raises(DBAPIError, match="never changed"), company.database.transaction() as session:
            session.connection().execute(statement)


def column(table: str) -> str:
    return {"score_rules": "stored_at", "score_freeze": "at", "reading": "stored_at"}.get(table) or {
        "goal_sheet": "created_at",
        "score_version": "computed_at",
    }.get(table, "at")


def test_an_erased_person_has_no_result_any_more(company: Company) -> None:
    version: ScoreVersion | None = computed(company).latest(E1)
    assert version is not None
    with company.database.transaction() as session:
        erasure.destroy(session, version.person_id, company.clock.now())
    with company.database.snapshot() as session:
        assert scores.versions(session, version.person_id, "2026H1") == []
        assert scores.trace(session, version.id) is None
    summary = company.data.compute("2026H1")
    assert (summary.computed, dict(summary.problems)) == (2, {"E_NOT_AGREED": 1})


@pytest.mark.either_engine
def test_one_unit_is_computed_with_those_below_it(company: Company) -> None:
    company.take_samples()
    assert company.data.compute("2026H1", unit="FIN").computed == 1
    assert company.data.compute("2026H1", unit="GROUP").computed == 3
