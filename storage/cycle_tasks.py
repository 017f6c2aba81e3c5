"""What managers still have to do for their people in an open phase of a cycle: counts and ids, never a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import col

from storage import cycle_acts, cycle_progress
from storage.cycle_progress import HERE, MEASURED, done_by
from storage.cycles import Cycle, CyclePhase
from storage.people import Person
from storage.readings import ReadingRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy import Select
    from sqlmodel import Session

    from storage.cycle_progress import Concerned


class Task(NamedTuple):
    """What managers do for each of their people in one phase: `done` says what counts as done."""

    cycle: str
    phase: str
    done: str
    opens: date
    closes: date


class Left(NamedTuple):
    """What is left of a task: the day it closes, and how many of their people each manager has not done it for."""

    closes: date
    by_manager: dict[int, int]


def _missing(done: str, *, limited: bool, counted: bool) -> Select[*tuple[Any, ...]]:
    shown = (func.count(),) if counted else (col(Person.id),)
    query: Select[*tuple[Any, ...]] = select_columns(col(Person.manager_id), *shown).where(
        HERE,
        col(Person.manager_id).is_not(None),
        col(Person.id).not_in(select_columns(done_by(done).subquery().c.person_id)),
    )
    if limited:
        query = query.where(col(Person.unit_code).in_(bindparam("codes", expanding=True)))
    return query.group_by(col(Person.manager_id)) if counted else query.order_by(col(Person.id))


_COUNTED = {
    (done, limited): _missing(done, limited=limited, counted=True)
    for done in MEASURED - {"talks"}
    for limited in (False, True)
}
_OF = {
    (done, limited): _missing(done, limited=limited, counted=False).where(
        col(Person.manager_id).in_(bindparam("managers", expanding=True))
    )
    for done in MEASURED - {"talks"}
    for limited in (False, True)
}
_MEASURED_SINCE = select_columns(col(ReadingRow.person_id), col(ReadingRow.code)).where(
    col(ReadingRow.cycle) == bindparam("cycle"),
    col(ReadingRow.person_id).in_(bindparam("people", expanding=True)),
    col(ReadingRow.captured_at) >= bindparam("since"),
)


def left(session: Session, cycle: str, phase: str, done: str, today: date) -> Left | None:
    """Return what is left of a task as things stand; None for one that is planned no more."""
    found = session.get(CyclePhase, (cycle, phase))
    whom = _whom(session, cycle, today)
    if found is None or whom is None:
        return None
    given = _given(whom)
    rows = session.connection().execute(_COUNTED[done, bool(whom.codes)], given)
    return Left(found.closes, {manager: int(count) for manager, count in rows})


def people_left(
    session: Session, cycle: str, done: str, managers: Iterable[int], today: date
) -> dict[int, list[int]]:
    """Return for whom these managers have not done it, by manager."""
    whom = _whom(session, cycle, today)
    if whom is None:
        return {}
    given = _given(whom) | {"managers": sorted(set(managers))}
    found: dict[int, list[int]] = {}
    for manager, person in session.connection().execute(_OF[done, bool(whom.codes)], given):
        found.setdefault(manager, []).append(person)
    return found


def measured_since(
    session: Session, people: Iterable[int], cycle: str, since: datetime
) -> set[tuple[int, str]]:
    """Return the lines of these people's goals, by person and code, a figure arrived for since an instant."""
    given = {"cycle": cycle, "people": sorted(set(people)), "since": since}
    return {(person or 0, code) for person, code in session.connection().execute(_MEASURED_SINCE, given)}


def _whom(session: Session, cycle: str, today: date) -> Concerned | None:
    row, terms = session.get(Cycle, cycle), cycle_acts.terms(session, cycle)
    if row is None or terms is None:
        return None
    return cycle_progress.concerned(session, row.id, row.ends, today, terms.units)


def _given(whom: Concerned) -> dict[str, Any]:
    given: dict[str, Any] = {"cycle": whom.cycle, "today": whom.today, "ends": whom.ends}
    return given | ({"codes": whom.codes} if whom.codes else {})
