"""What somebody wants of their reminders, what they make of them, and when they are away (domain N-05, N-09…N-12)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERY, WITH_ACTIONS, WRAP_UP_ONLY = "every", "actions", "wrap_up"
"""Which prompts of booked 1:1s somebody wants."""
QUIET_FROM, QUIET_UNTIL = "18:30", "09:00"


class NudgeHabit(SQLModel, table=True):
    """How one kind of nudge fares with one person.

    `streak`: so many in a row were ignored. `slow_steps`: so many steps the interval still is from its base after
    an answer. Muted by them until `muted_until`, paused by us until `paused_until`, after which `asked` tells
    whether they were asked why.
    """

    __tablename__ = "nudge_habit"
    recipient_id: int = Field(primary_key=True, foreign_key="person.id")
    kind: str = Field(primary_key=True, max_length=24)
    streak: int = 0
    slow_steps: int = 0
    last_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    muted_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = Field(default=None, max_length=16)


class NudgeWishes(SQLModel, table=True):
    """What somebody chose for all their reminders. Wall times are `HH:MM` on their own clocks."""

    __tablename__ = "nudge_wishes"
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    stopped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    event_prompts: str = Field(default=EVERY, max_length=8)
    quiet_from: str = Field(default=QUIET_FROM, max_length=5)
    quiet_until: str = Field(default=QUIET_UNTIL, max_length=5)


class Absence(SQLModel, table=True):
    """The days somebody is away, both included: leave, a journey, an illness; never why."""

    __tablename__ = "absence"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    first_on: date
    last_on: date


_HABITS = select(NudgeHabit).where(col(NudgeHabit.recipient_id).in_(bindparam("people", expanding=True)))
_WISHES = select(NudgeWishes).where(col(NudgeWishes.person_id).in_(bindparam("people", expanding=True)))
_ABSENCES = (
    select(Absence)
    .where(
        col(Absence.person_id).in_(bindparam("people", expanding=True)),
        col(Absence.last_on) >= bindparam("since"),
    )
    .order_by(col(Absence.first_on))
)


def habits(session: Session, people: Iterable[int]) -> list[NudgeHabit]:
    """Return how nudges fare with these people."""
    return list(session.exec(_HABITS, params={"people": sorted(set(people))}))


def habit(session: Session, recipient_id: int, kind: str) -> NudgeHabit:
    """Return how one kind fares with one person, locked until the transaction ends; a new one when there is none."""
    query = select(NudgeHabit).where(NudgeHabit.recipient_id == recipient_id, NudgeHabit.kind == kind)
    found = session.exec(query.with_for_update()).first()
    if found is None:
        found = NudgeHabit(recipient_id=recipient_id, kind=kind)
        session.add(found)
        session.flush()
    return found


def wishes_of(session: Session, people: Iterable[int]) -> list[NudgeWishes]:
    """Return what these people chose; who chose nothing is absent."""
    return list(session.exec(_WISHES, params={"people": sorted(set(people))}))


def wishes(session: Session, person_id: int) -> NudgeWishes:
    """Return what somebody chose, to be changed; what there is to begin with when they chose nothing."""
    query = select(NudgeWishes).where(NudgeWishes.person_id == person_id)
    found = session.exec(query.with_for_update()).first()
    if found is None:
        found = NudgeWishes(person_id=person_id)
        session.add(found)
        session.flush()
    return found


def absences(session: Session, people: Iterable[int], since: date) -> list[Absence]:
    """Return when these people are away, or were until `since` or later, earliest first."""
    return list(session.exec(_ABSENCES, params={"people": sorted(set(people)), "since": since}))


def add_absence(session: Session, person_id: int, first_on: date, last_on: date) -> None:
    """Note that somebody is away on these days, both included; noting it twice changes nothing."""
    known = select(Absence).where(
        Absence.person_id == person_id, Absence.first_on == first_on, Absence.last_on == last_on
    )
    if session.exec(known).first() is None:
        session.add(Absence(person_id=person_id, first_on=first_on, last_on=last_on))
        session.flush()


def drop_absences(session: Session, person_id: int, since: date) -> None:
    """Forget that somebody is away from `since` on: they are back, or plans changed."""
    for each in absences(session, [person_id], since):
        if each.first_on < since:
            each.last_on = min(each.last_on, since)
            session.add(each)
        else:
            session.delete(each)
    session.flush()


_TABLE = SQLModel.metadata.tables["nudge_habit"]
_SAID = PerEngine(
    lambda insert: (
        insert(_TABLE)
        .values(
            recipient_id=bindparam("of"),
            kind=bindparam("of_kind"),
            streak=0,
            slow_steps=0,
            last_at=bindparam("at"),
        )
        .on_conflict_do_update(
            index_elements=["recipient_id", "kind"],
            set_={"last_at": bindparam("at"), "slow_steps": bindparam("steps")},
        )
    )
)


def said(session: Session, spoken: Iterable[tuple[int, str, int]], now: datetime) -> None:
    """Note that these kinds were said to these people, and how far each then is from its base interval."""
    rows = [{"of": person, "of_kind": kind, "steps": steps, "at": now} for person, kind, steps in spoken]
    if rows:
        session.connection().execute(_SAID[session.get_bind().dialect.name], rows)
