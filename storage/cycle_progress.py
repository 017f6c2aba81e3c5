"""How far a cycle is: who has done what a phase asks for, counted by unit in the database.

Nothing sealed is opened: that goals were confirmed, a note is final, a figure was entered, is in the open columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Index, and_, bindparam, func, or_
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, col

from storage import goal_sheets, relations, scores
from storage.people import Person
from storage.records import FINAL, KEPT, SAVED_MESSAGE, UNACKNOWLEDGED, Note
from storage.score_entries import Kind, ScoreEntryRow
from storage.scores import ScoreState, ScoreVersionRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import ColumnElement, Select

TALK_DAYS = 28
"""Within so many days everybody has had a talk (domain 5.1, P2)."""
_CALIBRATED = ("calibrated", "released", "under_appeal", "final")
_SHEETS, _STEPS, _NOTES, _VERSIONS, _STATES = (
    SQLModel.metadata.tables[name]
    for name in ("goal_sheet", "goal_sheet_step", "note", "score_version", "score_state")
)
# Whole indexes: what is counted lies beside sealed words, two thousand bytes a row, which need not be read.
Index("ix_goal_sheet_counted", _SHEETS.c.cycle, _SHEETS.c.id, _SHEETS.c.person_id)
Index("ix_goal_sheet_step_counted", _STEPS.c.sheet_id, _STEPS.c.step)
Index(
    "ix_note_counted",
    _NOTES.c.cycle_id,
    _NOTES.c.kind,
    _NOTES.c.status,
    _NOTES.c.partial,
    _NOTES.c.employee_id,
)
Index("ix_score_version_counted", _VERSIONS.c.cycle, _VERSIONS.c.id, _VERSIONS.c.person_id)
Index("ix_score_state_counted", _STATES.c.score_id, _STATES.c.state)
_NO_TALK = ("recognition", SAVED_MESSAGE)


@dataclass(frozen=True)
class Concerned:
    """Whom a cycle is for: who works here on `today` and began by its end; of the units `codes` when not empty."""

    cycle: str
    ends: date
    today: date
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Count:
    """How many of a unit's own people have done it; `unit` None for those without one."""

    unit: str | None
    done: int
    total: int


def _notes(*further: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select_columns(col(Note.employee_id).label("person_id"))
        .where(col(Note.partial).is_(False), *further)
        .distinct()
    )


def _record(kind: str) -> Select[*tuple[Any, ...]]:
    return _notes(
        col(Note.cycle_id) == bindparam("cycle"),
        col(Note.kind) == kind,
        col(Note.status).in_((FINAL, UNACKNOWLEDGED)),
    )


def _results(*states: str) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = select_columns(col(ScoreVersionRow.person_id).label("person_id")).where(
        col(ScoreVersionRow.cycle) == bindparam("cycle")
    )
    if states:
        entered = select_columns(col(ScoreState.score_id)).where(col(ScoreState.state).in_(states))
        query = query.where(col(ScoreVersionRow.id).in_(entered))
    return query.distinct()


def _both() -> Select[*tuple[Any, ...]]:
    """Return who has both records without which a cycle cannot close."""
    interview = _record("performance_interview").subquery()
    return _record("mid_review").where(col(Note.employee_id).in_(select_columns(interview.c.person_id)))


BOTH = "both_records"
_WITH_RESULT = _results()
_DONE: dict[str, Select[*tuple[Any, ...]]] = {
    "goals": goal_sheets.agreed_in_cycle(),
    "talks": _notes(
        col(Note.met_on) > bindparam("since"), col(Note.kind).not_in(_NO_TALK), col(Note.status) != KEPT
    ),
    "mid_review": _record("mid_review"),
    "interview": _record("performance_interview"),
    "reviews": select_columns(col(ScoreEntryRow.person_id).label("person_id"))
    .where(col(ScoreEntryRow.cycle) == bindparam("cycle"), col(ScoreEntryRow.kind) == Kind.ITEM.value)
    .distinct(),
    "results": _results(*_CALIBRATED),
    BOTH: _both(),
}
"""The ids of the people who have done something, each once."""
HERE = and_(
    or_(col(Person.left_on).is_(None), col(Person.left_on) > bindparam("today")),
    col(Person.start_date) <= bindparam("ends"),
)
"""Who works here on `:today` and began by `:ends`."""


def _by_unit(done: str, *, limited: bool) -> tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]:
    """Return how to count everybody and those who have done something, by unit.

    Apart, because both engines then begin with the fewer rows: an outer join was a hundred times slower on SQLite.
    """
    doers = _DONE[done].subquery()
    everybody: Select[*tuple[Any, ...]] = select_columns(col(Person.unit_code), func.count()).where(HERE)
    if done == "results":
        # Of whom there is no result, none can be calibrated.
        everybody = everybody.where(col(Person.id).in_(_WITH_RESULT))
    finished: Select[*tuple[Any, ...]] = (
        select_columns(col(Person.unit_code), func.count())
        .select_from(doers)
        .join(Person, col(Person.id) == doers.c.person_id)
        .where(HERE)
    )
    if limited:
        inside = col(Person.unit_code).in_(bindparam("codes", expanding=True))
        everybody, finished = everybody.where(inside), finished.where(inside)
    return everybody.group_by(col(Person.unit_code)), finished.group_by(col(Person.unit_code))


_COUNTS = {(done, limited): _by_unit(done, limited=limited) for done in _DONE for limited in (False, True)}
_MINE = {
    done: query.where(next(iter(query.selected_columns)).in_(bindparam("people", expanding=True)))
    for done, query in _DONE.items()
}


