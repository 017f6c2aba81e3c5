"""Received is not agreed, silence is silence, and the board points at nobody."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from bot.errors import AnnouncementIsOver, NotAllowed
from bot.features.announcements import jobs
from bot.features.announcements.files import table
from bot.features.announcements.reminding import SILENT
from storage import announcement_readers, announcements
from storage.announcement_readers import AnnouncementReader, AnnouncementReceipt
from storage.people import Person
from tests.integration.announcements.conftest import ADMIN, OTHER_ADMIN, PARTNER, said

if TYPE_CHECKING:
    from tests.integration.announcements.conftest import Desk


async def receive(desk: Desk, announcement: str, *who: str, version: int = 1) -> None:
    for name in who:
        await desk.transactions.write(
            desk.receiving.receive,
            desk.people[name],
            announcement,
            version=version,
            language="zh",
            corrected=0,
        )


async def reminded(desk: Desk, when: datetime) -> list[int]:
    """Let time come to a moment, and return who is reminded by then; what was sent before is not looked at."""
    known = {row.key for row in desk.rows("announcements.reminder")}
    desk.clock.set(when)
    await jobs.remind(desk.transactions, desk.reminding, lambda: None)
    new = [row for row in desk.rows("announcements.reminder") if row.key not in known and row.op == "post"]
    return sorted(row.person_id or 0 for row in new)


def shanghai(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour - 8, minute, tzinfo=UTC)


async def test_a_receipt_says_who_when_which_words_and_in_which_language_and_stays(desk: Desk) -> None:
    announcement = await desk.launched()
    await desk.send_all()
    desk.clock.advance(minutes=5)
    await receive(desk, announcement, "e1")
    desk.clock.advance(minutes=5)
    await receive(desk, announcement, "e1")
    [receipt] = await desk.transactions.read(announcement_readers.receipts_of, announcement)
    text = await desk.transactions.read(announcements.text, announcement, 1)
    assert text is not None
    assert (receipt.person_id, receipt.version, receipt.digest, receipt.locale) == (
        desk.people["e1"],
        1,
        announcements.digest_of(text.words),
        "zh",
    )
    assert receipt.at == shanghai(2, 10, 5)
    with pytest.raises(DatabaseError), desk.database.transaction() as session:
        session.delete(session.exec(select(AnnouncementReceipt)).one())
    with pytest.raises(DatabaseError), desk.database.transaction() as session:
        session.delete(session.exec(select(announcements.AnnouncementAct)).first())


async def test_the_button_says_received_and_never_agree_and_goes_once_it_was_pressed(desk: Desk) -> None:
    announcement = await desk.launched()
    await desk.send_all()
    [row] = desk.rows(person_id=desk.people["e2"])
    shown = said(await desk.drawn(row))
    assert "'text': 'Received'" in shown or "'text': '已收到'" in shown
    assert "not agreement" in shown or "不代表同意" in shown
    await receive(desk, announcement, "e2")
    update = desk.rows(person_id=desk.people["e2"])[-1]
    shown = said(await desk.drawn(update))
    assert "announce.received" not in shown
    assert "Received on" in shown or "确认收到" in shown


async def test_who_it_did_not_go_to_cannot_confirm_it(desk: Desk) -> None:
    announcement = await desk.launched(PARTNER)
    with pytest.raises(AnnouncementIsOver):
        await receive(desk, announcement, "e2")


async def test_silence_is_reminded_twice_then_a_named_person_helps_and_nobody_has_agreed(desk: Desk) -> None:
    """Sent on Monday the 2nd at ten: reminders on Wednesday and on Monday the 9th, HR on Tuesday the 10th."""
    announcement = await desk.launched(helper_id=desk.people[PARTNER])
    await desk.send_all()
    await receive(desk, announcement, *(name for name in desk.people if name not in {"e1", "e2"}))
    quiet = sorted(desk.people[name] for name in ("e1", "e2"))
    assert await reminded(desk, shanghai(4, 9, 59)) == []
    assert await reminded(desk, shanghai(4, 10)) == quiet
    assert await reminded(desk, shanghai(4, 12)) == []
    await desk.send_all()
    await receive(desk, announcement, "e2")
    assert await reminded(desk, shanghai(9, 9, 59)) == []
    assert await reminded(desk, shanghai(9, 10)) == [desk.people["e1"]]
    assert desk.rows(SILENT) == []
    assert await reminded(desk, shanghai(10, 10)) == []
    [told] = desk.rows(SILENT)
    assert told.person_id == desk.people[PARTNER]
    assert "1" in said(await desk.drawn(told))
    [row] = await desk.transactions.read(answers, announcement, desk.people["e1"])
    assert row == "unacknowledged"
    assert await reminded(desk, shanghai(31, 10)) == []
    # A late word still counts, and still only says that they have it.
    await receive(desk, announcement, "e1")
    assert await desk.transactions.read(answers, announcement, desk.people["e1"]) == ["received"]


@pytest.mark.parametrize(
    ("gone", "helps"), [((PARTNER,), ADMIN), ((PARTNER, ADMIN), OTHER_ADMIN)], ids=["helper", "author too"]
)
async def test_when_the_named_person_has_left_somebody_else_in_hr_helps(
    desk: Desk, gone: tuple[str, ...], helps: str
) -> None:
    announcement = await desk.launched(helper_id=desk.people[PARTNER])
    await desk.send_all()
    await receive(desk, announcement, *(name for name in desk.people if name != "e1"))
    await reminded(desk, shanghai(4, 10))
    await reminded(desk, shanghai(9, 10))
    with desk.database.transaction() as session:
        for name in gone:
            session.get_one(Person, desk.people[name]).left_on = date(2026, 3, 9)
    await reminded(desk, shanghai(10, 10))
    assert [row.person_id for row in desk.rows(SILENT)] == [desk.people[helps]]


def answers(session: object, announcement: str, person: int) -> list[str]:
    query = select(AnnouncementReader.answer).where(
        AnnouncementReader.announcement_id == announcement, AnnouncementReader.person_id == person
    )
    return list(session.exec(query))  # type: ignore[attr-defined]


async def test_a_reminder_waits_for_the_readers_hours_and_is_dropped_when_they_answered(desk: Desk) -> None:
    announcement = await desk.launched()
    await desk.send_all()
    assert len(await reminded(desk, shanghai(4, 10))) == 16
    desk.clock.set(shanghai(4, 18, 31))
    await receive(desk, announcement, "e1")
    await desk.send(500)
    waiting = [row for row in desk.rows("announcements.reminder") if row.op == "post"]
    assert all(row.not_before == shanghai(5, 9) for row in waiting if row.person_id != desk.people["e1"])
    [answered] = [row for row in waiting if row.person_id == desk.people["e1"]]
    assert answered.state in {"cancelled", "queued"}
    desk.clock.set(shanghai(5, 9))
    await desk.send_all()
    [answered] = [row for row in desk.rows("announcements.reminder") if row.key == answered.key]
    assert answered.state == "cancelled"


async def test_a_reminder_keeps_its_readers_own_quiet_hours(desk: Desk) -> None:
    await desk.launched()
    await desk.send_all()
    back = shanghai(9, 9)
    desk.own_hours = {desk.people["e1"]: back}
    await reminded(desk, shanghai(4, 10))
    await desk.send(500)
    waiting = {row.person_id: row.not_before for row in desk.rows("announcements.reminder", state="queued")}
    assert waiting == {desk.people["e1"]: back}


async def test_reminders_wait_while_it_is_paused_and_go_on_by_themselves(desk: Desk) -> None:
    announcement = await desk.launched()
    got = await desk.send(8)
    await desk.transactions.write(desk.sending.pause, desk.people[ADMIN], announcement)
    assert set(await reminded(desk, shanghai(4, 10))) == set(got)
    await desk.send(500)
    assert not desk.rows("announcements.reminder", state="sent")
    await desk.transactions.write(desk.sending.resume, desk.people[ADMIN], announcement)
    desk.clock.advance(hours=1)
    await desk.send_all()
    assert {row.person_id for row in desk.rows("announcements.reminder", state="sent")} == set(got)


async def test_nobody_is_reminded_of_what_was_stopped_or_never_arrived(desk: Desk) -> None:
    announcement = await desk.launched()
    await desk.send(5)
    assert await reminded(desk, shanghai(4, 9)) == []
    await desk.transactions.write(desk.sending.stop, desk.people[ADMIN], announcement)
    assert await reminded(desk, shanghai(5, 10)) == []


async def test_the_board_shows_units_of_five_and_more_and_a_partner_only_their_own(desk: Desk) -> None:
    announcement = await desk.launched()
    await receive(desk, announcement, "e1", "e2", "e3", ADMIN)
    board = await desk.transactions.read(desk.board.view, desk.people[ADMIN], announcement, "en")
    # HR are three, so the smaller of the two others joins them.
    assert [(line.unit, line.readers, line.received) for line in board.table.lines] == [("PLANT", 7, 2)]
    assert board.table.others is not None
    assert (board.table.others.readers, board.table.others.received) == (9, 2)
    theirs = await desk.transactions.read(desk.board.view, desk.people[PARTNER], announcement, "en")
    assert [line.unit for line in theirs.table.lines] == ["PLANT"]
    assert theirs.table.total is not None
    assert theirs.table.total.readers == 7
    with pytest.raises(NotAllowed):
        await desk.transactions.read(desk.board.view, desk.people["head"], announcement, "en")
    lines = await desk.transactions.write(desk.board.file, desk.people[ADMIN], announcement, "en")
    assert lines == [("PLANT", 7, 2), ("", 9, 2)]


async def test_hr_gets_the_names_of_the_silent_it_serves_and_taking_them_is_kept(desk: Desk) -> None:
    announcement = await desk.launched()
    await desk.send_all()
    await receive(desk, announcement, "e1")
    found = await desk.transactions.write(desk.reminding.silent, desk.people[PARTNER], announcement)
    assert {name for name, *_ in found} == {"head", "e3", "e5", "e7", "e9", "e11"}
    with pytest.raises(NotAllowed):
        await desk.transactions.write(desk.reminding.silent, desk.people["e1"], announcement)
    acts = await desk.transactions.read(announcements.acts, announcement)
    assert (acts[-1].act, acts[-1].by_id, acts[-1].number) == ("listed", desk.people[PARTNER], 6)


async def test_a_question_from_an_announcement_is_kept_beside_it_and_grouped(desk: Desk) -> None:
    announcement = await desk.launched()
    ask = desk.receiving.ask
    await desk.transactions.write(ask, desk.people["e1"], announcement, "From when?", "en")
    board = await desk.transactions.read(desk.board.view, desk.people[ADMIN], announcement, "en")
    assert board.groups == [("From when?", 1)]


def test_a_list_opens_in_a_spreadsheet_and_runs_nothing_there() -> None:
    written = table(("name",), [("=cmd()",), ("赵敏, 工厂",)]).decode("utf-8-sig")
    assert written == 'name\r\n\'=cmd()\r\n"赵敏, 工厂"\r\n'
