"""Whom a notice of new rules went to, and when somebody who has not read it is reminded of it next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Mapping


class PolicyTold(SQLModel, table=True):
    """Somebody a notice went to. `joined`: they came to the rules later, and all of them are new to them.

    `reminded` counts reminders; at `next_at` one is due, None when none will come.
    """

    __tablename__ = "policy_told"
    notice_id: str = Field(primary_key=True, foreign_key="policy_notice.id", max_length=32)
    person_id: int = Field(primary_key=True, foreign_key="person.id", index=True)
    joined: bool = False
    reminded: int = 0
    next_at: datetime | None = Field(default=None, index=True, sa_type=UtcDateTime)


_TABLE = SQLModel.metadata.tables["policy_told"]
_ADD = PerEngine(
    lambda insert: insert(_TABLE).on_conflict_do_nothing(index_elements=["notice_id", "person_id"])
)
_DUE = (
    select(PolicyTold)
    .where(col(PolicyTold.next_at) <= bindparam("by"))
    .order_by(col(PolicyTold.next_at), col(PolicyTold.person_id))
    .limit(bindparam("at_most"))
)
_CLAIM = _DUE.with_for_update(skip_locked=True)


def add(
    session: Session, notice_id: str, next_at: Mapping[int, datetime | None], *, joined: bool = False
) -> None:
    """Keep whom a notice went to, and when each is reminded; who is kept already stays as they are."""
    rows = [
        {"notice_id": notice_id, "person_id": person, "joined": joined, "reminded": 0, "next_at": at}
        for person, at in next_at.items()
    ]
    if rows:
        session.connection().execute(_ADD[session.get_bind().dialect.name], rows)


def told(session: Session, notice_id: str) -> frozenset[int]:
    """Return whom a notice went to."""
    return frozenset(session.exec(select(PolicyTold.person_id).where(PolicyTold.notice_id == notice_id)))


def get(session: Session, notice_id: str, person_id: int) -> PolicyTold | None:
    """Return that a notice went to somebody; None when it did not."""
    return session.get(PolicyTold, (notice_id, person_id))


def any_due(session: Session, now: datetime) -> bool:
    """Return whether anybody is to be reminded by now."""
    return session.exec(_DUE, params={"by": now, "at_most": 1}).first() is not None


def claim_due(session: Session, now: datetime, limit: int) -> list[PolicyTold]:
    """Return who is to be reminded by now, the longest waiting first; copies of the bot never share one."""
    return list(session.exec(_CLAIM, params={"by": now, "at_most": limit}))


def has_read(session: Session, notice_id: str, person_id: int) -> None:
    """Remind somebody no more."""
    mine = update(_TABLE).where(_TABLE.c.notice_id == notice_id, _TABLE.c.person_id == person_id)
    session.connection().execute(mine.values(next_at=None))
