"""Performance cycles and their phases (domain 5.1)."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Protocol

from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

if TYPE_CHECKING:
    from collections.abc import Sequence


class Cycle(SQLModel, table=True):
    """A span of work that is looked back on as one. `names` says what it is called, by language."""

    __tablename__ = "cycle"
    id: str = Field(primary_key=True, max_length=32)
    names: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    starts: date = Field(index=True)
    ends: date


class CyclePhase(SQLModel, table=True):
    """One phase of a cycle, first and last day included; `closes_at` is wall time in the company's zone."""

    __tablename__ = "cycle_phase"
    cycle_id: str = Field(primary_key=True, foreign_key="cycle.id", max_length=32)
    id: str = Field(primary_key=True, max_length=16)
    position: int
    key: str = Field(max_length=32)
    names: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    opens: date
    closes: date
    closes_at: time | None = None


class BothNames(Protocol):
    """A name in the two languages everything has."""

    @property
    def en(self) -> str:
        """In English."""
        ...

    @property
    def zh(self) -> str:
        """In Chinese."""
        ...


class PhaseFacts(Protocol):
    """What a phase to be loaded says of itself."""

    @property
    def id(self) -> str:
        """Its number in the process, such as `P3`."""
        ...

    @property
    def key(self) -> str:
        """What kind of phase it is, such as `mid_review`."""
        ...

    @property
    def name(self) -> BothNames:
        """What it is called."""
        ...

    @property
    def opens(self) -> date:
        """Its first day."""
        ...

    @property
    def closes(self) -> date:
        """Its last day."""
        ...

    @property
    def closes_at(self) -> time | None:
        """When on the last day, where the hour is part of the rule."""
        ...


class CycleFacts(Protocol):
    """What a cycle to be loaded says of itself."""

    @property
    def id(self) -> str:
        """Such as `2026H1`."""
        ...

    @property
    def name(self) -> BothNames:
        """What it is called."""
        ...

    @property
    def starts(self) -> date:
        """Its first day."""
        ...

    @property
    def ends(self) -> date:
        """Its last day."""
        ...

    @property
    def phases(self) -> Sequence[PhaseFacts]:
        """Its phases in the order of the process."""
        ...


def load(session: Session, cycle: CycleFacts) -> None:
    """Store a cycle and its phases as they are given; what was stored under its id before is replaced."""
    session.merge(Cycle(id=cycle.id, names=_names(cycle.name), starts=cycle.starts, ends=cycle.ends))
    session.flush()
    given = {phase.id for phase in cycle.phases}
    for phase in phases(session, cycle.id):
        if phase.id not in given:
            session.delete(phase)
    for position, phase_given in enumerate(cycle.phases):
        session.merge(
            CyclePhase(
                cycle_id=cycle.id,
                id=phase_given.id,
                position=position,
                key=phase_given.key,
                names=_names(phase_given.name),
                opens=phase_given.opens,
                closes=phase_given.closes,
                closes_at=phase_given.closes_at,
            )
        )
    session.flush()


def move(session: Session, cycle_id: str, phase_id: str, opens: date, closes: date) -> None:
    """Give a phase other days."""
    phase = session.get_one(CyclePhase, (cycle_id, phase_id))
    phase.opens, phase.closes = opens, closes
    session.add(phase)
    session.flush()


def at_work(session: Session, day: date) -> list[Cycle]:
    """Return the cycles whose work falls on `day`, the one that started last before the others."""
    query = select(Cycle).where(Cycle.starts <= day, Cycle.ends >= day).order_by(col(Cycle.starts).desc())
    return list(session.exec(query))


def every(session: Session) -> list[Cycle]:
    """Return every cycle, the newest first."""
    return list(session.exec(select(Cycle).order_by(col(Cycle.starts).desc())))


def phases(session: Session, cycle_id: str) -> list[CyclePhase]:
    """Return a cycle's phases in the order of the process."""
    query = select(CyclePhase).where(CyclePhase.cycle_id == cycle_id).order_by(col(CyclePhase.position))
    return list(session.exec(query))


def open_phases(session: Session, day: date) -> list[CyclePhase]:
    """Return every phase of any cycle that is open on `day`, the one that closes first before the others."""
    query = select(CyclePhase).where(CyclePhase.opens <= day, CyclePhase.closes >= day)
    return list(session.exec(query.order_by(col(CyclePhase.closes), col(CyclePhase.position))))


def coming_phases(session: Session, day: date) -> list[CyclePhase]:
    """Return every phase of any cycle that opens after `day`, the one that opens first before the others."""
    query = select(CyclePhase).where(CyclePhase.opens > day)
    return list(session.exec(query.order_by(col(CyclePhase.opens), col(CyclePhase.position))))


def all_names(session: Session) -> list[dict[str, str]]:
    """Return what every cycle and every phase is called, by language."""
    return [*session.exec(select(Cycle.names)), *session.exec(select(CyclePhase.names))]


def _names(name: BothNames) -> dict[str, str]:
    return {"en": name.en, "zh": name.zh}