def _with_both(*, limited: bool) -> Select[*tuple[Any, ...]]:
    both = (_DONE[kind].subquery() for kind in ("mid_review", "interview"))
    query: Select[*tuple[Any, ...]] = select_columns(func.count()).select_from(Person).where(HERE)
    for done in both:
        query = query.where(col(Person.id).in_(select_columns(done.c.person_id)))
    return query.where(col(Person.unit_code).in_(bindparam("codes", expanding=True))) if limited else query


def _everybody(*, limited: bool) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = select_columns(func.count()).select_from(Person).where(HERE)
    return query.where(col(Person.unit_code).in_(bindparam("codes", expanding=True))) if limited else query


def _not_yet(done: str, *, limited: bool) -> Select[*tuple[Any, ...]]:
    doers = _DONE[done].subquery()
    query: Select[*tuple[Any, ...]] = select_columns(col(Person.id)).where(
        HERE,
        col(Person.id) > bindparam("after"),
        col(Person.manager_id).is_not(None),
        col(Person.id).not_in(select_columns(doers.c.person_id)),
    )
    query = query.order_by(col(Person.id)).limit(bindparam("limit"))
    return query.where(col(Person.unit_code).in_(bindparam("codes", expanding=True))) if limited else query


_NOT_YET = {("goals", limited): _not_yet("goals", limited=limited) for limited in (False, True)}
_BOTH = {limited: _with_both(limited=limited) for limited in (False, True)}
_EVERYBODY = {limited: _everybody(limited=limited) for limited in (False, True)}
_MEMBERS = {
    False: select_columns(col(Person.id), col(Person.unit_code)).where(HERE),
    True: select_columns(col(Person.id), col(Person.unit_code)).where(
        HERE, col(Person.unit_code).in_(bindparam("codes", expanding=True))
    ),
}
MEASURED = frozenset(_DONE)
"""What is counted person by person."""


def done_by(done: str) -> Select[*tuple[Any, ...]]:
    """Return the query for who has done something in `:cycle`; its one column is `person_id`."""
    return _DONE[done]


def concerned(session: Session, cycle_id: str, ends: date, today: date, units: Iterable[str]) -> Concerned:
    """Return whom a cycle is for, units below the given ones included."""
    codes: tuple[str, ...] = ()
    if wanted := sorted(units):
        below = relations.units_below(wanted)
        codes = tuple(sorted(session.connection().execute(select_columns(below.c.code)).scalars()))
    return Concerned(cycle_id, ends, today, codes)


def within(session: Session, whom: Concerned, unit: str) -> Concerned:
    """Return those of a cycle's people who are in a unit or below it."""
    below = concerned(session, whom.cycle, whom.ends, whom.today, [unit])
    codes = tuple(code for code in below.codes if not whom.codes or code in whom.codes)
    # An empty list would mean the whole company.
    return Concerned(whom.cycle, whom.ends, whom.today, codes or ("",))


def by_unit(session: Session, done: str, whom: Concerned) -> list[Count]:
    """Return how many have done something, for each unit's own people, by the unit's code."""
    given: dict[str, Any] = {"cycle": whom.cycle, "today": whom.today, "ends": whom.ends}
    if done == "talks":
        given["since"] = whom.today - timedelta(days=TALK_DAYS)
    if whom.codes:
        given["codes"] = whom.codes
    everybody, finished = _COUNTS[done, bool(whom.codes)]
    totals = session.connection().execute(everybody, given).all()
    doers = {row[0]: row[1] for row in session.connection().execute(finished, given)}
    found = [Count(unit, doers.get(unit, 0), total) for unit, total in totals]
    return sorted(found, key=lambda count: count.unit or "")


def with_both(session: Session, whom: Concerned) -> tuple[int, int]:
    """Return how many have both records their cycle cannot close without, and of how many."""
    given: dict[str, Any] = {"today": whom.today, "ends": whom.ends}
    if whom.codes:
        given["codes"] = whom.codes
    limited = bool(whom.codes)
    everybody = session.connection().execute(_EVERYBODY[limited], given).scalar_one()
    done = session.connection().execute(_BOTH[limited], {**given, "cycle": whom.cycle}).scalar_one()
    return int(done), int(everybody)


def done_among(session: Session, done: str, whom: Concerned, people: Collection[int]) -> set[int]:
    """Return those of these few people who have done something."""
    given: dict[str, Any] = {"people": sorted(people)}
    if done == "talks":
        given["since"] = whom.today - timedelta(days=TALK_DAYS)
    else:
        given["cycle"] = whom.cycle
    return set(session.connection().execute(_MINE[done], given).scalars())


def not_yet(session: Session, done: str, whom: Concerned, after: int, limit: int) -> list[int]:
    """Return the next people beyond the id `after` who have not done something and are led by somebody, in order."""
    given: dict[str, Any] = {
        "cycle": whom.cycle,
        "today": whom.today,
        "ends": whom.ends,
        "after": after,
        "limit": limit,
    }
    if whom.codes:
        given["codes"] = whom.codes
    return list(session.connection().execute(_NOT_YET[done, bool(whom.codes)], given).scalars())


def members(session: Session, whom: Concerned) -> dict[int, str | None]:
    """Return who a cycle is for, each with the code of their unit."""
    given: dict[str, Any] = {"today": whom.today, "ends": whom.ends}
    if whom.codes:
        given["codes"] = whom.codes
    found = session.connection().execute(_MEMBERS[bool(whom.codes)], given)
    return {int(person): unit for person, unit in found if person is not None}


def frozen(session: Session, cycle_id: str) -> bool:
    """Return whether a cycle's data are frozen."""
    return scores.frozen(session, cycle_id) is not None
