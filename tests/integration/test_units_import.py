"""The tree of units and whom HR serves, taken over from CSV files row by row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.files.people import PeopleFileError
from bot.files.units import HR_COLUMNS, UNIT_COLUMNS, import_hr_units, import_units
from storage import relations
from storage.people import Person, Unit, UnitName, unit_names

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.database import Database
    from storage.units_import import UnitsReport

pytestmark = pytest.mark.either_engine

TREE = ("GROUP,,Group,集团,boss@x.example", "EAST,GROUP,East,东区,", "PLANT,GROUP,Plant,工厂,")


def units_file(*rows: str) -> bytes:
    return "\n".join([",".join(UNIT_COLUMNS), *rows]).encode()


def hr_file(*rows: str) -> bytes:
    return "\n".join([",".join(HR_COLUMNS), *rows]).encode()


def people(session: Session) -> dict[str, int]:
    found = {}
    for name, role in (("boss", "employee"), ("grace", "hr"), ("max", "hr")):
        person = Person(email=f"{name}@x.example", name=name, role=role, start_date=date(2020, 1, 1))
        session.add(person)
        session.flush()
        found[name] = person.key
    return found


def refused(report: UnitsReport) -> list[tuple[int, str]]:
    return [(problem.line, problem.column) for problem in report.problems]


@pytest.mark.both_engines
def test_units_are_added_updated_and_left_alone(database: Database) -> None:
    with database.transaction() as session:
        people(session)
        first = import_units(session, units_file(*TREE))
        again = import_units(session, units_file(*TREE))
        moved = import_units(session, units_file("PLANT,EAST,Plant,二厂,"))
        assert [change.what for change in first.changes] == ["GROUP", "EAST", "PLANT"]
        assert (again.changes, again.unchanged) == ((), 3)
        assert [(change.before, change.after) for change in moved.changes] == [
            ("Plant / 工厂, under GROUP", "Plant / 二厂, under EAST")
        ]
        assert session.get_one(Unit, "PLANT").parent_code == "EAST"
        assert session.get_one(UnitName, ("EAST", "zh")).name == "东区"


@pytest.mark.both_engines
def test_a_dry_run_says_what_would_change_and_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        grace = people(session)["grace"]
        assert len(import_units(session, units_file(*TREE), dry_run=True).changes) == 3
        assert session.get(Unit, "GROUP") is None
        import_units(session, units_file(*TREE))
        report = import_hr_units(session, hr_file("grace@x.example,EAST"), dry_run=True)
        assert [(change.before, change.after) for change in report.changes] == [("", "EAST")]
        assert relations.served(session, grace) == frozenset()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("A,NOWHERE,A,甲,",), [(2, "parent")]),
        (("A,,A,甲,nobody@x.example",), [(2, "head_email")]),
        (("A,,A,甲,nobody",), [(2, "head_email")]),
        (("A,,,甲,",), [(2, "name_en")]),
        ((",,A,甲,",), [(2, "unit")]),
        (("A,,A,甲,", "A,,B,乙,"), [(3, "unit")]),
        (("A,B,A,甲,", "B,A,B,乙,"), [(2, "parent"), (3, "parent")]),
        (("A,NOWHERE,A,甲,", "B,A,B,乙,"), [(2, "parent"), (3, "parent")]),
        (("A,,A",), [(2, "")]),
    ],
)
def test_a_row_of_a_unit_that_does_not_fit_is_refused_by_line_and_column(
    database: Database, rows: tuple[str, ...], expected: list[tuple[int, str]]
) -> None:
    with database.transaction() as session:
        people(session)
        assert refused(import_units(session, units_file(*rows))) == expected


def test_a_partner_serves_exactly_what_is_listed_and_others_keep_theirs(database: Database) -> None:
    with database.transaction() as session:
        found = people(session)
        import_units(session, units_file(*TREE))
        import_hr_units(session, hr_file("grace@x.example,EAST", "max@x.example,GROUP"))
        report = import_hr_units(session, hr_file("Grace@x.example,PLANT"))
        assert [(change.before, change.after) for change in report.changes] == [("EAST", "PLANT")]
        assert relations.served(session, found["max"]) == {"GROUP"}


@pytest.mark.parametrize("wrong", ["grace@x.example,NOWHERE", "grace@x.example,"])
def test_a_partner_with_a_wrong_row_keeps_what_they_had(database: Database, wrong: str) -> None:
    with database.transaction() as session:
        grace = people(session)["grace"]
        import_units(session, units_file(*TREE))
        import_hr_units(session, hr_file("grace@x.example,EAST"))
        report = import_hr_units(session, hr_file("grace@x.example,PLANT", wrong))
        assert refused(report) == [(3, "unit")]
        assert relations.served(session, grace) == {"EAST"}


def test_only_hr_partners_we_know_serve_units(database: Database) -> None:
    with database.transaction() as session:
        people(session)
        import_units(session, units_file(*TREE))
        rows = ("boss@x.example,EAST", "nobody@x.example,EAST", "not an address,EAST")
        assert refused(import_hr_units(session, hr_file(*rows))) == [(2, "email"), (3, "email"), (4, "email")]


def test_a_file_with_other_columns_is_refused_as_a_whole(database: Database) -> None:
    with database.transaction() as session, pytest.raises(PeopleFileError):
        import_units(session, hr_file("a@x.example,EAST"))


@pytest.mark.both_engines
def test_a_unit_is_called_by_its_name_in_the_readers_language(database: Database) -> None:
    with database.transaction() as session:
        session.add(Unit(code="EAST"))
        session.flush()
        session.add(UnitName(unit_code="EAST", language="zh", name="东区"))
        session.flush()
        assert unit_names(session, "zh") == {"EAST": "东区"}
        assert unit_names(session, "en") == {"EAST": "EAST"}
