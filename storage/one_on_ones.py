"""The standing 1:1s of a manager and a report, and the moments somebody was prompted for one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, func, select

from storage.columns import UtcDateTime
from storage.records import Note

PREPARE, WRAP_UP = "prepare", "wrap_up"


class OneOnOneSeries(SQLModel, table=True):
    """A pair's standing 1:1: wall time (`HH:MM`) in a zone, every so many days.

    `next_on` is the date, on the clocks of that zone, of the talk that a prompt is waited for, and `next_at`
    its start. `moment` says which of its two prompts that is and `due_at` when it is due.
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
    paused: bool = False
    next_on: date
    next_at: datetime = Field(sa_type=UtcDateTime)
    moment: str = Field(default=PREPARE, max_length=16)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)

    @property
    def key(self) -> int:
        """The id of a series already stored."""
        if self.id is None:
            message = "this series has not been stored yet"
            raise ValueError(message)
        return self.id


def due(session: Session, now: datetime, limit: int = 200) -> list[OneOnOneSeries]:
    """Return the series with a prompt due, earliest first; copies of the bot never share one."""
    query = (
        select(OneOnOneSeries)
        .where(col(OneOnOneSeries.due_at) <= now, col(OneOnOneSeries.paused).is_(False))
        .order_by(col(OneOnOneSeries.due_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(session.exec(query))


# Built once: every step of a check-in asks this, and building it takes longer than running it.
_OF_PAIR = select(OneOnOneSeries).where(
    col(OneOnOneSeries.manager_id) == bindparam("manager"),
    col(OneOnOneSeries.employee_id) == bindparam("employee"),
)


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


def last_talks(session: Session, manager_id: int) -> dict[int, date]:
    """Return the day of the last talk on record with each report; somebody never talked with is absent."""
    query = (
        select(Note.employee_id, func.max(Note.met_on))
        .where(Note.manager_id == manager_id, Note.mode == "debrief", col(Note.partial).is_(False))
        .group_by(col(Note.employee_id))
    )
    return dict(session.exec(query).all())
