from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.errors import NoteMovedOn, NoteNotFound, PromiseNotFound
from bot.features.records import listeners
from bot.features.records.note_ref import NoteRef
from bot.features.records.notes import Status
from bot.slack.calls import Call
from bot.slack.identity import Speaker
from bot.transactions import Transactions
from prompts.catalog import Catalog
from storage import actions

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.surface import Surface
    from tests.integration.records.conftest import Desk
    from tests.slack_shapes.recorder import ShapeRecorder

    Handler = Callable[[Call], Awaitable[None]]

pytestmark = pytest.mark.either_engine


@dataclass
class Wall:
    """Stands where Slack does: remembers what was registered, opened and redrawn."""

    actions: dict[str, Handler] = field(default_factory=dict)
    forms: dict[str, Handler] = field(default_factory=dict)
    opened: list[dict[str, Any]] = field(default_factory=list)
    redrawn: list[dict[str, Any]] = field(default_factory=list)
    homes: list[int] = field(default_factory=list)

    def action(self, action_id: str, handler: Handler) -> None:
        """Take a button."""
        self.actions[action_id] = handler

    def form(self, callback_id: str, handler: Handler) -> None:
        """Take a form."""
        self.forms[callback_id] = handler

    async def views_open(self, *, trigger_id: str, view: dict[str, Any]) -> None:
        """Open a window."""
        assert trigger_id
        self.opened.append(view)

    views_push = views_open

    async def views_update(self, *, view_id: str, view: dict[str, Any]) -> None:
        """Redraw a window."""
        assert view_id
        self.redrawn.append(view)

    async def refresh_home(self, call: Call) -> None:
        """Show App Home anew."""
        self.homes.append(call.speaker.person_id)

    def hurry(self) -> None:
        """Nothing is sent here."""


@dataclass
class People:
    """The two people at the wall."""

    desk: Desk
    wall: Wall
    transactions: Transactions

    def call(self, person: int, **facts: Any) -> Call:  # noqa: ANN401 - any of a call's fields
        """Make what a listener gets."""
        speaker = Speaker(person, "somebody", "employee", "en-US", "UTC", "T1", f"U{person}")
        body = {"trigger_id": "1.2", **facts.pop("body", {})}
        client = cast("AsyncWebClient", self.wall)
        return Call(speaker, None, body, client, self.transactions, self.wall, **facts)

    async def press(self, person: int, action_id: str, value: str, **body: Any) -> Call:  # noqa: ANN401 - Slack's body
        """Press a button."""
        call = self.call(person, value=value, body=body)
        await self.wall.actions[action_id](call)
        return call

    async def send(self, person: int, form: dict[str, Any], **typed: str) -> Call:
        """Send a form."""
        view = {"id": "V1", "type": "modal", "private_metadata": form["private_metadata"]}
        fields = {
            name: {name: {"selected_option": {"value": said}} if name == "where" else {"value": said}}
            for name, said in typed.items()
        }
        call = self.call(person, body={"type": "view_submission", "view": view}, fields=fields)
        await self.wall.forms[form["callback_id"]](call)
        return call


@pytest.fixture
def people(desk: Desk) -> Iterator[People]:
    transactions = Transactions(desk.database)
    wall = Wall()
    listeners.register(cast("Surface", wall), desk.service, Catalog.load(), wall.refresh_home)
    yield People(desk, wall, transactions)
    transactions.close()


async def test_one_click_acknowledges(desk: Desk, people: People) -> None:
    ref = desk.note()
    await people.press(desk.employee, "records.acknowledge", str(ref))
    assert desk.view(ref, desk.employee).status is Status.FINAL
    assert people.wall.redrawn == []


async def test_an_acknowledgement_in_the_notes_window_redraws_it(desk: Desk, people: People) -> None:
    ref = desk.note()
    await people.press(desk.employee, "records.open", str(ref))
    window = {**people.wall.opened[0], "id": "V1"}
    await people.press(desk.employee, "records.acknowledge", str(ref), view=window)
    assert "You marked this as read" in str(people.wall.redrawn)
    assert people.wall.homes == [desk.employee]


