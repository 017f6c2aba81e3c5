"""An answer that appears while it is composed, where Slack can show that; otherwise the caller posts it whole.

Only checked pieces come here: what Slack has shown cannot be taken back. What was begun is found again, also after a
crash: it stands in the thread of the question, marked with the answer's id once it is closed, without a mark before.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 8
MOST_A_MINUTE = 15
"""Slack begins about twenty a minute for a workspace; the others are plain posts."""
MINUTE = timedelta(minutes=1)
REST = timedelta(minutes=10)
"""So long nothing is begun after Slack said that it cannot."""
PATIENCE = 15.0
"""So many seconds at most a message is left open because too much was closed in this minute."""
PAGES_MOST = 10

_AWAY = (SlackApiError, SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
_UNSURE = {"internal_error", "fatal_error", "service_unavailable", "request_timeout", "ratelimited"}
_BUSY = {"ratelimited", "rate_limited"}
_GONE = {"message_not_found", "channel_not_found"}
_SERVER_ERROR = 500
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~:@&])")


class Where(Protocol):
    """Where an answer goes: a thread, and the one person it is for."""

    @property
    def channel(self) -> str:
        """The conversation's id."""
        ...

    @property
    def thread_ts(self) -> str:
        """The first message of the thread."""
        ...

    @property
    def team_id(self) -> str:
        """The reader's workspace."""
        ...

    @property
    def user_id(self) -> str:
        """The reader."""
        ...


class StreamUnsureError(Exception):
    """Slack did not say whether something was begun or closed; ask again later. `args` hold its code."""


class Now(Protocol):
    """The source of time."""

    def now(self) -> datetime:
        """Return the time in UTC."""
        ...


class Streams:
    """Shows answers as they come.

    `client` repeats nothing by itself; `mark` makes metadata of an answer's id.
    """

    def __init__(self, client: AsyncWebClient, mark: Callable[[str], Mapping[str, Any]], clock: Now) -> None:
        self._client = client
        self._mark = mark
        self._clock = clock
        self._open = 0
        self._begun: deque[datetime] = deque(maxlen=MOST_A_MINUTE)
        self._rests_until: datetime | None = None

    @property
    def has_room(self) -> bool:
        """Whether another answer may appear now; otherwise it is one post."""
        now = self._clock.now()
        if self._rests_until is not None and now < self._rests_until:
            return False
        full = len(self._begun) == MOST_A_MINUTE and now - self._begun[0] < MINUTE
        return self._open < MOST_AT_ONCE and not full

    async def show(self, where: Where, pieces: AsyncIterator[str], answer_id: str) -> str:
        """Show each piece as it comes, as a paragraph of plain words; return the message's `ts`, closed.

        Empty when there is no message, or nobody knows whether there is: `standing` tells. The message is begun with
        the first piece, so that an answer nobody could compose leaves no empty one. Once Slack refuses (too many
        streams, a plan without them) the rest is only taken. Raises StreamUnsureError.
        """
        self._open += 1
        try:
            ts = await self._shown(where, pieces)
        finally:
            self._open -= 1
        return ts if ts and await self._closed(where.channel, ts, answer_id) else ""

    async def standing(self, channel: str, thread_ts: str, answer_id: str) -> str:
        """Return the `ts` of what was begun for an answer in a thread, closed now; empty when nothing was.

        Raises StreamUnsureError.
        """
        marked, unmarked = "", ""
        for message in await self._thread(channel, thread_ts):
            if not message.get("bot_id"):
                continue
            metadata = message.get("metadata")
            if metadata == self._mark(answer_id):
                marked = str(message["ts"])
            elif not metadata:
                unmarked = str(message["ts"])
        ts = marked or unmarked
        return ts if ts and await self._closed(channel, ts, answer_id) else ""

    async def _shown(self, where: Where, pieces: AsyncIterator[str]) -> str:
        ts, showing = "", True
        async for piece in pieces:
            if not showing:
                continue
            words = plain_markdown(piece) + "\n\n"
            try:
                if ts:
                    await self._client.chat_appendStream(channel=where.channel, ts=ts, markdown_text=words)
                else:
                    ts = await self._begin(where, words)
            except _AWAY as problem:
                self._note(problem)
                showing = False
        return ts

    async def _begin(self, where: Where, words: str) -> str:
        self._begun.append(self._clock.now())
        begun = await self._client.chat_startStream(
            channel=where.channel,
            thread_ts=where.thread_ts,
            recipient_team_id=where.team_id,
            recipient_user_id=where.user_id,
            markdown_text=words,
        )
        return str(begun["ts"])

    async def _closed(self, channel: str, ts: str, answer_id: str) -> bool:
        """Close a message; return whether it is there."""
        try:
            await self._stop(channel, ts, answer_id)
        except _AWAY as problem:
            code = _code(problem)
            if _is_unsure(problem):
                raise StreamUnsureError(code) from problem
            # Whatever else Slack says, it is not being written any more.
            return code not in _GONE
        return True

    async def _stop(self, channel: str, ts: str, answer_id: str) -> None:
        """Close a message; told to wait a moment, once more after it."""
        mark = dict(self._mark(answer_id))
        try:
            await self._client.chat_stopStream(channel=channel, ts=ts, metadata=mark)
        except SlackApiError as problem:
            pause = _pause(problem)
            if _code(problem) not in _BUSY or pause is None or pause > PATIENCE:
                raise
            await asyncio.sleep(pause)
            await self._client.chat_stopStream(channel=channel, ts=ts, metadata=mark)

    async def _thread(self, channel: str, thread_ts: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        cursor = None
        for _ in range(PAGES_MOST):
            try:
                page = await self._client.conversations_replies(
                    channel=channel, ts=thread_ts, include_all_metadata=True, limit=200, cursor=cursor
                )
            except _AWAY as problem:
                if _is_unsure(problem):
                    raise StreamUnsureError(_code(problem)) from problem
                return []
            found += page["messages"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
        return found

    def _note(self, problem: Exception) -> None:
        log.info("an answer is not streamed", reason=_code(problem))
        if not _is_unsure(problem) or _code(problem) in _BUSY:
            self._rests_until = self._clock.now() + (MINUTE if _code(problem) in _BUSY else REST)


def plain_markdown(words: str) -> str:
    """Return words as Markdown that shows them to the letter: no link, no mention, no heading comes of them."""
    return _MARKDOWN.sub(r"\\\1", words)


def _is_unsure(problem: Exception) -> bool:
    """Return whether a call that failed may have been done, or may be done when it is repeated."""
    if not isinstance(problem, SlackApiError):
        return True
    status = getattr(problem.response, "status_code", None) or 0
    return status >= _SERVER_ERROR or _code(problem) in _UNSURE | _BUSY


def _pause(problem: SlackApiError) -> float | None:
    """Return for how many seconds Slack wants to be left alone; None when it does not say."""
    headers = getattr(problem.response, "headers", None) or {}
    try:
        return float(headers.get("Retry-After", ""))
    except ValueError:
        return None


def _code(problem: Exception) -> str:
    if isinstance(problem, SlackApiError):
        return str(problem.response.get("error") or "")
    return type(problem).__name__
