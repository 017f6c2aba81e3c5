"""What is missing before a cycle begins: counted, by example, blocking or not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from bot.errors import NotAllowed
from bot.features.cycles.checklist import Checklists
from bot.features.cycles.checklist_blocks import lines
from bot.features.cycles.views import Finding
from prompts.catalog import Catalog
from storage import metrics
from storage.metrics import Metric
from storage.people import Person, Unit, UnitName
from tests.integration.cycles.conftest import CYCLE, publish

if TYPE_CHECKING:
    from bot.features.cycles.views import Checklist
    from tests.integration.cycles.conftest import Company

pytestmark = pytest.mark.either_engine

AT = datetime(2025, 12, 1, tzinfo=UTC)


def look(company: Company) -> Checklist:
    found: Checklist = company.do(Checklists(company.cycles).look, company.hr, CYCLE)
    return found


def rules(company: Company, version: str, effective: date, *languages: str) -> None:
    with company.database.transaction() as session:
        publish(session, version, effective, *languages)


def define(company: Company, name: str, source: str, version: str, zh: str = "名") -> None:
    with company.database.transaction() as session:
        metric = Metric(
            id=name,
            version=version,
            name_en="Name",
            name_zh=zh,
            source=source,
            stored_at=AT.replace(day=int(version)),
        )
        metrics.define(session, metric)


@pytest.mark.both_engines
def test_gaps_are_counted_with_examples_and_what_blocks_comes_first(unready: Company) -> None:
    unready.plan()
    define(unready, "OTD", "", "1")
    define(unready, "OTD", "ERP", "2")
    define(unready, "NPS", "", "1", zh="")
    rules(unready, "2025", date(2025, 1, 1), "zh")
    rules(unready, "2026", date(2026, 3, 1), "zh", "en")
    found = look(unready)
    assert {finding.kind: finding for finding in found.findings} == {
        "no_manager": Finding(
            "no_manager", 3, ("head@cycle.example", "hr@cycle.example", "partner@cycle.example"), blocks=True
        ),
        "no_owner": Finding("no_owner", 2, ("LAB", "WEST"), blocks=True),
        "no_source": Finding("no_source", 1, ("NPS",), blocks=True),
        "metric_name": Finding("metric_name", 1, ("NPS",), blocks=False),
        "unit_name": Finding("unit_name", 4, ("EAST", "GROUP", "LAB"), blocks=False),
        "rule_day": Finding("rule_day", 2, ("PM 2026",), blocks=True),
        "rule_language": Finding("rule_language", 1, ("PM",), blocks=False),
    }
    order = [finding.blocks for finding in found.findings]
    assert order == sorted(order, reverse=True)
    assert not found.ready


def test_a_company_without_gaps_is_ready(unready: Company) -> None:
    unready.plan()
    rules(unready, "2025", date(2025, 1, 1), "zh", "en")
    with unready.database.transaction() as session:
        for code in ("GROUP", "EAST", "WEST", "LAB"):
            unit = session.get_one(Unit, code)
            unit.head_id = unready.hr
            session.add(unit)
            session.add_all(UnitName(unit_code=code, language=each, name=code) for each in ("en", "zh"))
        for number in (unready.partner, unready.head):
            person = session.get_one(Person, number)
            person.manager_id = unready.hr
            session.add(person)
    found = look(unready)
    assert (found.findings, found.ready) == ((), True)
    for locale in ("en", "zh"):
        assert CYCLE in lines(found, Catalog.load(), locale)[0]


def test_a_manager_who_left_is_no_manager_and_only_the_hr_admin_looks(unready: Company) -> None:
    unready.plan()
    with unready.database.transaction() as session:
        head = session.get_one(Person, unready.head)
        head.left_on = date(2025, 12, 1)
        session.add(head)
    found = {finding.kind: finding.count for finding in look(unready).findings}
    assert (found["no_manager"], found["no_owner"]) == (12, 3)
    assert "no_rules" in found
    with pytest.raises(NotAllowed):
        unready.do(Checklists(unready.cycles).look, unready.partner, CYCLE)


@pytest.mark.both_engines
def test_a_pilot_is_only_asked_for_what_its_own_units_need(unready: Company) -> None:
    unready.plan(units=("EAST",), linked_to_pay=False)
    rules(unready, "2025", date(2025, 1, 1), "zh", "en")
    found = look(unready)
    # The laboratory's people without a manager, and the west without a head, are not in it.
    assert {finding.kind: finding.count for finding in found.findings} == {"unit_name": 1}
    assert found.ready
