"""An answer that appears while it is composed, where Slack can show that; otherwise the caller posts it whole.

Only checked pieces come here: what Slack has shown cannot be taken back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

_AWAY = (SlackApiError, SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~:@&])")


@dataclass(frozen=True)
class Place:
    """Where an answer goes: a thread, and the one person it is for."""

    channel: str
    thread_ts: str
    team_id: str
    user_id: str


@dataclass(frozen=True)
class Shown:
    """What became of a streamed answer. `ts` is its message, empty when nothing was shown; `pieces` are all that came.

    `whole`: Slack shows all of them, and the message is closed. Otherwise the caller posts or updates.
    """

    ts: str
    pieces: tuple[str, ...]
    whole: bool


async def show(client: AsyncWebClient, place: Place, pieces: AsyncIterator[str]) -> Shown:
    """Show each piece as it comes, as a paragraph of plain words.

    The message is begun with the first piece, so that an answer nobody could compose leaves no empty one. When
    Slack refuses (too many streams, a plan without them, a workspace that does not know them) the rest is only
    collected.
    """
    came: list[str] = []
    ts = ""
    showing = True
    async for piece in pieces:
        came.append(piece)
        if not showing:
            continue
        words = plain_markdown(piece) + "\n\n"
        try:
            if ts:
                await client.chat_appendStream(channel=place.channel, ts=ts, markdown_text=words)
            else:
                begun = await client.chat_startStream(
                    channel=place.channel,
                    thread_ts=place.thread_ts,
                    recipient_team_id=place.team_id,
                    recipient_user_id=place.user_id,
                    markdown_text=words,
                )
                ts = str(begun["ts"])
        except _AWAY as problem:
            _note(problem)
            showing = False
    whole = await _stop(client, place, ts) and showing
    return Shown(ts, tuple(came), whole)


def plain_markdown(words: str) -> str:
    """Return words as Markdown that shows them to the letter: no link, no mention, no heading comes of them."""
    return _MARKDOWN.sub(r"\\\1", words)


async def _stop(client: AsyncWebClient, place: Place, ts: str) -> bool:
    if not ts:
        return False
    try:
        await client.chat_stopStream(channel=place.channel, ts=ts)
    except _AWAY as problem:
        _note(problem)
        return False
    return True


def _note(problem: Exception) -> None:
    reason = problem.response.get("error") if isinstance(problem, SlackApiError) else type(problem).__name__
    log.info("an answer is not streamed", reason=reason)
