"""Modals and the Home tab, with everything that can happen to a stack of views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.acceptance.workspace.stage import (
    ANA,
    BOT,
    GENERAL,
    bolt,
    client,
    connected,
    entered,
    modal,
    section,
    until,
)

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.workspace.server import Server


def opens_a_form(app: AsyncApp) -> None:
    @app.command("/echo")
    async def open_form(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=command["trigger_id"], view=modal())
        await ack()


async def open_form(server: Server) -> str:
    assert await server.acts.command(ANA, GENERAL, "/echo", "") is None
    view_id: str = server.workspace.modals(ANA)[-1]["id"]
    return view_id


async def test_a_form_is_opened_filled_in_and_closed(server: Server) -> None:
    app, saved = bolt(server), []
    opens_a_form(app)

    @app.view("form")
    async def save(ack: AsyncAck, view: dict[str, Any]) -> None:
        await ack()
        saved.append(view)

    async with connected(app):
        view_id = await open_form(server)
        assert await server.acts.submit(ANA, view_id, entered("it went well")) == {}

    assert server.workspace.modals(ANA) == []
    assert saved[0]["state"]["values"] == entered("it went well")
    assert saved[0]["private_metadata"] == "m"
    assert saved[0]["root_view_id"] == view_id


async def test_a_missing_answer_is_caught_before_the_app_sees_it(server: Server) -> None:
    app, asked = bolt(server), []
    opens_a_form(app)

    @app.view("form")
    async def save(ack: AsyncAck, view: dict[str, Any]) -> None:
        asked.append(view)
        await ack()

    async with connected(app):
        view_id = await open_form(server)
        assert await server.acts.submit(ANA, view_id, {}) == {"note": "Please complete this required field."}

    assert asked == []
    assert len(server.workspace.modals(ANA)) == 1


async def test_the_app_can_point_at_a_mistake(server: Server) -> None:
    app = bolt(server)
    opens_a_form(app)

    @app.view("form")
    async def refuse(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"note": "Say more."})

    async with connected(app):
        view_id = await open_form(server)
        assert await server.acts.submit(ANA, view_id, entered("ok")) == {"note": "Say more."}
    assert [view["id"] for view in server.workspace.modals(ANA)] == [view_id]


async def test_a_submission_can_update_push_and_clear(server: Server) -> None:
    app, closed = bolt(server), []
    opens_a_form(app)
    titles = {"update": "Updated", "push": "Pushed"}

    @app.view("form")
    async def go_on(ack: AsyncAck, view: dict[str, Any]) -> None:
        step = view["state"]["values"]["note"]["text"]["value"]
        if step == "clear":
            await ack(response_action="clear")
            return
        title = {"type": "plain_text", "text": titles[step]}
        await ack(response_action=step, view=modal(title=title, notify_on_close=True))

    @app.view_closed("form")
    async def note(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        closed.append(body)

    async with connected(app):
        view_id = await open_form(server)
        await server.acts.submit(ANA, view_id, entered("update"))
        assert [view["title"]["text"] for view in server.workspace.modals(ANA)] == ["Updated"]
        await server.acts.submit(ANA, view_id, entered("push"))
        stack = server.workspace.modals(ANA)
        assert [view["title"]["text"] for view in stack] == ["Updated", "Pushed"]
        assert stack[1]["previous_view_id"] == stack[1]["root_view_id"] == view_id
        await server.acts.close(ANA, stack[1]["id"])
        assert closed[0]["view"]["id"] == stack[1]["id"]
        assert [view["id"] for view in server.workspace.modals(ANA)] == [view_id]
        await server.acts.submit(ANA, view_id, entered("clear"))
    assert server.workspace.modals(ANA) == []


async def test_a_trigger_opens_one_modal_only_and_only_when_genuine(server: Server) -> None:
    slack = client(server)
    trigger = server.workspace.tickets.trigger(ANA)
    await slack.views_open(trigger_id=trigger, view=modal())
    for used, code in ((trigger, "exchanged_trigger_id"), ("1.2.abc", "invalid_trigger_id")):
        with pytest.raises(SlackApiError, match=code):
            await slack.views_open(trigger_id=used, view=modal())


async def test_a_view_that_changed_meanwhile_is_not_overwritten(server: Server) -> None:
    slack = client(server)
    opened = await slack.views_open(trigger_id=server.workspace.tickets.trigger(ANA), view=modal())
    view_id, first = opened["view"]["id"], opened["view"]["hash"]
    await slack.views_update(view_id=view_id, hash=first, view=modal(private_metadata="2"))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await slack.views_update(view_id=view_id, hash=first, view=modal(private_metadata="3"))
    assert server.workspace.modals(ANA)[0]["private_metadata"] == "2"


async def test_at_most_three_modals_are_stacked(server: Server) -> None:
    slack, trigger = client(server), server.workspace.tickets.trigger
    await slack.views_open(trigger_id=trigger(ANA), view=modal())
    for _ in range(2):
        await slack.views_push(trigger_id=trigger(ANA), view=modal())
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await slack.views_push(trigger_id=trigger(ANA), view=modal())


async def test_the_home_tab_is_published_when_it_is_opened(server: Server) -> None:
    app, opened = bolt(server), []

    @app.event("app_home_opened")
    async def show(event: dict[str, Any], client: AsyncWebClient) -> None:
        opened.append(event)
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section("hi")]})

    async with connected(app):
        await server.acts.open_home(ANA)
        await until(lambda: server.workspace.home(ANA))
        await server.acts.open_home(ANA)
        await until(lambda: len(opened) == 2)

    assert opened[0]["tab"] == "home"
    assert opened[0]["channel"] == server.acts.open_dm(ANA, BOT)
    assert "view" not in opened[0]
    assert opened[1]["view"]["type"] == "home"


async def test_a_button_on_the_home_tab_sends_the_view_and_its_inputs(server: Server) -> None:
    app, clicks = bolt(server), []

    @app.action("go")
    async def note(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        clicks.append(body)

    option = {"text": {"type": "plain_text", "text": "One"}, "value": "1"}
    blocks = [
        {
            "type": "actions",
            "block_id": "a",
            "elements": [
                {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}},
                {
                    "type": "static_select",
                    "action_id": "pick",
                    "options": [option],
                    "initial_option": option,
                },
            ],
        }
    ]
    async with connected(app):
        answer = await client(server).views_publish(user_id=ANA, view={"type": "home", "blocks": blocks})
        await server.acts.click(ANA, {"block_id": "a", "action_id": "go"}, view_id=answer["view"]["id"])
        await until(lambda: clicks)

    assert clicks[0]["container"] == {"type": "view", "view_id": answer["view"]["id"]}
    pick = clicks[0]["view"]["state"]["values"]["a"]["pick"]
    assert pick == {"type": "static_select", "selected_option": option}
