"""The Web API as the real SDK sees it: what it answers, and Slack's own words when it refuses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import aiohttp
import httpx
import pytest
from slack_sdk.errors import SlackApiError

from bot.workspace.models import Prompt, Upload
from bot.workspace.server import create_app
from tests.acceptance.workspace.stage import (
    ANA,
    APP_TOKEN,
    BEN,
    BOT,
    BOT_TOKEN,
    GENERAL,
    PRIVATE,
    button,
    client,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.workspace.server import Server
    from bot.workspace.state import Workspace


async def refusal(call: Coroutine[Any, Any, Any]) -> str:
    """Await a call that must be refused; return Slack's word for it."""
    with pytest.raises(SlackApiError) as refused:
        await call
    word: str = refused.value.response["error"]
    return word


async def test_the_token_says_who_the_bot_is(server: Server) -> None:
    answer = await client(server).auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == (BOT, "B0BOT", "T0WORKSPACE")


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-other", "invalid_auth"), (APP_TOKEN, "not_allowed_token_type")],
)
async def test_a_wrong_token_is_refused(server: Server, token: str, error: str) -> None:
    async with aiohttp.ClientSession() as http:
        form = {"channel": GENERAL, "text": "hi", "token": token}
        async with http.post(f"{server.api_url}chat.postMessage", data=form) as response:
            assert response.status == 200
            assert (await response.json())["error"] == error


async def test_a_form_with_its_token_inside_is_as_good_as_json(server: Server) -> None:
    async with aiohttp.ClientSession() as http:
        form = {"channel": GENERAL, "text": "hi", "token": BOT_TOKEN, "blocks": "[]"}
        async with http.post(f"{server.api_url}chat.postMessage", data=form) as response:
            assert (await response.json())["ok"]
    assert server.workspace.messages(GENERAL, viewer=ANA)[0].text == "hi"


REFUSED: list[tuple[str, Callable[[AsyncWebClient], Coroutine[Any, Any, Any]]]] = [
    ("channel_not_found", lambda slack: slack.chat_postMessage(channel="C0NOWHERE", text="x")),
    ("channel_not_found", lambda slack: slack.chat_postMessage(channel="U0NOBODY", text="x")),
    ("not_in_channel", lambda slack: slack.chat_postMessage(channel=PRIVATE, text="x")),
    ("no_text", lambda slack: slack.api_call("chat.postMessage", json={"channel": GENERAL, "text": ""})),
    ("msg_too_long", lambda slack: slack.chat_postMessage(channel=GENERAL, text="x" * 40_001)),
    ("invalid_blocks_format", lambda slack: slack.chat_postMessage(channel=GENERAL, text="x", blocks="{")),
    ("thread_not_found", lambda slack: slack.chat_postMessage(channel=GENERAL, text="x", thread_ts="1.0")),
    ("message_not_found", lambda slack: slack.chat_update(channel=GENERAL, ts="1.0", text="x")),
    ("message_not_found", lambda slack: slack.chat_delete(channel=GENERAL, ts="1.0")),
    ("user_not_in_channel", lambda slack: slack.chat_postEphemeral(channel=GENERAL, user="U0X", text="x")),
    ("user_not_found", lambda slack: slack.users_info(user="U0NOBODY")),
    ("users_not_found", lambda slack: slack.users_lookupByEmail(email="nobody@example.com")),
    ("user_not_found", lambda slack: slack.conversations_open(users="U0NOBODY")),
    ("channel_not_found", lambda slack: slack.conversations_history(channel="C0NOWHERE")),
    ("not_in_channel", lambda slack: slack.conversations_history(channel=PRIVATE)),
    ("thread_not_found", lambda slack: slack.conversations_replies(channel=GENERAL, ts="1.0")),
    ("user_not_found", lambda slack: slack.views_publish(user_id="U0X", view={"type": "home", "blocks": []})),
    ("unknown_method", lambda slack: slack.api_call("no.such.method")),
]


