"""Which figures entered by hand wait for a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, text
from sqlmodel import col, select

from storage import readings
from storage.readings import Decision, ReadingDecision, ReadingRow

if TYPE_CHECKING:
    from sqlmodel import Session

    from storage.readings import Reading

_APPROVED = select(ReadingDecision.number).where(
    ReadingDecision.reading_number == ReadingRow.number, ReadingDecision.decision == Decision.APPROVED.value
)
_WAITING = (
    select(ReadingRow.number)
    .where(text("waits"), ~_APPROVED.exists())
    .order_by(col(ReadingRow.number))
    .limit(bindparam("limit"))
)


def waiting(session: Session, limit: int) -> list[Reading]:
    """Return the readings that wait for a second person, the oldest first; none of somebody erased."""
    numbers = session.exec(_WAITING, params={"limit": limit}).all()
    found = (readings.get(session, number) for number in numbers if number is not None)
    return [each for each in found if each is not None]
