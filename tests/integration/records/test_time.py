from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.features.records import jobs
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import Status
from bot.transactions import Transactions
from tests.integration.records.conftest import PRIVATE_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.integration.records.conftest import Desk

pytestmark = pytest.mark.either_engine


@pytest.fixture
def transactions(desk: Desk) -> Iterator[Transactions]:
    opened = Transactions(desk.database)
    yield opened
    opened.close()


async def tick(desk: Desk, transactions: Transactions) -> int:
    hurried = 0

    def hurry() -> None:
        nonlocal hurried
        hurried += 1

    await jobs.finalise_silent(transactions, desk.service, hurry)
    await jobs.remind_silent(transactions, desk.service, hurry)
    return hurried


@pytest.mark.both_engines
async def test_silence_makes_a_note_final_and_is_kept_as_silence(
    desk: Desk, transactions: Transactions
) -> None:
    ref = desk.note()
    desk.clock.advance(days=3, hours=15)
    await tick(desk, transactions)
    view = desk.view(ref, desk.manager)
    assert (view.status, view.acknowledgement, view.responses) == (Status.UNACKNOWLEDGED, None, ())
    assert "v1:manager:silence1" in desk.keys("records.kept")


async def test_a_review_does_not_end_a_minute_early(desk: Desk, transactions: Transactions) -> None:
    ref = desk.note()
    desk.clock.advance(days=3, hours=14, minutes=59)
    await tick(desk, transactions)
    assert desk.view(ref, desk.manager).status is Status.IN_REVIEW


async def test_running_twice_changes_nothing(desk: Desk, transactions: Transactions) -> None:
    desk.note()
    desk.clock.advance(days=2)
    await tick(desk, transactions)
    put = len(desk.messages())
    assert await tick(desk, transactions) == 0
    desk.clock.advance(days=5)
    await tick(desk, transactions)
    assert await tick(desk, transactions) == 0
    assert len(desk.messages("records.reminder")) == 1
    assert len(desk.messages()) > put


async def test_who_answers_late_ends_the_silence(desk: Desk, transactions: Transactions) -> None:
    ref = desk.note()
    desk.clock.advance(days=5)
    await tick(desk, transactions)
    assert desk.do(desk.service.acknowledge, desk.employee, ref).status is Status.FINAL


async def test_a_reminder_comes_once_after_two_working_days(desk: Desk, transactions: Transactions) -> None:
    desk.note()
    await tick(desk, transactions)
    desk.clock.advance(days=1, hours=23, minutes=59)
    await tick(desk, transactions)
    assert desk.messages("records.reminder") == []
    desk.clock.advance(minutes=1)
    await tick(desk, transactions)
    (reminder,) = desk.messages("records.reminder")
    assert (reminder.person_id, reminder.payload["version"]) == (desk.employee, 1)


async def test_who_has_answered_is_not_reminded(desk: Desk, transactions: Transactions) -> None:
    desk.do(desk.service.add_view, desk.employee, desk.note(), "mine")
    desk.clock.advance(days=2)
    await tick(desk, transactions)
    assert desk.messages("records.reminder") == []


async def test_nobody_is_reminded_of_a_review_that_is_over(desk: Desk, transactions: Transactions) -> None:
    desk.note()
    desk.clock.advance(days=10)
    await jobs.remind_silent(transactions, desk.service, lambda: None)
    await tick(desk, transactions)
    assert desk.messages("records.reminder") == []


@pytest.mark.both_engines
async def test_a_new_edition_may_be_reminded_of_once_more(desk: Desk, transactions: Transactions) -> None:
    ref = desk.note()
    desk.clock.advance(days=2)
    await tick(desk, transactions)
    desk.do(desk.service.correct, desk.manager, ref, {"focus": "Other."}, "")
    desk.clock.advance(days=2)
    await tick(desk, transactions)
    assert desk.keys("records.reminder") == ["v1:reminder", "v2:reminder"]


async def test_a_private_edit_neither_repeats_nor_delays_a_reminder(
    desk: Desk, transactions: Transactions
) -> None:
    ref = desk.note()
    desk.clock.advance(days=1)
    desk.do(desk.service.correct, desk.manager, ref, {"summary": "Other."}, "")
    desk.clock.advance(days=1)
    await tick(desk, transactions)
    desk.do(desk.service.correct, desk.manager, NoteRef(ref.note_id, 2), {"summary": "Anew."}, "")
    await tick(desk, transactions)
    assert desk.keys("records.reminder") == ["v1:reminder"]


async def test_an_answer_takes_the_buttons_off_the_reminder(desk: Desk, transactions: Transactions) -> None:
    ref = desk.note()
    desk.clock.advance(days=2)
    await tick(desk, transactions)
    desk.do(desk.service.acknowledge, desk.employee, ref)
    assert len(desk.messages("records.reminded")) == 1


async def test_time_does_nothing_to_a_private_note(desk: Desk, transactions: Transactions) -> None:
    ref = desk.note(PRIVATE_BLOCKS)
    desk.clock.advance(days=30)
    await tick(desk, transactions)
    assert desk.view(ref, desk.manager).status is Status.KEPT
    assert len(desk.messages()) == 1


async def test_many_silent_notes_are_finished_in_one_tick(desk: Desk, transactions: Transactions) -> None:
    refs = [desk.note() for _ in range(101)]
    desk.clock.advance(days=10)
    await tick(desk, transactions)
    assert {desk.view(ref, desk.manager).status for ref in refs} == {Status.UNACKNOWLEDGED}
