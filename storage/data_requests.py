"""What was asked for with somebody's data: a copy, its erasure, a hold. Who asked, for whom, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Field, Session, SQLModel, and_, col, select

from storage.columns import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

IN_SLACK, AT_THE_COMMAND_LINE = "slack", "command_line"
"""Where somebody asked."""
TRIES = 3
"""So often a copy is made ready for somebody in Slack before we stop and say so."""


class Kind(StrEnum):
    """What was asked for."""

    EXPORT = "export"
    ERASE = "erase"
    HOLD = "hold"
    RELEASE = "release"


class DataRequest(SQLModel, table=True):
    """One request. `asked_by` is None for whoever sat at the command line and did not say who they are.

    An export asked for in Slack is open until `done_at`; `claimed_until` keeps a second copy of the bot from
    making it too. `gave_up`: it could not be delivered, and its person was told.
    """

    __tablename__ = "data_request"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str = Field(max_length=16)
    asked_by: int | None = Field(default=None, foreign_key="person.id")
    via: str = Field(max_length=16)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    claimed_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    gave_up: bool = False

    @property
    def number(self) -> int:
        """The id of a request already stored."""
        if self.id is None:
            message = "this request has not been stored yet"
            raise ValueError(message)
        return self.id


def keep(  # noqa: PLR0913 - a request has this many facts
    session: Session,
    person_id: int,
    kind: Kind,
    *,
    asked_by: int | None,
    via: str,
    now: datetime,
    open_until: datetime | None = None,
) -> DataRequest:
    """Store a request. With `open_until` it is still to be carried out, by us alone until then."""
    row = DataRequest(
        person_id=person_id,
        kind=kind,
        asked_by=asked_by,
        via=via,
        asked_at=now,
        done_at=None if open_until else now,
        claimed_until=open_until,
        attempts=1 if open_until else 0,
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, number: int) -> DataRequest | None:
    """Return a request."""
    return session.get(DataRequest, number, populate_existing=True)


def waiting(session: Session, person_id: int) -> DataRequest | None:
    """Return a person's export that is being made right now."""
    query = select(DataRequest).where(DataRequest.person_id == person_id, _open())
    return session.exec(query).first()


def left_behind(session: Session, now: datetime) -> bool:
    """Return whether there is an open export nobody works on any more."""
    query = select(DataRequest.id).where(_open(), col(DataRequest.claimed_until) <= now).limit(1)
    return session.exec(query).first() is not None


def claim(session: Session, now: datetime, lease: timedelta) -> DataRequest | None:
    """Take over an open export nobody works on any more; copies of the bot never share one."""
    query = (
        select(DataRequest)
        .where(_open(), col(DataRequest.claimed_until) <= now)
        .order_by(col(DataRequest.asked_at))
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = session.exec(query).first()
    if row is not None:
        row.claimed_until = now + lease
        row.attempts += 1
        session.add(row)
        session.flush()
    return row


def finish(session: Session, number: int, now: datetime, *, gave_up: bool = False) -> None:
    """Close an export."""
    row = session.get_one(DataRequest, number, populate_existing=True)
    row.done_at, row.claimed_until, row.gave_up = now, None, gave_up
    session.add(row)
    session.flush()


def of_person(session: Session, person_id: int) -> list[DataRequest]:
    """Return everything that was asked for with a person's data, oldest first."""
    query = select(DataRequest).where(DataRequest.person_id == person_id)
    return list(session.exec(query.order_by(col(DataRequest.asked_at), col(DataRequest.id))))


def _open() -> ColumnElement[bool]:
    return and_(col(DataRequest.kind) == Kind.EXPORT.value, col(DataRequest.done_at).is_(None))
