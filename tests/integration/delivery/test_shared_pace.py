"""However many copies of the bot send, together they keep one pace."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text

from bot.delivery.pace import BURST, LOOKUP_BURST, LOOKUP_SHARE, PER_MINUTE, RESERVE
from storage import delivery_pace, outbox_claims
from storage.outbox import NewMessage, Priority, put
from storage.outbox_claims import Room
from tests.integration.delivery.conftest import TEAM
from tests.integration.delivery.fake_slack import Fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from bot.delivery.sender import Sender
    from tests.integration.delivery.conftest import Desk

LIMITED = Fault(code="ratelimited", status=429, retry_after=30)
MANY = 10_000


async def _all_they_can(*senders: Sender) -> int:
    begun = 0
    while sent := sum([await sender.send_due() for sender in senders]):
        begun += sent
    return begun


async def _rate(desk: Desk) -> float:
    full = desk.sender()._pace.full
    there = await desk.transactions.write(delivery_pace.supply, TEAM, full, desk.clock.now())
    return there.writes.rate * 60


async def test_two_copies_share_one_bucket(desk: Desk) -> None:
    for number in range(60):
        await desk.post(f"bulk{number}", to=f"C{number}", priority=Priority.BULK)
    a, b = desk.sender("a"), desk.sender("b")
    assert await _all_they_can(a, b) == BURST - RESERVE
    desk.clock.advance(seconds=3)
    assert await _all_they_can(b, a) == 3 * PER_MINUTE / 60
    for number in range(RESERVE + 1):
        await desk.post(f"reply{number}", to=f"D{number}")
    assert await _all_they_can(a, b) == RESERVE, "replies may use what is kept for them"


async def test_a_429_of_one_copy_halves_the_pace_of_all_and_success_brings_it_back(desk: Desk) -> None:
    for number in range(40):
        await desk.post(f"m{number}", to=f"C{number}", priority=Priority.BULK)
    desk.slack.fail("chat.postMessage", *[LIMITED] * 16)
    a, b = desk.sender("a"), desk.sender("b")
    await a.send_due()
    assert await _rate(desk) == pytest.approx(PER_MINUTE / 2), "turned away together is turned away once"
    assert await b.send_due() == 0
    # The gate may close before all of the first turn was sent: from here on Slack takes everything.
    desk.slack.faults.clear()
    desk.clock.advance(seconds=30)
    await _all_they_can(b)
    desk.clock.advance(seconds=30)
    await _all_they_can(b)
    assert PER_MINUTE / 2 < await _rate(desk) <= PER_MINUTE


async def test_a_conversation_one_copy_used_rests_for_the_others_too(desk: Desk) -> None:
    for number in range(2):
        await desk.post(f"bulk{number}", to="C1", priority=Priority.BULK)
    a, b = desk.sender("a"), desk.sender("b")
    assert await a.send_due() == 1
    assert await b.send_due() == 0
    await desk.post("reply", to="C1")
    assert await b.send_due() == 1
    desk.clock.advance(seconds=1.1)
    assert await b.send_due() == 1


async def test_looking_up_has_a_pace_of_its_own(desk: Desk) -> None:
    for number in range(BURST):
        await desk.post(f"m{number}", to=f"C{number}", owner="somebody who died")
    desk.clock.advance(minutes=2)
    a, b = desk.sender("a"), desk.sender("b")
    assert await _all_they_can(a, b) == LOOKUP_BURST
    assert len(desk.slack.made("conversations.history")) == len(desk.slack.messages) == LOOKUP_BURST
    await desk.post("meanwhile", to="C99")
    assert await b.send_due() == 1, "posting goes on"
    desk.clock.advance(seconds=6)
    assert await _all_they_can(a, b) == 6 * PER_MINUTE * LOOKUP_SHARE / 60


async def test_a_lower_setting_holds_at_once(desk: Desk) -> None:
    fast, slow = desk.sender()._pace.full, desk.sender()._pace.full
    slow = slow._replace(writes=delivery_pace.Bucket.full(60, BURST, desk.clock.now()))
    await desk.transactions.write(delivery_pace.supply, TEAM, fast, desk.clock.now())
    there = await desk.transactions.write(delivery_pace.supply, TEAM, slow, desk.clock.now())
    assert there.writes.rate == pytest.approx(1)


async def test_priorities_are_found_by_index_however_many_announcements_wait(desk: Desk) -> None:
    def crowd(session: Session) -> None:
        now = desk.clock.now()
        for number in range(MANY):
            put(
                session,
                NewMessage(f"bulk{number}", "note", {}, channel=f"C{number}", priority=Priority.BULK),
                now=now,
            )
        put(session, NewMessage("nudge", "note", {}, channel="CN", priority=Priority.NUDGE), now=now)
        put(session, NewMessage("reply", "note", {}, channel="CR"), now=now)

    await desk.transactions.write(crowd)
    with desk.database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()

    asked: list[tuple[str, Any]] = []

    def first(session: Session) -> list[str]:
        now = desk.clock.now()
        event.listen(session.connection(), "before_cursor_execute", _listener(asked))
        room = Room(3, rested=now - timedelta(seconds=1))
        return [row.key for row in outbox_claims.claim(session, "a", now, timedelta(minutes=1), room)]

    assert await desk.transactions.write(first) == ["reply", "nudge", "bulk0"]
    plan = await desk.transactions.write(_plan, *asked[0])
    assert "ix_outbox_message_next" in plan, plan
    assert "Sort" not in plan, plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan, plan


def _listener(asked: list[tuple[str, Any]]) -> Callable[..., None]:
    def listening(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:  # noqa: ANN401
        asked.append((statement, parameters))

    return listening


def _plan(session: Session, statement: str, parameters: Any) -> str:  # noqa: ANN401 - the driver's own
    sqlite = session.get_bind().dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
    rows = session.connection().exec_driver_sql(f"{explain} {statement}", parameters)
    return "\n".join(str(row) for row in rows)
