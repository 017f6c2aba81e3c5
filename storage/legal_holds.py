"""Legal holds: whose data must stay as it is for now, whatever runs out or is asked for.

Why is sealed under the key of the person it is about; that there is a hold, since when and by whom is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage.columns import UtcDateTime
from storage.numbers import next_numbers
from storage.per_engine import partial_index
from storage.records import Note
from storage.sealing import Place
from storage.secrets import Lock, keyring

if TYPE_CHECKING:
    from sqlmodel.sql.expression import SelectOfScalar


class LegalHold(SQLModel, table=True):
    """A hold on a person's data. `placed_by` and `released_by` are None for whoever sat at the command line."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        # The database itself refuses a second hold on somebody while one is in force.
        partial_index("ix_legal_hold_in_force", "person_id", where="released_at IS NULL", unique=True),
    )
    id: int = Field(primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    reason: bytes
    placed_by: int | None = Field(default=None, foreign_key="person.id")
    placed_at: datetime = Field(sa_type=UtcDateTime)
    released_by: int | None = Field(default=None, foreign_key="person.id")
    released_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    def place(self) -> Place:
        """Return where its sealed reason lies."""
        return Place("legal_hold", str(self.id), "reason")


@dataclass(frozen=True)
class Hold:
    """A hold, opened. `reason` is empty when the key it was sealed under is gone."""

    person_id: int
    reason: str
    placed_by: int | None
    placed_at: datetime
    released_at: datetime | None


def place(session: Session, person_id: int, reason: str, placed_by: int | None, now: datetime) -> bool:
    """Hold a person's data; False, with nothing changed, when it is held already.

    Raises KeyDestroyedError when the person was erased: there is nothing left to hold.
    """
    if in_force(session, person_id) is not None:
        return False
    lock = Lock((person_id,))
    keys = keyring(session, [lock], now=now)
    row = LegalHold(
        id=next_numbers(session, "legal_hold", 1)[0],
        person_id=person_id,
        reason=b"",
        placed_by=placed_by,
        placed_at=now,
    )
    row.reason = keys.seal(lock, reason, row.place())
    session.add(row)
    session.flush()
    return True


def release(session: Session, person_id: int, released_by: int | None, now: datetime) -> bool:
    """End the hold on a person's data; False when there is none."""
    row = session.exec(_in_force().where(LegalHold.person_id == person_id).with_for_update()).first()
    if row is None:
        return False
    row.released_by, row.released_at = released_by, now
    session.add(row)
    session.flush()
    return True


def in_force(session: Session, person_id: int) -> LegalHold | None:
    """Return the hold on a person's data."""
    return session.exec(_in_force().where(LegalHold.person_id == person_id)).first()


def in_the_way(session: Session, person_id: int) -> list[LegalHold]:
    """Return the holds that keep a person from being erased: on them, or on whom they share a note with."""
    partners = or_(
        col(LegalHold.person_id) == person_id,
        col(LegalHold.person_id).in_(select(Note.manager_id).where(Note.employee_id == person_id)),
        col(LegalHold.person_id).in_(select(Note.employee_id).where(Note.manager_id == person_id)),
    )
    return list(session.exec(_in_force().where(partners).order_by(col(LegalHold.placed_at))))


def held_people() -> SelectOfScalar[int]:
    """Return the query for the ids of everybody whose data is held."""
    return select(LegalHold.person_id).where(col(LegalHold.released_at).is_(None))


def of_person(session: Session, person_id: int) -> list[LegalHold]:
    """Return every hold there ever was on a person's data, oldest first."""
    query = select(LegalHold).where(LegalHold.person_id == person_id)
    return list(session.exec(query.order_by(col(LegalHold.placed_at))))


def all_in_force(session: Session) -> list[Hold]:
    """Return every hold in force with its reason, oldest first."""
    rows = session.exec(_in_force().order_by(col(LegalHold.placed_at))).all()
    keys = keyring(session, {Lock((row.person_id,)) for row in rows})
    return [
        Hold(
            person_id=row.person_id,
            reason=keys.open(Lock((row.person_id,)), row.reason, row.place()) or "",
            placed_by=row.placed_by,
            placed_at=row.placed_at,
            released_at=row.released_at,
        )
        for row in rows
    ]


def _in_force() -> SelectOfScalar[LegalHold]:
    return select(LegalHold).where(col(LegalHold.released_at).is_(None))
