"""Many messages are recorded as sent at once, and none that somebody else has taken over meanwhile."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from storage import outbox_claims
from storage.outbox import State
from storage.outbox_claims import Hold, Place, Room
from storage.outbox_settling import Arrived, mark_sent

if TYPE_CHECKING:
    from tests.integration.delivery.conftest import Desk

LEASE = timedelta(seconds=60)


async def test_what_arrived_is_recorded_where_it_stands_but_not_what_was_taken_over(desk: Desk) -> None:
    keys = ["first", "second", "third"]
    for number, key in enumerate(keys, start=1):
        await desk.post(key, to=f"C{number}")
    now = desk.clock.now()
    rows = await desk.transactions.write(outbox_claims.claim, "a", now, LEASE, Room(5))
    late = now + LEASE
    taken, *_ = await desk.transactions.write(outbox_claims.expired, "b", late, LEASE, 1)
    arrived = [
        Arrived(Hold(row.number, "a"), Place(row.channel or "", f"{row.number}.5"), now) for row in rows
    ]
    mine = await desk.transactions.write(mark_sent, arrived)
    assert mine == [row.number != taken.number for row in rows]
    states = {key: await desk.state(key) for key in keys}
    assert sorted(states.values()) == [State.POSTING, State.SENT, State.SENT]
    for row, is_mine in zip(rows, mine, strict=True):
        stored = await desk.row(row.key)
        assert (stored.ts, stored.owner) == ((f"{row.number}.5", None) if is_mine else (None, "b"))


async def test_whatever_arrived_with_nobody_in_the_way_is_all_recorded(desk: Desk) -> None:
    for number in range(1, 4):
        await desk.post(f"note-{number}", to=f"C{number}")
    now = desk.clock.now()
    rows = await desk.transactions.write(outbox_claims.claim, "a", now, LEASE, Room(5))
    arrived = [Arrived(Hold(row.number, "a"), Place(row.channel or "", "1.5"), now) for row in rows]
    assert await desk.transactions.write(mark_sent, arrived) == [True, True, True]
    assert {await desk.state(row.key) for row in rows} == {State.SENT}
