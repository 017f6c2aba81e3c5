"""Deliveries and the directory as they are stored, on each engine."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlmodel import select

from bot.slack.inbox import KEEP, Inbox
from bot.transactions import Transactions
from storage import inbox, people
from storage.inbox import InboxDelivery
from storage.people import Person, SlackAccount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from storage.database import Database
    from tests.clock import MovableClock

LEASE = timedelta(seconds=20)
EDITED = {"type": "message", "subtype": "message_changed", "hidden": True, "channel": "D1"}
SAID = {"type": "message", "user": "U1", "text": "hello", "channel": "D1"}


@pytest.fixture
def transactions(database: Database) -> Iterator[Transactions]:
    """Transactions on a database of this test's own."""
    inbox.prepare(database)
    opened = Transactions(database)
    yield opened
    opened.close()


async def delivered(
    transactions: Transactions, clock: MovableClock, event: dict[str, Any]
) -> tuple[int, int]:
    """Deliver an event; return how often it was acknowledged and how often it went on."""
    acknowledged = went_on = 0

    async def ack() -> None:
        nonlocal acknowledged
        acknowledged += 1

    async def onward() -> None:
        nonlocal went_on
        went_on += 1

    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
    request = AsyncBoltRequest(body=body, mode="socket_mode")
    answer = await Inbox(transactions, transactions, clock).receive(request, ack, onward)  # type: ignore[arg-type]
    return acknowledged + (answer is not None), went_on


async def test_a_delivery_is_new_once(transactions: Transactions, clock: MovableClock) -> None:
    given = ("T1:Ev1", {"event": SAID}, clock.now(), LEASE)
    assert await transactions.write(inbox.receive, *given)
    assert not await transactions.write(inbox.receive, *given)


async def test_a_delivery_takes_effect_once(transactions: Transactions, clock: MovableClock) -> None:
    await transactions.write(inbox.receive, "T1:Ev1", {"event": SAID}, clock.now(), LEASE)
    await transactions.write(inbox.settle, "T1:Ev1")
    with pytest.raises(inbox.AlreadyHandled):
        await transactions.write(inbox.settle, "T1:Ev1")


async def test_a_refused_form_may_be_sent_again_as_it_is(transactions: Transactions) -> None:
    await transactions.write(inbox.settle, "T1:V1:abc")
    await transactions.write(inbox.refuse, "T1:V1:abc")
    await transactions.write(inbox.settle, "T1:V1:abc")


async def test_a_delivery_that_took_effect_is_not_handed_over_again(
    transactions: Transactions, clock: MovableClock
) -> None:
    await delivered(transactions, clock, SAID)
    await transactions.write(inbox.settle, "T1:Ev1")
    clock.advance(seconds=LEASE.total_seconds())
    app = AppThatCounts()
    desk = Inbox(transactions, transactions, clock)
    assert await desk.recover(app) == 1  # type: ignore[arg-type]
    await desk.close()
    assert app.handed_over == 0
    assert await transactions.read(_bodies) == [None]


async def test_a_delivery_whose_handler_died_is_handed_over_again(
    transactions: Transactions, clock: MovableClock
) -> None:
    await delivered(transactions, clock, SAID)
    clock.advance(seconds=LEASE.total_seconds())
    app = AppThatCounts()
    await Inbox(transactions, transactions, clock).recover(app)  # type: ignore[arg-type]
    assert app.handed_over == 1
    assert app.bodies[0]["event"] == SAID


async def test_what_was_handled_days_ago_is_forgotten_on_both_sides(
    transactions: Transactions, clock: MovableClock
) -> None:
    await delivered(transactions, clock, SAID)
    await transactions.write(inbox.settle, "T1:Ev1")
    await transactions.write(inbox.done, ["T1:Ev1"])
    clock.advance(seconds=(KEEP + LEASE).total_seconds())
    await Inbox(transactions, transactions, clock).forget_old()
    assert await transactions.read(_received) == []
    assert not await transactions.read(inbox.is_handled, "T1:Ev1")


async def test_what_was_said_is_stored_and_goes_on_and_its_repetition_does_not(
    transactions: Transactions, clock: MovableClock
) -> None:
    assert await delivered(transactions, clock, SAID) == (1, 1)
    assert await delivered(transactions, clock, SAID) == (1, 0)
    assert await transactions.read(_received) == ["T1:Ev1"]


async def test_an_edit_somewhere_is_acknowledged_and_not_worth_a_row(
    transactions: Transactions, clock: MovableClock
) -> None:
    assert await delivered(transactions, clock, EDITED) == (1, 0)
    assert await transactions.read(_received) == []


async def test_an_account_learned_twice_at_once_is_one_account(
    transactions: Transactions, clock: MovableClock
) -> None:
    await transactions.write(_hire)

    def learned(session: Session, locale: str) -> None:
        account = SlackAccount(team_id="T1", user_id="U1", person_id=1, locale=locale, checked_at=clock.now())
        people.keep_accounts(session, [account])

    await asyncio.gather(*(transactions.write(learned, "en-US") for _ in range(8)))
    await transactions.write(learned, "zh-CN")
    assert await transactions.read(_locales) == ["zh-CN"]


class AppThatCounts:
    """Stands for Bolt: counts what is handed over."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.contexts: list[dict[str, Any]] = []

    @property
    def handed_over(self) -> int:
        return len(self.bodies)

    async def async_dispatch(self, request: AsyncBoltRequest) -> None:
        """Take a request."""
        self.bodies.append(request.body)
        self.contexts.append(dict(request.context))


def _bodies(session: Session) -> list[Any]:
    return list(session.exec(select(InboxDelivery.body)))


def _received(session: Session) -> list[str]:
    return list(session.exec(select(InboxDelivery.key)))


def _hire(session: Session) -> None:
    session.add(Person(id=1, email="a@x.example", name="A", start_date=date(2026, 1, 1)))


def _locales(session: Session) -> list[str]:
    return list(session.exec(select(SlackAccount.locale)))
