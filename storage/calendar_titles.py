"""What people said of titles in their calendars that name a report, and no guests.

A title is kept, sealed, while its owner has not said whether it is a talk of theirs, and after that only its mark.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_
from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from storage.columns import UtcDateTime
from storage.sealing import Place
from storage.secrets import Lock, keyring


class TitleRule(SQLModel, table=True):
    """What somebody said of a title: a talk with `employee_id`, or none (`is_talk` False); None while not answered.

    `sealed` is the title, until they answer.
    """

    __tablename__ = "calendar_title"
    __table_args__ = (UniqueConstraint("person_id", "mark"),)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    employee_id: int = Field(foreign_key="person.id", index=True)
    mark: str = Field(max_length=32)
    sealed: bytes | None = None
    is_talk: bool | None = None
    asked_at: datetime = Field(sa_type=UtcDateTime)

    @property
    def key(self) -> int:
        """The id of a rule already stored."""
        if self.id is None:
            message = "this title has not been stored yet"
            raise ValueError(message)
        return self.id


def of_person(session: Session, person_id: int) -> list[TitleRule]:
    """Return what somebody said, or was asked, about titles."""
    query = select(TitleRule).where(TitleRule.person_id == person_id)
    return list(session.exec(query.order_by(col(TitleRule.id))))


def ask(  # noqa: PLR0913, PLR0917 - a question has this many facts
    session: Session, person_id: int, employee_id: int, title_mark: str, title: str, now: datetime
) -> TitleRule:
    """Keep a title its owner is to be asked about; raises KeyDestroyedError."""
    lock = Lock((person_id,))
    sealed = keyring(session, [lock], now=now).seal(lock, title, _place(person_id, title_mark))
    row = TitleRule(
        person_id=person_id, employee_id=employee_id, mark=title_mark, sealed=sealed, asked_at=now
    )
    session.add(row)
    session.flush()
    return row


def title_of(session: Session, row: TitleRule) -> str | None:
    """Return the title of a question that is open; None after it was answered, or its owner erased."""
    if row.sealed is None:
        return None
    lock = Lock((row.person_id,))
    return keyring(session, [lock]).open(lock, row.sealed, _place(row.person_id, row.mark))


def drop_of_person(session: Session, person_id: int, *, as_employee: bool = False) -> None:
    """Forget what somebody said of titles; with `as_employee` also what others said of titles that name them."""
    theirs = col(TitleRule.person_id) == person_id
    if as_employee:
        theirs = or_(theirs, col(TitleRule.employee_id) == person_id)
    session.connection().execute(delete(TitleRule).where(theirs))


def _place(person_id: int, title_mark: str) -> Place:
    return Place("calendar_title", f"{person_id}:{title_mark}", "sealed")
