"""Putting many messages at once, one to each person, in one statement: what the tick of the nudges leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from sqlmodel import SQLModel

from storage.outbox import Operation, OutboxMessage, Priority, State
from storage.payloads import refuse_words
from storage.per_engine import PerEngine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from typing import Any

    from sqlmodel import Session

_TABLE = SQLModel.metadata.tables[str(OutboxMessage.__tablename__)]
_INSERT = PerEngine(lambda insert: insert(_TABLE).on_conflict_do_nothing(index_elements=["key"]))


def post_all(
    session: Session, kind: str, messages: Iterable[tuple[str, int, Mapping[str, Any]]], now: datetime
) -> None:
    """Put a nudge to each of these people: key, person and payload. What was put under its key before stays.

    Raises ValueError for words in a payload.
    """
    rows = []
    for key, person_id, payload in messages:
        refuse_words(dict(payload))
        rows.append(
            {
                "key": key,
                "delivery_id": uuid4().hex,
                "op": Operation.POST.value,
                "kind": kind,
                "payload": dict(payload),
                "person_id": person_id,
                "lane": f"person:{person_id}",
                "priority": Priority.NUDGE.value,
                "state": State.QUEUED.value,
                "attempts": 0,
                "not_before": now,
                "created_at": now,
            }
        )
    if rows:
        session.connection().execute(_INSERT[session.get_bind().dialect.name], rows)
