"""The small workspace these tests happen in, and a bot to put on its stage."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.seed import Seed, SeedApp, SeedChannel, SeedUser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.workspace.server import Server

ANA, BEN, BOT = "U0ANA", "U0BEN", "U0BOT"
GENERAL, PRIVATE = "C0GENERAL", "C0WITHOUT"
BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-test", "xapp-test", "shh-it-is-a-test"

SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "im:history",
    "im:read",
    "im:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "message.channels",
    "message.im",
    "team_join",
    "user_change",
)


def manifest(request_url: str | None = None) -> dict[str, Any]:
    """Write a manifest: Socket Mode, or HTTP when there is a request URL."""
    url = {"request_url": request_url} if request_url else {}
    command: dict[str, Any] = {"command": "/echo", "description": "Say it back", "usage_hint": "words"}
    return {
        "display_information": {"name": "Echo", "description": "Says things back"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "Echo"},
            "shortcuts": [
                {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep it"},
                {"name": "Start", "type": "global", "callback_id": "start", "description": "Start it"},
            ],
            "slash_commands": [command | ({"url": request_url} if request_url else {})],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **url},
            "interactivity": {"is_enabled": True, **url},
            "socket_mode_enabled": request_url is None,
        },
    }


def seed(request_url: str | None = None, **changes: object) -> Seed:
    """Describe the workspace: Ana and Ben, a channel with the app in it and one without."""
    return Seed(
        users=(
            SeedUser(
                id=ANA, name="ana", real_name="Ana Lopez", email="ana@example.com", tz="America/New_York"
            ),
            SeedUser(id=BEN, name="ben", real_name="Ben Zhou", email="ben@example.com", locale="zh-CN"),
        ),
        channels=(
            SeedChannel(id=GENERAL, name="general", members=(ANA, BEN, BOT)),
            SeedChannel(id=PRIVATE, name="without-the-bot", members=(ANA, BEN)),
        ),
        app=SeedApp(
            name="Echo",
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            signing_secret=SIGNING_SECRET,
            manifest=manifest(request_url) | changes,
        ),
    )


def client(server: Server) -> AsyncWebClient:
    """Give a client with the bot's token that retries nothing on its own."""
    return AsyncWebClient(token=BOT_TOKEN, base_url=server.api_url, retry_handlers=[])


def bolt(server: Server) -> AsyncApp:
    """Give an unmodified Bolt app pointed at the workspace."""
    return AsyncApp(client=client(server), signing_secret=SIGNING_SECRET)


@asynccontextmanager
async def connected(app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """Run a Bolt app over Socket Mode for the length of the block."""
    handler = AsyncSocketModeHandler(app, APP_TOKEN, ping_interval=1)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def until(condition: Callable[[], object], seconds: float = 8) -> None:
    """Return once `condition` holds; fail the test when it does not within `seconds`."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - any condition at all: there is no one event to await
            await asyncio.sleep(0.002)


def section(text: str) -> dict[str, Any]:
    """Write a section block."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str = "go", block_id: str = "b1") -> dict[str, Any]:
    """Write an actions block with one button."""
    label = {"type": "plain_text", "text": "Go"}
    return {
        "type": "actions",
        "block_id": block_id,
        "elements": [{"type": "button", "action_id": action_id, "text": label, "value": "v1"}],
    }


def modal(**changes: object) -> dict[str, Any]:
    """Write a modal with one required text input."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "Form"},
        "submit": {"type": "plain_text", "text": "Save"},
        "private_metadata": "m",
        "blocks": [
            {
                "type": "input",
                "block_id": "note",
                "label": {"type": "plain_text", "text": "Note"},
                "element": {"type": "plain_text_input", "action_id": "text"},
            }
        ],
        **changes,
    }


def entered(text: str) -> dict[str, Any]:
    """Write the state of the form's one input."""
    return {"note": {"text": {"type": "plain_text_input", "value": text}}}
