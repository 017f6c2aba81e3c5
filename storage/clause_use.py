"""How often each clause was quoted in an answer, by day. Nothing here says who asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlmodel import Field, Session, SQLModel

from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Executable

    from storage.per_engine import Inserting


class ClauseUse(SQLModel, table=True):
    """A clause was quoted so many times on a day of the company's."""

    __tablename__ = "clause_use"
    document_id: str = Field(primary_key=True, max_length=200)
    clause_id: str = Field(primary_key=True, max_length=300)
    day: date = Field(primary_key=True)
    times: int


_USES = SQLModel.metadata.tables["clause_use"]


def _counting(insert: Inserting) -> Executable:
    statement = insert(_USES)
    return statement.on_conflict_do_update(
        index_elements=[column.name for column in _USES.primary_key],
        set_={"times": _USES.c.times + statement.excluded.times},
    )


_COUNT = PerEngine(_counting)


def count(session: Session, clauses: Iterable[tuple[str, str]], day: date) -> None:
    """Count one more use of each of these clauses, given as document and clause."""
    # Always in one order, so that two copies of the bot never wait for each other.
    rows = [
        {"document_id": document, "clause_id": clause, "day": day, "times": 1}
        for document, clause in sorted(set(clauses))
    ]
    if rows:
        session.connection().execute(_COUNT[session.get_bind().dialect.name], rows)


def between(session: Session, since: date, until: date) -> dict[tuple[str, str], int]:
    """Return how often each clause was quoted from the day `since` on and before `until`."""
    total = func.sum(_USES.c.times)
    query = (
        select(_USES.c.document_id, _USES.c.clause_id, total)
        .where(_USES.c.day >= since, _USES.c.day < until)
        .group_by(_USES.c.document_id, _USES.c.clause_id)
    )
    return {(document, clause): int(times) for document, clause, times in session.connection().execute(query)}
