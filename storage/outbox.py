"""Messages on their way to Slack: each is put once, under a key, and ends in exactly one state.

Written in the transaction of the change that caused it, so that neither exists without the other. A row
holds ids only; the words are drawn when it is sent.

    queued ──claim──▶ posting ──▶ sent | failed | cancelled
       ▲                 │ ▲
       └── not sent ─────┤ └── looked up: absent, so sent again
                         └──▶ unknown (it may have arrived, and nobody can look)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from sqlalchemy import JSON, Index, and_, bindparam, func, or_, update
from sqlmodel import Field, Session, SQLModel, col, select

from storage.columns import UtcDateTime
from storage.payloads import refuse_words
from storage.per_engine import PerEngine, on_postgresql

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_ACCOUNT = "no_slack_account"
"""The error of a message to somebody Slack does not know; it is sent when they have joined."""
LANE_LOCKS = 0x70B0  # the class of our advisory locks, apart from anybody else's


class Operation(StrEnum):
    """What is done in Slack."""

    POST = "post"
    UPDATE = "update"


class State(StrEnum):
    """How far a message has come; all but the first two are final."""

    QUEUED = "queued"
    POSTING = "posting"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


UNSENT = (State.QUEUED.value, State.POSTING.value)


class Priority(IntEnum):
    """Who goes first: somebody who waits for an answer, then a nudge, then an announcement."""

    REPLY = 0
    NUDGE = 10
    BULK = 20


class OutboxMessage(SQLModel, table=True):
    """One message to post or to replace. `lane` is its conversation: one message of a lane at a time.

    `thread_ts` is somebody else's message it answers under, `thread_key` the key of ours. `error` is Slack's own
    error code and never a sentence; `channel_id` and `ts` say where it is in Slack. `batch` is what was put together
    with many others, to be counted, held and taken back together.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        Index("ix_outbox_message_next", "state", "op", "priority", "id"),
        Index("ix_outbox_message_due", "state", "not_before"),
        Index("ix_outbox_message_lane", "lane", "state", "sent_at"),
        Index("ix_outbox_message_batch", "batch", "state"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=200)
    delivery_id: str = Field(unique=True, max_length=32)
    op: str = Field(max_length=8)
    kind: str = Field(max_length=64)
    payload: dict[str, Any] = Field(sa_type=JSON)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    channel: str | None = Field(default=None, max_length=32)
    lane: str = Field(max_length=48)
    thread_key: str | None = Field(default=None, max_length=200)
    target_key: str | None = Field(default=None, max_length=200)
    thread_ts: str | None = Field(default=None, max_length=32)
    priority: int
    state: str = Field(max_length=12)
    attempts: int = 0
    not_before: datetime = Field(sa_type=UtcDateTime)
    owner: str | None = Field(default=None, max_length=64)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    channel_id: str | None = Field(default=None, max_length=32)
    ts: str | None = Field(default=None, max_length=32)
    error: str | None = Field(default=None, max_length=80)
    created_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    batch: str | None = Field(default=None, max_length=48)

    @property
    def number(self) -> int:
        """The id of a row already stored."""
        if self.id is None:
            message = "this message has not been stored yet"
            raise ValueError(message)
        return self.id


_TABLE = SQLModel.metadata.tables["outbox_message"]
# Built once: building them takes longer than running them, and an announcement is ten thousand rows.
_INSERT = PerEngine(
    lambda insert: insert(_TABLE).on_conflict_do_nothing(index_elements=["key"]).returning(_TABLE.c.id)
)
_PARENT = select(_TABLE.c.person_id, _TABLE.c.channel, _TABLE.c.lane, _TABLE.c.state).where(
    _TABLE.c.key == bindparam("of_key")
)
_DUE_REPLY = and_(
    _TABLE.c.state == State.QUEUED.value,
    _TABLE.c.priority == Priority.REPLY.value,
    _TABLE.c.not_before <= bindparam("by"),
)
_IN_THE_WAY = select(_TABLE.c.id).where(
    _TABLE.c.lane == bindparam("of_lane"), or_(_TABLE.c.state == State.POSTING.value, _DUE_REPLY)
)


class _Parent(NamedTuple):
    """What a message must know of the one it replaces or answers under."""

    person_id: int | None
    channel: str | None
    lane: str
    state: str


@dataclass(frozen=True)
class NewMessage:
    """A message to put: to a person, to a channel, or over the message that `target_key` names."""

    key: str
    kind: str
    payload: Mapping[str, Any]
    op: Operation = Operation.POST
    person_id: int | None = None
    channel: str | None = None
    thread_key: str | None = None
    target_key: str | None = None
    thread_ts: str | None = None
    priority: Priority = Priority.REPLY
    not_before: datetime | None = None
    delivery_id: str = field(default_factory=lambda: uuid4().hex)


