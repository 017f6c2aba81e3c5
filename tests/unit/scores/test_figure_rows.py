"""The sample files say what domain 4.5 and 4.6 say, and a row that cannot be read says where."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.features.scores import figures
from bot.features.scores.figure_reading import FIGURE_COLUMNS, RowError, figure, provenance
from bot.features.scores.figures import Counted, Ending, Grade, GroupRating, Missing, Reached
from bot.features.scores.provenance import Method
from storage.samples import people
from tests.unit.scores.samples import E1, E2, E3, parsed, rows, sheet

ROW = rows("figures.csv")[0]
D = Decimal


def said(employee: str) -> dict[str, Any]:
    """Return what the file says about one person, by line."""
    read = [figure(row) for row in rows("figures.csv") if row["employee"] == employee]
    return {each.code: each.value for each in read}


def test_the_figures_are_those_of_the_worked_examples() -> None:
    one = said(E1)
    assert [one[code].actual for code in ("K1", "K2", "K3", "K4")] == [D(1308), D("0.912"), D("0.086"), D(7)]
    assert one["B1"] == figures.Level(4, (date(2026, 3, 12), date(2026, 5, 22)))
    two = said(E2)
    assert two["M1"].ended[1] == Reached("part-2", Ending.LATE, 6)
    assert (two["M2"].actual, two["M3"].actual) == (D("3.2"), D("0.9792"))
    assert two["O1"].results == (Grade("KR1", D("0.8")), Grade("KR2", D("0.6")), Grade("KR3", D("0.4")))
    assert two["R1"].groups == (GroupRating("peers", D("3.80"), 5), GroupRating("cross_team", D("3.40"), 4))
    three = said(E3)
    assert three["P1"].counts == (Counted("minor", 2, ("EHS-3391", "EHS-3420")),)
    assert three["P6"] == Missing("5S audit (migrating)", record="IT-INC-5521")


@pytest.mark.parametrize(
    ("employee", "code", "system", "record", "captured"),
    [
        (E1, "K1", "ERP sales ledger", "AR-2026H1-E017", "2026-07-06T02:10:00+08:00"),
        (E1, "K2", "Finance receivables", "RCV-2026H1-E017", "2026-07-06T02:14:00+08:00"),
        (E1, "K3", "CRM quotes", "CRM-Q-77812", "2026-07-06T02:20:00+08:00"),
        (E1, "K4", "CRM accounts", "CRM-A-LIST-17", "2026-07-06T02:21:00+08:00"),
        (E1, "B1", "Review form", "RF-1042", "2026-07-14T16:05:00+08:00"),
        (E2, "M1", "Project tracker", "PRJ-88", "2026-07-07T09:00:00+08:00"),
        (E3, "P1", "EHS log", "EHS-3391, EHS-3420", "2026-07-05T23:50:00+08:00"),
        (E3, "P2", "MES", "MES-L2-2026H1", "2026-07-05T23:55:00+08:00"),
        (E3, "P3", "MES", "MES-L2-2026H1", "2026-07-05T23:55:00+08:00"),
    ],
)
def test_the_sources_are_those_of_the_worked_examples(
    employee: str, code: str, system: str, record: str, captured: str
) -> None:
    row = next(row for row in rows("figures.csv") if (row["employee"], row["code"]) == (employee, code))
    source = provenance(row)
    assert (source.source_system, source.source_record) == (system, record)
    assert source.captured_at == datetime.fromisoformat(captured)
    assert (source.method is Method.MANUAL) == (code == "B1")


def test_the_three_are_people_of_the_demo_company_in_the_units_of_their_sheets() -> None:
    units = {person.email: person.unit for person in people()}
    assert [(sheet(each).sheet.employee, sheet(each).sheet.unit) for each in (E1, E2, E3)] == [
        (each, units[each]) for each in (E1, E2, E3)
    ]


def test_the_unit_scores_and_dates_are_those_of_the_worked_examples() -> None:
    scores = {row["unit_code"]: row["score"] for row in rows("unit_scores.csv")}
    assert scores == {"GROUP": "98.0", "SALES-E": "103.0", "FIN": "96.0", "PLANT-2": "90.0"}
    for employee in (E1, E2, E3):
        found = sheet(employee)
        assert (found.department, found.organisation) == (D(scores[found.sheet.unit]), D("98.0"))
    decisions = parsed("decisions.yaml")
    assert {
        each["employee"]: (each["released_on"].day, each["appeal_until"].day)
        for each in decisions["releases"]
    } == {
        E1: (30, 13),
        E2: (31, 14),
        E3: (30, 13),
    }
    assert datetime.fromisoformat(decisions["cycle"]["frozen_at"]) == datetime.fromisoformat(
        "2026-07-10T18:00+08:00"
    )


def test_the_columns_are_those_the_reader_takes() -> None:
    assert tuple(ROW) == FIGURE_COLUMNS


def test_what_an_employee_did_not_submit_says_what_was_done_about_it() -> None:
    row = {**ROW, "kind": "missing", "figure": "own:2 confirmed told", "as_of": "2026-07-07"}
    missing = figure(row).value
    assert missing == Missing(
        source=ROW["source_system"],
        due=date(2026, 7, 7),
        record=ROW["source_record"],
        own_deliverable=True,
        reminders=2,
        manager_confirmed=True,
        employee_told=True,
    )


@pytest.mark.parametrize(
    ("changes", "column", "says"),
    [
        ({"code": " "}, "code", "is empty"),
        ({"kind": "mood"}, "kind", "'mood' is not one of amount"),
        ({"figure": "1,308"}, "figure", "'1,308' is no number"),
        ({"figure": ""}, "figure", "'' is no number"),
        ({"kind": "level", "figure": "four"}, "figure", "'four' is no number"),
        ({"kind": "level", "figure": "3.5"}, "figure", "'3.5' must be a whole number"),
        ({"kind": "level", "figure": "3 on May"}, "figure", "Invalid isoformat"),
        ({"kind": "ratings", "figure": "peers:3"}, "figure", "must be pairs"),
        ({"kind": "milestones", "figure": "a=soon"}, "figure", "'soon' is not a valid Ending"),
        ({"kind": "missing", "figure": "own:two"}, "figure", "what is missing is empty, or like"),
        ({"kind": "missing", "figure": "sorry"}, "figure", "what is missing is empty, or like"),
        ({"captured_at": "2026-07-06T02:10"}, "captured_at", "has no time zone"),
        ({"captured_at": "yesterday"}, "captured_at", "is no time such as"),
        ({"as_of": "30.06.2026"}, "as_of", "is no day such as"),
        ({"method": "guess"}, "method", "'guess' is not one of api, file, manual"),
        ({"checksum": ""}, "checksum", "is empty"),
    ],
)
def test_a_row_that_cannot_be_read_says_where_and_why(
    changes: dict[str, str], column: str, says: str
) -> None:
    with pytest.raises(RowError) as refused:
        figure({**ROW, **changes})
    assert refused.value.column == column
    assert says in str(refused.value)
