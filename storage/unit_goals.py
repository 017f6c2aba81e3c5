"""The goals of units and of the company that people's own goals serve; a version is only ever added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint, bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLE_MAX = 200


class UnitGoal(SQLModel, table=True):
    """One version of a unit's goal for a cycle. `supports` is the goal above it; `dropped`: it holds no longer."""

    __tablename__ = "unit_goal"
    __table_args__ = (UniqueConstraint("cycle", "code", "version"),)
    number: int | None = Field(default=None, primary_key=True)
    cycle: str = Field(max_length=32)
    code: str = Field(max_length=64)
    version: int
    unit_code: str = Field(max_length=64, index=True)
    title: str = Field(max_length=TITLE_MAX)
    supports: str | None = Field(default=None, max_length=64)
    dropped: bool = False
    entered_by: int | None = Field(default=None, foreign_key="person.id")
    entered_at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class Goal:
    """A unit's goal as it holds now."""

    code: str
    unit: str
    title: str
    supports: str | None
    version: int


def keep(  # noqa: PLR0913 - a goal has this many facts
    session: Session,
    cycle: str,
    code: str,
    *,
    unit: str,
    title: str,
    supports: str | None,
    dropped: bool = False,
    by_id: int | None,
    now: datetime,
) -> bool:
    """Store a goal as a further version; False when it says what the newest one says."""
    newest = next(reversed(history(session, cycle, code)), None)
    said = (unit, title, supports, dropped)
    if newest is not None and (newest.unit_code, newest.title, newest.supports, newest.dropped) == said:
        return False
    session.add(
        UnitGoal(
            cycle=cycle,
            code=code,
            version=newest.version + 1 if newest else 1,
            unit_code=unit,
            title=title,
            supports=supports,
            dropped=dropped,
            entered_by=by_id,
            entered_at=now,
        )
    )
    session.flush()
    return True


def of_cycle(session: Session, cycle: str) -> dict[str, Goal]:
    """Return every goal that holds in a cycle, by its code, in the order of the codes."""
    newest = {row.code: row for row in session.exec(_OF_CYCLE, params={"cycle": cycle})}
    return {
        code: Goal(code, row.unit_code, row.title, row.supports, row.version)
        for code, row in newest.items()
        if not row.dropped
    }


def codes(session: Session, cycle: str) -> set[str]:
    """Return every code a cycle's goals have or had."""
    return {row.code for row in session.exec(_OF_CYCLE, params={"cycle": cycle})}


def history(session: Session, cycle: str, code: str) -> list[UnitGoal]:
    """Return every version of a goal, the oldest first."""
    return [row for row in session.exec(_OF_CYCLE, params={"cycle": cycle}) if row.code == code]


def chain(goals: dict[str, Goal], code: str | None) -> Iterator[Goal]:
    """Give the goals from `code` upwards; what is not known ends the chain, and so does a circle."""
    passed: set[str] = set()
    while code and code in goals and code not in passed:
        passed.add(code)
        yield goals[code]
        code = goals[code].supports


_OF_CYCLE = (
    select(UnitGoal)
    .where(col(UnitGoal.cycle) == bindparam("cycle"))
    .order_by(col(UnitGoal.code), col(UnitGoal.version))
)
