"""Check-in conversations and the turns they were made of."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, or_, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from sqlmodel.sql.expression import SelectOfScalar


class CheckInRow(SQLModel, table=True):
    """A conversation as it stands.

    `state` is the rules' own record, the columns beside it are for finding it; `card` is the outbox key of the
    message that shows the conversation now, `occurrence` the 1:1 that caused it, `wake_at` when waiting ends.
    """

    __tablename__ = "check_in"
    id: str = Field(primary_key=True, max_length=32)
    manager_id: int = Field(foreign_key="person.id", index=True)
    employee_id: int | None = Field(default=None, foreign_key="person.id")
    kind: str = Field(max_length=32)
    step: str = Field(max_length=24, index=True)
    turn: int
    state: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    card: str = Field(default="", max_length=128)
    occurrence: str | None = Field(default=None, max_length=128, unique=True)
    started_at: datetime = Field(sa_type=UtcDateTime)
    touched_at: datetime = Field(sa_type=UtcDateTime)
    wake_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class CheckInTurn(SQLModel, table=True):
    """What happened at one turn and what was asked after it; only ever added, so nothing said is lost."""

    __tablename__ = "check_in_turn"
    check_in_id: str = Field(primary_key=True, foreign_key="check_in.id", max_length=32)
    turn: int = Field(primary_key=True)
    step: str = Field(max_length=24)
    event: str = Field(max_length=24)
    question: str = Field(default="", max_length=64)
    said: str = ""
    at: datetime = Field(sa_type=UtcDateTime)


def _with_and_without_lock(
    query: SelectOfScalar[CheckInRow],
) -> dict[bool, SelectOfScalar[CheckInRow]]:
    return {True: query.with_for_update(), False: query}


# Built once: every step of a check-in asks these, and building them takes longer than running them. With a lock
# for what is about to change, and without.
_GET = _with_and_without_lock(select(CheckInRow).where(col(CheckInRow.id) == bindparam("of_id")))
_OF_MANAGER = _with_and_without_lock(
    select(CheckInRow)
    .where(
        col(CheckInRow.manager_id) == bindparam("manager"),
        col(CheckInRow.step).in_(bindparam("steps", expanding=True)),
    )
    .order_by(col(CheckInRow.touched_at).desc(), col(CheckInRow.turn).desc())
)
_TURNS = (
    select(CheckInTurn)
    .where(col(CheckInTurn.check_in_id) == bindparam("of_id"))
    .order_by(col(CheckInTurn.turn))
)


def get(session: Session, check_in_id: str, *, lock: bool = False) -> CheckInRow | None:
    """Return a conversation; locked until the transaction ends when it is about to change."""
    return session.exec(_GET[lock], params={"of_id": check_in_id}).first()


def of_manager(
    session: Session, manager_id: int, steps: frozenset[str], *, lock: bool = False
) -> list[CheckInRow]:
    """Return a manager's conversations that stand at one of these steps, last touched first."""
    given = {"manager": manager_id, "steps": sorted(steps)}
    return list(session.exec(_OF_MANAGER[lock], params=given))


def all_of_manager(session: Session, manager_id: int) -> list[CheckInRow]:
    """Return every conversation a manager ever had, first to last."""
    query = select(CheckInRow).where(CheckInRow.manager_id == manager_id)
    return list(session.exec(query.order_by(col(CheckInRow.started_at), col(CheckInRow.id))))


def with_person(session: Session, person_id: int) -> list[CheckInRow]:
    """Return every conversation somebody held or was the subject of."""
    query = select(CheckInRow).where(
        or_(col(CheckInRow.manager_id) == person_id, col(CheckInRow.employee_id) == person_id)
    )
    return list(session.exec(query.order_by(col(CheckInRow.started_at), col(CheckInRow.id))))


def to_wake(session: Session, now: datetime, limit: int = 100) -> list[CheckInRow]:
    """Return the conversations something is due for, earliest first; copies of the bot never share one."""
    query = (
        select(CheckInRow)
        .where(col(CheckInRow.wake_at) <= now)
        .order_by(col(CheckInRow.wake_at))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(session.exec(query))


def turns(session: Session, check_in_id: str) -> list[CheckInTurn]:
    """Return every turn of a conversation, first to last."""
    return list(session.exec(_TURNS, params={"of_id": check_in_id}))


def of_occurrence(session: Session, occurrence: str) -> CheckInRow | None:
    """Return the conversation a 1:1's moment has already caused."""
    return session.exec(select(CheckInRow).where(CheckInRow.occurrence == occurrence)).first()
