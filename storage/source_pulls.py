"""Which source was pulled from when: one row for each turn, put there by the process that takes it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel

from storage.columns import UtcDateTime
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from sqlalchemy import Executable, Table

    from storage.per_engine import Inserting


class SourcePull(SQLModel, table=True):
    """A turn of a source: `turn` is when it was due, `claimed_at` when a process took it."""

    __tablename__ = "source_pull"
    source: str = Field(primary_key=True, max_length=64)
    turn: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    claimed_at: datetime = Field(sa_type=UtcDateTime)


def claim(session: Session, source: str, turn: datetime, now: datetime) -> bool:
    """Take a source's turn; False when another process has it already."""
    given = {"source": source, "turn": turn, "claimed_at": now}
    return session.connection().execute(_CLAIM[session.get_bind().dialect.name], given).first() is not None


_TURNS: Table = SQLModel.metadata.tables["source_pull"]


def _claiming(insert: Inserting) -> Executable:
    return insert(_TURNS).on_conflict_do_nothing().returning(_TURNS.c.source)


_CLAIM = PerEngine(_claiming)
