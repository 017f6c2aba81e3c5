"""What tells that delivery is stuck: the oldest message that waits, the gate, claims that never end, silent jobs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Select, bindparam, func, select, update
from sqlmodel import Field, Session, SQLModel, col

from storage.columns import UtcDateTime
from storage.delivery_gate import gate, last_gate
from storage.outbox import OutboxMessage, Priority, State
from storage.outbox_due import is_due
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Executable, Table

    from storage.per_engine import Inserting

SUBJECT = "delivery"


class JobRun(SQLModel, table=True):
    """When a job that time starts last came to its end, in any copy of the bot."""

    __tablename__ = "job_run"
    name: str = Field(primary_key=True, max_length=64)
    ran_at: datetime = Field(sa_type=UtcDateTime)


class DeliveryCheck(SQLModel, table=True):
    """The last look at delivery: what was found then, empty when all was well."""

    __tablename__ = "delivery_check"
    subject: str = Field(primary_key=True, max_length=16)
    state: str = Field(max_length=200)
    checked_at: datetime = Field(sa_type=UtcDateTime)


class Waiting(NamedTuple):
    """Messages of one priority that could leave now, and since when the oldest could have."""

    messages: int
    since: datetime


class Health(NamedTuple):
    """How delivery stands. `in_doubt` counts claims that began before a moment and have not ended."""

    waiting: Mapping[Priority, Waiting]
    closed_until: datetime | None
    in_doubt: int
    ran: Mapping[str, datetime]


def health(session: Session, team_id: str | None, now: datetime, doubtful_before: datetime) -> Health:
    """Return how delivery stands at `now`; the gate is that of `team_id`, or the one that opens last."""
    connection = session.connection()
    waiting = {
        Priority(row.priority): Waiting(row.messages, row.since)
        for row in connection.execute(_WAITING, {"by": now})
    }
    in_doubt = connection.execute(_IN_DOUBT, {"before": doubtful_before}).scalar() or 0
    closed_until = gate(session, team_id, now) if team_id else last_gate(session, now)
    ran = {row.name: row.ran_at for row in connection.execute(_RAN)}
    return Health(waiting, closed_until, in_doubt, ran)


def jobs_ran(session: Session, names: Sequence[str], now: datetime) -> None:
    """Record that these jobs have just come to their end."""
    if names:
        session.connection().execute(
            _RAN_NOW[session.get_bind().dialect.name], [{"name": name, "ran_at": now} for name in names]
        )


def take_turn(session: Session, now: datetime, interval: timedelta) -> str | None:
    """Take the turn to look at delivery; return what was found last time. None when another copy just looked."""
    given = {"subject": SUBJECT, "state": "", "checked_at": datetime.min.replace(tzinfo=now.tzinfo)}
    session.connection().execute(_BEGUN[session.get_bind().dialect.name], given)
    mine = session.connection().execute(_TURN, {"now": now, "by": now - interval})
    if not mine.rowcount:
        return None
    return str(session.connection().execute(_STATE).scalar())


def found(session: Session, state: str) -> None:
    """Keep what was found, to compare it with the next time."""
    session.connection().execute(_FOUND, {"new_state": state})


_JOBS: Table = SQLModel.metadata.tables["job_run"]
_CHECKS: Table = SQLModel.metadata.tables["delivery_check"]


def _running(insert: Inserting) -> Executable:
    statement = insert(_JOBS)
    return statement.on_conflict_do_update(
        index_elements=["name"], set_={"ran_at": statement.excluded.ran_at}
    )


_RAN = select(_JOBS.c.name, _JOBS.c.ran_at)
_RAN_NOW = PerEngine(_running)
_BEGUN = PerEngine(lambda insert: insert(_CHECKS).on_conflict_do_nothing())
_TURN = (
    update(_CHECKS)
    .where(_CHECKS.c.subject == SUBJECT, _CHECKS.c.checked_at <= bindparam("by"))
    .values(checked_at=bindparam("now"))
)
_STATE = select(_CHECKS.c.state).where(_CHECKS.c.subject == SUBJECT)
_FOUND = update(_CHECKS).where(_CHECKS.c.subject == SUBJECT).values(state=bindparam("new_state"))
_IN_DOUBT = select(func.count()).where(
    col(OutboxMessage.state) == State.POSTING.value, col(OutboxMessage.not_before) <= bindparam("before")
)


def _waiting() -> Select[int, int, datetime]:
    since = func.min(col(OutboxMessage.not_before), type_=UtcDateTime).label("since")
    return (
        select(col(OutboxMessage.priority), func.count().label("messages"), since)
        .where(is_due(OutboxMessage))
        .group_by(col(OutboxMessage.priority))
    )


_WAITING = _waiting()
