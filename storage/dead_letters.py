"""Messages that ended without arriving, or nobody knows whether they did: to be seen, and tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, case, func, select, update
from sqlmodel import SQLModel, col

from storage.outbox import OutboxMessage, State
from storage.people import Person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

DEAD = (State.FAILED.value, State.UNKNOWN.value)


class DeadLetter(NamedTuple):
    """One of them: whom it was for (a name, or a channel's id), and nothing of what it said."""

    number: int
    kind: str
    state: State
    error: str | None
    recipient: str
    created_at: datetime


def dead_letters(session: Session, since: datetime, limit: int) -> list[DeadLetter]:
    """Return those made since then, the newest first."""
    rows = session.connection().execute(_LIST, {"since": since, "most": limit})
    return [DeadLetter(row[0], row[1], State(row[2]), *row[3:]) for row in rows]


def count(session: Session, since: datetime) -> int:
    """Return how many were made since then."""
    return session.connection().execute(_COUNT, {"since": since}).scalar() or 0


def retry(session: Session, number: int, now: datetime) -> bool:
    """Put one back on its way; False when it is on its way or gone already.

    What failed is certainly not in Slack and is queued. What nobody knows of is left to whoever takes over claims,
    who looks it up in Slack before anything is sent: it is never doubled by trying again.
    """
    return bool(session.connection().execute(_RETRY, {"number": number, "now": now}).rowcount)


_TABLE = SQLModel.metadata.tables["outbox_message"]
_SINCE = (col(OutboxMessage.state).in_(DEAD), col(OutboxMessage.created_at) >= bindparam("since"))
_LIST = (
    select(
        _TABLE.c.id,
        col(OutboxMessage.kind),
        col(OutboxMessage.state),
        col(OutboxMessage.error),
        func.coalesce(col(Person.name), col(OutboxMessage.channel), ""),
        col(OutboxMessage.created_at),
    )
    .select_from(OutboxMessage)
    .outerjoin(Person, col(Person.id) == col(OutboxMessage.person_id))
    .where(*_SINCE)
    .order_by(col(OutboxMessage.id).desc())
    .limit(bindparam("most"))
)
_COUNT = select(func.count()).select_from(OutboxMessage).where(*_SINCE)
_UNKNOWN = _TABLE.c.state == State.UNKNOWN.value
_RETRY = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("number"), _TABLE.c.state.in_(DEAD))
    .values(
        state=case((_UNKNOWN, State.POSTING.value), else_=State.QUEUED.value),
        lease_until=case((_UNKNOWN, bindparam("now", type_=_TABLE.c.lease_until.type)), else_=None),
        not_before=bindparam("now", type_=_TABLE.c.not_before.type),
        owner=None,
        attempts=case((_UNKNOWN, 1), else_=0),
        error=None,
    )
)
