"""Words that were wrong are put right for who has them, in place; who has none yet gets the right ones at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.delivery.drafts import HeldBack
from bot.errors import NothingToCorrect
from bot.features.announcements.notices import NOTICE
from storage import announcement_readers, outbox_claims
from storage.outbox_claims import Hold, Place
from storage.outbox_settling import Arrived, mark_sent
from tests.integration.announcements.conftest import ADMIN, MONDAY, TEXT, TITLE, VALUES, said

if TYPE_CHECKING:
    from tests.integration.announcements.conftest import Desk

EVERYBODY = 16
BETTER = {"en": "Opens {d1}, really.", "zh": "确实 {d1} 开始。"}


async def corrected(
    desk: Desk,
    announcement: str,
    text: dict[str, str] = BETTER,
    changes: dict[str, dict[str, str]] | None = None,
) -> None:
    await desk.transactions.write(
        desk.sending.correct,
        desk.people[ADMIN],
        announcement,
        title=TITLE,
        text=text,
        changes=changes or {},
        values=VALUES,
    )
    await desk.feeder.feed()


async def test_a_correction_reaches_only_who_got_the_wrong_words_and_says_so(desk: Desk) -> None:
    announcement = await desk.launched()
    wrong = await desk.send(4)
    [posting] = await desk.claim(1)
    await corrected(desk, announcement)
    updates = [row for row in desk.rows() if row.op == "update"]
    assert {row.person_id for row in updates} == {*wrong, posting.person_id}
    for row in updates:
        assert "really" in said(await desk.drawn(row)) or "确实" in said(await desk.drawn(row))
        assert "Corrected" in said(await desk.drawn(row)) or "更正" in said(await desk.drawn(row))
    rest = [row for row in desk.rows(state="queued") if row.op == "post"]
    assert len(rest) == EVERYBODY - 5
    for row in rest:
        shown = said(await desk.drawn(row))
        assert "really" in shown or "确实" in shown
        assert "Corrected" not in shown
        assert "更正" not in shown
    await desk.feeder.feed()
    assert len([row for row in desk.rows() if row.op == "update"]) == 5
    with pytest.raises(NothingToCorrect):
        await corrected(desk, announcement)


async def test_who_was_being_sent_the_old_words_and_went_back_in_the_queue_ends_with_the_new(
    desk: Desk,
) -> None:
    announcement = await desk.launched()
    [posting] = await desk.claim(1)
    await corrected(desk, announcement)
    # Slack said "too many": it was not sent, and waits in the queue once more.
    hold = Hold(posting.number, "sender")
    await desk.transactions.write(outbox_claims.retry_at, hold, desk.clock.now(), attempts=0)
    await desk.send_all()
    await desk.feeder.feed()
    await desk.send_all()
    mine = [row for row in desk.rows(person_id=posting.person_id) if row.state == "sent"]
    shown = said(await desk.drawn(mine[-1]))
    assert "really" in shown or "确实" in shown


async def test_a_correction_has_to_be_received_anew(desk: Desk) -> None:
    announcement = await desk.launched()
    await desk.send_all()
    reader = desk.people["e1"]
    await received(desk, announcement, reader, 1)
    await corrected(desk, announcement)
    await desk.send_all()
    drawing = await desk.transactions.read(announcement_readers.drawing, announcement, reader)
    assert drawing is not None
    assert (drawing.version, drawing.answer) == (2, "waiting")
    # The old button, pressed late, is a receipt of the old words and of nothing else.
    await received(desk, announcement, desk.people["e2"], 1)
    drawing = await desk.transactions.read(announcement_readers.drawing, announcement, desk.people["e2"])
    assert drawing is not None
    assert drawing.answer == "waiting"


async def received(desk: Desk, announcement: str, person: int, version: int) -> None:
    await desk.transactions.write(
        desk.receiving.receive, person, announcement, version=version, language="en", corrected=0
    )


async def test_what_changes_for_a_role_is_put_right_as_well(desk: Desk) -> None:
    announcement = await desk.composed()
    admin = desk.people[ADMIN]
    changes = {"employee": {"en": "Ask.", "zh": "问。"}}
    await desk.transactions.write(desk.composer.set_changes, admin, announcement, changes)
    await desk.transactions.write(desk.launches.launch, admin, announcement)
    await desk.feeder.feed()
    desk.only_notices_wait()
    await desk.send_all()
    await corrected(desk, announcement, TEXT, {"employee": {"en": "Ask HR.", "zh": "问 HR。"}})
    update = desk.rows(person_id=desk.people["e1"])[-1]
    shown = said(await desk.drawn(update))
    assert "问 HR。" in shown or "Ask HR." in shown


async def refuse(desk: Desk, code: str) -> None:
    """Let Slack change every message but the first, and refuse that one."""
    refused, *others = [row for row in await desk.claim(50) if row.op == "update" and row.kind == NOTICE]
    await desk.transactions.write(outbox_claims.mark_failed, Hold(refused.number, "sender"), code)
    now = desk.clock.now()
    arrived = [
        Arrived(Hold(row.number, "sender"), Place(f"D{row.person_id}", f"{row.number}.0"), now)
        for row in others
    ]
    await desk.transactions.write(mark_sent, arrived)


async def test_a_message_slack_does_not_let_us_change_is_followed_by_the_right_words_once(desk: Desk) -> None:
    announcement = await desk.launched()
    await desk.send_all()
    await corrected(desk, announcement)
    desk.only_notices_wait()
    await refuse(desk, "message_not_found")
    await desk.feeder.feed()
    await desk.feeder.feed()
    [anew] = [row for row in desk.rows() if row.payload.get("anew")]
    assert (anew.op, anew.key.split(":")[-1]) == ("post", "anew")
    shown = said(await desk.drawn(anew))
    assert "really" in shown or "确实" in shown
    assert "Corrected" in shown or "更正" in shown
    # It arrives like any other: not in the evening.
    desk.clock.set(MONDAY.replace(hour=12))
    with pytest.raises(HeldBack):
        await desk.drawn(anew)
    desk.clock.set(MONDAY)
    assert anew.person_id in await desk.send_all()
    # Who confirms it sees so where they pressed.
    await desk.transactions.write(
        desk.receiving.receive, anew.person_id, announcement, version=2, language="en", corrected=2
    )
    assert desk.rows(person_id=anew.person_id)[-1].target_key == anew.key
    await desk.feeder.feed()
    card = said(await desk.drawn(desk.rows("announcements.card")[-1]))
    assert "已更正 16 · 等待 0 · 未能送达 0" in card


async def test_after_a_stop_who_has_wrong_words_still_gets_the_right_ones(desk: Desk) -> None:
    announcement = await desk.launched()
    got = await desk.send(4)
    await desk.transactions.write(desk.sending.stop, desk.people[ADMIN], announcement)
    desk.clock.advance(days=7)
    await corrected(desk, announcement)
    desk.only_notices_wait()
    await refuse(desk, "edit_window_closed")
    await desk.feeder.feed()
    [anew] = [row for row in desk.rows() if row.payload.get("anew")]
    assert anew.person_id in got
    assert await desk.send_all() == [anew.person_id]


async def test_who_cannot_get_a_correction_is_listed(desk: Desk) -> None:
    announcement = await desk.launched()
    await desk.send_all()
    await corrected(desk, announcement)
    desk.only_notices_wait()
    await refuse(desk, "account_inactive")
    await desk.feeder.feed()
    assert not [row for row in desk.rows() if row.payload.get("anew")]
    [listed] = await desk.transactions.write(desk.sending.failures, desk.people[ADMIN], announcement)
    assert (listed.error, listed.may_be_there) == ("account_inactive", False)
    card = await desk.drawn(desk.rows("announcements.card")[-1])
    assert "announce.failures" in said(card)


async def test_a_channel_gets_both_languages_once(desk: Desk) -> None:
    announcement = await desk.launched(direct=False, channel="C7")
    [row] = desk.rows()
    shown = said(await desk.drawn(row))
    assert "Opens 5 Jan." in shown
    assert "1月5日 开始。" in shown
    assert "announce.received" not in shown
    await desk.send_all()
    await corrected(desk, announcement)
    assert [row.op for row in desk.rows()] == ["post", "update"]
