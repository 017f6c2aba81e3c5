"""Whatever happens in a company, the judge, the SQL filter and the lists agree about everybody and every note."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import col, select

from storage import actions, editions, records, relations
from storage.database import Database
from storage.people import Person, SlackAccount, Unit
from storage.records import DraftBlock, Note
from storage.secrets import SHARED_PART
from tests.engines import sqlite_in
from tests.integration.access.company import (
    FIRST_DAY,
    MORNING,
    NAMES,
    TREE,
    Written,
    confirm,
    disagreements,
    found_units,
    hire,
    write,
)
from tests.keys import MASTERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlmodel import Session

    from tests.engines import PostgresEngine

MOST_PEOPLE, MOST_NOTES = 7, 5
VISIBILITIES = (records.PRIVATE, records.SHARED, records.SHARED_HR, records.RECIPIENT)
pick = st.integers(min_value=0, max_value=50)
units = st.sampled_from([*TREE, "SIDE", None])
roles = st.sampled_from(["employee", "employee", "hr", "hr_admin"])


class Company(RuleBasedStateMachine):
    """Some years of a company in a few steps. `pick` chooses a person or a note, whoever there is."""

    def __init__(self, url: str, close: Callable[[], None]) -> None:
        super().__init__()
        self._database = Database(url, MASTERS)
        self._close = close
        self._numbers = count(1)
        self._today = FIRST_DAY
        self._context = self._database.transaction()
        self._session: Session = self._context.__enter__()
        found_units(self._session)

    def teardown(self) -> None:
        self._context.__exit__(None, None, None)
        self._database.close()
        self._close()

    def people(self) -> list[Person]:
        return list(self._session.exec(select(Person).order_by(col(Person.id))))

    def person(self, number: int) -> Person:
        found = self.people()
        return found[number % len(found)]

    def notes(self) -> list[Note]:
        return list(self._session.exec(select(Note).order_by(col(Note.created_at))))

    def note(self, number: int) -> Note:
        found = self.notes()
        return found[number % len(found)]

    def few_people(self) -> bool:
        return len(self.people()) < MOST_PEOPLE

    def few_notes(self) -> bool:
        return len(self.notes()) < MOST_NOTES

    def some_notes(self) -> bool:
        return bool(self.notes())

    @initialize()
    def begin(self) -> None:
        boss = hire(self._session, "boss", unit="GROUP")
        lead = hire(self._session, "lead", unit="SALES", manager=boss)
        hire(self._session, "lin", unit="EAST", manager=lead)
        hire(self._session, "grace", role="hr", unit="GROUP", manager=boss)

    @precondition(few_people)
    @rule(role=roles, unit=units, manager=pick)
    def somebody_is_hired(self, role: str, unit: str | None, manager: int) -> None:
        name = f"p{next(self._numbers)}"
        hire(self._session, name, role=role, unit=unit, manager=self.person(manager).key)

    @rule(who=pick, unit=units)
    def somebody_moves(self, who: int, unit: str | None) -> None:
        self.change(self.person(who), unit_code=unit)

    @rule(who=pick, manager=st.none() | pick)
    def somebody_gets_another_manager(self, who: int, manager: int | None) -> None:
        employee = self.person(who)
        chosen = None if manager is None else self.person(manager).key
        above = relations.standing(self._session, chosen or 0, self._today).managers
        if chosen != employee.key and employee.key not in above:
            self.change(employee, manager_id=chosen)

    @rule(who=pick, role=roles)
    def somebody_gets_another_role(self, who: int, role: str) -> None:
        self.change(self.person(who), role=role)

    @rule(who=pick, days=st.none() | st.integers(min_value=-1, max_value=2))
    def somebody_leaves_or_comes_back(self, who: int, days: int | None) -> None:
        day = None if days is None else self._today + timedelta(days=days)
        self.change(self.person(who), left_on=day)

    @rule(who=pick, deleted=st.booleans())
    def an_account_is_switched(self, who: int, deleted: bool) -> None:  # noqa: FBT001 - drawn, not passed
        query = select(SlackAccount).where(SlackAccount.person_id == self.person(who).key)
        account = self._session.exec(query).one()
        account.deleted = deleted
        self._session.add(account)
        self._session.flush()

    @rule(who=pick, served=st.sets(st.sampled_from([*TREE, "SIDE"]), max_size=2))
    def hr_units_are_assigned_and_taken(self, who: int, served: set[str]) -> None:
        relations.serve(self._session, self.person(who).key, served)

    @rule(unit=st.sampled_from(list(TREE)), parent=st.sampled_from([*TREE, None]))
    def the_tree_of_units_changes(self, unit: str, parent: str | None) -> None:
        self._session.get_one(Unit, unit).parent_code = parent
        self._session.flush()

    @precondition(few_notes)
    @rule(
        author=pick,
        employee=pick,
        audiences=st.tuples(*(st.sampled_from(VISIBILITIES) for _ in NAMES)),
    )
    def a_note_is_written(self, author: int, employee: int, audiences: tuple[str, ...]) -> None:
        by, about = self.person(author).key, self.person(employee).key
        if by != about:
            write(self._session, by, about, Written(audiences), next(self._numbers))

    @precondition(some_notes)
    @rule(which=pick, part=st.sampled_from(NAMES), audience=st.sampled_from(VISIBILITIES[1:]))
    def a_part_is_shared(self, which: int, part: str, audience: str) -> None:
        note = self.note(which)
        blocks = editions.of_note(self._session, note)[-1].blocks.values()
        after = tuple(
            DraftBlock(
                block.name,
                audience if block.name == part and block.visibility == records.PRIVATE else block.visibility,
                block.text,
            )
            for block in blocks
        )
        if [each.visibility for each in after] == [block.visibility for block in blocks]:
            return
        records.add_version(
            self._session,
            note,
            note.version + 1,
            written_by=note.manager_id,
            now=MORNING,
            blocks=after,
            reason="",
            part=SHARED_PART,
        )
        if part == "actions":
            actions.share(self._session, note.id, MORNING)
        confirm(self._session, note, records.IN_REVIEW)

    @precondition(some_notes)
    @rule(which=pick, status=st.sampled_from([records.FINAL, records.UNACKNOWLEDGED, records.IN_REVIEW]))
    def a_review_ends_or_begins_again(self, which: int, status: str) -> None:
        note = self.note(which)
        if note.status != records.KEPT:
            confirm(self._session, note, status)

    @precondition(some_notes)
    @rule(which=pick)
    def a_promise_is_kept(self, which: int) -> None:
        for step in actions.of_note(self._session, self.note(which).id):
            actions.decide(self._session, step.number, "done", self._today)

    @rule()
    def a_day_goes_by(self) -> None:
        self._today += timedelta(days=1)

    @invariant()
    def everybody_agrees(self) -> None:
        assert disagreements(self._session, self._today) == []

    def change(self, person: Person, **facts: Any) -> None:  # noqa: ANN401 - any of a person's columns
        for name, value in facts.items():
            setattr(person, name, value)
        self._session.add(person)
        self._session.flush()


@pytest.mark.parametrize("examples", [4, pytest.param(25, marks=pytest.mark.slow)])
def test_judge_and_filter_agree_whatever_happens(tmp_path: Path, examples: int) -> None:
    run_state_machine_as_test(
        lambda: Company(sqlite_in(tmp_path), lambda: None),
        settings=settings(max_examples=examples, stateful_step_count=20, deadline=None),
    )


@pytest.mark.postgres
def test_judge_and_filter_agree_on_postgres_too(postgres_engine: PostgresEngine) -> None:
    def company() -> Company:
        stack = ExitStack()
        return Company(stack.enter_context(postgres_engine.fresh_url()), stack.close)

    run_state_machine_as_test(
        company, settings=settings(max_examples=4, stateful_step_count=15, deadline=None)
    )
