"""Older words of an announcement put right in the outbox: in place, anew where Slack does not allow that, or at once.

Whoever has been sent nothing yet simply gets the right words; everybody else an update of the message they have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlmodel import SQLModel

from storage.announcement_readers import AnnouncementReader
from storage.announcement_sending import BY_KEYS, OF_BATCH, PUT, channel_key, row_for
from storage.outbox import Operation, OutboxMessage, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session

NOT_CHANGEABLE = ("message_not_found", "cant_update_message", "edit_window_closed")
"""Slack's codes for a message that cannot be changed where it stands: whoever has it gets the right words anew."""
NOT_BEGUN = (State.QUEUED.value, State.FAILED.value, State.CANCELLED.value)
_OUTBOX = SQLModel.metadata.tables[str(OutboxMessage.__tablename__)]
_READERS = SQLModel.metadata.tables[str(AnnouncementReader.__tablename__)]


class Correction(NamedTuple):
    """Somebody who has older words, by the outbox row that brought them."""

    person_id: int
    key: str
    lane: str


def correction_batch(announcement_id: str, version: int) -> str:
    """Return the batch of the messages that put older words right."""
    return f"{announcement_id}:v{version}"


def anew_key(key: str, version: int) -> str:
    """Return the key of a correction that had to be a message of its own."""
    return f"{key}:v{version}:anew"


def put_right(
    session: Session, announcement_id: str, version: int, wrong: Sequence[Correction], now: datetime
) -> None:
    """Put a new face on the messages of those who have older words."""
    rows = [
        row_for(each.person_id, now)
        | {
            "key": f"{each.key}:v{version}",
            "op": Operation.UPDATE.value,
            "payload": {"announcement": announcement_id, "corrected": version},
            "target_key": each.key,
            "not_before": now,
            "batch": correction_batch(announcement_id, version),
        }
        for each in wrong
    ]
    if rows:
        session.connection().execute(PUT[session.get_bind().dialect.name], rows)


def put_channel_right(session: Session, announcement_id: str, version: int, now: datetime) -> None:
    """Put a new face on what was posted in the channel; what was not yet gets the new words anyway."""
    key = channel_key(announcement_id)
    found = session.connection().execute(BY_KEYS, {"keys": [key]}).first()
    if found is None or found.state in NOT_BEGUN:
        return
    row = row_for(None, now) | {
        "key": f"{key}:v{version}",
        "op": Operation.UPDATE.value,
        "payload": {"announcement": announcement_id, "corrected": version},
        "channel": found.channel,
        "lane": f"channel:{found.channel}",
        "target_key": key,
        "not_before": now,
        "batch": correction_batch(announcement_id, version),
    }
    session.connection().execute(PUT[session.get_bind().dialect.name], [row])


def put_anew(session: Session, announcement_id: str, version: int, now: datetime, limit: int) -> int:
    """Post the correction to those whose message Slack does not let us change; return how many.

    What could not be changed is no failure any more: it is replaced.
    """
    batch = correction_batch(announcement_id, version)
    refused = (
        select(_OUTBOX.c.id, _OUTBOX.c.person_id, _OUTBOX.c.target_key, _OUTBOX.c.lane, _OUTBOX.c.channel)
        .where(
            OF_BATCH,
            _OUTBOX.c.op == Operation.UPDATE.value,
            _OUTBOX.c.state == State.FAILED.value,
            _OUTBOX.c.error.in_(NOT_CHANGEABLE),
        )
        .order_by(_OUTBOX.c.id)
        .limit(limit)
        .with_for_update()
    )
    found = list(session.connection().execute(refused, {"of_batch": batch}))
    if not found:
        return 0
    rows = [
        row_for(each.person_id, now)
        | {
            "key": anew_key(each.target_key, version),
            "op": Operation.POST.value,
            "payload": {"announcement": announcement_id, "corrected": version, "anew": 1},
            "channel": each.channel,
            "lane": each.lane,
            "not_before": now,
            "batch": batch,
        }
        for each in found
    ]
    session.connection().execute(PUT[session.get_bind().dialect.name], rows)
    replaced = update(_OUTBOX).where(_OUTBOX.c.id.in_([each.id for each in found]))
    session.connection().execute(replaced.values(state=State.CANCELLED.value))
    return len(found)


def give_new_words(session: Session, announcement_id: str, version: int) -> int:
    """Let who has not been sent anything yet get this version; return how many.

    Their rows are held meanwhile: nobody may claim one and still draw the older words.
    """
    untouched = select(_OUTBOX.c.person_id).where(OF_BATCH, _OUTBOX.c.state.in_(NOT_BEGUN)).with_for_update()
    given = {"of_batch": announcement_id}
    ids = list(session.connection().execute(untouched, given).scalars())
    table = _READERS
    statement = (
        update(table)
        .where(table.c.announcement_id == announcement_id, table.c.person_id == bindparam("who"))
        .values(version=version)
    )
    if ids:
        session.connection().execute(statement, [{"who": person_id} for person_id in ids])
    return len(ids)


def with_older_words(session: Session, announcement_id: str, version: int, limit: int) -> list[Correction]:
    """Return people who got, or are getting, words older than `version`."""
    query = (
        select(_OUTBOX.c.person_id, _OUTBOX.c.key, _OUTBOX.c.lane)
        .where(
            OF_BATCH,
            _OUTBOX.c.state.not_in(NOT_BEGUN),
            _READERS.c.announcement_id == _OUTBOX.c.batch,
            _READERS.c.person_id == _OUTBOX.c.person_id,
            _READERS.c.version < version,
        )
        .order_by(_OUTBOX.c.person_id)
        .limit(limit)
    )
    rows = session.connection().execute(query, {"of_batch": announcement_id})
    return [Correction(*row) for row in rows]


def note_version(
    session: Session, announcement_id: str, version: int, people: Sequence[int], next_at: datetime
) -> None:
    """Keep that these people get `version` now, and that whoever is asked to receive it is so anew."""
    table = _READERS
    mine = (table.c.announcement_id == announcement_id, table.c.person_id == bindparam("who"))
    statement = update(table).where(*mine).values(version=version)
    anew = (
        update(table)
        .where(*mine, table.c.answer != "none")
        .values(answer="waiting", reminded=0, next_at=next_at)
    )
    rows = [{"who": person_id} for person_id in people]
    if rows:
        session.connection().execute(statement, rows)
        session.connection().execute(anew, rows)
