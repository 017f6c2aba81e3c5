from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.delivery.drafts import Draft
from bot.features.records import handover_messages, jobs
from bot.features.records.handovers import FOLLOWED, Handovers
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage.people import Person
from storage.records import RECIPIENT, DraftBlock
from tests.integration.records.conftest import PRIVATE_BLOCKS, SHARED_BLOCKS

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.features.records.note_ref import NoteRef
    from storage.outbox import OutboxMessage
    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

pytestmark = pytest.mark.either_engine

KINDS = ("records.handed_over", "records.handover_told")


def report_to(session: Session, employee: int, manager: int | None) -> None:
    session.get_one(Person, employee).manager_id = manager
    session.flush()


def notice(desk: Desk) -> list[OutboxMessage]:
    """Look for new managers, and return every message about one so far."""
    handovers = Handovers(desk.clock, desk.outbox)
    if desk.look(handovers.any_new):
        desk.do(handovers.notice)
    return desk.messages(*KINDS)


def hand_over(desk: Desk, to: int) -> list[OutboxMessage]:
    desk.do(report_to, desk.employee, to)
    return notice(desk)


def confirmed(desk: Desk) -> NoteRef:
    ref = desk.note()
    desk.do(desk.service.acknowledge, desk.employee, ref)
    return ref


async def drawn(desk: Desk, message: OutboxMessage, shapes: ShapeRecorder, locale: str = "en-US") -> str:
    transactions = Transactions(desk.database)
    try:
        render = handover_messages.renderers(
            transactions, Handovers(desk.clock, desk.outbox), Catalog.load()
        )[message.kind]
        found = await render(Draft(message.kind, message.payload, message.person_id, locale))
    finally:
        transactions.close()
    if found is None:
        return ""
    shapes.message({"channel": "D1", "text": found.text, "blocks": found.blocks})
    return json.dumps([found.text, *found.blocks], ensure_ascii=False)


def test_a_first_manager_is_no_handover(desk: Desk) -> None:
    confirmed(desk)
    assert notice(desk) == []
    assert hand_over(desk, desk.manager) == []


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_both_are_told_once_of_what_went_over(
    desk: Desk, slack_shapes: ShapeRecorder, locale: str
) -> None:
    notice(desk)
    over = confirmed(desk)
    private, waiting = desk.note(PRIVATE_BLOCKS), desk.note()
    first, second = hand_over(desk, desk.outsider)
    assert notice(desk) == [first, second]
    assert (first.person_id, second.person_id) == (desk.outsider, desk.employee)
    assert first.payload == {
        "employee_id": desk.employee,
        "manager_id": desk.outsider,
        "note_ids": [over.note_id],
    }
    manager = await drawn(desk, first, slack_shapes, locale)
    employee = await drawn(desk, second, slack_shapes, locale)
    assert f"{over.note_id}:0" in manager
    for words in (manager, employee):
        assert "Dana" in words
        assert "call the plant" in words
        assert SHARED_BLOCKS[-1].text not in words
        assert private.note_id not in words
        assert waiting.note_id not in words
    assert ("One note is still with you" in employee) is (locale == "en-US")


@pytest.mark.both_engines
@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_a_note_that_was_still_in_review_follows_once_when_it_is_confirmed(
    desk: Desk, slack_shapes: ShapeRecorder, locale: str
) -> None:
    notice(desk)
    over = confirmed(desk)
    answered, silent = desk.note(), desk.note()
    told = hand_over(desk, desk.outsider)
    desk.do(desk.service.acknowledge, desk.employee, answered)
    desk.do(desk.service.add_view, desk.employee, answered, "And so it was.")
    desk.do(desk.service.add_view, desk.employee, over, "So was this.")
    desk.clock.advance(days=9)
    desk.do(desk.service.finalise_silent)
    desk.do(desk.service.add_view, desk.employee, silent, "Now I have read it.")
    followed = desk.messages(FOLLOWED)
    assert [(each.person_id, each.payload["note_ids"]) for each in followed] == [
        (desk.outsider, [answered.note_id]),
        (desk.outsider, [silent.note_id]),
    ]
    words = await drawn(desk, followed[0], slack_shapes, locale)
    assert f"{answered.note_id}:0" in words
    assert over.note_id not in words
    assert "call the plant" in words
    assert desk.messages(*KINDS) == told


def test_nothing_follows_where_nobody_took_over(desk: Desk) -> None:
    confirmed(desk)
    notice(desk)
    confirmed(desk)
    desk.do(report_to, desk.employee, desk.outsider)
    # The change is not noticed yet; when it is, everything that is confirmed by then goes over together.
    late = confirmed(desk)
    assert desk.messages(FOLLOWED) == []
    assert late.note_id in notice(desk)[0].payload["note_ids"]
    thanks = desk.note((DraftBlock("focus", RECIPIENT, "The audit."),), kind="recognition")
    desk.do(desk.service.acknowledge, desk.employee, thanks)
    assert desk.messages(FOLLOWED) == []


def test_nothing_to_take_over_is_not_spoken_of(desk: Desk) -> None:
    notice(desk)
    desk.note(PRIVATE_BLOCKS)
    desk.note()
    thanks = desk.note((DraftBlock("focus", RECIPIENT, "The audit."),), kind="recognition")
    desk.do(desk.service.acknowledge, desk.employee, thanks)
    assert hand_over(desk, desk.outsider) == []
    assert not desk.look(Handovers(desk.clock, desk.outbox).any_new)


async def test_a_handover_that_no_longer_holds_is_not_sent(desk: Desk, slack_shapes: ShapeRecorder) -> None:
    notice(desk)
    confirmed(desk)
    first, _ = hand_over(desk, desk.outsider)
    desk.do(report_to, desk.employee, None)
    assert await drawn(desk, first, slack_shapes) == ""
    assert len(notice(desk)) == 2
    again = hand_over(desk, desk.outsider)
    assert len(again) == 4
    assert await drawn(desk, again[-1], slack_shapes)


def test_the_one_who_wrote_it_all_takes_nothing_over(desk: Desk) -> None:
    notice(desk)
    confirmed(desk)
    hand_over(desk, desk.outsider)
    assert len(hand_over(desk, desk.manager)) == 2


async def test_the_job_looks_every_minute_and_tells_once(desk: Desk) -> None:
    notice(desk)
    confirmed(desk)
    desk.do(report_to, desk.employee, desk.outsider)
    transactions = Transactions(desk.database)
    hurried: list[bool] = []
    for _ in range(3):
        await jobs.notice_new_managers(
            transactions, Handovers(desk.clock, desk.outbox), lambda: hurried.append(True)
        )
    transactions.close()
    assert len(desk.messages(*KINDS)) == 2
    assert hurried == [True]


def test_the_new_manager_finds_it_on_home_and_may_end_the_steps(desk: Desk) -> None:
    over = confirmed(desk)
    desk.do(report_to, desk.employee, desk.outsider)
    home = desk.look(desk.service.home_view, desk.outsider, desk.clock.now())
    assert [(line.note_id, line.author, line.other) for line in home.notes] == [
        (over.note_id, "Dana Li", "Chen Wei")
    ]
    assert {step.other for step in home.actions} == {"Chen Wei"}
    seen = desk.view(over, desk.outsider)
    assert [block.name for block in seen.current.blocks] == ["focus", "evidence", "voice", "actions"]
    assert not seen.may_correct
