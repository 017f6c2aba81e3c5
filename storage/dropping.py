"""Deleting rows of the tables whose rows may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlmodel import SQLModel

if TYPE_CHECKING:
    from sqlmodel import Session
    from sqlmodel.sql.expression import SelectOfScalar

M = TypeVar("M", bound=SQLModel)


def drop(session: Session, query: SelectOfScalar[M]) -> int:
    """Delete the rows a query finds, through the session, and return how many."""
    rows = session.exec(query).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return len(rows)


def drop_some(session: Session, query: SelectOfScalar[M], limit: int) -> int:
    """Delete the first `limit` of the rows a query finds, and return how many; copies of the bot never share one."""
    return drop(session, query.limit(limit).with_for_update(skip_locked=True))
