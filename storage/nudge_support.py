"""Offers of help when talks stay away, and what employees say of the talks that took place (domain 3.4, N-18)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import UniqueConstraint, bindparam, func
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from collections.abc import Iterable

FEWEST = 5
"""An average of fewer answers than this would say who answered what (D10)."""


class SupportSignal(SQLModel, table=True):
    """A manager who was told that help is near; HR is told at `hr_at`, unless the talk took place before.

    `task` is what is open, `due_on` its day; `reason` is the word the manager chose, when they chose one.
    """

    __tablename__ = "support_signal"
    key: str = Field(primary_key=True, max_length=160)
    manager_id: int = Field(foreign_key="person.id", index=True)
    employee_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    task: str = Field(max_length=24)
    due_on: date
    told_at: datetime = Field(sa_type=UtcDateTime)
    hr_at: datetime | None = Field(default=None, index=True, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=16)
    hr_told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TalkPulse(SQLModel, table=True):
    """How useful an employee found a talk, from 1 to 5. Only averages of five and more are ever shown."""

    __tablename__ = "talk_pulse"
    __table_args__ = (UniqueConstraint("employee_id", "manager_id", "talk_on"),)
    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="person.id")
    manager_id: int = Field(foreign_key="person.id", index=True)
    talk_on: date
    value: int
    said_at: datetime = Field(sa_type=UtcDateTime)


class Pulse(NamedTuple):
    """The average of so many answers, to one decimal."""

    average: Decimal
    answers: int


_TO_PASS_ON = (
    select(SupportSignal)
    .where(col(SupportSignal.hr_at) <= bindparam("by"))
    .order_by(col(SupportSignal.hr_at))
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)


def signals(session: Session, keys: Iterable[str]) -> dict[str, SupportSignal]:
    """Return the signals under these keys."""
    found = session.exec(select(SupportSignal).where(col(SupportSignal.key).in_(sorted(set(keys)))))
    return {each.key: each for each in found}


def signal(session: Session, key: str) -> SupportSignal | None:
    """Return one signal, locked until the transaction ends."""
    return session.exec(select(SupportSignal).where(SupportSignal.key == key).with_for_update()).first()


def signals_of(session: Session, manager_id: int) -> list[SupportSignal]:
    """Return the signals a manager was told of, oldest first."""
    query = select(SupportSignal).where(SupportSignal.manager_id == manager_id)
    return list(session.exec(query.order_by(col(SupportSignal.told_at))))


def to_pass_on(session: Session, now: datetime, limit: int) -> list[SupportSignal]:
    """Return the signals HR is to be told of by now; copies never share one."""
    return list(session.exec(_TO_PASS_ON, params={"by": now, "at_most": limit}))


def rate(session: Session, pulse: TalkPulse) -> bool:
    """Store what an employee says of a talk; False when they had said so already, which stays."""
    said = select(TalkPulse.id).where(
        TalkPulse.employee_id == pulse.employee_id,
        TalkPulse.manager_id == pulse.manager_id,
        TalkPulse.talk_on == pulse.talk_on,
    )
    if session.exec(said).first() is not None:
        return False
    session.add(pulse)
    session.flush()
    return True


def pulse_of(session: Session, manager_id: int, since: date) -> Pulse | None:
    """Return how useful a manager's talks since then were found; None when fewer than five people answered."""
    count = func.count(col(TalkPulse.employee_id).distinct())
    query = select(func.sum(TalkPulse.value), func.count(), count).where(
        TalkPulse.manager_id == manager_id, col(TalkPulse.talk_on) >= since
    )
    total, answers, voices = session.exec(query).one()
    if voices < FEWEST:
        return None
    average = (Decimal(total) / answers).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Pulse(average, answers)


def pulses_by(session: Session, employee_id: int) -> list[TalkPulse]:
    """Return what an employee said of their talks, oldest first."""
    query = select(TalkPulse).where(TalkPulse.employee_id == employee_id)
    return list(session.exec(query.order_by(col(TalkPulse.talk_on))))
