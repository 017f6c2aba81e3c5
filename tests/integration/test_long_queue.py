"""Ten thousand announcements on a clock of their own: the pace is used up, and nobody calls before they may."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from slack_sdk.errors import SlackApiError

from bot.delivery.courier import Terms
from bot.delivery.drafts import Draft, Drawn
from bot.delivery.outbox import Outbox
from bot.delivery.pace import PER_MINUTE, Pace
from bot.delivery.sender import TICK, Sender
from bot.transactions import Transactions
from storage.outbox import Priority

if TYPE_CHECKING:
    from datetime import datetime

    from slack_sdk.web.async_client import AsyncWebClient
    from sqlmodel import Session

    from storage.database import Database
    from tests.clock import MovableClock

TEAM = "T1"
RETRY_AFTER = timedelta(seconds=10)
WORST = 1.05


@dataclass
class StrictSlack:
    """Takes posts, says "too many" to the calls with the numbers in `too_many`, and remembers when each was made."""

    clock: MovableClock
    too_many: frozenset[int]
    calls: list[datetime] = field(default_factory=list)
    refused: list[datetime] = field(default_factory=list)
    posts: dict[str, int] = field(default_factory=dict)

    async def api_call(self, _method: str, *, json: dict[str, Any]) -> Reply:
        self.calls.append(self.clock.now())
        if len(self.calls) in self.too_many:
            self.refused.append(self.clock.now())
            seconds = str(int(RETRY_AFTER.total_seconds()))
            reply = Reply({"error": "ratelimited"}, 429, {"Retry-After": seconds})
            raise SlackApiError(reply.data["error"], reply)  # type: ignore[no-untyped-call]
        key = str(json["text"])
        self.posts[key] = self.posts.get(key, 0) + 1
        return Reply({"ok": True, "channel": json["channel"], "ts": f"{len(self.calls)}.0"})

    @property
    def early(self) -> list[datetime]:
        """The calls that were made while they should have waited."""
        return [call for call in self.calls if any(at < call < at + RETRY_AFTER for at in self.refused)]


@dataclass(frozen=True)
class Reply:
    """An answer of Slack's, as its client hands it on."""

    data: dict[str, Any]
    status_code: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as a dictionary has it
        return self.data.get(name, default)


@pytest.mark.either_engine
@pytest.mark.parametrize(
    ("messages", "look", "copies"),
    [
        (500, timedelta(milliseconds=100), 1),
        (500, timedelta(milliseconds=100), 3),
        pytest.param(10_000, TICK, 1, marks=pytest.mark.slow),
        # Each copy looks every second: a third of the messages costs as much.
        pytest.param(3_500, TICK, 3, marks=pytest.mark.slow),
    ],
    ids=["500", "500 by three", "10000", "3500 by three"],
)
async def test_a_long_queue_ends_when_the_limit_lets_it_and_no_call_is_early(
    database: Database, clock: MovableClock, messages: int, look: timedelta, copies: int
) -> None:
    transactions = Transactions(database)
    slack = StrictSlack(clock, frozenset(range(200, messages, 2_000)))
    senders = [_sender(transactions, slack, clock, f"copy{number}", copies) for number in range(copies)]
    await transactions.write(_announce, Outbox(clock), messages)
    begun = clock.now()
    while len(slack.posts) < messages:
        for sender in senders:
            await sender.send_due()
        clock.advance(seconds=max(_soonest(senders), look).total_seconds())
    took = clock.now() - begun
    transactions.close()
    limit = timedelta(minutes=messages / PER_MINUTE) + len(slack.refused) * RETRY_AFTER
    assert took <= limit * WORST, f"{took / limit:.3f}"
    assert slack.early == []
    assert set(slack.posts.values()) == {1}


def _sender(
    transactions: Transactions, slack: StrictSlack, clock: MovableClock, owner: str, copies: int
) -> Sender:
    return Sender(
        transactions,
        cast("AsyncWebClient", slack),
        clock,
        {"note": _drawn},
        Pace(clock),
        owner=owner,
        team_id=TEAM,
        terms=Terms(alone=copies == 1),
    )


def _soonest(senders: list[Sender]) -> timedelta:
    """Return how long until any of them may do something."""
    return min(sender._pace.delay("", Priority.BULK) for sender in senders)


def _announce(session: Session, box: Outbox, messages: int) -> None:
    for number in range(messages):
        box.post(
            session,
            key=f"announcement:{number}",
            kind="note",
            payload={"n": f"n{number}"},
            to=f"C{number}",
            priority=Priority.BULK,
        )


async def _drawn(draft: Draft) -> Drawn:
    return Drawn(str(draft.payload["n"]))
