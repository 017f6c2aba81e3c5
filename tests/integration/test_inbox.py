"""Deliveries and the directory as they are stored, on each engine."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlalchemy import text
from sqlmodel import select
from structlog.testing import capture_logs

from bot.slack.inbox import KEEP, Inbox
from bot.slack.inbox import KEY as INBOX_KEY
from bot.transactions import Transactions
from storage import inbox, people
from storage.database import Database
from storage.inbox import InboxDelivery
from storage.master_keys import MasterKeys
from storage.people import Person, SlackAccount
from tests.integration.scan import files, found_in
from tests.keys import KEY, MASTERS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlmodel import Session

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
    assert await transactions.alone(inbox.receive, *given)
    assert not await transactions.alone(inbox.receive, *given)


async def test_a_delivery_takes_effect_once(transactions: Transactions, clock: MovableClock) -> None:
    await transactions.alone(inbox.receive, "T1:Ev1", {"event": SAID}, clock.now(), LEASE)
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


async def test_what_waits_is_sealed_and_opens_in_its_own_row_alone(
    transactions: Transactions, clock: MovableClock
) -> None:
    for number in (1, 2):
        body = {"text": f"hello {number}"}
        await transactions.alone(inbox.receive, f"T1:Ev{number}", body, clock.now(), LEASE)
    assert not any(b"hello" in body for body in await transactions.read(_bodies))

    def swap(session: Session) -> None:
        one, two = session.exec(select(InboxDelivery).order_by(InboxDelivery.key)).all()
        one.body, two.body = two.body, one.body

    await transactions.write(swap)
    clock.advance(seconds=LEASE.total_seconds())
    taken = await transactions.write(inbox.abandoned, clock.now(), clock.now() + LEASE)
    assert [each.body for each in taken] == [None, None]


async def test_what_no_key_opens_any_more_is_given_up_and_said_so(
    transactions: Transactions, clock: MovableClock
) -> None:
    await delivered(transactions, clock, SAID)
    clock.advance(seconds=LEASE.total_seconds())
    url = transactions.database.url.render_as_string(hide_password=False)
    other = Transactions(Database(url, MasterKeys(bytes(32))))
    app = AppThatCounts()
    with capture_logs() as logs:
        await Inbox(other, other, clock).recover(app)  # type: ignore[arg-type]
    assert (app.handed_over, logs[0]["event"]) == (0, "delivery given up")
    assert await transactions.read(_bodies) == [None]
    other.close()
    other.database.close()


async def test_a_new_master_key_takes_over_what_waits(
    transactions: Transactions, clock: MovableClock
) -> None:
    await delivered(transactions, clock, SAID)
    url = transactions.database.url.render_as_string(hide_password=False)
    both = Transactions(Database(url, MasterKeys(bytes(32), KEY)))
    assert await both.write(inbox.reseal) == 1
    assert await both.write(inbox.reseal) == 0
    new = Transactions(Database(url, MasterKeys(bytes(32))))
    clock.advance(seconds=LEASE.total_seconds())
    (taken,) = await new.write(inbox.abandoned, clock.now(), clock.now() + LEASE)
    assert taken.body is not None
    assert taken.body["event"] == SAID
    for each in (both, new):
        each.close()
        each.database.close()


async def test_a_form_is_handed_over_under_the_key_it_was_stored_under(
    transactions: Transactions, clock: MovableClock
) -> None:
    """Another master key, or an older version, may have made that key from the form's words."""
    form = {"type": "view_submission", "view": {"id": "V1", "state": {"values": {"what": {}}}}}
    await transactions.alone(inbox.receive, "T1:V1:older", form, clock.now(), LEASE)
    clock.advance(seconds=LEASE.total_seconds())
    desk, app = Inbox(transactions, transactions, clock), AppThatCounts()
    await desk.recover(app)  # type: ignore[arg-type]
    request = AsyncBoltRequest(body=app.bodies[0], mode="socket_mode", context=app.contexts[0])

    async def nothing() -> None:
        pass

    await desk.receive(request, nothing, nothing)  # type: ignore[arg-type]
    assert request.context[INBOX_KEY] == "T1:V1:older"
    assert await transactions.read(_received) == ["T1:V1:older"]


def test_what_an_older_version_left_waiting_is_sealed_and_handed_over(
    tmp_path: Path, clock: MovableClock
) -> None:
    intake = Database.at(tmp_path / "touchbase-inbox.db", MASTERS)
    with intake.transaction() as session:
        for statement in (
            (
                "CREATE TABLE inbox_event (key VARCHAR(255) PRIMARY KEY, state VARCHAR(16), body JSON,"
                " attempts INTEGER, received_at DATETIME, lease_until DATETIME)"
            ),
            (
                "INSERT INTO inbox_event VALUES ('T1:Ev1', 'received', '{\"text\": \"left in plain\"}', 2,"
                " '2026-03-02 08:00:00.000000', '2026-03-02 08:00:20.000000')"
            ),
            (
                "INSERT INTO inbox_event VALUES ('T1:Ev0', 'done', NULL, 1,"
                " '2026-03-02 07:00:00.000000', '2026-03-02 07:00:20.000000')"
            ),
        ):
            session.connection().execute(text(statement.replace(":", r"\:")))
    inbox.prepare(intake)
    inbox.prepare(intake)
    assert found_in(files(tmp_path), "left in plain") == []
    with intake.transaction() as session:
        (left,) = inbox.abandoned(session, clock.now(), clock.now() + LEASE)
        assert inbox.settled_before(session, clock.now()) == ["T1:Ev0"]
    assert (left.key, left.body, left.attempts) == ("T1:Ev1", {"text": "left in plain"}, 3)
    intake.close()


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
