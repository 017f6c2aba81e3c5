"""Where an outbox message goes, looked up when it is sent: people change accounts while messages wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from storage.outbox import NO_ACCOUNT, Operation, OutboxMessage, State
from storage.people import SlackAccount

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlmodel import Session

CHANNEL_LOCALE = "en"


@dataclass(frozen=True)
class Destination:
    """A place in Slack. `ts` is the message to replace, `thread_ts` the message to answer under.

    `channel` may be a user id: Slack posts to that person's direct messages without opening them first.
    `locale` is what the recipient chose in Slack.
    """

    channel: str
    locale: str
    thread_ts: str | None = None
    ts: str | None = None


@dataclass(frozen=True)
class DeadEnd:
    """There is nowhere to send it: the state it ends in and the code that says why."""

    state: State
    error: str


def destination(session: Session, message: OutboxMessage) -> Destination | DeadEnd:
    """Return where `message` goes now.

    An update whose message never went out is cancelled; a reply whose thread never began is failed, because
    what it says would stand alone in the conversation.
    """
    return destinations(session, [message])[0]


def destinations(session: Session, messages: Sequence[OutboxMessage]) -> list[Destination | DeadEnd]:
    """Return where each of `messages` goes now."""
    ids = sorted({message.person_id for message in messages if message.person_id is not None})
    accounts: dict[int, Any] = {}
    for row in session.connection().execute(_ACCOUNTS, {"people": ids}) if ids else ():
        # The first of somebody's is the one they use.
        accounts.setdefault(row.person_id, row)
    return [_destination(session, message, accounts) for message in messages]


def _destination(
    session: Session, message: OutboxMessage, accounts: Mapping[int, Any]
) -> Destination | DeadEnd:
    channel, locale = message.channel, CHANNEL_LOCALE
    if message.person_id is not None:
        account = accounts.get(message.person_id)
        if account is None or account.deleted:
            return DeadEnd(State.FAILED, "account_inactive" if account else NO_ACCOUNT)
        channel, locale = account.user_id, account.locale
    key = message.target_key or message.thread_key
    if key is None:
        return Destination(channel or "", locale, thread_ts=message.thread_ts)
    parent = _sent(session, key)
    if message.op == Operation.UPDATE:
        if parent is None:
            return DeadEnd(State.CANCELLED, "target_not_sent")
        return Destination(parent[0], locale, ts=parent[1])
    if parent is None:
        return DeadEnd(State.FAILED, "thread_not_sent")
    return Destination(parent[0], locale, thread_ts=parent[1])


def _sent(session: Session, key: str) -> tuple[str, str] | None:
    found = session.connection().execute(_SENT, {"of_key": key}).first()
    return (found.channel_id, found.ts) if found is not None else None


# Built once: every message that leaves asks these, and building them takes longer than running them.
_ACCOUNTS = (
    select(
        col(SlackAccount.person_id),
        col(SlackAccount.user_id),
        col(SlackAccount.locale),
        col(SlackAccount.deleted),
    )
    .where(col(SlackAccount.person_id).in_(bindparam("people", expanding=True)))
    .order_by(col(SlackAccount.deleted), col(SlackAccount.checked_at).desc())
)
_SENT = select(col(OutboxMessage.channel_id), col(OutboxMessage.ts)).where(
    col(OutboxMessage.key) == bindparam("of_key"),
    col(OutboxMessage.state) == State.SENT.value,
    col(OutboxMessage.channel_id).is_not(None),
    col(OutboxMessage.ts).is_not(None),
)
