"""Goal sheets: what was agreed for a person in a cycle, version by version, and who confirmed which.

A version is only ever added. What it says and why it came is sealed under the person's key; that somebody proposed or
confirmed it is a row of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import UniqueConstraint, and_, bindparam
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Select


class Step(StrEnum):
    """What may happen to a version of a goal sheet."""

    PROPOSED = "proposed"
    EMPLOYEE = "employee"
    """The employee confirmed it."""
    MANAGER = "manager"
    """The manager confirmed it."""


class State(StrEnum):
    """How far a version is."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"


class GoalSheetRow(SQLModel, table=True):
    """One version of a goal sheet. `effective_from` is the first day it counts for."""

    __tablename__ = "goal_sheet"
    __table_args__ = (UniqueConstraint("person_id", "cycle", "version"),)
    id: str = Field(primary_key=True, max_length=32)
    person_id: int = Field(foreign_key="person.id", index=True)
    cycle: str = Field(max_length=32, index=True)
    version: int
    effective_from: date
    content: bytes
    reason: bytes
    created_by: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime = Field(sa_type=UtcDateTime)

    def place(self, column: str) -> Place:
        """Return where a sealed column of this row lies."""
        return Place("goal_sheet", self.id, column)


class GoalSheetStep(SQLModel, table=True):
    """A version was proposed, or confirmed by one side. `day` is the day that counts, `at` when it was entered.

    `by_id` None: taken over from a file.
    """

    __tablename__ = "goal_sheet_step"
    number: int | None = Field(default=None, primary_key=True)
    sheet_id: str = Field(foreign_key="goal_sheet.id", index=True, max_length=32)
    step: str = Field(max_length=12)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    day: date
    at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class GoalSheetVersion:
    """A version, opened. `content` is what the feature wrote, as canonical JSON."""

    id: str
    person_id: int
    cycle: str
    version: int
    state: State
    effective_from: date
    content: str
    reason: str
    created_by: int | None
    created_at: datetime
    confirmed_by_employee_on: date | None = None
    confirmed_by_manager_on: date | None = None


def add_version(  # noqa: PLR0913 - a version has this many facts
    session: Session,
    person_id: int,
    cycle: str,
    content: str,
    *,
    effective_from: date,
    now: datetime,
    reason: str = "",
    created_by: int | None = None,
) -> GoalSheetVersion:
    """Store a further version, a draft until it is proposed. Raises KeyDestroyedError when the person was erased."""
    lock = Lock((person_id,))
    keys = keyring(session, [lock], now=now)
    newest = session.exec(
        select(GoalSheetRow.version)
        .where(GoalSheetRow.person_id == person_id, GoalSheetRow.cycle == cycle)
        .order_by(col(GoalSheetRow.version).desc())
        .limit(1)
    ).first()
    row = GoalSheetRow(
        id=uuid4().hex,
        person_id=person_id,
        cycle=cycle,
        version=(newest or 0) + 1,
        effective_from=effective_from,
        content=b"",
        reason=b"",
        created_by=created_by,
        created_at=now,
    )
    row.content = keys.seal(lock, content, row.place("content"))
    row.reason = keys.seal(lock, reason, row.place("reason"))
    session.add(row)
    session.flush()
    return _opened(row, [], content, reason)


def propose(session: Session, sheet_id: str, by_id: int | None, day: date, now: datetime) -> None:
    """Keep that a version is proposed to the other side."""
    _take(session, sheet_id, Step.PROPOSED, by_id, day, now)


def confirm(  # noqa: PLR0913, PLR0917 - who confirmed what and when
    session: Session, sheet_id: str, side: Step, by_id: int | None, day: date, now: datetime
) -> None:
    """Keep that one side confirmed a version; with both it is agreed."""
    _take(session, sheet_id, side, by_id, day, now)


def current(session: Session, person_id: int, cycle: str) -> GoalSheetVersion | None:
    """Return the newest agreed version."""
    return next(reversed(agreed(session, [person_id], cycle).get(person_id, [])), None)


def versions(session: Session, person_id: int, cycle: str) -> list[GoalSheetVersion]:
    """Return every version, the oldest first; none of somebody who was erased."""
    return _read(session, [person_id], cycle)


def agreed(session: Session, person_ids: Iterable[int], cycle: str) -> dict[int, list[GoalSheetVersion]]:
    """Return the agreed versions of these people, the oldest first."""
    found: dict[int, list[GoalSheetVersion]] = {}
    for version in _read(session, person_ids, cycle):
        if version.state is State.AGREED:
            found.setdefault(version.person_id, []).append(version)
    return found


