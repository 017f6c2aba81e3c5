"""Rows as the database's driver gives them: for readings of a whole log, where SQLAlchemy's own cost most of all."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select
    from sqlmodel import Session


def driver_rows(session: Session, query: Select[Any], values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return all rows of a query as plain tuples. Of our types only times differ by engine: see `stored_time`."""
    result = session.connection().execute(query, values)
    cursor = result.cursor
    if cursor is None:
        reason = "this query gives no rows"
        raise TypeError(reason)
    rows = list(cursor.fetchall())
    result.close()
    return rows


def stored_time(value: datetime | str) -> datetime:
    """Return a stored time without its zone, which is UTC: SQLite keeps times as text, PostgreSQL as times."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
