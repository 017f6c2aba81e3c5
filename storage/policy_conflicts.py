"""Clauses that contradict each other, as HR marked them, and as their numbers say.

Two documents in force that both have a clause of the same number are shown together, and so are two clauses
that HR marked. What is right is for the documents' owners to say, never for us.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, col, or_, select

from storage import policies
from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from datetime import date

    from storage.policies import ClauseInForce


class PolicyConflict(SQLModel, table=True):
    """Two clauses, by their refs in alphabetical order, that contradict each other."""

    __tablename__ = "policy_conflict"
    first: str = Field(primary_key=True, max_length=16)
    second: str = Field(primary_key=True, max_length=16)
    marked_at: datetime = Field(sa_type=UtcDateTime)
    marked_by: int | None = Field(default=None, foreign_key="person.id")


def mark(session: Session, one: str, other: str, now: datetime, by: int | None = None) -> bool:
    """Keep that two clauses contradict each other; False when that is known, or they are the same clause."""
    first, second = sorted((one, other))
    if first == second or session.get(PolicyConflict, (first, second)) is not None:
        return False
    session.add(PolicyConflict(first=first, second=second, marked_at=now, marked_by=by))
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


def with_conflicts(
    session: Session, clause: ClauseInForce, language: str, day: date, audiences: frozenset[str]
) -> list[ClauseInForce]:
    """Return the clauses that contradict `clause` on `day`, as far as they exist for these audiences."""
    query = select(PolicyConflict).where(
        or_(col(PolicyConflict.first) == clause.ref, col(PolicyConflict.second) == clause.ref)
    )
    marked = {row.second if row.first == clause.ref else row.first for row in session.exec(query)}
    found = [policies.clause_in_force(session, ref, language, day, audiences) for ref in sorted(marked)]
    namesakes = policies.clauses_called(session, [clause.clause_id], language, day, audiences)
    others = {each.ref: each for each in (*filter(None, found), *namesakes) if each.ref != clause.ref}
    return list(others.values())
