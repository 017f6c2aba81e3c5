"""Somebody to whom nothing can be sent, and accounts that are gone, hold up nobody else; what is urgent overtakes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import aiohttp
import pytest
from aiohttp import web
from sqlmodel import col, update

from bot.delivery.courier import Terms
from bot.delivery.drafts import Draft, Drawn
from bot.delivery.pace import PER_MINUTE, Pace
from bot.delivery.sender import Sender
from bot.slack.client import OnceClient
from storage.outbox import Priority
from storage.people import SlackAccount
from tests.integration.announcements.conftest import ADMIN, Desk
from tests.integration.delivery.fake_slack import FakeSlack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from storage.database import Database

CROWD = 500
TICK = 0.2
"""Seconds in which one message may leave."""
POISONED, UNDRAWABLE, SWITCHED_OFF = "e100", "e200", ("e50", "e150", "e250", "e350")


@pytest.fixture
def slack(desk: Desk) -> FakeSlack:
    """A Slack that answers at once."""
    return FakeSlack(desk.clock)


@pytest.fixture
async def sender(desk: Desk, slack: FakeSlack) -> AsyncIterator[Sender]:
    """The sender the bot has, at the pace that Slack allows; one reader's message cannot be drawn."""
    runner = web.AppRunner(slack.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    notice = desk.messages.notice

    async def drawn(draft: Draft) -> Drawn | None:
        if draft.person_id == desk.people[UNDRAWABLE]:
            reason = "cannot be drawn"
            raise ValueError(reason)
        return await notice(draft)

    async def noted(draft: Draft) -> Drawn:
        return Drawn(str(draft.payload.get("n", draft.kind)))

    renderers = {**desk.messages.renderers(), "announcements.notice": drawn, "note": noted}
    async with aiohttp.ClientSession() as session:
        client = OnceClient("xoxb-test", f"http://127.0.0.1:{runner.addresses[0][1]}/api/", session)
        yield Sender(
            desk.transactions,
            client,
            desk.clock,
            renderers,
            Pace(desk.clock),
            owner="sender",
            team_id="T1",
            terms=Terms(alone=desk.database.is_sqlite),
        )
    await runner.cleanup()


@pytest.fixture
async def desk(database: Database) -> AsyncIterator[Desk]:
    """Give a company of some five hundred."""
    from bot.transactions import Transactions  # noqa: PLC0415 - as the fixture this one stands in for

    transactions = Transactions(database)
    made = Desk(database, transactions)
    made.employ(CROWD - 4)
    yield made
    transactions.close()


@pytest.mark.either_engine
async def test_one_poisoned_of_five_hundred_and_accounts_that_are_gone_delay_nobody(
    desk: Desk, slack: FakeSlack, sender: Sender
) -> None:
    await desk.launched()
    # Slack breaks whenever this one is written to: it may have arrived each time, and is looked for.
    slack.refusals[f"U{desk.people[POISONED]}"] = "internal_error"
    slack.refusals[f"U{desk.people[SWITCHED_OFF[0]]}"] = "account_inactive"
    gone = [desk.people[name] for name in SWITCHED_OFF[1:]]
    with desk.database.transaction() as session:
        mine = update(SlackAccount).where(col(SlackAccount.person_id).in_(gone))
        session.exec(mine.values(deleted=True))
    hopeless = {desk.people[name] for name in (POISONED, UNDRAWABLE, *SWITCHED_OFF)}
    healthy = {f"D{number}" for number in desk.people.values() if number not in hopeless}
    begun, late = desk.clock.now(), timedelta(minutes=2 * CROWD / PER_MINUTE)
    while healthy - {message["channel"] for message in slack.messages}:
        await sender.send_due()
        desk.clock.advance(seconds=TICK)
        assert desk.clock.now() - begun < late
    taken = (desk.clock.now() - begun).total_seconds()
    assert taken <= 1.05 * len(healthy) / PER_MINUTE * 60
    arrived = [message["channel"] for message in slack.messages]
    assert len(arrived) == len(set(arrived)) == len(healthy)
    failed = {row.person_id: row.error for row in desk.rows(state="failed")}
    assert {failed[number] for number in gone} == {"account_inactive"}
    assert desk.people[POISONED] not in failed


@pytest.mark.either_engine
async def test_a_pause_holds_from_the_next_claim_on_and_answers_go_on(
    desk: Desk, slack: FakeSlack, sender: Sender
) -> None:
    announcement = await desk.launched()
    for _ in range(10):
        await sender.send_due()
        desk.clock.advance(seconds=TICK)
    await desk.transactions.write(desk.sending.pause, desk.people[ADMIN], announcement)
    desk.only_notices_wait()
    there = len(slack.messages)
    assert there > 0
    assert await sender.send_due() == 0
    keys = [await desk.overtaken_by(priority) for priority in (Priority.NUDGE, Priority.REPLY)]
    desk.clock.advance(minutes=1)
    await sender.send_due()
    assert [message["text"] for message in slack.messages[there:]] == ["note", "note"]
    assert {row.state for row in desk.rows("note") if row.key in keys} == {"sent"}
    await desk.transactions.write(desk.sending.stop, desk.people[ADMIN], announcement)
    desk.only_notices_wait()
    desk.clock.advance(minutes=1)
    assert await sender.send_due() == 0
    assert len(slack.messages) == there + 2
