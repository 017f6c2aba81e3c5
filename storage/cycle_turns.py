"""What is done once on a day for everybody of a cycle, some people at a time: how far it has come.

One row for each day and each thing done. It is locked while a process takes the next people, so that several
processes share the work, and whoever stops is followed by another one where it stood.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from sqlalchemy import Executable, Table

    from storage.per_engine import Inserting


class CycleTurn(SQLModel, table=True):
    """One thing done on one day. `upto`: the highest id of a person looked at; `left_over`: how many wait for others."""

    __tablename__ = "cycle_turn"
    what: str = Field(primary_key=True, max_length=24)
    cycle_id: str = Field(primary_key=True, foreign_key="cycle.id", max_length=32)
    day: date = Field(primary_key=True)
    upto: int = 0
    left_over: int = 0
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


def take(session: Session, what: str, cycle_id: str, day: date) -> CycleTurn | None:
    """Return a day's turn, locked, begun where there is none yet; None when it is done, or in other hands."""
    given = {"what": what, "cycle_id": cycle_id, "day": day, "upto": 0, "left_over": 0}
    found = session.exec(_OPEN, params=given).first()
    if found is None:
        session.connection().execute(_BEGIN[session.get_bind().dialect.name], given)
        found = session.exec(_OPEN, params=given).first()
    return found


def is_done(session: Session, what: str, cycle_id: str, day: date) -> bool:
    """Return whether a day's turn is over."""
    turn = session.get(CycleTurn, (what, cycle_id, day))
    return turn is not None and turn.done_at is not None


def keep(session: Session, turn: CycleTurn) -> None:
    """Store how far a turn has come."""
    session.add(turn)
    session.flush()


_TURNS: Table = SQLModel.metadata.tables["cycle_turn"]
_OPEN = (
    select(CycleTurn)
    .where(
        col(CycleTurn.what) == bindparam("what"),
        col(CycleTurn.cycle_id) == bindparam("cycle_id"),
        col(CycleTurn.day) == bindparam("day"),
        col(CycleTurn.done_at).is_(None),
    )
    .with_for_update(skip_locked=True)
)


def _beginning(insert: Inserting) -> Executable:
    return insert(_TURNS).on_conflict_do_nothing()


_BEGIN = PerEngine(_beginning)
