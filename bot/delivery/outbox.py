"""Where services leave messages, inside their own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from storage import outbox, standing
from storage.outbox import NewMessage, Operation, Priority

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlmodel import Session

    from bot.clock import Clock
    from storage.outbox_claims import Place

LEASE = timedelta(seconds=60)
"""How long a claim lasts: longer than Slack's slowest answer plus the worst stall of a machine."""


@dataclass(frozen=True)
class Outbox:
    """Puts messages, each once under its key.

    `owner` names the sender of this very process, which was given the same name: replies are born claimed
    for it. None where nothing is sent (a command, an import); any sender takes what is put there.
    """

    clock: Clock
    owner: str | None = None
    lease: timedelta = LEASE

    def post(  # noqa: PLR0913 - a message has this many properties, all but five named
        self,
        session: Session,
        *,
        key: str,
        kind: str,
        payload: Mapping[str, Any],
        to: int | str,
        priority: Priority = Priority.REPLY,
        thread_key: str | None = None,
        thread_ts: str | None = None,
        not_before: datetime | None = None,
    ) -> bool:
        """Put a new message to the person `to`, or to the Slack channel when `to` is a string.

        Under our message with `thread_key`, or under somebody's message at `thread_ts`, when given. Returns
        False when `key` was put before; nothing happens then. Raises NoSuchMessageError for an unknown thread
        and ValueError for words in the payload.
        """
        return self._put(
            session,
            NewMessage(
                key=key,
                kind=kind,
                payload=payload,
                person_id=to if isinstance(to, int) else None,
                channel=to if isinstance(to, str) else None,
                thread_key=thread_key,
                thread_ts=thread_ts,
                priority=priority,
                not_before=not_before,
            ),
        )

    def update(  # noqa: PLR0913 - as above
        self,
        session: Session,
        *,
        key: str,
        target_key: str,
        kind: str,
        payload: Mapping[str, Any],
        priority: Priority = Priority.REPLY,
        not_before: datetime | None = None,
    ) -> bool:
        """Put a new face on the message with `target_key`, once that has been sent.

        Returns and raises as `post` does.
        """
        return self._put(
            session,
            NewMessage(
                key=key,
                kind=kind,
                payload=payload,
                op=Operation.UPDATE,
                target_key=target_key,
                priority=priority,
                not_before=not_before,
            ),
        )

    def adopt(  # noqa: PLR0913 - as above
        self,
        session: Session,
        *,
        key: str,
        kind: str,
        payload: Mapping[str, Any],
        to: int,
        delivery_id: str,
        place: Place,
    ) -> bool:
        """Keep a message to a person that stands in Slack at `place` already as put and sent.

        `delivery_id` is what it is marked with there. Returns False when `key` was put before.
        """
        message = NewMessage(key=key, kind=kind, payload=payload, person_id=to, delivery_id=delivery_id)
        return standing.adopt(session, message, place, self.clock.now())

    def _put(self, session: Session, message: NewMessage) -> bool:
        return outbox.put(session, message, now=self.clock.now(), owner=self.owner, lease=self.lease)