def cycles_of(session: Session, person_id: int) -> list[str]:
    """Return the cycles somebody has a goal sheet in."""
    query = select(GoalSheetRow.cycle).where(GoalSheetRow.person_id == person_id).distinct()
    return sorted(session.exec(query))


def people_with(session: Session, cycle: str) -> list[int]:
    """Return everybody who has a version in a cycle, agreed or not, in order."""
    query = select(GoalSheetRow.person_id).where(GoalSheetRow.cycle == cycle).distinct()
    return sorted(session.exec(query))


def who_agreed(session: Session, person_id: int, cycle: str) -> set[int]:
    """Return who wrote, proposed or confirmed a version of somebody's goal sheet."""
    rows = select(GoalSheetRow.id, GoalSheetRow.created_by).where(
        GoalSheetRow.person_id == person_id, GoalSheetRow.cycle == cycle
    )
    found = dict(session.exec(rows).all())
    steps = select(GoalSheetStep.by_id).where(col(GoalSheetStep.sheet_id).in_(list(found)))
    return {each for each in [*found.values(), *session.exec(steps)] if each is not None}


def agreed_people(session: Session, person_ids: Iterable[int], cycle: str) -> set[int]:
    """Return those of these people who have agreed goals in a cycle, without opening any."""
    asked = {"people": sorted(set(person_ids)), "cycle": cycle}
    return set(session.connection().execute(_AGREED, asked).scalars())


def people_agreed(session: Session, cycle: str) -> set[int]:
    """Return everybody who has a version in a cycle that both sides confirmed."""
    return set(session.connection().execute(_ALL_AGREED, {"cycle": cycle}).scalars())


def agreed_in_cycle() -> Select[int]:
    """Return the query for whom both sides confirmed a version in `:cycle`; its one column is `person_id`."""
    employee, manager = aliased(GoalSheetStep), aliased(GoalSheetStep)
    return (
        select_columns(col(GoalSheetRow.person_id).label("person_id"))
        .join(
            employee,
            and_(col(employee.sheet_id) == GoalSheetRow.id, col(employee.step) == Step.EMPLOYEE.value),
        )
        .join(
            manager, and_(col(manager.sheet_id) == GoalSheetRow.id, col(manager.step) == Step.MANAGER.value)
        )
        .where(col(GoalSheetRow.cycle) == bindparam("cycle"))
        .distinct()
    )


def _take(  # noqa: PLR0913, PLR0917 - as above
    session: Session, sheet_id: str, step: Step, by_id: int | None, day: date, now: datetime
) -> None:
    session.add(GoalSheetStep(sheet_id=sheet_id, step=step.value, by_id=by_id, day=day, at=now))
    session.flush()


def _read(session: Session, person_ids: Iterable[int], cycle: str) -> list[GoalSheetVersion]:
    wanted = sorted(set(person_ids))
    query = (
        select(GoalSheetRow)
        .where(col(GoalSheetRow.person_id).in_(wanted), GoalSheetRow.cycle == cycle)
        .order_by(col(GoalSheetRow.person_id), col(GoalSheetRow.version))
    )
    rows = session.exec(query).all()
    taken: dict[str, list[GoalSheetStep]] = {}
    steps = (
        select(GoalSheetStep)
        .where(col(GoalSheetStep.sheet_id).in_([row.id for row in rows]))
        .order_by(col(GoalSheetStep.number))
    )
    for step in session.exec(steps):
        taken.setdefault(step.sheet_id, []).append(step)
    keys = keyring(session, [Lock((person,)) for person in {row.person_id for row in rows}])
    opened = []
    for row in rows:
        lock = Lock((row.person_id,))
        content = keys.open(lock, row.content, row.place("content"))
        reason = keys.open(lock, row.reason, row.place("reason"))
        if content is not None and reason is not None:
            opened.append(_opened(row, taken.get(row.id, []), content, reason))
    return opened


def _opened(row: GoalSheetRow, steps: Sequence[GoalSheetStep], content: str, reason: str) -> GoalSheetVersion:
    days = {step.step: step.day for step in steps}
    both = Step.EMPLOYEE in days and Step.MANAGER in days
    return GoalSheetVersion(
        id=row.id,
        person_id=row.person_id,
        cycle=row.cycle,
        version=row.version,
        state=State.AGREED if both else State.PROPOSED if days else State.DRAFT,
        effective_from=row.effective_from,
        content=content,
        reason=reason,
        created_by=row.created_by,
        created_at=row.created_at,
        confirmed_by_employee_on=days.get(Step.EMPLOYEE),
        confirmed_by_manager_on=days.get(Step.MANAGER),
    )


_ALL_AGREED = agreed_in_cycle()
_AGREED = _ALL_AGREED.where(col(GoalSheetRow.person_id).in_(bindparam("people", expanding=True)))
