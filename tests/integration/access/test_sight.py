"""The SQL filter on one company in which everybody stands somewhere else: fast, and the mutants' first enemy."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import select

from bot.access import Sight
from storage import actions, process_facts, records, relations, responses, sight
from storage.people import Person, SlackAccount, Unit
from storage.records import PRIVATE, RECIPIENT, SHARED, SHARED_HR, Note
from storage.responses import DraftAnswer
from storage.secrets import SHARED_PART
from tests.integration.access.company import (
    FIRST_DAY,
    MORNING,
    Written,
    confirm,
    disagreements,
    found_units,
    hire,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from storage.database import Database

NOTES = {
    "private": (PRIVATE, PRIVATE, PRIVATE),
    "shared": (SHARED, PRIVATE, SHARED),
    "steps kept": (SHARED, SHARED, PRIVATE),
    "for hr": (SHARED_HR, SHARED_HR, SHARED_HR),
    "hr in part": (SHARED, SHARED_HR, SHARED),
    "thanks": (RECIPIENT, RECIPIENT, RECIPIENT),
}
STATUSES = {"in review": None, "final": records.FINAL, "silent": records.UNACKNOWLEDGED}


def everybody(session: Session) -> dict[str, int]:
    """Hire one person for each place there is, with Ben's notes by Anna in every state."""
    found_units(session)
    here = {"dora": hire(session, "dora", unit="GROUP")}
    here["cara"] = hire(session, "cara", unit="SALES", manager=here["dora"])
    here["anna"] = hire(session, "anna", unit="EAST", manager=here["dora"])
    here["ben"] = hire(session, "ben", unit="EAST", manager=here["cara"])
    here["eve"] = hire(session, "eve", unit="PLANT", manager=here["anna"])
    here["gone"] = hire(session, "gone", manager=here["cara"])
    here["nobody"] = hire(session, "nobody", unit="SIDE")
    for name, units in {
        "hr_east": ["EAST"],
        "hr_sales": ["SALES"],
        "hr_plant": ["PLANT"],
        "hr_all": [],
    }.items():
        here[name] = hire(session, name, role="hr", unit="GROUP")
        relations.serve(session, here[name], units)
    here["hr_side"] = hire(session, "hr_side", role="hr")
    relations.serve(session, here["hr_side"], ["SIDE", "NEVER ENTERED"])
    here["admin"] = hire(session, "admin", role="hr_admin", unit="GROUP")
    here["hr_gone"] = hire(session, "hr_gone", role="hr")
    here["demoted"] = hire(session, "demoted", unit="GROUP")
    relations.serve(session, here["demoted"], ["EAST"])
    session.get_one(Person, here["gone"]).left_on = FIRST_DAY
    session.get_one(SlackAccount, ("T1", "Uhr_gone")).deleted = True
    minute = 0
    for audiences in NOTES.values():
        for status in STATUSES.values():
            others = ("eve", "gone", "nobody") if audiences is NOTES["hr in part"] else ()
            for employee in ("ben", *others):
                minute += 1
                note = write(session, here["anna"], here[employee], Written(audiences), minute)
                if status and note.status != records.KEPT:
                    confirm(session, note, status)
    session.flush()
    return here


def levels(session: Session, person_id: int, employee: int, day: date = FIRST_DAY) -> set[int]:
    """Return the levels at which somebody sees an employee's notes."""
    asked = sight.visible_notes(relations.reader(session, person_id, day))
    mine = set(session.exec(select(Note.id).where(Note.employee_id == employee)))
    return {row.sight for row in session.connection().execute(asked) if row.id in mine}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.transaction() as opened:
        yield opened


@pytest.fixture
def here(session: Session) -> dict[str, int]:
    return everybody(session)


def test_each_place_in_the_company_sees_as_much_as_it_should(session: Session, here: dict[str, int]) -> None:
    seen = {name: levels(session, person, here["ben"]) for name, person in here.items()}
    hr = {Sight.FOR_HR, Sight.FACTS}
    assert seen == {
        **{name: set() for name in here},
        "anna": {Sight.EVERYTHING},
        "ben": {Sight.SHARED},
        "cara": {Sight.HANDED_OVER, Sight.FACTS},
        "hr_east": hr,
        "hr_sales": hr,
        "hr_all": hr,
        "admin": hr,
    }


def test_a_unit_nobody_entered_in_the_tree_is_served_all_the_same(
    session: Session, here: dict[str, int]
) -> None:
    assert levels(session, here["hr_side"], here["nobody"]) == {Sight.FOR_HR}


def test_somebody_leaves_on_the_day_and_not_the_day_before(session: Session, here: dict[str, int]) -> None:
    assert not relations.reader(session, here["gone"], FIRST_DAY).here
    assert relations.reader(session, here["gone"], FIRST_DAY - timedelta(days=1)).here
    assert relations.standing(session, here["gone"], FIRST_DAY).managers == ()
    before = relations.standing(session, here["gone"], FIRST_DAY - timedelta(days=1))
    assert before.managers == (here["cara"], here["dora"])
    assert levels(session, here["cara"], here["gone"]) == set()
    day_before = levels(session, here["cara"], here["gone"], FIRST_DAY - timedelta(days=1))
    assert day_before == {Sight.HANDED_OVER, Sight.FACTS}


