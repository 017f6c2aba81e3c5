from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.files.people import COLUMNS, PeopleFileError, import_people
from storage import people, samples

if TYPE_CHECKING:
    from storage.database import Database
    from storage.people_import import ImportReport

pytestmark = pytest.mark.either_engine

TODAY = date(2026, 3, 2)


def row(name: str, manager: str = "", **changes: str) -> str:
    cells = dict.fromkeys(COLUMNS, "") | {
        "email": f"{name}@demo.example",
        "name": name.title(),
        "unit": "FIN",
        "manager_email": f"{manager}@demo.example" if manager else "",
        "role": "employee",
        "locale": "en",
        "timezone": "UTC",
        "start_date": "2020-01-01",
    }
    return ",".join((cells | changes).values())


def take(database: Database, *rows: str, leavers: bool = False, today: date = TODAY) -> ImportReport:
    raw = "\n".join([",".join(COLUMNS), *rows]).encode()
    with database.transaction() as session:
        return import_people(session, raw, today, leavers=leavers)


def emails(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}@demo.example" for name in names)


def left_on(database: Database, name: str) -> date | None:
    with database.snapshot() as session:
        person = people.by_email(session, f"{name}@demo.example")
        assert person is not None
        return person.left_on


def manager_of(database: Database, name: str) -> str | None:
    with database.snapshot() as session:
        person = people.by_email(session, f"{name}@demo.example")
        manager = session.get(people.Person, person.manager_id) if person and person.manager_id else None
        return manager.name if manager else None


def reasons(report: ImportReport) -> list[tuple[int, str]]:
    return [(problem.line, problem.reason) for problem in report.problems]


def test_the_sample_company_is_taken_over_and_a_second_time_changes_nothing(database: Database) -> None:
    raw = samples.people_csv().encode()
    everyone = tuple(person.email for person in samples.people())
    with database.transaction() as session:
        first = import_people(session, raw, TODAY)
    with database.transaction() as session:
        second = import_people(session, raw, TODAY, leavers=True)
    assert (first.added, first.updated, first.problems) == (everyone, (), ())
    assert (second.unchanged, second.added, second.updated, second.left) == (everyone, (), (), ())
    with database.snapshot() as session:
        for sample in samples.people():
            person = people.by_email(session, sample.email)
            assert person is not None
            manager = session.get(people.Person, person.manager_id) if person.manager_id else None
            assert (manager.email if manager else None) == sample.manager_email
            assert (person.name, person.timezone, person.unit_code) == (
                sample.name,
                sample.timezone,
                sample.unit,
            )


def test_a_manager_may_stand_below_their_reports(database: Database) -> None:
    assert take(database, row("lin", "boss"), row("boss")).problems == ()
    assert manager_of(database, "lin") == "Boss"


def test_a_change_is_taken_over_and_the_rest_left_alone(database: Database) -> None:
    take(database, row("boss"), row("lin", "boss"), row("anna", "boss"))
    report = take(database, row("boss"), row("lin", "anna"), row("anna", "boss", title="Lead"))
    assert (report.updated, report.unchanged) == (emails("lin", "anna"), emails("boss"))
    assert manager_of(database, "lin") == "Anna"


def test_a_manager_may_be_known_from_an_earlier_list(database: Database) -> None:
    take(database, row("boss"))
    assert take(database, row("lin", "boss")).added == emails("lin")


def test_a_row_with_an_unknown_manager_is_refused_and_so_are_rows_that_lean_on_it(database: Database) -> None:
    report = take(database, row("ok"), row("leaf", "middle"), row("middle", "nobody"))
    assert report.added == emails("ok")
    assert reasons(report) == [
        (3, "'middle@demo.example' is in line 4, which was not accepted"),
        (4, "'nobody@demo.example' is nobody we know"),
    ]
    with database.snapshot() as session:
        assert people.by_email(session, "leaf@demo.example") is None


def test_a_circle_of_managers_is_refused_and_named(database: Database) -> None:
    report = take(database, row("a", "b"), row("b", "c"), row("c", "a"), row("alone"))
    assert report.added == emails("alone")
    assert [line for line, _ in reasons(report)] == [2, 3, 4]
    assert reasons(report)[0][1] == (
        "managers go round in a circle: a@demo.example → b@demo.example → c@demo.example → a@demo.example"
    )


def test_nobody_manages_themselves(database: Database) -> None:
    assert "circle: a@demo.example → a@demo.example" in reasons(take(database, row("a", "a")))[0][1]


def test_a_circle_that_closes_through_people_not_on_the_list_is_refused(database: Database) -> None:
    take(database, row("top"), row("middle", "top"), row("leaf", "middle"))
    report = take(database, row("top", "leaf"))
    assert "circle" in reasons(report)[0][1]
    assert manager_of(database, "top") is None


def test_who_is_missing_stays_unless_leavers_are_asked_for(database: Database) -> None:
    take(database, row("boss"), row("lin", "boss"))
    assert take(database, row("boss")).left == ()
    assert take(database, row("boss"), leavers=True).left == emails("lin")
    assert left_on(database, "lin") == TODAY
    assert take(database, row("boss"), leavers=True).left == ()


@pytest.mark.both_engines
def test_who_stands_in_a_refused_row_does_not_leave(database: Database) -> None:
    take(database, row("boss"), row("lin", "boss"))
    report = take(database, row("boss"), row("lin", "boss", role="chief"), leavers=True)
    assert (report.left, len(report.problems)) == ((), 1)


def test_nobody_leaves_when_an_address_cannot_be_read(database: Database) -> None:
    take(database, row("boss"), row("lin", "boss"))
    report = take(database, row("boss"), row("lin", "boss", email="lin(at)demo"), leavers=True)
    assert report.left == ()
    assert "nobody was marked as having left" in reasons(report)[-1][1]


def test_a_manager_who_would_leave_cannot_be_given_reports(database: Database) -> None:
    take(database, row("boss"), row("lin", "boss"))
    report = take(database, row("lin", "boss"), leavers=True)
    assert reasons(report) == [(2, "'boss@demo.example' has left or is not on this list")]
    assert report.left == emails("boss")


def test_somebody_who_left_and_is_listed_again_is_back(database: Database) -> None:
    take(database, row("boss"), row("lin", "boss"))
    take(database, row("boss"), leavers=True)
    report = take(database, row("boss"), row("lin", "boss"), today=TODAY + timedelta(days=30))
    assert report.updated == emails("lin")
    assert left_on(database, "lin") is None


def test_a_last_day_still_to_come_survives_a_list_that_still_has_the_person(database: Database) -> None:
    take(database, row("lin"))
    with database.transaction() as session:
        person = people.by_email(session, "lin@demo.example")
        assert person is not None
        person.left_on = TODAY + timedelta(days=10)
    assert take(database, row("lin")).unchanged == emails("lin")
    assert left_on(database, "lin") == TODAY + timedelta(days=10)


def test_a_file_that_cannot_be_read_changes_nothing_even_with_leavers(database: Database) -> None:
    take(database, row("lin"))
    with pytest.raises(PeopleFileError):
        take(database, leavers=True)
    assert left_on(database, "lin") is None
