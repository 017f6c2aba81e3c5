"""How people stand to each other today: who is here, who manages whom, which units HR serves.

Read here and nowhere else, and handed on as facts: to `bot.access`, which judges, and to `storage.sight`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import CTE, bindparam, literal
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage import people
from storage.people import Person, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Select

HR, HR_ADMIN = "hr", "hr_admin"
EVERYONE, MANAGERS, UNIT = "everyone", "managers", "unit:"
"""Whom rules are for, besides `hr`; `unit:` has a unit's code after it."""
HIGHEST = 50
"""No chain of managers is this long; a circle, which imports refuse, would be."""


class HrUnit(SQLModel, table=True):
    """A unit an HR partner serves, with the units below it; a partner without any serves the whole company."""

    __tablename__ = "hr_unit"
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    unit_code: str = Field(primary_key=True, max_length=64)


@dataclass(frozen=True)
class Reader:
    """Who asks, on which day, as far as it decides what they may see.

    `units`: those an HR partner was assigned to; empty for the whole company, and of no meaning for others.
    """

    person_id: int
    role: str
    here: bool
    units: frozenset[str]
    today: date


@dataclass(frozen=True)
class Standing:
    """Where an employee stands: managers from the direct one up, units from their own up.

    Nobody manages somebody who has left; their unit stays what it was, for HR.
    """

    managers: tuple[int, ...]
    units: tuple[str, ...]


def reader(session: Session, person_id: int, today: date) -> Reader:
    """Return somebody as a reader; a stranger to the company is not here."""
    person = session.get(Person, person_id)
    if person is None:
        return Reader(person_id, "", here=False, units=frozenset(), today=today)
    return Reader(
        person_id=person_id,
        role=person.role,
        here=is_here(session, person, today),
        units=served(session, person_id) if person.role == HR else frozenset(),
        today=today,
    )


def is_here(session: Session, person: Person, today: date) -> bool:
    """Return whether somebody works here today and their Slack account, if they have one, is live."""
    account = people.account_of(session, person.key)
    return not _gone(person, today) and not (account is not None and account.deleted)


def standing(session: Session, employee_id: int, today: date) -> Standing:
    """Return where an employee stands today; a stranger stands nowhere."""
    person = session.get(Person, employee_id)
    if person is None:
        return Standing((), ())
    managed = person.manager_id is not None and not _gone(person, today)
    return Standing(
        managers=_managers(session, person) if managed else (),
        units=units_above(session, person.unit_code) if person.unit_code else (),
    )


def units_above(session: Session, code: str) -> tuple[str, ...]:
    """Return a unit and those above it, from itself up."""
    path = [code]
    while (unit := session.get(Unit, path[-1])) and unit.parent_code and unit.parent_code not in path:
        path.append(unit.parent_code)
    return tuple(path)


def of_unit(session: Session, unit: str) -> list[Person]:
    """Return who is in a unit itself and has a manager, leavers too, by name."""
    query = select(Person).where(Person.unit_code == unit, col(Person.manager_id).is_not(None))
    return list(session.exec(query.order_by(col(Person.name), col(Person.id))))


def unit_heads(session: Session) -> dict[str, int]:
    """Return who heads each unit that has a head."""
    found = session.exec(select(Unit.code, Unit.head_id).where(col(Unit.head_id).is_not(None)))
    return {code: head for code, head in found if head is not None}


def manager_of(session: Session, employee_id: int, today: date) -> int | None:
    """Return who manages an employee directly today."""
    person = session.get(Person, employee_id)
    return None if person is None or _gone(person, today) else person.manager_id


def served(session: Session, person_id: int) -> frozenset[str]:
    """Return the units an HR partner was assigned to."""
    return frozenset(session.connection().execute(_SERVED, {"person": person_id}).scalars())


def serve(session: Session, person_id: int, units: Iterable[str]) -> None:
    """Assign an HR partner to exactly these units; to none: they serve the whole company."""
    wanted = set(units)
    for row in session.exec(select(HrUnit).where(HrUnit.person_id == person_id)):
        if row.unit_code not in wanted:
            session.delete(row)
        wanted.discard(row.unit_code)
    session.add_all(HrUnit(person_id=person_id, unit_code=code) for code in sorted(wanted))
    session.flush()