@pytest.mark.parametrize(("error", "call"), REFUSED)
async def test_what_slack_refuses_is_refused_in_its_words(
    server: Server, error: str, call: Callable[[AsyncWebClient], Coroutine[Any, Any, Any]]
) -> None:
    assert await refusal(call(client(server))) == error


async def test_other_peoples_messages_cannot_be_changed(server: Server) -> None:
    said = await server.acts.say(ANA, GENERAL, "mine")
    slack = client(server)
    assert await refusal(slack.chat_update(channel=GENERAL, ts=said.ts, text="x")) == "cant_update_message"
    assert await refusal(slack.chat_delete(channel=GENERAL, ts=said.ts)) == "cant_delete_message"


async def test_a_scope_the_manifest_does_not_ask_for_is_missing(server: Server) -> None:
    workspace = server.workspace
    workspace.manifest = replace(workspace.manifest, scopes=frozenset({"users:read"}))
    with pytest.raises(SlackApiError) as refused:
        await client(server).chat_postMessage(channel=GENERAL, text="x")
    assert refused.value.response["error"] == "missing_scope"
    assert refused.value.response["needed"] == "chat:write"


async def test_someone_deactivated_gets_no_messages(server: Server) -> None:
    slack = client(server)
    server.acts.deactivate(BEN)
    assert await refusal(slack.chat_postMessage(channel=BEN, text="hi")) == "account_inactive"
    assert await refusal(slack.conversations_open(users=BEN)) == "user_disabled"
    assert await refusal(slack.users_lookupByEmail(email="ben@example.com")) == "users_not_found"
    found = await slack.users_list()
    assert {each["id"]: each["deleted"] for each in found["members"]}[BEN]


async def test_an_update_keeps_the_blocks_it_does_not_mention(server: Server) -> None:
    slack = client(server)
    posted = await slack.chat_postMessage(channel=GENERAL, text="a", blocks=[button()])
    await slack.chat_update(channel=GENERAL, ts=posted["ts"], text="b")
    kept = server.workspace.messages(GENERAL, viewer=ANA)[0]
    assert (kept.text, len(kept.blocks)) == ("b", 1)
    await slack.chat_update(channel=GENERAL, ts=posted["ts"], text="c", blocks=[])
    assert server.workspace.messages(GENERAL, viewer=ANA)[0].blocks == ()


async def test_history_is_read_page_by_page_newest_first(server: Server) -> None:
    slack = client(server)
    sent = [await slack.chat_postMessage(channel=GENERAL, text=str(number)) for number in range(5)]
    pages = [
        [message["text"] for message in answer["messages"]]
        async for answer in await slack.conversations_history(channel=GENERAL, limit=2)
    ]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]
    window = {"oldest": sent[1]["ts"], "latest": sent[3]["ts"]}
    between = await slack.conversations_history(channel=GENERAL, **window)
    assert [message["text"] for message in between["messages"]] == ["2"]
    within = await slack.conversations_history(channel=GENERAL, inclusive=True, **window)
    assert [message["text"] for message in within["messages"]] == ["3", "2", "1"]


async def test_people_and_channels_are_listed(server: Server) -> None:
    slack = client(server)
    people = await slack.users_list(limit=2)
    assert len(people["members"]) == 2
    assert people["response_metadata"]["next_cursor"]
    channels = await slack.conversations_list(types="public_channel")
    assert {each["name"]: each["is_member"] for each in channels["channels"]} == {
        "general": True,
        "without-the-bot": False,
    }
    assert (await slack.conversations_members(channel=GENERAL))["members"] == [ANA, BEN, BOT]
    assert (await slack.users_lookupByEmail(email="ANA@example.com"))["user"]["id"] == ANA
    dm = (await slack.conversations_open(users=ANA))["channel"]["id"]
    assert (await slack.conversations_info(channel=dm))["channel"]["user"] == ANA
    await slack.conversations_join(channel=PRIVATE)
    await slack.chat_postMessage(channel=PRIVATE, text="thanks for having me")


async def test_quiet_times_are_known(server: Server) -> None:
    server.acts.set_do_not_disturb(ANA, 1_900_000_000, 1_900_030_000)
    quiet = (await client(server).dnd_teamInfo(users=[ANA, BEN]))["users"]
    assert quiet[ANA]["dnd_enabled"]
    assert quiet[ANA]["next_dnd_end_ts"] == 1_900_030_000
    assert not quiet[BEN]["dnd_enabled"]


