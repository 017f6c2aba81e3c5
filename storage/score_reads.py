"""Who read somebody else's result, and as what; only ever added."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import PerEngine
from storage.scores import ScoreVersionRow


class ScoreRead(SQLModel, table=True):
    """Somebody read a version. `as_relation`: what they were to its person then; `on_day` is the day in UTC.

    One row per reader, relation, version and day: reading twice in an afternoon is one reading.
    """

    __tablename__ = "score_read"
    score_id: str = Field(primary_key=True, foreign_key="score_version.id", max_length=32)
    reader_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    as_relation: str = Field(primary_key=True, max_length=16)
    on_day: date = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


_TABLE = SQLModel.metadata.tables["score_read"]
_INSERT = PerEngine(lambda insert: insert(_TABLE).on_conflict_do_nothing())


def keep(session: Session, score_id: str, reader_id: int, *, as_relation: str, at: datetime) -> None:
    """Store that somebody read a version, once a day."""
    session.connection().execute(
        _INSERT[session.get_bind().dialect.name],
        {
            "score_id": score_id,
            "reader_id": reader_id,
            "as_relation": as_relation,
            "on_day": at.astimezone(UTC).date(),
            "at": at,
        },
    )


def of_person(session: Session, person_id: int) -> list[tuple[ScoreRead, str, int]]:
    """Return every reading of somebody's results, newest first, each with the cycle and the version's number."""
    query = (
        select(ScoreRead, ScoreVersionRow.cycle, ScoreVersionRow.version)
        .join(ScoreVersionRow, col(ScoreVersionRow.id) == ScoreRead.score_id)
        .where(ScoreVersionRow.person_id == person_id)
        .order_by(col(ScoreRead.at).desc(), col(ScoreRead.reader_id))
    )
    return [(read, cycle, version) for read, cycle, version in session.exec(query)]
