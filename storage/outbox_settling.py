"""Many messages that have arrived, recorded at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlmodel import SQLModel

from storage.outbox import OutboxMessage, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

    from storage.outbox_claims import Hold, Place

_TABLE = SQLModel.metadata.tables[str(OutboxMessage.__tablename__)]
# Built once: building them takes longer than running them.
_SENT = (
    update(_TABLE)
    .where(
        _TABLE.c.id == bindparam("held_id"),
        _TABLE.c.owner == bindparam("held_by"),
        _TABLE.c.state == State.POSTING.value,
    )
    .values(
        state=State.SENT.value,
        owner=None,
        lease_until=None,
        error=None,
        channel_id=bindparam("in_channel"),
        ts=bindparam("at_ts"),
        sent_at=bindparam("at", type_=_TABLE.c.sent_at.type),
    )
)
_WHERE = select(_TABLE.c.id, _TABLE.c.ts).where(
    _TABLE.c.id.in_(bindparam("ids", expanding=True)), _TABLE.c.state == State.SENT.value
)


class Arrived(NamedTuple):
    """A message that stands in Slack since `at`, by the claim of who sent it."""

    hold: Hold
    place: Place
    at: datetime


def mark_sent(session: Session, arrived: Sequence[Arrived]) -> list[bool]:
    """Record where messages stand; False for each that somebody else has meanwhile taken over, which is left alone."""
    rows = [
        {
            "held_id": each.hold.message_id,
            "held_by": each.hold.owner,
            "in_channel": each.place.channel_id,
            "at_ts": each.place.ts,
            "at": each.at,
        }
        for each in arrived
    ]
    connection = session.connection()
    if connection.execute(_SENT, rows).rowcount == len(rows):
        return [True] * len(rows)
    ids = [each.hold.message_id for each in arrived]
    stand = {(row.id, row.ts) for row in connection.execute(_WHERE, {"ids": ids})}
    return [(each.hold.message_id, each.place.ts) in stand for each in arrived]
