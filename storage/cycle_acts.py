"""Under which terms a cycle runs, and everything people did to it.

An act is only ever added; why it was done is sealed under the key of who did it. Who, what, when and which dates it
changed stay readable when their words are gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import bindparam, func
from sqlalchemy import select as select_columns
from sqlmodel import JSON, Column, Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.cycles import CyclePhase
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


class Act(StrEnum):
    """What can be done to a cycle."""

    PLANNED = "planned"
    OPENED = "opened"
    EXTENDED = "extended"
    WAIVED = "waived"
    SIGNED = "signed"
    """Somebody says that a phase is done which nothing in the database can show."""
    ANNOUNCED = "announced"
    """A draft of a planned announcement was laid before HR, or was given the cycle's new days."""
    SKIPPED = "skipped"
    """A planned announcement is not to be made."""
    TAKEN_BACK = "taken_back"
    """An announcement that was let go was stopped because its day moved; it is planned anew."""


class CycleTerms(SQLModel, table=True):
    """How a cycle runs: which kind it is, whether pay depends on it, and for whom.

    `units`: the codes of the pilot units, with those below them; empty for the whole company.
    """

    __tablename__ = "cycle_terms"
    cycle_id: str = Field(primary_key=True, foreign_key="cycle.id", max_length=32)
    kind: str = Field(max_length=16)
    linked_to_pay: bool
    units: list[str] = Field(sa_column=Column(JSON, nullable=False))


class CycleActRow(SQLModel, table=True):
    """An act as it is stored. `facts`: the dates or shares it was about, without names and without words."""

    __tablename__ = "cycle_act"
    id: str = Field(primary_key=True, max_length=32)
    number: int = Field(index=True)
    cycle_id: str = Field(foreign_key="cycle.id", index=True, max_length=32)
    phase_id: str = Field(max_length=16)
    act: str = Field(max_length=12)
    decided_by: int = Field(foreign_key="person.id", index=True)
    reason: bytes
    facts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    at: datetime = Field(sa_type=UtcDateTime)

    def place(self, column: str) -> Place:
        """Return where a sealed column of this row lies."""
        return Place("cycle_act", self.id, column)


@dataclass(frozen=True)
class CycleAct:
    """An act, opened. `reason` is empty where none was asked for, and where its words are gone."""

    cycle_id: str
    phase_id: str
    act: Act
    decided_by: int
    reason: str
    facts: Mapping[str, Any]
    at: datetime


# Built once: Home asks this whenever it is opened.
_OF_CYCLE = (
    select(CycleActRow)
    .where(col(CycleActRow.cycle_id) == bindparam("cycle"))
    .order_by(col(CycleActRow.number), col(CycleActRow.id))
)
_OPENED = (
    select(CycleActRow.phase_id)
    .where(CycleActRow.cycle_id == bindparam("cycle"), CycleActRow.act == Act.OPENED.value)
    .distinct()
)
_BY = (
    select(CycleActRow)
    .where(col(CycleActRow.decided_by) == bindparam("person"))
    .order_by(col(CycleActRow.at), col(CycleActRow.number))
)

_WATCHED = (
    select_columns(
        col(CyclePhase.cycle_id),
        col(CyclePhase.id),
        col(CyclePhase.opens),
        col(CyclePhase.closes),
        select_columns(func.count())
        .where(col(CycleActRow.cycle_id) == CyclePhase.cycle_id)
        .correlate(CyclePhase)
        .scalar_subquery(),
    )
    .join(CycleTerms, col(CycleTerms.cycle_id) == CyclePhase.cycle_id)
    .where(col(CyclePhase.closes) >= bindparam("today"))
    .order_by(col(CyclePhase.cycle_id), col(CyclePhase.position))
)
_HOLD = select_columns(col(CycleTerms.cycle_id)).where(col(CycleTerms.cycle_id) == bindparam("cycle"))
_HOLD = _HOLD.with_for_update()


def set_terms(
    session: Session, cycle_id: str, kind: str, units: Sequence[str], *, linked_to_pay: bool
) -> None:
    """Store under which terms a cycle runs, over those it ran under before."""
    terms = CycleTerms(cycle_id=cycle_id, kind=kind, linked_to_pay=linked_to_pay, units=list(units))
    session.merge(terms)
    session.flush()


def terms(session: Session, cycle_id: str) -> CycleTerms | None:
    """Return a cycle's terms; None for one that nobody planned here."""
    return session.get(CycleTerms, cycle_id)


def linked_to_pay(session: Session, cycle_id: str) -> bool:
    """Return whether pay depends on a cycle: it does unless its terms say no.

    Whoever shows results or rules of a cycle asks this, and prints the sentence `cycles-not-linked-to-pay` where it
    does not.
    """
    found = terms(session, cycle_id)
    return found is None or found.linked_to_pay


def keep(  # noqa: PLR0913 - an act has this many facts
    session: Session,
    cycle_id: str,
    phase_id: str,
    act: Act,
    *,
    by: int,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
    now: datetime,
) -> CycleAct:
    """Add an act. Raises KeyDestroyedError when who did it was erased."""
    lock = Lock((by,))
    row = CycleActRow(
        id=uuid4().hex,
        number=len(session.exec(_OF_CYCLE, params={"cycle": cycle_id}).all()) + 1,
        cycle_id=cycle_id,
        phase_id=phase_id,
        act=act.value,
        decided_by=by,
        reason=b"",
        facts=dict(facts or {}),
        at=now,
    )
    row.reason = keyring(session, [lock], now=now).seal(lock, reason, row.place("reason"))
    session.add(row)
    session.flush()
    return _opened(row, reason)


def watched(session: Session, today: date) -> list[tuple[Any, ...]]:
    """Return what could give time something to do: the days of each phase of a planned cycle that is not over yet.

    With them how many acts its cycle has, so that who looks again sees whether anything has changed since.
    """
    return [tuple(row) for row in session.connection().execute(_WATCHED, {"today": today})]


def hold(session: Session, cycle_id: str) -> None:
    """Keep others from acting on a cycle until this transaction ends."""
    session.connection().execute(_HOLD, {"cycle": cycle_id})


def acts(session: Session, cycle_id: str) -> list[CycleAct]:
    """Return what was done to a cycle, the first act first."""
    return _read(session, session.exec(_OF_CYCLE, params={"cycle": cycle_id}).all())


def acts_by(session: Session, person_id: int) -> list[CycleAct]:
    """Return what somebody did to cycles, the first act first."""
    return _read(session, session.exec(_BY, params={"person": person_id}).all())


def opened(session: Session, cycle_id: str) -> frozenset[str]:
    """Return the phases of a cycle that somebody opened, without opening a word."""
    return frozenset(session.exec(_OPENED, params={"cycle": cycle_id}))


def _read(session: Session, rows: Sequence[CycleActRow]) -> list[CycleAct]:
    keys = keyring(session, [Lock((person,)) for person in {row.decided_by for row in rows}])
    return [
        _opened(row, keys.open(Lock((row.decided_by,)), row.reason, row.place("reason")) or "")
        for row in rows
    ]


def _opened(row: CycleActRow, reason: str) -> CycleAct:
    return CycleAct(row.cycle_id, row.phase_id, Act(row.act), row.decided_by, reason, row.facts, row.at)