class NoSuchMessageError(LookupError):
    """An update or a threaded reply names a key under which nothing was ever put."""


def put(
    session: Session,
    message: NewMessage,
    *,
    now: datetime,
    owner: str | None = None,
    lease: timedelta | None = None,
) -> bool:
    """Store `message` unless its key is taken, and return whether it was stored.

    With `owner` and `lease` a reply that waits for nothing is stored already claimed, so that the process
    which made it can send it at once. Raises NoSuchMessageError for an unknown target or thread, and
    ValueError for a payload that is more than ids.
    """
    refuse_words(message.payload)
    parent = _parent_of(session, message)
    if message.op is Operation.UPDATE and parent is not None:
        person_id, channel, lane = parent.person_id, parent.channel, parent.lane
    else:
        person_id, channel = message.person_id, message.channel
        lane = _lane(person_id, channel)
    at_once = owner is not None and lease is not None and _goes_at_once(session, message, parent, lane, now)
    row = {
        "key": message.key,
        "delivery_id": message.delivery_id,
        "op": message.op.value,
        "kind": message.kind,
        "payload": dict(message.payload),
        "person_id": person_id,
        "channel": channel,
        "lane": lane,
        "thread_key": message.thread_key,
        "target_key": message.target_key,
        "thread_ts": message.thread_ts,
        "priority": message.priority.value,
        "state": (State.POSTING if at_once else State.QUEUED).value,
        "attempts": 0,
        "not_before": message.not_before or now,
        "owner": owner if at_once else None,
        "lease_until": now + lease if at_once and lease is not None else None,
        "created_at": now,
    }
    # The row count of an insert that may do nothing is not told on PostgreSQL.
    insert = _INSERT[session.get_bind().dialect.name]
    return session.connection().execute(insert, row).first() is not None


_STATE_OF = select(_TABLE.c.state).where(_TABLE.c.key == bindparam("of_key"))


def state_of(session: Session, key: str) -> State | None:
    """Return how far the message put under `key` has come; None when there is none."""
    state = session.connection().execute(_STATE_OF, {"of_key": key}).scalar()
    return None if state is None else State(state)


def by_key(session: Session, key: str) -> OutboxMessage | None:
    """Return the message put under `key`, as it is stored now."""
    return session.exec(select(OutboxMessage).where(OutboxMessage.key == key)).first()


def last_to(session: Session, person_id: int, kind: str, since: datetime) -> OutboxMessage | None:
    """Return the newest message of one kind that was put for a person since then."""
    query = select(OutboxMessage).where(OutboxMessage.person_id == person_id, OutboxMessage.kind == kind)
    query = query.where(col(OutboxMessage.created_at) >= since)
    return session.exec(query.order_by(col(OutboxMessage.id).desc()).limit(1)).first()


def counts(session: Session) -> dict[State, int]:
    """Return how many messages are in each state, zeros included."""
    rows = session.exec(select(OutboxMessage.state, func.count()).group_by(col(OutboxMessage.state)))
    return dict.fromkeys(State, 0) | {State(state): number for state, number in rows}


def cancel(session: Session, key: str) -> bool:
    """Call back a message nobody has begun to send; return whether it was still possible."""
    statement = update(OutboxMessage).where(
        col(OutboxMessage.key) == key, col(OutboxMessage.state) == State.QUEUED.value
    )
    return bool(session.exec(statement.values(state=State.CANCELLED.value)).rowcount)


def _goes_at_once(
    session: Session, message: NewMessage, parent: _Parent | None, lane: str, now: datetime
) -> bool:
    """Only replies: a thousand announcements claimed at birth would outlive their leases in the queue."""
    if message.priority is not Priority.REPLY or (message.not_before or now) > now:
        return False
    if parent is not None and parent.state in UNSENT:
        return False
    if not _hold_lane(session, lane):
        return False
    return session.connection().execute(_IN_THE_WAY, {"of_lane": lane, "by": now}).first() is None


def _parent_of(session: Session, message: NewMessage) -> _Parent | None:
    key = message.target_key or message.thread_key
    if key is None:
        return None
    parent = session.connection().execute(_PARENT, {"of_key": key}).first()
    if parent is not None:
        return _Parent(*parent)
    raise NoSuchMessageError(key)


def _hold_lane(session: Session, lane: str) -> bool:
    if not on_postgresql(session):
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(LANE_LOCKS, func.hashtext(lane)))))


def _lane(person_id: int | None, channel: str | None) -> str:
    if (person_id is None) == (channel is None):
        reason = "a message goes to one person or to one channel"
        raise ValueError(reason)
    return f"channel:{channel}" if person_id is None else f"person:{person_id}"
