"""Where messages to people and channels are put, as everybody who has something to say sees it.

`bot.delivery.outbox.Outbox` is one; what is above and below the delivery alike speaks to this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlmodel import Session

    from storage.outbox import Priority
    from storage.outbox_claims import Place


class Outgoing(Protocol):
    """Takes messages inside the transaction that causes them."""

    def post(  # noqa: PLR0913 - a message has this many properties
        self,
        session: Session,
        *,
        key: str,
        kind: str,
        payload: Mapping[str, Any],
        to: int | str,
        priority: Priority = ...,
        thread_ts: str | None = None,
    ) -> bool:
        """Put a message once under its key, to a person or to a Slack channel; False when it was put before."""
        ...

    def update(
        self, session: Session, *, key: str, target_key: str, kind: str, payload: Mapping[str, Any]
    ) -> bool:
        """Put a new face on a message, once under its key; raises NoSuchMessageError when it was never put."""
        ...

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
        """Keep a message to a person that stands in Slack already as put and sent; False when it was put before."""
        ...