def test_units_that_go_round_in_a_circle_end(session: Session, here: dict[str, int]) -> None:
    session.get_one(Unit, "GROUP").parent_code = "EAST"
    session.flush()
    assert relations.standing(session, here["ben"], FIRST_DAY).units == ("EAST", "SALES", "GROUP")
    assert levels(session, here["hr_east"], here["ben"]) == {Sight.FOR_HR, Sight.FACTS}


def test_a_list_is_newest_first_and_ends(session: Session, here: dict[str, int]) -> None:
    anna = relations.reader(session, here["anna"], FIRST_DAY)
    listed = sight.notes_for(session, anna, limit=3)
    assert [note.created_at for note in listed] == sorted(
        (note.created_at for note in session.exec(select(Note))), reverse=True
    )[:3]
    assert len(sight.notes_for(session, anna)) == 20
    assert len(process_facts.facts_for(session, anna, here["ben"], limit=2)) == 2


def test_a_list_may_be_of_one_employee_and_of_some_notes(session: Session, here: dict[str, int]) -> None:
    cara = relations.reader(session, here["cara"], FIRST_DAY)
    of_ben = sight.notes_for(session, cara, employee_id=here["ben"])
    assert {note.employee_id for note in of_ben} == {here["ben"]}
    assert len(of_ben) == 8
    assert sight.notes_for(session, cara, employee_id=here["eve"]) == []
    (first, *_) = sight.promises_for(session, cara)
    assert sight.promises_for(session, cara, note_ids=[first.note_id]) == [first]


def test_a_step_that_ended_is_not_listed(session: Session, here: dict[str, int]) -> None:
    ben = relations.reader(session, here["ben"], FIRST_DAY)
    first, *rest = sight.promises_for(session, ben)
    actions.decide(session, first.number, "done", FIRST_DAY)
    assert sight.promises_for(session, ben) == rest


def test_facts_count_and_say_nothing(session: Session, here: dict[str, int]) -> None:
    note = write(session, here["anna"], here["ben"], Written(NOTES["shared"]), minute=500)
    for version, kind in ((1, "acknowledged"), (1, "disputed"), (1, "disputed"), (1, "commented")):
        responses.add(
            session,
            note,
            DraftAnswer(
                version=version,
                person_id=here["ben"],
                kind=kind,
                text="words",
                quote="words",
                said_at=MORNING,
            ),
        )
    actions.decide(session, actions.of_note(session, note.id)[0].number, "done", FIRST_DAY)
    hr = relations.reader(session, here["hr_east"], FIRST_DAY)
    fact = process_facts.facts_for(session, hr, here["ben"])[0]
    assert fact == process_facts.ProcessFacts(
        note_id=note.id,
        kind="one_on_one",
        met_on=FIRST_DAY,
        manager_id=here["anna"],
        employee_id=here["ben"],
        status=records.IN_REVIEW,
        partial=False,
        version=1,
        acknowledged=True,
        disputes=2,
        steps=1,
        steps_done=1,
        readable=False,
    )
    records.add_version(
        session,
        note,
        2,
        written_by=here["anna"],
        now=MORNING,
        blocks=Written(NOTES["hr in part"]).blocks,
        reason="",
        part=SHARED_PART,
    )
    again = process_facts.facts_for(session, hr, here["ben"])[0]
    assert (again.version, again.acknowledged, again.readable) == (2, False, True)


def test_the_hr_of_somebody_are_those_who_serve_and_are_here(session: Session, here: dict[str, int]) -> None:
    names = [person.name for person in relations.hr_of(session, here["ben"], FIRST_DAY)]
    assert names == ["hr_all", "hr_east", "hr_sales", "admin"]
    assert [person.name for person in relations.hr_of(session, here["nobody"], FIRST_DAY)] == [
        "hr_all",
        "hr_side",
        "admin",
    ]


def test_units_are_assigned_and_taken(session: Session, here: dict[str, int]) -> None:
    relations.serve(session, here["hr_east"], ["PLANT", "EAST"])
    relations.serve(session, here["hr_east"], ["PLANT"])
    assert relations.served(session, here["hr_east"]) == {"PLANT"}
    assert levels(session, here["hr_east"], here["ben"]) == set()
    relations.serve(session, here["hr_east"], [])
    assert levels(session, here["hr_east"], here["ben"]) == {Sight.FOR_HR, Sight.FACTS}


def test_a_stranger_is_not_here_and_stands_nowhere(session: Session) -> None:
    assert relations.reader(session, 99, FIRST_DAY) == relations.Reader(
        99, "", here=False, units=frozenset(), today=FIRST_DAY
    )
    assert relations.standing(session, 99, FIRST_DAY) == relations.Standing((), ())


@pytest.mark.usefixtures("here")
def test_everybody_sees_what_the_judge_allows(session: Session) -> None:
    assert disagreements(session, FIRST_DAY) == []
