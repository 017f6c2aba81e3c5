"""Clauses that contradict each other, as HR marked them, and as their numbers say.

Two documents in force that both have a clause of the same number are shown together, and so are two clauses
that HR marked. Which of them applies is for HR to say, never for us.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage import policies
from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from datetime import date

    from storage.policies import ClauseInForce


class PolicyConflict(SQLModel, table=True):
    """Two clauses, by their refs in alphabetical order, that contradict each other.

    `prevails` is the ref of the one that applies, as HR has decided; empty until then.
    """

    __tablename__ = "policy_conflict"
    first: str = Field(primary_key=True, max_length=16)
    second: str = Field(primary_key=True, max_length=16)
    marked_at: datetime = Field(sa_type=UtcDateTime)
    marked_by: int | None = Field(default=None, foreign_key="person.id")
    prevails: str = Field(default="", max_length=16, sa_column_kwargs={"server_default": ""})


@dataclass(frozen=True)
class Contradiction:
    """A clause that contradicts another. `prevails`: it applies and not the other; None while nobody has decided."""

    clause: ClauseInForce
    prevails: bool | None = None


def mark(  # noqa: PLR0913, PLR0917 - two clauses, and who says what of them when
    session: Session, one: str, other: str, now: datetime, by: int | None = None, prevails: str = ""
) -> bool:
    """Keep that two clauses contradict each other, and which applies where that is decided.

    False when all that is known, or they are the same clause.
    """
    first, second = sorted((one, other))
    row = session.get(PolicyConflict, (first, second), with_for_update=True)
    if first == second or (row is not None and row.prevails == prevails):
        return False
    row = row or PolicyConflict(first=first, second=second, marked_at=now, marked_by=by)
    row.prevails, row.marked_at, row.marked_by = prevails, now, by
    session.add(row)
    session.flush()
    return True


def clear(session: Session, one: str, other: str) -> bool:
    """Take back that two clauses contradict each other; False when nobody had said so."""
    first, second = sorted((one, other))
    row = session.get(PolicyConflict, (first, second))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def contradicting(
    session: Session, clause: ClauseInForce, language: str, day: date, audiences: frozenset[str]
) -> list[Contradiction]:
    """Return the clauses that contradict `clause` on `day`, as far as they exist for these audiences."""
    query = select(PolicyConflict).where(
        or_(col(PolicyConflict.first) == clause.ref, col(PolicyConflict.second) == clause.ref)
    )
    decided = {
        row.second if row.first == clause.ref else row.first: row.prevails for row in session.exec(query)
    }
    found = [policies.clause_in_force(session, ref, language, day, audiences) for ref in sorted(decided)]
    namesakes = policies.clauses_called(session, [clause.clause_id], language, day, audiences)
    others = {each.ref: each for each in (*filter(None, found), *namesakes) if each.ref != clause.ref}
    return [
        Contradiction(each, prevails == ref if (prevails := decided.get(ref)) else None)
        for ref, each in others.items()
    ]
