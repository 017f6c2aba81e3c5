"""Messages that stood in Slack before they were in the outbox: answers that appeared while they were composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import select

from storage.outbox import OutboxMessage, State

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from storage.outbox import NewMessage
    from storage.outbox_claims import Place


def adopt(session: Session, message: NewMessage, place: Place, now: datetime) -> bool:
    """Store a message to a person as sent, where it stands; False when its key was put before.

    From then on it is updated, threaded under and looked up like any other.
    """
    if session.exec(select(OutboxMessage.id).where(OutboxMessage.key == message.key)).first() is not None:
        return False
    session.add(
        OutboxMessage(
            key=message.key,
            delivery_id=message.delivery_id,
            op=message.op.value,
            kind=message.kind,
            payload=dict(message.payload),
            person_id=message.person_id,
            lane=f"person:{message.person_id}",
            thread_ts=message.thread_ts,
            priority=message.priority.value,
            state=State.SENT.value,
            not_before=now,
            channel_id=place.channel_id,
            ts=place.ts,
            created_at=now,
            sent_at=now,
        )
    )
    session.flush()
    return True
