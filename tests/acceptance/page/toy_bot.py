"""A small bot on the real slack_bolt, so that the page is tested against what bots really send."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.acceptance.page.toy_views import (
    APP_TOKEN,
    BOT_TOKEN,
    CONFIRM,
    EVERYTHING,
    MORE,
    NOTE,
    button,
    option,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class ToyBot:
    """What the bot was told, for tests to look at."""

    def __init__(self, api_url: str) -> None:
        self.actions: list[dict[str, Any]] = []
        self.submissions: list[dict[str, Any]] = []
        self.shortcuts: list[dict[str, Any]] = []
        self.hold = asyncio.Event()
        self.hold.set()
        self.homes = 0
        self.app = AsyncApp(client=AsyncWebClient(token=BOT_TOKEN, base_url=api_url))
        self._listen()

    def _listen(self) -> None:
        app = self.app
        app.event("message")(self._on_message)
        app.event("app_home_opened")(self._on_home)
        app.event("user_change")(_ignore)
        app.command("/toy")(self._on_command)
        app.shortcut("keep")(self._on_shortcut)
        app.action("note")(self._open_note)
        app.action("everything")(self._open_everything)
        app.view("everything")(self._save_everything)
        app.action("more")(self._push_more)
        app.action("count")(self._count)
        app.action(re.compile("slow|throw|step"))(self._note_action)
        app.view("note")(self._save_note)

    async def _on_message(self, event: dict[str, Any], say: Any) -> None:  # noqa: ANN401 - Bolt's own
        if event.get("bot_id") or event.get("subtype"):
            return
        elements = [
            button("note", "Write a note", style="primary"),
            button("everything", "Ask everything"),
            button("slow", "Take your time"),
            button("throw", "Throw away", style="danger", confirm=CONFIRM),
            {
                "type": "static_select",
                "action_id": "step",
                "placeholder": plain("Choose a step"),
                "option_groups": [{"label": plain("First"), "options": [option("Recall", "recall")]}],
            },
        ]
        await say(
            text=f"You said {event['text']}",
            blocks=[
                {"type": "section", "text": {"type": "mrkdwn", "text": f"You said *{event['text']}*"}},
                {"type": "actions", "block_id": "choices", "elements": elements},
            ],
            thread_ts=event.get("thread_ts"),
        )

    async def _on_home(self, event: dict[str, Any], client: AsyncWebClient) -> None:
        if event["tab"] == "home":
            await self.publish(client, event["user"])
            return
        await client.api_call(
            "assistant.threads.setSuggestedPrompts",
            json={
                "channel_id": event["channel"],
                "prompts": [{"title": "Sing", "message": "please sing"}],
            },
        )

    async def publish(self, client: AsyncWebClient, user: str) -> None:
        """Draw the Home tab of `user` as things now stand."""
        ask = {"type": "plain_text_input", "action_id": "ask"}
        await client.views_publish(
            user_id=user,
            view={
                "type": "home",
                "blocks": [
                    {"type": "header", "text": plain("Your desk"), "block_id": "head"},
                    {"type": "input", "block_id": "ask", "label": plain("Ask"), "element": ask},
                    {"type": "section", "block_id": "n", "text": plain(f"Counted {self.homes} times")},
                    {"type": "actions", "block_id": "acts", "elements": [button("count", "Count")]},
                ],
            },
        )

    async def _count(self, ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
        await ack()
        self.homes += 1
        self.actions.append(body)
        await self.publish(client, body["user"]["id"])

    async def _open_note(self, ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=NOTE)

    async def _open_everything(self, ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=EVERYTHING)

    async def _save_everything(self, ack: Any, body: dict[str, Any]) -> None:  # noqa: ANN401
        await ack()
        self.submissions.append(body["view"]["state"]["values"])

    async def _push_more(self, ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=MORE)

    async def _note_action(self, ack: Any, body: dict[str, Any]) -> None:  # noqa: ANN401
        await self.hold.wait()
        await ack()
        self.actions.append(body)

    async def _save_note(self, ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:  # noqa: ANN401
        values = body["view"]["state"]["values"]
        if len(values["words"]["words"]["value"]) < 10:
            await ack(response_action="errors", errors={"words": "Please say a little more."})
            return
        await ack()
        self.submissions.append(values)
        await client.chat_postMessage(channel=body["user"]["id"], text="Your note is saved.")

    async def _on_command(self, ack: Any, command: dict[str, Any]) -> None:  # noqa: ANN401
        await ack(f"The toy heard: {command['text']}")

    async def _on_shortcut(self, ack: Any, body: dict[str, Any]) -> None:  # noqa: ANN401
        await ack()
        self.shortcuts.append(body)


async def _ignore() -> None:
    """Take note of an event and do nothing."""


@asynccontextmanager
async def toy_bot(api_url: str) -> AsyncIterator[ToyBot]:
    """Connect the bot over Socket Mode until the block ends."""
    bot = ToyBot(api_url)
    client = AsyncWebClient(token=APP_TOKEN, base_url=api_url)
    handler = AsyncSocketModeHandler(bot.app, app_token=APP_TOKEN, web_client=client)
    await handler.connect_async()
    try:
        yield bot
    finally:
        await handler.close_async()
