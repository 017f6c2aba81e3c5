"""What employees say their coming 1:1 should be about: one line for each pair, sealed under both people's keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, or_
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.nudges import EMP_AGENDA, PRE_1ON1, WITHDRAWN, NudgeCandidate
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDS_FOR = timedelta(days=5)
"""So long after its talk began a line is still shown: until the talk can no longer be wrapped up."""


class TalkAgenda(SQLModel, table=True):
    """One line for the talk of a pair that starts at `talk_at`; the next talk's takes its place."""

    __tablename__ = "talk_agenda"
    manager_id: int = Field(primary_key=True, foreign_key="person.id")
    employee_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    talk_at: datetime = Field(sa_type=UtcDateTime, index=True)
    words: bytes
    said_at: datetime = Field(sa_type=UtcDateTime)

    @property
    def lock(self) -> Lock:
        """Whose keys the words are under: they are gone with either of the two."""
        return Lock(tuple(sorted((self.manager_id, self.employee_id))))

    @property
    def place(self) -> Place:
        """Return where the words lie."""
        return Place("talk_agenda", f"{self.manager_id}:{self.employee_id}", "words")


@dataclass(frozen=True)
class Coming:
    """A talk that comes. `invitation` is the key under which its employee was asked for a line, "" when they were not."""

    manager_id: int
    starts_at: datetime
    invitation: str


@dataclass(frozen=True)
class Agenda:
    """A line, opened."""

    manager_id: int
    employee_id: int
    talk_at: datetime
    words: str
    said_at: datetime


_OF = select(TalkAgenda).where(
    or_(col(TalkAgenda.manager_id) == bindparam("person"), col(TalkAgenda.employee_id) == bindparam("person"))
)
# Built once: this is part of every invitation to a talk.
_STANDING = select(TalkAgenda).where(
    col(TalkAgenda.manager_id) == bindparam("manager"),
    col(TalkAgenda.employee_id).in_(bindparam("employees", expanding=True)),
    col(TalkAgenda.talk_at) > bindparam("since"),
)
_COMING = (
    select(NudgeCandidate)
    .where(
        or_(
            and_(
                col(NudgeCandidate.recipient_id) == bindparam("employee"),
                col(NudgeCandidate.kind) == EMP_AGENDA,
            ),
            and_(col(NudgeCandidate.about_id) == bindparam("employee"), col(NudgeCandidate.kind) == PRE_1ON1),
        ),
        col(NudgeCandidate.state) != WITHDRAWN,
        col(NudgeCandidate.event_start) > bindparam("now"),
    )
    .order_by(col(NudgeCandidate.event_start), col(NudgeCandidate.id))
)


def write(session: Session, line: Agenda) -> None:
    """Keep a line, in place of the pair's last one. Raises KeyDestroyedError."""
    row = TalkAgenda(
        manager_id=line.manager_id,
        employee_id=line.employee_id,
        talk_at=line.talk_at,
        words=b"",
        said_at=line.said_at,
    )
    row.words = keyring(session, [row.lock], now=line.said_at).seal(row.lock, line.words, row.place)
    session.merge(row)
    session.flush()


def drop(session: Session, manager_id: int, employee_id: int) -> None:
    """Take a pair's line back."""
    row = session.get(TalkAgenda, (manager_id, employee_id))
    if row is not None:
        session.delete(row)
        session.flush()


def standing(session: Session, manager_id: int, employees: Iterable[int], now: datetime) -> dict[int, Agenda]:
    """Return the lines of these employees for their talk with a manager that comes or has just been, by employee."""
    given = {"manager": manager_id, "employees": sorted(set(employees)), "since": now - STANDS_FOR}
    return {line.employee_id: line for line in _opened(session, session.exec(_STANDING, params=given))}


def written(session: Session, employees: Iterable[int], now: datetime) -> set[tuple[int, int]]:
    """Return for which coming talks of these employees there is a line, by employee and manager; none is opened."""
    query = select(TalkAgenda.employee_id, TalkAgenda.manager_id).where(
        col(TalkAgenda.employee_id).in_(sorted(set(employees))), TalkAgenda.talk_at > now
    )
    return set(session.exec(query))


def of_person(session: Session, person_id: int) -> list[Agenda]:
    """Return the lines of somebody's talks, on either side."""
    return _opened(session, session.exec(_OF, params={"person": person_id}))


def coming(session: Session, employee_id: int, now: datetime) -> list[Coming]:
    """Return the talks of an employee with managers that come in the next days, the next one first.

    They are known from what was offered around them, to either of the two.
    """
    found: dict[tuple[int, datetime], Coming] = {}
    for row in session.exec(_COMING, params={"employee": employee_id, "now": now}):
        manager = row.about_id if row.kind == EMP_AGENDA else row.recipient_id
        if manager is None or row.event_start is None:
            continue
        known = found.get((manager, row.event_start))
        key = row.key if row.kind == EMP_AGENDA else known.invitation if known else ""
        found[manager, row.event_start] = Coming(manager, row.event_start, key)
    return list(found.values())


def drop_before(session: Session, before: datetime) -> None:
    """Delete the lines of talks that began before an instant."""
    session.connection().execute(delete(TalkAgenda).where(col(TalkAgenda.talk_at) < before))


def _opened(session: Session, rows: Iterable[TalkAgenda]) -> list[Agenda]:
    found = list(rows)
    keys = keyring(session, {row.lock for row in found})
    lines = []
    for row in found:
        words = keys.open(row.lock, row.words, row.place)
        if words is not None:
            lines.append(Agenda(row.manager_id, row.employee_id, row.talk_at, words, row.said_at))
    return lines