def audiences(session: Session, person_id: int) -> frozenset[str]:
    """Return whom somebody counts as when rules are for some people only; a stranger counts as nobody.

    `everyone`; `managers`, to whom somebody reports now; `hr` by their role; `unit:` and the code of their
    unit and of each one above it.
    """
    person = session.get(Person, person_id)
    if person is None:
        return frozenset()
    found = {EVERYONE}
    if people.reports_of(session, person_id):
        found.add(MANAGERS)
    if person.role in {HR, HR_ADMIN}:
        found.add(HR)
    if person.unit_code:
        found.update(f"{UNIT}{code}" for code in units_above(session, person.unit_code))
    return frozenset(found)


def is_audience(session: Session, audience: str) -> bool:
    """Return whether rules can be for these: a group we know, or a unit there is."""
    if audience in {EVERYONE, MANAGERS, HR}:
        return True
    named = audience.removeprefix(UNIT) if audience.startswith(UNIT) else ""
    return bool(named) and session.get(Unit, named) is not None


def members(session: Session, audience: str, today: date) -> frozenset[int]:
    """Return the people who work here today and belong to an audience; nobody belongs to an unknown one."""
    here = select(Person.id).where(or_(col(Person.left_on).is_(None), col(Person.left_on) > today))
    if audience == EVERYONE:
        query = here
    elif audience == MANAGERS:
        reports = select(Person.manager_id).where(col(Person.left_on).is_(None))
        query = here.where(col(Person.id).in_(reports))
    elif audience == HR:
        query = here.where(col(Person.role).in_((HR, HR_ADMIN)))
    elif audience.startswith(UNIT):
        below = units_below([audience.removeprefix(UNIT)])
        query = here.where(col(Person.unit_code).in_(select_columns(below.c.code)))
    else:
        return frozenset()
    return frozenset(number for number in session.exec(query) if number is not None)


def hr_of(session: Session, employee_id: int, today: date) -> list[Person]:
    """Return the HR partners who serve an employee, then the HR admins, each by name; only who is here."""
    units = set(standing(session, employee_id, today).units)
    found = []
    for person in people.with_role(session, HR, HR_ADMIN):
        if person.role == HR and (assigned := served(session, person.key)) and not assigned & units:
            continue
        if is_here(session, person, today):
            found.append(person)
    return sorted(found, key=lambda person: (person.role == HR_ADMIN, person.name))


def helpers_of(session: Session, employee_id: int, today: date) -> list[Person]:
    """Return who in HR helps an employee, those first who are assigned to their unit by name; never themselves."""
    found = [person for person in hr_of(session, employee_id, today) if person.key != employee_id]
    return sorted(found, key=lambda person: not served(session, person.key))


def units_below(units: Iterable[str]) -> CTE:
    """Return, as a table of one column `code`, these units and all below them."""
    codes = sorted(units)
    below = select_columns(col(Unit.code).label("code")).where(col(Unit.code).in_(codes)).cte(recursive=True)
    # UNION, not UNION ALL: units that go round in a circle end the search.
    return below.union(select_columns(col(Unit.code)).where(col(Unit.parent_code) == below.c.code))


def _gone(person: Person, today: date) -> bool:
    return person.left_on is not None and person.left_on <= today


def _chain() -> Select[int]:
    start = (
        select_columns(col(Person.manager_id).label("id"), literal(1).label("height"))
        .where(col(Person.id) == bindparam("person"))
        .cte(recursive=True)
    )
    above = select_columns(col(Person.manager_id), start.c.height + 1).where(
        col(Person.id) == start.c.id, col(Person.manager_id).is_not(None), start.c.height < HIGHEST
    )
    chain = start.union_all(above)
    return select_columns(chain.c.id).order_by(chain.c.height)


# Built once: every result, note and sheet of goals that is shown asks these.
_CHAIN = _chain()
_SERVED = select_columns(col(HrUnit.unit_code)).where(col(HrUnit.person_id) == bindparam("person"))


def _managers(session: Session, person: Person) -> tuple[int, ...]:
    return tuple(session.connection().execute(_CHAIN, {"person": person.id}).scalars())
