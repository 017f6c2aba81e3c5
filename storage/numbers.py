"""Numbers of rows about to be added: what they say is sealed into its place, so the place must be known first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func
from sqlmodel import SQLModel, select

if TYPE_CHECKING:
    from sqlmodel import Session


def next_numbers(session: Session, table: str, count: int) -> list[int]:
    """Return the ids the next `count` rows of a table get; nobody else is given them.

    On SQLite that holds until this transaction ends, which is the only one that writes.
    """
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.nextval(func.pg_get_serial_sequence(table, "id"))
        return list(session.exec(select(sequence).select_from(func.generate_series(1, count))))
    last = session.exec(select(func.max(SQLModel.metadata.tables[table].c.id))).one() or 0
    return list(range(last + 1, last + 1 + count))
