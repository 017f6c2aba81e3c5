from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.delivery.drafts import Draft
from bot.features.records import messages
from bot.features.records.note_ref import NoteRef
from bot.transactions import Transactions
from prompts.catalog import Catalog
from tests.integration.records.conftest import PRIVATE_BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.delivery.drafts import Drawn, Renderer
    from storage.outbox import OutboxMessage
    from tests.integration.records.conftest import Desk

pytestmark = pytest.mark.either_engine

UNSHARED = "Ask him for a draft."


@pytest.fixture
def renderers(desk: Desk) -> Iterator[Mapping[str, Renderer]]:
    transactions = Transactions(desk.database)
    yield messages.renderers(transactions, desk.service, Catalog.load())
    transactions.close()


async def draw(renderers: Mapping[str, Renderer], message: OutboxMessage, locale: str = "en") -> Drawn | None:
    return await renderers[message.kind](Draft(message.kind, message.payload, message.person_id, locale))


def words(drawn: Drawn | None) -> str:
    assert drawn is not None
    return json.dumps([drawn.text, *drawn.blocks], ensure_ascii=False)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
async def test_every_message_of_a_whole_story_can_be_drawn(
    desk: Desk, renderers: Mapping[str, Renderer], locale: str
) -> None:
    ref = desk.note()
    for message in desk.messages():
        assert words(await draw(renderers, message, locale))
    desk.do(desk.service.question, desk.employee, ref, "evidence:1", "It was three.")
    desk.do(desk.service.add_view, desk.employee, ref, "My side.")
    desk.do(desk.service.acknowledge, desk.employee, ref)
    desk.do(desk.service.correct, desk.manager, ref, {"evidence": "Three people stayed."}, "")
    assert {message.kind for message in desk.messages()} <= set(renderers)
    for message in desk.messages():
        drawn = await draw(renderers, message, locale)
        overtaken = message.kind == "records.to_review"
        assert (drawn is None) is overtaken
        if message.person_id == desk.employee and drawn is not None:
            assert UNSHARED not in words(drawn)


async def test_the_employees_copy_never_holds_private_words(
    desk: Desk, renderers: Mapping[str, Renderer]
) -> None:
    desk.note()
    copies = {message.person_id: words(await draw(renderers, message)) for message in desk.messages()}
    assert UNSHARED in copies[desk.manager]
    assert UNSHARED not in copies[desk.employee]


async def test_a_message_that_reaches_the_wrong_hands_is_not_drawn(
    desk: Desk, renderers: Mapping[str, Renderer]
) -> None:
    ref = desk.note(PRIVATE_BLOCKS)
    payload = {"note_id": ref.note_id, "version": 1, "response_id": 1}
    for kind, renderer in renderers.items():
        for person in (desk.employee, desk.outsider, None):
            assert await renderer(Draft(kind, payload, person, "en")) is None, kind


async def test_the_managers_copy_is_for_the_manager(desk: Desk, renderers: Mapping[str, Renderer]) -> None:
    payload = {"note_id": desk.note().note_id, "version": 1}
    assert await renderers["records.kept"](Draft("records.kept", payload, desk.manager, "en"))
    assert await renderers["records.kept"](Draft("records.kept", payload, desk.employee, "en")) is None


async def test_the_managers_copy_tells_of_the_answers(desk: Desk, renderers: Mapping[str, Renderer]) -> None:
    ref = desk.note()
    desk.do(desk.service.acknowledge, desk.employee, ref)
    redrawn = desk.messages("records.kept")[-1]
    assert redrawn.op == "update"
    assert "Chen Wei marked this as read on 2 Mar 2026" in words(await draw(renderers, redrawn))


async def test_a_reminder_overtaken_by_an_answer_is_not_sent(
    desk: Desk, renderers: Mapping[str, Renderer]
) -> None:
    ref = desk.note()
    desk.clock.advance(days=2)
    desk.do(desk.service.remind_silent)
    (reminder,) = desk.messages("records.reminder")
    assert "whenever you have a minute" in words(await draw(renderers, reminder))
    desk.do(desk.service.acknowledge, desk.employee, ref)
    assert await draw(renderers, reminder) is None
    (after,) = desk.messages("records.reminded")
    assert "button" not in words(await draw(renderers, after))


async def test_sharing_a_part_shows_it_as_new(desk: Desk, renderers: Mapping[str, Renderer]) -> None:
    ref = desk.note()
    desk.do(desk.service.share, desk.manager, NoteRef(ref.note_id, 1, "summary"))
    (shown,) = desk.messages("records.corrected")
    drawn = words(await draw(renderers, shown))
    assert UNSHARED in drawn
    assert "new here" in drawn
