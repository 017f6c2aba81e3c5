"""Sent once to everybody, stopped within one claim, put right where it was wrong, tried again on request."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlmodel import update

from bot.errors import NotAllowed
from storage import announcements, outbox_claims
from storage.announcements import Act, State
from storage.outbox import Priority
from storage.outbox_claims import Hold
from storage.people import SlackAccount
from tests.integration.announcements.conftest import ADMIN, HEAD, PARTNER, TITLE, VALUES, said

if TYPE_CHECKING:
    from tests.integration.announcements.conftest import Desk

EVERYBODY = 16


async def state(desk: Desk, announcement: str) -> State:
    row = await desk.transactions.read(announcements.get, announcement)
    assert row is not None
    return State(row.state)


async def test_everybody_is_put_in_the_queue_once_however_often_it_is_fed(desk: Desk) -> None:
    announcement = await desk.composed()
    await desk.transactions.write(desk.launches.launch, desk.people[ADMIN], announcement)
    planned = await desk.transactions.read(desk.sending.plan, announcement)
    await desk.transactions.write(desk.sending.feed, announcement, planned[:5], last=False)
    # A process that died here is followed by another, which may be fed the same and has stale plans.
    await desk.transactions.write(desk.sending.feed, announcement, planned[:5], last=False)
    await asyncio.gather(desk.feeder.feed(), desk.feeder.feed())
    await desk.feeder.feed()
    assert Counter(row.person_id for row in desk.rows()) == dict.fromkeys(sorted(desk.people.values()), 1)
    assert sorted(await desk.send_all()) == sorted(desk.people.values())
    await desk.feeder.feed()
    assert await state(desk, announcement) is State.SENT
    assert await desk.send_all() == []


async def test_each_reader_gets_their_own_language_and_role(desk: Desk) -> None:
    announcement = await desk.composed()
    changes = {
        "unit_head": {"en": "Check the plant.", "zh": "检查工厂。"},
        "employee": {"en": "Ask.", "zh": "问。"},
    }
    await desk.transactions.write(desk.composer.set_changes, desk.people[ADMIN], announcement, changes)
    await desk.transactions.write(desk.launches.launch, desk.people[ADMIN], announcement)
    await desk.feeder.feed()
    by_person = {row.person_id: said(await desk.drawn(row)) for row in desk.rows()}
    assert "Opens 5 Jan." in by_person[desk.people[HEAD]]
    assert "Check the plant." in by_person[desk.people[HEAD]]
    assert "1月5日 开始。" in by_person[desk.people["e1"]]
    assert "检查工厂" not in by_person[desk.people["e1"]]
    assert "问。" in by_person[desk.people["e1"]]


async def test_nothing_leaves_after_a_pause_and_all_of_it_after_going_on(desk: Desk) -> None:
    announcement = await desk.launched()
    first = await desk.send(4)
    claimed = await desk.claim(3)
    await desk.transactions.write(desk.sending.pause, desk.people[ADMIN], announcement)
    assert await desk.claim(50) == [] or all(
        row.kind != "announcements.notice" for row in await desk.claim(50)
    )
    for row in claimed:
        # What was claimed before and not drawn yet goes back into the queue, and waits there.
        hold = Hold(row.number, "sender")
        await desk.transactions.write(outbox_claims.retry_at, hold, desk.clock.now(), attempts=0)
    assert await desk.send(50) == []
    desk.clock.advance(hours=1)
    assert await desk.send_all() == []
    await desk.transactions.write(desk.sending.resume, desk.people[ADMIN], announcement)
    rest = await desk.send_all()
    assert sorted(first + rest) == sorted(desk.people.values())


async def test_a_stop_takes_back_all_that_was_not_begun_for_good(desk: Desk) -> None:
    announcement = await desk.launched()
    got = await desk.send(5)
    [claimed] = await desk.claim(1)
    await desk.transactions.write(desk.sending.stop, desk.people[ADMIN], announcement)
    assert await desk.drawn(claimed) is None
    desk.clock.advance(days=1)
    assert await desk.send_all() == []
    await desk.feeder.feed()
    assert await state(desk, announcement) is State.STOPPED
    assert len(got) == 5
    assert len(desk.rows(state="cancelled")) == EVERYBODY - 6


async def test_a_stop_while_it_is_fed_ends_the_feeding(desk: Desk) -> None:
    announcement = await desk.composed()
    await desk.transactions.write(desk.launches.launch, desk.people[ADMIN], announcement)
    planned = await desk.transactions.read(desk.sending.plan, announcement)
    await desk.transactions.write(desk.sending.feed, announcement, planned[:5], last=False)
    await desk.transactions.write(desk.sending.stop, desk.people[ADMIN], announcement)
    assert not await desk.transactions.write(desk.sending.feed, announcement, planned[5:], last=True)
    assert len(desk.rows()) == 5


async def test_nobody_is_written_to_outside_their_hours_even_when_the_queue_is_late(desk: Desk) -> None:
    with desk.database.transaction() as session:
        session.exec(
            update(SlackAccount)
            .where(SlackAccount.person_id == desk.people["e1"])  # type: ignore[arg-type]
            .values(timezone="America/New_York")
        )
    await desk.launched()
    [abroad] = [row for row in desk.rows() if row.person_id == desk.people["e1"]]
    assert abroad.not_before == datetime(2026, 3, 2, 14, tzinfo=UTC)  # nine in New York
    desk.clock.set(datetime(2026, 3, 2, 10, 31, tzinfo=UTC))  # 18:31 in Shanghai
    assert await desk.send(50) == []
    desk.clock.set(datetime(2026, 3, 2, 14, 1, tzinfo=UTC))
    assert await desk.send(50) == [desk.people["e1"]]
    desk.clock.set(datetime(2026, 3, 3, 1, 0, tzinfo=UTC))
    assert len(await desk.send_all()) == EVERYBODY - 1


async def test_failures_are_listed_with_their_reason_and_tried_again_but_never_what_may_have_arrived(
    desk: Desk,
) -> None:
    announcement = await desk.launched()
    first, second, *others = await desk.claim(16)
    await desk.transactions.write(
        outbox_claims.mark_failed, Hold(first.number, "sender"), "channel_not_found"
    )
    await desk.transactions.write(outbox_claims.mark_unknown, Hold(second.number, "sender"), "timeout")
    for row in others:
        await desk.transactions.write(
            outbox_claims.retry_at, Hold(row.number, "sender"), desk.clock.now(), attempts=0
        )
    await desk.send_all()
    await desk.feeder.feed()
    admin = desk.people[ADMIN]
    listed = await desk.transactions.write(desk.sending.failures, admin, announcement)
    assert {(each.error, each.may_be_there) for each in listed} == {
        ("channel_not_found", False),
        ("timeout", True),
    }
    assert await desk.transactions.write(desk.sending.retry, admin, announcement) == 1
    assert await desk.send_all() == [first.person_id]
    [row] = desk.rows(person_id=second.person_id)
    assert row.state == "unknown"


async def test_a_channel_that_does_not_take_it_is_listed_by_its_id(desk: Desk) -> None:
    announcement = await desk.launched(direct=False, channel="C7")
    [row] = await desk.claim()
    await desk.transactions.write(outbox_claims.mark_failed, Hold(row.number, "sender"), "not_in_channel")
    [listed] = await desk.transactions.write(desk.sending.failures, desk.people[ADMIN], announcement)
    assert (listed.name, listed.error) == ("C7", "not_in_channel")


async def test_whatever_is_done_with_it_is_kept_with_who_did_it_and_when(desk: Desk) -> None:
    announcement, admin = await desk.launched(), desk.people[ADMIN]
    await desk.send(3)
    [row] = await desk.claim(1)
    await desk.transactions.write(outbox_claims.mark_failed, Hold(row.number, "sender"), "is_archived")
    for deed in (desk.sending.pause, desk.sending.resume, desk.sending.retry, desk.sending.failures):
        desk.clock.advance(minutes=1)
        await desk.transactions.write(deed, admin, announcement)
    changed = {"title": TITLE, "text": {"en": "{d1}!", "zh": "{d1}！"}, "changes": {}, "values": VALUES}
    await desk.transactions.write(desk.sending.correct, admin, announcement, **changed)
    await desk.transactions.write(desk.board.file, admin, announcement, "en")
    await desk.transactions.write(desk.reminding.silent, desk.people[PARTNER], announcement)
    await desk.transactions.write(desk.sending.stop, admin, announcement)
    kept = await desk.transactions.read(announcements.acts, announcement)
    assert [(each.act, each.by_id) for each in kept[-9:]] == [
        (Act.LAUNCHED, admin),
        (Act.PAUSED, admin),
        (Act.RESUMED, admin),
        (Act.RETRIED, admin),
        (Act.LISTED, admin),
        (Act.CORRECTED, admin),
        (Act.LISTED, admin),
        (Act.LISTED, desk.people[PARTNER]),
        (Act.STOPPED, admin),
    ]
    assert [each.at.minute for each in kept[-8:-4]] == [1, 2, 3, 4]


async def test_a_manager_and_hr_of_other_units_can_do_nothing_with_it(desk: Desk) -> None:
    announcement = await desk.launched()
    deeds = (desk.sending.pause, desk.sending.stop, desk.sending.retry, desk.sending.failures)
    for who in (HEAD, "e1", PARTNER):
        for deed in deeds:
            with pytest.raises(NotAllowed):
                await desk.transactions.write(deed, desk.people[who], announcement)
    assert len(desk.rows(state="queued")) == EVERYBODY


async def test_the_card_tells_how_far_it_is_and_is_one_message(desk: Desk) -> None:
    await desk.launched()
    await desk.send(6)
    desk.clock.advance(minutes=1)
    await desk.feeder.feed()
    cards = desk.rows("announcements.card")
    assert [row.op for row in cards].count("post") == 1
    shown = said(await desk.drawn(cards[-1]))
    assert "已发 6" in shown
    assert "等待 10" in shown


@pytest.mark.slow
@pytest.mark.either_engine
async def test_ten_thousand_at_three_hundred_a_minute_get_it_once_each_with_a_pause_in_between(
    desk: Desk,
) -> None:
    """The clock is moved by hand: half an hour of sending, with a pause in it, in some seconds."""
    with desk.database.transaction() as session:
        crowd = [{"email": f"c{n}@x.example", "name": f"C{n}"} for n in range(10_000)]
        fixed = {
            "title": "",
            "unit_code": "SALES",
            "role": "employee",
            "locale": "en",
            "timezone": "Asia/Shanghai",
        }
        table = SlackAccount.metadata.tables
        start = {"start_date": date(2020, 1, 1)}
        session.connection().execute(table["person"].insert(), [each | fixed | start for each in crowd])
        found = session.connection().exec_driver_sql("SELECT id FROM person WHERE email LIKE 'c%@x.example'")
        accounts = [
            {
                "team_id": "T1", "user_id": f"U{key}", "person_id": key, "locale": "en", "deleted": False,
                "timezone": "Asia/Shanghai", "display_name": "", "checked_at": desk.clock.now(),
            }
            for (key,) in found
        ]  # fmt: skip
        session.connection().execute(table["slack_account"].insert(), accounts)
    announcement = await launched_to_many(desk)
    got: Counter[int] = Counter()
    begun = desk.clock.now()
    paused = False
    while True:
        others = {await desk.overtaken_by(priority) for priority in (Priority.NUDGE, Priority.REPLY)}
        sent = await desk.a_minute(300)
        got.update(sent)
        # What somebody waits for, and a nudge, leave in the minute they come, whatever stands before them.
        assert not [row for row in desk.rows("note") if row.key in others and row.state != "sent"]
        desk.clock.advance(minutes=1)
        if len(got) > 3000 and not paused:
            paused = True
            await desk.transactions.write(desk.sending.pause, desk.people[ADMIN], announcement)
            assert await desk.a_minute(300) == []
            await desk.transactions.write(desk.sending.resume, desk.people[ADMIN], announcement)
        if not sent:
            break
    assert set(got.values()) == {1}
    assert len(got) == 10_000 + EVERYBODY
    # Two a minute went ahead of it.
    assert desk.clock.now() - begun <= timedelta(minutes=10_016 / 298 + 3)


async def launched_to_many(desk: Desk) -> str:
    """Launch one to everybody, a second person agreeing."""
    announcement = await desk.composed()
    admin, other = desk.people[ADMIN], desk.people["other"]
    await desk.transactions.write(desk.launches.launch, admin, announcement)
    await desk.transactions.write(desk.launches.approve, other, announcement)
    await desk.feeder.feed()
    desk.only_notices_wait()
    return announcement
