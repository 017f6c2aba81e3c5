from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.streams import MOST_A_MINUTE, Streams, StreamUnsureError, plain_markdown
from tests.clock import MovableClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True)
class Thread:
    """A place in Slack."""

    channel: str = "D1"
    thread_ts: str = "1.0"
    team_id: str = "T1"
    user_id: str = "U1"


class Refusal(dict[str, Any]):
    """Slack's answer when it says no."""

    def __init__(self, error: str, retry_after: str) -> None:
        super().__init__(ok=False, error=error)
        self.headers = {"Retry-After": retry_after} if retry_after else {}


def mark(answer_id: str) -> dict[str, Any]:
    return {"event_type": "ours", "event_payload": {"id": answer_id}}


class StreamingSlack:
    """Keeps what is shown; refuses the call named `refusing` with `error`, or breaks off when that is empty."""

    def __init__(
        self, refusing: str = "", error: str = "unknown_method", *, retry_after: str = "", times: int = 99
    ) -> None:
        self.refusing = refusing
        self.error = error
        self.retry_after = retry_after
        self.times = times
        self.calls: list[str] = []
        self.shown = ""
        self.thread: list[dict[str, Any]] = []

    async def chat_startStream(self, **said: str) -> dict[str, str]:  # noqa: N802 - Slack's name
        return await self._call("start", said)

    async def chat_appendStream(self, **said: str) -> dict[str, str]:  # noqa: N802 - as above
        return await self._call("append", said)

    async def chat_stopStream(self, **said: str) -> dict[str, str]:  # noqa: N802 - as above
        return await self._call("stop", said)

    async def conversations_replies(self, **said: str) -> dict[str, Any]:
        await self._call("replies", said)
        return {"messages": self.thread}

    async def _call(self, name: str, said: dict[str, str]) -> dict[str, str]:
        self.calls.append(name)
        if name == self.refusing and self.times > 0:
            self.times -= 1
            if not self.error:
                raise TimeoutError
            message = "refused"
            raise SlackApiError(message, Refusal(self.error, self.retry_after))
        self.shown += said.get("markdown_text") or ""
        return {"ts": "2.0"}


def streams(slack: StreamingSlack, clock: MovableClock | None = None) -> Streams:
    clock = clock or MovableClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    return Streams(cast("AsyncWebClient", slack), mark, clock)


async def sentences(*words: str) -> AsyncIterator[str]:
    for each in words:
        yield each


async def test_an_answer_appears_piece_by_piece_and_is_closed() -> None:
    slack = StreamingSlack()
    assert await streams(slack).show(Thread(), sentences("One", "Two"), "a") == "2.0"
    assert slack.calls == ["start", "append", "stop"]
    assert slack.shown == "One\n\nTwo\n\n"


async def test_an_answer_nobody_could_compose_leaves_no_message() -> None:
    slack = StreamingSlack()
    assert not await streams(slack).show(Thread(), sentences(), "a")
    assert slack.calls == []


@pytest.mark.parametrize(
    ("refusing", "error", "ts", "calls"),
    [
        ("start", "unknown_method", "", ["start"]),
        ("start", "", "", ["start"]),
        ("append", "unknown_method", "2.0", ["start", "append", "stop"]),
        ("append", "", "2.0", ["start", "append", "stop"]),
        ("stop", "message_not_in_streaming_state", "2.0", ["start", "append", "append", "stop"]),
        ("stop", "message_not_found", "", ["start", "append", "append", "stop"]),
    ],
)
async def test_where_slack_refuses_every_piece_is_taken_all_the_same(
    refusing: str, error: str, ts: str, calls: list[str]
) -> None:
    slack = StreamingSlack(refusing, error)
    taken: list[str] = []

    async def pieces() -> AsyncIterator[str]:
        async for piece in sentences("One", "Two", "Three"):
            taken.append(piece)
            yield piece

    assert await streams(slack).show(Thread(), pieces(), "a") == ts
    assert (slack.calls, taken) == (calls, ["One", "Two", "Three"])


@pytest.mark.parametrize("error", ["", "internal_error", "ratelimited"])
async def test_a_message_that_may_still_be_open_is_not_taken_for_closed(error: str) -> None:
    slack = StreamingSlack("stop", error)
    with pytest.raises(StreamUnsureError):
        await streams(slack).show(Thread(), sentences("One"), "a")


async def test_told_to_wait_a_moment_it_closes_after_that_moment() -> None:
    slack = StreamingSlack("stop", "ratelimited", retry_after="0")
    with pytest.raises(StreamUnsureError):
        await streams(slack).show(Thread(), sentences("One"), "a")
    assert slack.calls == ["start", "stop", "stop"]
    patient = StreamingSlack("stop", "ratelimited", retry_after="0", times=1)
    assert await streams(patient).show(Thread(), sentences("One"), "a") == "2.0"
    later = StreamingSlack("stop", "ratelimited", retry_after="60", times=1)
    with pytest.raises(StreamUnsureError):
        await streams(later).show(Thread(), sentences("One"), "a")


async def test_what_was_begun_is_found_by_its_mark_or_else_as_the_last_without_one() -> None:
    slack = StreamingSlack()
    asked = {"ts": "1.0", "user": "U1"}
    other = {"ts": "1.1", "bot_id": "B1", "metadata": mark("other")}
    open_one = {"ts": "1.2", "bot_id": "B1"}
    marked = {"ts": "1.3", "bot_id": "B1", "metadata": mark("a")}
    for thread, ts in (
        ([asked, other, open_one, marked], "1.3"),
        ([asked, other, open_one], "1.2"),
        ([asked, other], ""),
    ):
        slack.thread = thread
        assert await streams(slack).standing("D1", "1.0", "a") == ts


async def test_while_slack_does_not_show_the_thread_nobody_says_that_nothing_stands_there() -> None:
    with pytest.raises(StreamUnsureError):
        await streams(StreamingSlack("replies", "")).standing("D1", "1.0", "a")
    assert not await streams(StreamingSlack("replies", "missing_scope")).standing("D1", "1.0", "a")


async def test_under_load_and_after_a_refusal_there_is_no_room() -> None:
    clock = MovableClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    busy = streams(StreamingSlack(), clock)
    for _ in range(MOST_A_MINUTE):
        assert busy.has_room
        await busy.show(Thread(), sentences("One"), "a")
    assert not busy.has_room
    clock.advance(minutes=1)
    assert busy.has_room
    unable = streams(StreamingSlack("start"), clock)
    await unable.show(Thread(), sentences("One"), "a")
    assert not unable.has_room
    clock.advance(minutes=11)
    assert unable.has_room


async def test_more_than_eight_at_once_is_load() -> None:
    busy = streams(StreamingSlack())
    rooms: list[bool] = []

    async def nested(depth: int) -> AsyncIterator[str]:
        rooms.append(busy.has_room)
        if depth:
            await busy.show(Thread(), nested(depth - 1), "a")
        yield "One"

    await busy.show(Thread(), nested(8), "a")
    assert rooms == [True] * 7 + [False] * 2


def test_words_stay_words_in_markdown() -> None:
    assert plain_markdown("[a](b) <!here> *x* # y") == r"\[a\]\(b\) \<\!here\> \*x\* \# y"
