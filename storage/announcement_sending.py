"""The messages of an announcement in the outbox, all together: put, counted, held, let go, taken back, put right.

Each is one statement over the batch, so that what HR decides holds from the next claim on.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from sqlalchemy import ColumnElement, Select, Text, bindparam, cast, func, literal, select, update
from sqlmodel import Session, SQLModel

from storage.announcement_readers import AnnouncementReader
from storage.outbox import Operation, Priority, State
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Executable

NOTICE = "announcements.notice"
"""The outgoing message that brings an announcement to somebody."""
HELD_UNTIL = datetime(9000, 1, 1, tzinfo=UTC)
"""No queue is looked at that late: what is held waits until somebody lets it go."""

_OUTBOX = SQLModel.metadata.tables["outbox_message"]
_READERS = SQLModel.metadata.tables[str(AnnouncementReader.__tablename__)]
PUT = PerEngine(lambda insert: insert(_OUTBOX).on_conflict_do_nothing(index_elements=["key"]))
BY_KEYS = select(_OUTBOX.c.key, _OUTBOX.c.state, _OUTBOX.c.sent_at, _OUTBOX.c.channel).where(
    _OUTBOX.c.key.in_(bindparam("keys", expanding=True))
)
OF_BATCH = _OUTBOX.c.batch == bindparam("of_batch")
_QUEUED = _OUTBOX.c.state == State.QUEUED.value
_DUE_AT = func.coalesce(
    select(_READERS.c.due_at)
    .where(_READERS.c.announcement_id == bindparam("of_batch"), _READERS.c.person_id == _OUTBOX.c.person_id)
    .scalar_subquery(),
    # What goes to a channel has no reader; its hour is asked for again when it is drawn.
    _OUTBOX.c.created_at,
)


def _readers_as_messages(dialect: str) -> Select[Any]:
    """Return what makes a message for each reader of a range, its columns named as the outbox's."""
    random: dict[str, ColumnElement[str]] = {
        "postgresql": func.replace(cast(func.gen_random_uuid(), Text), "-", ""),
        "sqlite": func.lower(func.hex(func.randomblob(16))),
    }
    number, named = cast(_READERS.c.person_id, Text), bindparam("of_announcement", type_=Text)
    fixed = row_for(None, HELD_UNTIL) | {"op": Operation.POST.value}
    columns: dict[str, ColumnElement[Any]] = {
        name: cast(literal(value), _OUTBOX.c[name].type) if isinstance(value, str) else literal(value)
        for name, value in fixed.items()
        if value is not None and name != "created_at"
    } | {
        "key": literal("announcement:", Text) + named + literal(":", Text) + number,
        "delivery_id": random[dialect],
        "payload": bindparam("said", type_=_OUTBOX.c.payload.type),
        "person_id": _READERS.c.person_id,
        "lane": literal("person:", Text) + number,
        "not_before": _READERS.c.due_at,
        "created_at": bindparam("at", type_=_OUTBOX.c.created_at.type),
        "batch": named,
    }
    readers = select(*(value.label(name) for name, value in columns.items())).where(
        _READERS.c.announcement_id == named,
        _READERS.c.person_id > bindparam("after"),
        _READERS.c.person_id <= bindparam("until"),
    )
    return readers.order_by(_READERS.c.person_id)


class Failure(NamedTuple):
    """Somebody, or a channel, that it did not reach, and Slack's own code for why."""

    person_id: int | None
    channel: str
    state: str
    error: str


class Arrival(NamedTuple):
    """How far one message has come."""

    state: str
    sent_at: datetime | None


def key_of(announcement_id: str, person_id: int) -> str:
    """Return the key under which an announcement is put for somebody: once, however often it is tried."""
    return f"announcement:{announcement_id}:{person_id}"


def put(session: Session, announcement_id: str, after: int, until: int, now: datetime) -> None:
    """Put the announcement for its readers with a number above `after` up to `until`, each not before their hour.

    Who has it already is passed over. The database makes the rows out of the readers it has: ten thousand of them
    made here would hold up everybody who is being answered meanwhile.
    """
    given = {
        "of_announcement": announcement_id,
        "after": after,
        "until": until,
        "at": now,
        "said": {"announcement": announcement_id},
    }
    session.connection().execute(_put_readers(session.get_bind().dialect.name), given)