async def test_a_file_is_uploaded_shared_and_read_back(server: Server) -> None:
    slack = client(server)
    uploaded = await slack.files_upload_v2(
        channel=GENERAL, filename="notes.txt", content="line\n", title="Notes", initial_comment="here"
    )
    shared = server.workspace.messages(GENERAL, viewer=ANA)[0]
    assert (shared.text, shared.files[0].title, shared.files[0].mimetype) == ("here", "Notes", "text/plain")
    address = uploaded["file"]["url_private"]
    async with aiohttp.ClientSession() as http:
        async with http.get(address, headers={"Authorization": f"Bearer {BOT_TOKEN}"}) as response:
            assert await response.text() == "line\n"
        async with http.get(address, allow_redirects=False) as response:
            assert response.status == 302
        async with http.get(server.url + shared.files[0].page_path) as response:
            assert await response.text() == "line\n"


async def test_a_file_a_person_attaches_reaches_the_app(server: Server) -> None:
    dm = server.acts.open_dm(ANA, BOT)
    await server.acts.say(ANA, dm, "", files=[Upload("a.csv", b"x,y", "text/csv")])
    event = server.dispatcher.undelivered[0]["event"]
    assert (event["subtype"], event["files"][0]["name"]) == ("file_share", "a.csv")


async def test_reactions_prompts_status_and_permalinks_are_seen_on_the_page(server: Server) -> None:
    slack, workspace = client(server), server.workspace
    dm = server.acts.open_dm(ANA, BOT)
    said = await server.acts.say(ANA, dm, "how is my score computed?")
    await slack.reactions_add(channel=dm, timestamp=said.ts, name="eyes")
    assert workspace.messages(dm, viewer=ANA)[0].reactions[0].name == "eyes"
    again = slack.reactions_add(channel=dm, timestamp=said.ts, name="eyes")
    assert await refusal(again) == "already_reacted"

    prompts = [{"title": "Start", "message": "check in"}]
    await slack.assistant_threads_setSuggestedPrompts(channel_id=dm, thread_ts=said.ts, prompts=prompts)
    assert workspace.suggested_prompts(dm) == [Prompt("Start", "check in")]

    await slack.assistant_threads_setStatus(channel_id=dm, thread_ts=said.ts, status="reading…")
    assert workspace.status(dm, said.ts) == "reading…"
    await slack.chat_postMessage(channel=dm, text="like this", thread_ts=said.ts)
    assert workspace.status(dm, said.ts) == ""

    link = (await slack.chat_getPermalink(channel=dm, message_ts=said.ts))["permalink"]
    assert link == f"{server.url}/archives/{dm}/p{said.ts.replace('.', '')}"


async def test_the_app_hears_of_its_own_messages_and_their_changes(server: Server) -> None:
    slack = client(server)
    posted = await slack.chat_postMessage(channel=GENERAL, text="one")
    await slack.chat_update(channel=GENERAL, ts=posted["ts"], text="two")
    await slack.chat_delete(channel=GENERAL, ts=posted["ts"])
    events = [payload["event"] for payload in server.dispatcher.undelivered]
    assert [event.get("subtype") for event in events] == [None, "message_changed", "message_deleted"]
    assert events[0]["bot_id"] == "B0BOT"
    assert (events[1]["previous_message"]["text"], events[1]["message"]["text"]) == ("one", "two")
    assert events[2]["deleted_ts"] == posted["ts"]


async def test_the_application_also_answers_without_our_server_in_front(workspace: Workspace) -> None:
    workspace.faults.drop_reply_rate = 1.0
    transport = httpx.ASGITransport(create_app(workspace))
    async with httpx.AsyncClient(transport=transport, base_url="http://workspace") as http:
        answer = await http.post("/api/auth.test", headers={"Authorization": f"Bearer {BOT_TOKEN}"})
    assert answer.json()["user_id"] == BOT
