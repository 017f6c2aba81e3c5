"""The limit: the smallest bot that acknowledges, and with `--reply` also answers."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

BUTTON = "bare.press"
FACE: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Press me."}},
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {
                "type": "button",
                "action_id": BUTTON,
                "value": "1",
                "text": {"type": "plain_text", "text": "Go"},
            }
        ],
    },
]


async def serve(*, replies: bool) -> None:
    """Serve the workspace named in the environment until this process is ended."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"], session=session
        )
        app = AsyncApp(client=client, signing_secret="unused in Socket Mode")  # noqa: S106 - not a secret

        @app.event("message")
        async def told(event: dict[str, Any]) -> None:
            if replies and not event.get("subtype"):
                await client.chat_postMessage(channel=event["channel"], text="Noted.", blocks=FACE)

        @app.action(BUTTON)
        async def pressed(ack: Callable[[], Awaitable[None]], body: dict[str, Any]) -> None:
            await ack()
            if replies:
                where = body["container"]
                count = int(body["actions"][0]["value"]) + 1
                await client.chat_update(
                    channel=where["channel_id"], ts=where["message_ts"], text=f"{count}", blocks=_face(count)
                )

        await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()  # type: ignore[no-untyped-call]


def _face(count: int) -> list[dict[str, Any]]:
    # A new value each time, so that the workspace sees a message that changed.
    row = {**FACE[1], "elements": [{**FACE[1]["elements"][0], "value": f"{count}"}]}
    return [FACE[0], row]


if __name__ == "__main__":
    asyncio.run(serve(replies="--reply" in sys.argv))