def put_in_channel(
    session: Session, announcement_id: str, channel: str, due_at: datetime, now: datetime
) -> None:
    """Put the announcement for a channel."""
    row = row_for(None, now) | {
        "key": channel_key(announcement_id),
        "op": Operation.POST.value,
        "payload": {"announcement": announcement_id},
        "channel": channel,
        "lane": f"channel:{channel}",
        "not_before": due_at,
        "batch": announcement_id,
    }
    session.connection().execute(PUT[session.get_bind().dialect.name], [row])


def channel_key(announcement_id: str) -> str:
    """Return the key under which an announcement is put for its channel."""
    return f"announcement:{announcement_id}:channel"


def arrivals(session: Session, keys: Sequence[str]) -> dict[str, Arrival]:
    """Return how far messages have come, by key."""
    rows = session.connection().execute(BY_KEYS, {"keys": list(keys)})
    return {row.key: Arrival(row.state, row.sent_at) for row in rows}


def counts(session: Session, batch: str) -> dict[State, int]:
    """Return how many messages of a batch are in each state, zeros included."""
    query = select(_OUTBOX.c.state, func.count()).where(OF_BATCH).group_by(_OUTBOX.c.state)
    rows = session.connection().execute(query, {"of_batch": batch})
    return dict.fromkeys(State, 0) | {State(state): number for state, number in rows}


def last_due(session: Session, batch: str, now: datetime) -> datetime | None:
    """Return when the last of what waits may leave; None when nothing waits for its hour."""
    query = select(func.max(_OUTBOX.c.not_before)).where(
        OF_BATCH, _QUEUED, _OUTBOX.c.not_before < HELD_UNTIL, _OUTBOX.c.not_before > now
    )
    found: datetime | None = session.connection().execute(query, {"of_batch": batch}).scalar()
    return found


def hold(session: Session, announcement_id: str) -> int:
    """Keep back what nobody has begun to send; return how many messages."""
    statement = update(_OUTBOX).where(OF_BATCH, _QUEUED).values(not_before=HELD_UNTIL)
    return session.connection().execute(statement, {"of_batch": announcement_id}).rowcount


def let_go(session: Session, announcement_id: str) -> int:
    """Let what was held leave at its own hour again; return how many messages."""
    statement = update(_OUTBOX).where(OF_BATCH, _QUEUED, _OUTBOX.c.not_before == HELD_UNTIL)
    values = statement.values(not_before=_DUE_AT)
    return session.connection().execute(values, {"of_batch": announcement_id}).rowcount


def stop(session: Session, announcement_id: str) -> int:
    """Take back what nobody has begun to send; return how many messages."""
    statement = update(_OUTBOX).where(OF_BATCH, _QUEUED)
    values = statement.values(state=State.CANCELLED.value, error="stopped")
    return session.connection().execute(values, {"of_batch": announcement_id}).rowcount


def failures(session: Session, batches: Sequence[str]) -> list[Failure]:
    """Return whom messages of these batches did not reach, or nobody knows whether they did, by person."""
    query = (
        select(
            _OUTBOX.c.person_id,
            func.coalesce(_OUTBOX.c.channel, ""),
            _OUTBOX.c.state,
            func.coalesce(_OUTBOX.c.error, ""),
        )
        .where(
            _OUTBOX.c.batch.in_(batches),
            _OUTBOX.c.state.in_((State.FAILED.value, State.UNKNOWN.value)),
        )
        .order_by(_OUTBOX.c.person_id, _OUTBOX.c.id)
    )
    return [Failure(*row) for row in session.connection().execute(query)]


def retry(session: Session, announcement_id: str, now: datetime) -> int:
    """Queue again what failed; return how many. What may have arrived is left alone."""
    statement = update(_OUTBOX).where(OF_BATCH, _OUTBOX.c.state == State.FAILED.value)
    values = statement.values(state=State.QUEUED.value, error=None, attempts=0, not_before=now)
    return session.connection().execute(values, {"of_batch": announcement_id}).rowcount


def row_for(person_id: int | None, now: datetime) -> dict[str, Any]:
    """Return what every row of an announcement has, for a person or for nobody."""
    return {
        "delivery_id": uuid4().hex,
        "kind": NOTICE,
        "person_id": person_id,
        "channel": None,
        "lane": f"person:{person_id}",
        "thread_key": None,
        "target_key": None,
        "thread_ts": None,
        "priority": Priority.BULK.value,
        "state": State.QUEUED.value,
        "attempts": 0,
        "created_at": now,
    }


@cache
def _put_readers(engine: str) -> Executable:
    made = _readers_as_messages(engine)
    return PUT[engine].from_select(made.selected_columns.keys(), made)
