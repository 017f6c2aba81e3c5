"""Where what may be said around talks is put; whether and when it is said is decided behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from storage import nudges
from storage.nudges import Offered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from bot.features.one_on_ones.coming import Offer


class Queue(Protocol):
    """Takes offers within the transaction that makes them, each once under its key."""

    def offer(self, session: Session, offers: Sequence[Offer]) -> None:
        """Put these, or move those that were put under their keys before and not said yet."""
        ...

    def withdraw(self, session: Session, keys: Sequence[str]) -> None:
        """Take back what was put under these keys, as far as it was not said yet."""
        ...


class NudgeQueue:
    """The candidates of the nudges."""

    def offer(self, session: Session, offers: Sequence[Offer]) -> None:
        """Put these, or move those that were put under their keys before and not said yet."""
        nudges.offer_all(session, [offered(each) for each in offers])

    def withdraw(self, session: Session, keys: Sequence[str]) -> None:
        """Take back what was put under these keys, as far as it was not said yet."""
        nudges.withdraw_all(session, keys)


def offered(offer: Offer) -> Offered:
    """Return an offer as the nudges store it."""
    talk = offer.talk
    return Offered(
        recipient_id=offer.recipient_id,
        kind=offer.kind.value,
        about_id=offer.about_id,
        key=offer.key,
        due_at=offer.due_at,
        until=offer.until,
        event_start=talk.starts_at if talk else None,
        event_end=talk.ends_at if talk else None,
        facts={"days": offer.days} if offer.days else {},
    )
