"""Conversations whose words were kept long enough: their keys are destroyed, and what they say is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update
from sqlmodel import SQLModel

from storage import check_ins, erasure
from storage.secrets import PRIVATE_PART

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

RAN_OUT = "retention"
"""Why such a key was destroyed."""

_TALKS = SQLModel.metadata.tables[check_ins.CheckInRow.__tablename__]
_LONG_ENOUGH = (
    select(_TALKS.c.id)
    .where(
        _TALKS.c.dropped_at.is_(None),
        _TALKS.c.touched_at < bindparam("before"),
        _TALKS.c.step.in_(bindparam("steps", expanding=True)),
    )
    .order_by(_TALKS.c.touched_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_DROPPED = (
    update(_TALKS)
    .where(_TALKS.c.id.in_(bindparam("ids", expanding=True)))
    .values(dropped_at=bindparam("now", type_=_TALKS.c.dropped_at.type), wake_at=None)
)


def drop_words(
    session: Session, steps: frozenset[str], before: datetime, now: datetime, limit: int = 50
) -> int:
    """Destroy the keys of conversations that ended, at one of these steps, before that instant; return how many.

    What came of them, a note above all, has keys of its own and stays. On SQLite call `Database.wipe` afterwards.
    """
    given = {"steps": sorted(steps), "before": before, "most": limit}
    found = list(session.connection().execute(_LONG_ENOUGH, given).scalars())
    for check_in_id in found:
        erasure.destroy_record(session, check_in_id, PRIVATE_PART, RAN_OUT, now)
    if found:
        session.connection().execute(_DROPPED, {"ids": found, "now": now})
    return len(found)
