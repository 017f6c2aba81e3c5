"""Appeals: what is appealed, who hears it, and every step it went through.

What was said in an appeal is sealed under the appellant's key. A step is only ever added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable

OVER = ("closed", "withdrawn")
"""The states in which an appeal changes nothing any more."""


class Appeal(SQLModel, table=True):
    """An appeal against a result. `score_id` is the version it was filed against; `grounds` are separated by spaces.

    `due_at` is the end of what is awaited now, `next_at` when time does something next, and `beat` how often it did
    in this state. `late`: filed after the window, because the notice of it was not delivered.
    """

    __tablename__ = "appeal"
    id: str = Field(primary_key=True, max_length=32)
    person_id: int = Field(foreign_key="person.id", index=True)
    cycle: str = Field(max_length=32)
    score_id: str = Field(foreign_key="score_version.id", max_length=32)
    grounds: str = Field(max_length=64)
    state: str = Field(max_length=16, index=True)
    late: bool = False
    question_id: str | None = Field(default=None, foreign_key="figure_question.id", max_length=32)
    filed_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    beat: int = 0
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class AppealStep(SQLModel, table=True):
    """One thing that was done with an appeal. `of_step` is the proposal that a signature stands under."""

    __tablename__ = "appeal_step"
    number: int | None = Field(default=None, primary_key=True)
    appeal_id: str = Field(foreign_key="appeal.id", index=True, max_length=32)
    deed: str = Field(max_length=16)
    state: str = Field(max_length=16)
    by_id: int | None = Field(default=None, foreign_key="person.id")
    of_step: int | None = Field(default=None, foreign_key="appeal_step.number")
    at: datetime = Field(sa_type=UtcDateTime)
    words: bytes


class AppealHearer(SQLModel, table=True):
    """Somebody who hears an appeal in one of its two stages."""

    __tablename__ = "appeal_hearer"
    appeal_id: str = Field(primary_key=True, foreign_key="appeal.id", max_length=32)
    stage: int = Field(primary_key=True)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)


@dataclass(frozen=True)
class Step:
    """A step, its words opened; None once the appellant was erased."""

    number: int
    deed: str
    state: str
    by_id: int | None
    of_step: int | None
    at: datetime
    words: str | None


_DUE = (
    select(Appeal)
    .where(col(Appeal.next_at) <= bindparam("now"))
    .order_by(col(Appeal.next_at))
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)


def add(session: Session, appeal: Appeal) -> None:
    """Store a new appeal."""
    session.add(appeal)
    session.flush()


def keep(session: Session, appeal: Appeal) -> None:
    """Store what changed in an appeal."""
    session.add(appeal)
    session.flush()


def get(session: Session, appeal_id: str, *, lock: bool = False) -> Appeal | None:
    """Return an appeal, locked when it is to change."""
    query = select(Appeal).where(Appeal.id == appeal_id)
    return session.exec(query.with_for_update() if lock else query).first()


def open_about(session: Session, person_id: int, cycle: str) -> Appeal | None:
    """Return somebody's appeal against their result of a cycle that is not over."""
    query = select(Appeal).where(
        Appeal.person_id == person_id, Appeal.cycle == cycle, col(Appeal.state).not_in(OVER)
    )
    return session.exec(query).first()


def of_question(session: Session, question_id: str) -> Appeal | None:
    """Return the appeal that waits for the answer to a question, locked."""
    query = select(Appeal).where(Appeal.question_id == question_id, col(Appeal.state).not_in(OVER))
    return session.exec(query.with_for_update()).first()


def of_person(session: Session, person_id: int) -> list[Appeal]:
    """Return every appeal somebody filed, first to last."""
    query = select(Appeal).where(Appeal.person_id == person_id)
    return list(session.exec(query.order_by(col(Appeal.filed_at), col(Appeal.id))))


def in_cycle(session: Session, cycle: str) -> list[Appeal]:
    """Return every appeal against results of a cycle."""
    return list(session.exec(select(Appeal).where(Appeal.cycle == cycle)))


def under_way(session: Session, limit: int = 100) -> list[Appeal]:
    """Return the appeals that are not over, the first due first."""
    query = select(Appeal).where(col(Appeal.state).not_in(OVER)).order_by(col(Appeal.due_at)).limit(limit)
    return list(session.exec(query))


def due(session: Session, now: datetime, limit: int) -> list[Appeal]:
    """Return the appeals for which time does something now, the longest due first, locked."""
    return list(session.exec(_DUE, params={"now": now, "limit": limit}))


def take_step(  # noqa: PLR0913 - a step has this many facts
    session: Session,
    appeal: Appeal,
    deed: str,
    words: str,
    *,
    by_id: int | None,
    at: datetime,
    of_step: int | None = None,
) -> int:
    """Add a step to an appeal in the state it has now, and return its number. Raises KeyDestroyedError."""
    lock = Lock((appeal.person_id,))
    keys = keyring(session, [lock], now=at)
    row = AppealStep(
        appeal_id=appeal.id,
        deed=deed,
        state=appeal.state,
        by_id=by_id,
        of_step=of_step,
        at=at,
        words=keys.seal(lock, words, _place(appeal.id, deed, at)),
    )
    session.add(row)
    session.flush()
    return row.number or 0


def steps(session: Session, appeal: Appeal) -> list[Step]:
    """Return every step of an appeal, first to last."""
    lock = Lock((appeal.person_id,))
    keys = keyring(session, [lock])
    query = select(AppealStep).where(AppealStep.appeal_id == appeal.id).order_by(col(AppealStep.number))
    return [
        Step(
            row.number or 0,
            row.deed,
            row.state,
            row.by_id,
            row.of_step,
            row.at,
            keys.open(lock, row.words, _place(appeal.id, row.deed, row.at)),
        )
        for row in session.exec(query)
    ]


def hear(session: Session, appeal_id: str, stage: int, person_ids: Iterable[int]) -> None:
    """Keep who hears an appeal in a stage; who does already is left as they are."""
    there = set(hearers(session, appeal_id, stage))
    for person_id in sorted(set(person_ids) - there):
        session.add(AppealHearer(appeal_id=appeal_id, stage=stage, person_id=person_id))
    session.flush()


def hearers(session: Session, appeal_id: str, stage: int) -> list[int]:
    """Return who hears an appeal in a stage."""
    query = select(AppealHearer.person_id).where(
        AppealHearer.appeal_id == appeal_id, AppealHearer.stage == stage
    )
    return sorted(session.exec(query))


def heard_by(session: Session, person_id: int) -> list[Appeal]:
    """Return the appeals somebody hears that are not over, the first due first."""
    query = (
        select(Appeal)
        .join(AppealHearer, col(AppealHearer.appeal_id) == Appeal.id)
        .where(AppealHearer.person_id == person_id, col(Appeal.state).not_in(OVER))
        .order_by(col(Appeal.due_at))
    )
    return list({appeal.id: appeal for appeal in session.exec(query)}.values())


def _place(appeal_id: str, deed: str, at: datetime) -> Place:
    # The number is given by the database, after sealing; this is as unique.
    return Place("appeal_step", f"{appeal_id}:{deed}:{at.timestamp():.6f}", "words")
