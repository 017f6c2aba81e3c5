"""Whom an announcement goes to, and what came back from them: received, when, which version, in which language.

Silence stays silence: nobody is ever marked as having agreed. A receipt is only ever added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Index, and_, bindparam, func, insert, or_, update
from sqlalchemy import select as select_columns
from sqlmodel import Field, Session, SQLModel, col, select

from storage.announcements import Announcement, AnnouncementText
from storage.columns import UtcDateTime
from storage.people import Person, SlackAccount
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class Answer(StrEnum):
    """What came back from a reader."""

    NONE = "none"
    """Nothing was asked of them."""
    WAITING = "waiting"
    RECEIVED = "received"
    UNACKNOWLEDGED = "unacknowledged"
    """Silence after both reminders. It is kept as silence."""


class AnnouncementReader(SQLModel, table=True):
    """Somebody an announcement goes to. `version` is that of the words they have or are about to get.

    `unit_code` and `role` are theirs on the day it went out; `due_at` is not before when. `reminded` counts reminders,
    and at `next_at` it is looked at again whether one is due.
    """

    __tablename__ = "announcement_reader"
    __table_args__ = (
        Index("ix_announcement_reader_board", "announcement_id", "unit_code", "answer"),
        Index("ix_announcement_reader_due", "answer", "next_at"),
    )
    announcement_id: str = Field(primary_key=True, foreign_key="announcement.id", max_length=32)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    unit_code: str | None = Field(default=None, max_length=64)
    role: str = Field(max_length=12)
    due_at: datetime = Field(sa_type=UtcDateTime)
    version: int
    answer: str = Field(max_length=16)
    reminded: int = 0
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AnnouncementReceipt(SQLModel, table=True):
    """Somebody has received a version: when, its words' `digest`, and the language they were shown in."""

    __tablename__ = "announcement_receipt"
    announcement_id: str = Field(primary_key=True, foreign_key="announcement.id", max_length=32)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    version: int = Field(primary_key=True)
    digest: str = Field(max_length=64)
    locale: str = Field(max_length=16)
    at: datetime = Field(sa_type=UtcDateTime)


class AnnouncementQuestion(SQLModel, table=True):
    """A question about the rules that was asked from an announcement."""

    __tablename__ = "announcement_question"
    question_id: str = Field(primary_key=True, max_length=32)
    announcement_id: str = Field(foreign_key="announcement.id", index=True, max_length=32)
    at: datetime = Field(sa_type=UtcDateTime)


@dataclass(frozen=True)
class Drawing:
    """What a reader's message is drawn from besides the announcement: their version and role, what came back."""

    version: int
    role: str
    answer: str
    zone: str
    unit: str | None
    left_on: date | None
    received_version: int | None
    received_at: datetime | None


_READERS = SQLModel.metadata.tables["announcement_reader"]
_RECEIPTS = SQLModel.metadata.tables["announcement_receipt"]
_ADD = PerEngine(
    lambda insert: insert(_READERS).on_conflict_do_nothing(index_elements=["announcement_id", "person_id"])
)
_RECEIVE = PerEngine(
    lambda insert: (
        insert(_RECEIPTS)
        .on_conflict_do_nothing(index_elements=["announcement_id", "person_id", "version"])
        .returning(_RECEIPTS.c.version)
    )
)
_RECEIVED = (
    select_columns(_RECEIPTS.c.person_id, _RECEIPTS.c.version, _RECEIPTS.c.at)
    .where(
        _RECEIPTS.c.announcement_id == bindparam("of_announcement"),
        _RECEIPTS.c.person_id.in_(bindparam("of_people", expanding=True)),
    )
    .order_by(_RECEIPTS.c.version)
)
_DRAWINGS = select_columns(
    _READERS.c.person_id,
    _READERS.c.version,
    _READERS.c.role,
    _READERS.c.answer,
    func.coalesce(
        select_columns(col(SlackAccount.timezone))
        .where(col(SlackAccount.person_id) == _READERS.c.person_id)
        .order_by(col(SlackAccount.deleted), col(SlackAccount.checked_at).desc())
        .limit(1)
        .scalar_subquery(),
        col(Person.timezone),
    ).label("zone"),
    col(Person.unit_code),
    col(Person.left_on),
).where(
    _READERS.c.announcement_id == bindparam("of_announcement"),
    _READERS.c.person_id.in_(bindparam("of_people", expanding=True)),
    col(Person.id) == _READERS.c.person_id,
)


