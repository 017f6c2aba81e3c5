"""People's calendars, as far as we need them: when they are busy, and which events are 1:1s of theirs.

An address is a secret: it is sealed under its owner's key and opened to fetch, nowhere else. Of a file only Slack's
name for it is kept, sealed too, and only while its owner has a question about it to answer. Of an event only its times
are kept; what knows it again is a mark under the owner's key. A title is kept, sealed, while its owner has not
said whether it is a talk of theirs, and after that only its mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, or_
from sqlalchemy import select as select_columns
from sqlmodel import Field, Index, Session, SQLModel, UniqueConstraint, col, select

from storage import calendar_titles
from storage.columns import UtcDateTime
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import timedelta


class Source(StrEnum):
    """How a calendar reaches us."""

    ADDRESS = "address"
    FILE = "file"


class CalendarSource(SQLModel, table=True):
    """Somebody's calendar. `sealed` is its address, or Slack's name for a file; `due_at` when it is fetched next.

    Of a file that holds nothing to ask about both are None.
    `fault` is why it could not be read the last time, empty when it could. `body_mark` knows the text again that was
    read last.
    """

    __tablename__ = "calendar_source"
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    source: str = Field(max_length=8)
    sealed: bytes | None = None
    linked_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    read_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = 0
    fault: str = Field(default="", max_length=24)
    body_mark: str = Field(default="", max_length=32)


class CalendarBusy(SQLModel, table=True):
    """A time somebody is busy, and nothing else about it."""

    __tablename__ = "calendar_busy"
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    starts_at: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    ends_at: datetime = Field(primary_key=True, sa_type=UtcDateTime)


class BookedTalk(SQLModel, table=True):
    """A 1:1 in its manager's calendar. `takes_place` False: it was called off, declined or taken out."""

    __tablename__ = "booked_talk"
    __table_args__ = (
        UniqueConstraint("manager_id", "mark"),
        Index("ix_booked_talk_pair", "employee_id", "manager_id", "starts_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    manager_id: int = Field(foreign_key="person.id")
    employee_id: int = Field(foreign_key="person.id")
    mark: str = Field(max_length=32)
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    takes_place: bool = True

    @property
    def key(self) -> int:
        """The id of a talk already stored."""
        if self.id is None:
            message = "this talk has not been stored yet"
            raise ValueError(message)
        return self.id


@dataclass(frozen=True)
class Interval:
    """From `start` until `end`, in UTC."""

    start: datetime
    end: datetime


def link(session: Session, person_id: int, address: str, now: datetime) -> None:
    """Keep the address of somebody's calendar, in place of what was known; raises KeyDestroyedError."""
    lock = Lock((person_id,))
    sealed = keyring(session, [lock], now=now).seal(lock, address, _place_of_address(person_id))
    _keep(
        session,
        CalendarSource(
            person_id=person_id, source=Source.ADDRESS.value, sealed=sealed, linked_at=now, due_at=now
        ),
    )


def link_file(session: Session, person_id: int, file_id: str, now: datetime) -> CalendarSource:
    """Keep that somebody brought a file, by Slack's name for it, in place of what was known."""
    lock = Lock((person_id,))
    sealed = keyring(session, [lock], now=now).seal(lock, file_id, _place_of_address(person_id))
    row = CalendarSource(person_id=person_id, source=Source.FILE.value, linked_at=now, sealed=sealed)
    _keep(session, row)
    return row


def _keep(session: Session, row: CalendarSource) -> None:
    known = session.get(CalendarSource, row.person_id)
    if known is not None:
        session.delete(known)
        session.flush()
    session.add(row)
    session.flush()


def of_person(session: Session, person_id: int) -> CalendarSource | None:
    """Return somebody's calendar."""
    return session.get(CalendarSource, person_id, populate_existing=True)


def address_of(session: Session, row: CalendarSource) -> str | None:
    """Return where a calendar is fetched, an address or a file's name; None for nowhere, and for who was erased."""
    if row.sealed is None:
        return None
    lock = Lock((row.person_id,))
    return keyring(session, [lock]).open(lock, row.sealed, _place_of_address(row.person_id))


_DUE = (
    select(CalendarSource)
    .where(col(CalendarSource.due_at) <= bindparam("now"))
    .order_by(col(CalendarSource.due_at))
    .limit(1)
    .with_for_update(skip_locked=True)
)


def claim(session: Session, now: datetime, lease: timedelta) -> CalendarSource | None:
    """Take the calendar that has been due longest; nobody else takes it until the lease is over."""
    row = session.exec(_DUE, params={"now": now}).first()
    if row is not None:
        row.due_at = now + lease
        session.add(row)
        session.flush()
    return row


def mark(session: Session, person_id: int, words: str, now: datetime) -> str:
    """Return what knows these words of somebody's calendar again; raises KeyDestroyedError."""
    lock = Lock((person_id,))
    return keyring(session, [lock], now=now).mark(lock, words)


_BUSY = (
    select_columns(col(CalendarBusy.starts_at), col(CalendarBusy.ends_at))
    .where(
        col(CalendarBusy.person_id) == bindparam("person"),
        col(CalendarBusy.starts_at) < bindparam("until"),
        col(CalendarBusy.ends_at) > bindparam("since"),
    )
    .order_by(col(CalendarBusy.starts_at), col(CalendarBusy.ends_at))
)


def busy(session: Session, person_id: int, start: datetime, end: datetime) -> tuple[Interval, ...]:
    """Return when somebody is busy between two instants by their calendar, first to last; they may overlap."""
    given = {"person": person_id, "since": start, "until": end}
    return tuple(Interval(*row) for row in session.connection().execute(_BUSY, given))


_BUSY_OF = (
    select_columns(col(CalendarBusy.person_id), col(CalendarBusy.starts_at), col(CalendarBusy.ends_at))
    .where(
        col(CalendarBusy.person_id).in_(bindparam("people", expanding=True)),
        col(CalendarBusy.starts_at) < bindparam("until"),
        col(CalendarBusy.ends_at) > bindparam("since"),
    )
    .order_by(col(CalendarBusy.person_id), col(CalendarBusy.starts_at), col(CalendarBusy.ends_at))
)


def busy_of(
    session: Session, people: Iterable[int], start: datetime, end: datetime
) -> dict[int, tuple[Interval, ...]]:
    """Return `busy` for each of these people who is, in one statement."""
    given = {"people": sorted(set(people)), "since": start, "until": end}
    found: dict[int, tuple[Interval, ...]] = {}
    for person, *times in session.connection().execute(_BUSY_OF, given):
        found[person] = (*found.get(person, ()), Interval(*times))
    return found


def all_busy(session: Session, person_id: int) -> tuple[Interval, ...]:
    """Return all times somebody is known to be busy, first to last."""
    query = select(CalendarBusy).where(CalendarBusy.person_id == person_id)
    rows = session.exec(query.order_by(col(CalendarBusy.starts_at), col(CalendarBusy.ends_at)))
    return tuple(Interval(row.starts_at, row.ends_at) for row in rows)


def replace_busy(session: Session, person_id: int, times: Iterable[Interval]) -> None:
    """Keep these times as all that is known of when somebody is busy."""
    wanted = set(times)
    known = session.exec(select(CalendarBusy).where(CalendarBusy.person_id == person_id)).all()
    for row in known:
        time = Interval(row.starts_at, row.ends_at)
        if time in wanted:
            wanted.discard(time)
        else:
            session.delete(row)
    session.add_all(
        CalendarBusy(person_id=person_id, starts_at=time.start, ends_at=time.end) for time in wanted
    )
    session.flush()


def booked_by(session: Session, manager_id: int) -> list[BookedTalk]:
    """Return all a manager's booked talks that are kept, first to last."""
    query = select(BookedTalk).where(BookedTalk.manager_id == manager_id)
    return list(session.exec(query.order_by(col(BookedTalk.starts_at), col(BookedTalk.id))))


_OF_EMPLOYEES = (
    select(BookedTalk)
    .where(
        col(BookedTalk.employee_id).in_(bindparam("employees", expanding=True)),
        col(BookedTalk.ends_at) > bindparam("since"),
    )
    .order_by(col(BookedTalk.starts_at), col(BookedTalk.id))
)


def booked_with(session: Session, employees: Collection[int], since: datetime) -> list[BookedTalk]:
    """Return the booked talks with these employees that end after `since`, first to last, called off or not."""
    return list(session.exec(_OF_EMPLOYEES, params={"employees": sorted(employees), "since": since}))


def unlink(session: Session, person_id: int) -> None:
    """Forget somebody's calendar and all that came of it."""
    for table, owner in (
        (CalendarSource, col(CalendarSource.person_id)),
        (CalendarBusy, col(CalendarBusy.person_id)),
        (BookedTalk, col(BookedTalk.manager_id)),
    ):
        session.connection().execute(delete(table).where(owner == person_id))
    calendar_titles.drop_of_person(session, person_id)
    session.expire_all()


def drop_past(session: Session, *, busy_before: datetime, talks_before: datetime) -> None:
    """Delete the times and the booked talks that ended before these instants."""
    session.connection().execute(delete(CalendarBusy).where(col(CalendarBusy.ends_at) < busy_before))
    session.connection().execute(delete(BookedTalk).where(col(BookedTalk.ends_at) < talks_before))


def forget(session: Session, person_id: int) -> None:
    """Forget somebody in their own calendar and in those of others."""
    unlink(session, person_id)
    session.connection().execute(delete(BookedTalk).where(col(BookedTalk.employee_id) == person_id))
    calendar_titles.drop_of_person(session, person_id, as_employee=True)


def talks_of(session: Session, person_id: int) -> list[BookedTalk]:
    """Return the booked talks somebody takes part in, first to last."""
    query = select(BookedTalk).where(
        or_(col(BookedTalk.manager_id) == person_id, col(BookedTalk.employee_id) == person_id)
    )
    return list(session.exec(query.order_by(col(BookedTalk.starts_at), col(BookedTalk.id))))


def _place_of_address(person_id: int) -> Place:
    return Place("calendar_source", str(person_id), "sealed")