async def test_a_view_of_ones_own_is_typed_and_kept(
    desk: Desk, people: People, slack_shapes: ShapeRecorder
) -> None:
    ref = desk.note()
    await people.press(desk.employee, "records.add_view", str(ref))
    (form,) = people.wall.opened
    slack_shapes.view(form)
    call = await people.send(desk.employee, form, words="My side")
    assert call.answer == {"response_action": "clear"}
    assert desk.view(ref, desk.manager).responses[0].text == "My side"


async def test_a_sentence_is_chosen_and_questioned(
    desk: Desk, people: People, slack_shapes: ShapeRecorder
) -> None:
    ref = desk.note()
    await people.press(desk.employee, "records.question", str(ref))
    (form,) = people.wall.opened
    slack_shapes.view(form)
    menu = form["blocks"][0]["element"]["options"]
    chosen = next(option["value"] for option in menu if option["text"]["text"] == "Two people stayed.")
    await people.send(desk.employee, form, where=chosen, words="Three did")
    assert desk.view(ref, desk.manager).responses[0].quote == "Two people stayed."


async def test_a_promise_can_be_questioned_too(desk: Desk, people: People) -> None:
    ref = desk.note()
    await people.press(desk.employee, "records.question", str(ref))
    labels = [option["text"]["text"] for option in people.wall.opened[0]["blocks"][0]["element"]["options"]]
    assert {"call the plant", "draft the rule"} <= set(labels)


async def test_the_manager_corrects_in_a_form(
    desk: Desk, people: People, slack_shapes: ShapeRecorder
) -> None:
    ref = desk.note()
    await people.press(desk.manager, "records.correct", str(ref))
    (form,) = people.wall.opened
    slack_shapes.view(form)
    await people.send(desk.manager, form, focus="The close is slow.", reason="clearer")
    current = desk.view(ref, desk.employee).current
    assert (current.version, current.blocks[0].text, current.reason) == (2, "The close is slow.", "clearer")


async def test_a_form_that_was_overtaken_says_so_and_keeps_what_was_typed(desk: Desk, people: People) -> None:
    ref = desk.note()
    for _ in range(2):
        await people.press(desk.manager, "records.correct", str(ref))
    first, second = people.wall.opened
    await people.send(desk.manager, first, focus="One.")
    with pytest.raises(NoteMovedOn):
        await people.send(desk.manager, second, focus="Two.")


async def test_an_old_correct_button_opens_the_newest_words(desk: Desk, people: People) -> None:
    ref = desk.note()
    desk.do(desk.service.correct, desk.manager, ref, {"focus": "Newest."}, "")
    await people.press(desk.manager, "records.correct", str(ref))
    assert people.wall.opened[0]["blocks"][1]["element"]["initial_value"] == "Newest."


async def test_history_is_for_both_and_each_sees_their_own(desk: Desk, people: People) -> None:
    ref = desk.note()
    await people.press(desk.manager, "records.history", str(ref))
    await people.press(desk.employee, "records.history", str(ref))
    of_manager, of_employee = map(str, people.wall.opened)
    assert "Ask him for a draft." in of_manager
    assert "Ask him for a draft." not in of_employee


@pytest.mark.parametrize(
    "action_id", ["acknowledge", "add_view", "question", "correct", "history", "open", "share"]
)
async def test_a_button_of_a_note_that_is_not_theirs_finds_nothing(
    desk: Desk, people: People, action_id: str
) -> None:
    ref = desk.note()
    for value in (str(ref), "forged", ""):
        with pytest.raises(NoteNotFound):
            await people.press(desk.outsider, f"records.{action_id}", value)
    assert people.wall.opened == []


async def test_sharing_one_part_is_one_tap(desk: Desk, people: People) -> None:
    ref = desk.note()
    await people.press(desk.manager, "records.share", str(NoteRef(ref.note_id, 1, "summary")))
    assert desk.view(ref, desk.employee).current.block("summary") is not None


async def test_ending_a_step_redraws_home(desk: Desk, people: People) -> None:
    desk.note()
    first, second = desk.look(actions.open_actions, desk.manager, desk.employee)
    await people.press(desk.employee, "records.done", str(first.number))
    await people.press(desk.employee, "records.drop", str(second.number))
    assert desk.look(actions.open_actions, desk.manager, desk.employee) == []
    assert people.wall.homes == [desk.employee, desk.employee]
    with pytest.raises(PromiseNotFound):
        await people.press(desk.employee, "records.done", "not a number")