def add(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Store readers; one that is there already stays as they are."""
    if rows:
        session.connection().execute(_ADD[session.get_bind().dialect.name], list(rows))


def drawings(session: Session, announcement_id: str, people: Collection[int]) -> dict[int, Drawing]:
    """Return what the messages of these readers are drawn from, by number, without those it does not go to."""
    given = {"of_announcement": announcement_id, "of_people": sorted(people)}
    connection = session.connection()
    # Oldest first, so that the newest receipt of each is kept.
    receipts = {row.person_id: row for row in connection.execute(_RECEIVED, given)}
    found = {}
    for row in connection.execute(_DRAWINGS, given):
        receipt = receipts.get(row.person_id)
        found[row.person_id] = Drawing(
            version=row.version,
            role=row.role,
            answer=row.answer,
            zone=row.zone,
            unit=row.unit_code,
            left_on=row.left_on,
            received_version=receipt.version if receipt else None,
            received_at=receipt.at if receipt else None,
        )
    return found


def drawing(session: Session, announcement_id: str, person_id: int) -> Drawing | None:
    """Return what a reader's message is drawn from; None for somebody it does not go to."""
    return drawings(session, announcement_id, (person_id,)).get(person_id)


def receive(  # noqa: PLR0913 - a receipt has this many facts
    session: Session, announcement_id: str, person_id: int, *, version: int, locale: str, now: datetime
) -> bool:
    """Keep that somebody received a version; False when it was kept before."""
    words = session.get(AnnouncementText, (announcement_id, version))
    if words is None:
        return False
    row = {
        "announcement_id": announcement_id,
        "person_id": person_id,
        "version": version,
        "digest": words.digest,
        "locale": locale,
        "at": now,
    }
    new = session.connection().execute(_RECEIVE[session.get_bind().dialect.name], row).first() is not None
    if new:
        mine = update(_READERS).where(
            _READERS.c.announcement_id == announcement_id,
            _READERS.c.person_id == person_id,
            _READERS.c.answer != Answer.NONE.value,
            _READERS.c.version == version,
        )
        session.connection().execute(mine.values(answer=Answer.RECEIVED.value, next_at=None))
    return new


def receipts_of(session: Session, announcement_id: str) -> list[AnnouncementReceipt]:
    """Return every receipt of an announcement, oldest first."""
    query = select(AnnouncementReceipt).where(AnnouncementReceipt.announcement_id == announcement_id)
    return list(session.exec(query.order_by(col(AnnouncementReceipt.at), col(AnnouncementReceipt.person_id))))


def receipts_by(session: Session, person_id: int) -> list[AnnouncementReceipt]:
    """Return every receipt somebody gave, oldest first."""
    query = select(AnnouncementReceipt).where(AnnouncementReceipt.person_id == person_id)
    return list(session.exec(query.order_by(col(AnnouncementReceipt.at))))


def readers_of(session: Session, announcement_id: str) -> int:
    """Return how many people an announcement goes to, as far as they are in the queue."""
    query = select(func.count()).where(col(AnnouncementReader.announcement_id) == announcement_id)
    return session.exec(query).one()


def of_person(session: Session, person_id: int) -> list[AnnouncementReader]:
    """Return what went to somebody, oldest first."""
    query = select(AnnouncementReader).where(AnnouncementReader.person_id == person_id)
    return list(session.exec(query.order_by(col(AnnouncementReader.due_at))))


def due(session: Session, now: datetime, today: date, limit: int) -> list[AnnouncementReader]:
    """Return readers at whom it is time to look again, who still work here."""
    query = (
        select(AnnouncementReader)
        .join(Person, col(Person.id) == col(AnnouncementReader.person_id))
        .where(
            AnnouncementReader.answer == Answer.WAITING.value,
            col(AnnouncementReader.next_at) <= now,
            or_(col(Person.left_on).is_(None), col(Person.left_on) > today),
        )
        .order_by(col(AnnouncementReader.next_at), col(AnnouncementReader.person_id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=AnnouncementReader)
    )
    return list(session.exec(query))


def answers_by_unit(session: Session, announcement_id: str) -> list[tuple[str, str, int]]:
    """Return how many readers of each unit are in each state; the unit is empty where somebody has none."""
    query = (
        select_columns(_READERS.c.unit_code, _READERS.c.answer, func.count())
        .where(_READERS.c.announcement_id == announcement_id)
        .group_by(_READERS.c.unit_code, _READERS.c.answer)
    )
    return [(unit or "", answer, count) for unit, answer, count in session.connection().execute(query)]


def silent(session: Session, announcement_id: str) -> list[tuple[str, str, str]]:
    """Return name, address and unit of who has not confirmed and still works here, by unit and name."""
    query = (
        select_columns(col(Person.name), col(Person.email), _READERS.c.unit_code)
        .where(
            _READERS.c.announcement_id == announcement_id,
            _READERS.c.answer.in_((Answer.WAITING.value, Answer.UNACKNOWLEDGED.value)),
            col(Person.id) == _READERS.c.person_id,
            col(Person.left_on).is_(None),
        )
        .order_by(_READERS.c.unit_code, col(Person.name))
    )
    return [(name, email, unit or "") for name, email, unit in session.connection().execute(query)]


def ask(session: Session, announcement_id: str, question_id: str, now: datetime) -> None:
    """Keep that a question was asked from an announcement."""
    table = SQLModel.metadata.tables["announcement_question"]
    session.connection().execute(
        insert(table).values(question_id=question_id, announcement_id=announcement_id, at=now)
    )


def questions_of(session: Session, announcement_id: str) -> list[str]:
    """Return the questions that were asked from an announcement, oldest first."""
    query = select(AnnouncementQuestion.question_id).where(
        AnnouncementQuestion.announcement_id == announcement_id
    )
    return list(session.exec(query.order_by(col(AnnouncementQuestion.at))))


def asked_from(session: Session, question_id: str) -> Announcement | None:
    """Return the announcement a question was asked from."""
    query = select(Announcement).join(
        AnnouncementQuestion,
        and_(
            col(AnnouncementQuestion.announcement_id) == col(Announcement.id),
            col(AnnouncementQuestion.question_id) == question_id,
        ),
    )
    return session.exec(query).first()
