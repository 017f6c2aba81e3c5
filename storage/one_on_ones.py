"""The standing 1:1s of a manager and a report: how they come round, and when each is to be looked at again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from storage.columns import UtcDateTime
from storage.people import Person
from storage.records import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""When a series is looked at that nothing can come of: a paused one must not lie in the way of those due."""


class OneOnOneSeries(SQLModel, table=True):
    """A pair's cadence: every so many days, at a wall time (`HH:MM`) in a zone, or without a fixed time (empty).

    `next_on` is the date of the next turn, on the clocks of that zone, and `next_at` its start; without a fixed
    time, the day by which the two should have talked. `due_at` is when the series is to be looked at again.
    `warn_days` and `hard_days` without a talk the manager hears of it. `since`: gaps count from here while no
    talk is on record. `paused`: nothing comes of it until somebody takes it up; `paused_until`: nothing before
    that day. `skipped_on` is the last turn left out, `moved_to` the moment the turn of `next_on` was moved to.
    """

    __tablename__ = "one_on_one_series"
    __table_args__ = (UniqueConstraint("manager_id", "employee_id"),)
    id: int | None = Field(default=None, primary_key=True)
    manager_id: int = Field(foreign_key="person.id", index=True)
    employee_id: int = Field(foreign_key="person.id", index=True)
    wall_time: str = Field(max_length=5)
    timezone: str = Field(max_length=64)
    interval_days: int = 14
    minutes: int = 30
    warn_days: int = 21
    hard_days: int = 28
    paused: bool = False
    paused_until: date | None = None
    since: date | None = None
    skipped_on: date | None = None
    moved_to: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_on: date
    next_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)

    @property
    def key(self) -> int:
        """The id of a series already stored."""
        if self.id is None:
            message = "this series has not been stored yet"
            raise ValueError(message)
        return self.id

    @property
    def planned_at(self) -> datetime | None:
        """The start of the next talk; None without a fixed time, unless one was agreed."""
        return self.next_at if self.wall_time or self.moved_to is not None else None

    @property
    def pair(self) -> tuple[int, int]:
        """The manager and the employee."""
        return (self.manager_id, self.employee_id)


# Built once: these are part of every tick or of every step of a check-in.
_DUE = (
    select(OneOnOneSeries)
    .where(col(OneOnOneSeries.due_at) <= bindparam("now"), col(OneOnOneSeries.paused).is_(False))
    .order_by(col(OneOnOneSeries.due_at))
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_OF_PAIR = select(OneOnOneSeries).where(
    col(OneOnOneSeries.manager_id) == bindparam("manager"),
    col(OneOnOneSeries.employee_id) == bindparam("employee"),
)
_LAST_OF = (
    select_columns(col(Note.manager_id), col(Note.employee_id), func.max(Note.met_on))
    .where(
        col(Note.employee_id).in_(bindparam("employees", expanding=True)),
        col(Note.mode) == "debrief",
        col(Note.partial).is_(False),
    )
    .group_by(col(Note.manager_id), col(Note.employee_id))
)
_WITHOUT = (
    select(Person)
    .where(
        col(Person.id) > bindparam("after"),
        col(Person.manager_id).is_not(None),
        col(Person.left_on).is_(None),
        ~select(OneOnOneSeries)
        .where(
            col(OneOnOneSeries.employee_id) == col(Person.id),
            col(OneOnOneSeries.manager_id) == col(Person.manager_id),
        )
        .exists(),
    )
    .order_by(col(Person.id))
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=Person)
)


def due(session: Session, now: datetime, limit: int = 200) -> list[OneOnOneSeries]:
    """Return the series to look at now, earliest first; copies of the bot never share one."""
    return list(session.exec(_DUE, params={"now": now, "most": limit}))


def of_pair(session: Session, manager_id: int, employee_id: int) -> OneOnOneSeries | None:
    """Return a pair's standing 1:1."""
    return session.exec(_OF_PAIR, params={"manager": manager_id, "employee": employee_id}).first()


def of_person(session: Session, person_id: int) -> list[OneOnOneSeries]:
    """Return the standing 1:1s a person takes part in, next talk first."""
    query = (
        select(OneOnOneSeries)
        .where((col(OneOnOneSeries.manager_id) == person_id) | (col(OneOnOneSeries.employee_id) == person_id))
        .order_by(col(OneOnOneSeries.next_at))
    )
    return list(session.exec(query))


def of_pairs(session: Session, manager_id: int, employees: Iterable[int]) -> list[OneOnOneSeries]:
    """Return the standing 1:1s of a manager with these employees."""
    query = select(OneOnOneSeries).where(
        OneOnOneSeries.manager_id == manager_id, col(OneOnOneSeries.employee_id).in_(sorted(set(employees)))
    )
    return list(session.exec(query.order_by(col(OneOnOneSeries.id))))


def reports_without(session: Session, after: int, limit: int = 500) -> list[Person]:
    """Return people with a number above `after` who have a manager and no series with them, by number."""
    return list(session.exec(_WITHOUT, params={"after": after, "most": limit}))


def last_talks(session: Session, manager_id: int) -> dict[int, date]:
    """Return the day of the last talk on record with each report; somebody never talked with is absent."""
    query = (
        select(Note.employee_id, func.max(Note.met_on))
        .where(Note.manager_id == manager_id, Note.mode == "debrief", col(Note.partial).is_(False))
        .group_by(col(Note.employee_id))
    )
    return dict(session.exec(query).all())


def last_of_pairs(session: Session, employees: Iterable[int]) -> dict[tuple[int, int], date]:
    """Return the day of the last talk on record of every pair of these employees, by manager and employee."""
    found = session.connection().execute(_LAST_OF, {"employees": sorted(set(employees))})
    return {(manager, employee): met_on for manager, employee, met_on in found}
