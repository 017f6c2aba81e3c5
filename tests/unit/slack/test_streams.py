from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.streams import Place, plain_markdown, show

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from slack_sdk.web.async_client import AsyncWebClient

PLACE = Place("D1", "1.0", "T1", "U1")


class StreamingSlack:
    """Keeps what is shown; from the call named `refusing` on, refuses."""

    def __init__(self, refusing: str = "") -> None:
        self.refusing = refusing
        self.calls: list[str] = []
        self.shown = ""

    async def chat_startStream(self, **said: str) -> dict[str, str]:  # noqa: N802 - Slack's name
        return await self._call("start", said)

    async def chat_appendStream(self, **said: str) -> dict[str, str]:  # noqa: N802 - as above
        return await self._call("append", said)

    async def chat_stopStream(self, **said: str) -> dict[str, str]:  # noqa: N802 - as above
        return await self._call("stop", said)

    async def _call(self, name: str, said: dict[str, str]) -> dict[str, str]:
        self.calls.append(name)
        if name == self.refusing:
            message = "refused"
            raise SlackApiError(message, {"ok": False, "error": "unknown_method"})
        self.shown += said.get("markdown_text", "")
        return {"ts": "2.0"}


async def sentences(*words: str) -> AsyncIterator[str]:
    for each in words:
        yield each


async def test_an_answer_appears_piece_by_piece_and_is_closed() -> None:
    slack = StreamingSlack()
    shown = await show(cast("AsyncWebClient", slack), PLACE, sentences("One", "Two"))
    assert (shown.ts, shown.pieces, shown.whole) == ("2.0", ("One", "Two"), True)
    assert slack.calls == ["start", "append", "stop"]
    assert slack.shown == "One\n\nTwo\n\n"


async def test_an_answer_nobody_could_compose_leaves_no_message() -> None:
    slack = StreamingSlack()
    shown = await show(cast("AsyncWebClient", slack), PLACE, sentences())
    assert (shown.ts, shown.pieces, shown.whole) == ("", (), False)
    assert slack.calls == []


@pytest.mark.parametrize(
    ("refusing", "ts", "calls"),
    [
        ("start", "", ["start"]),
        ("append", "2.0", ["start", "append", "stop"]),
        ("stop", "2.0", ["start", "append", "append", "stop"]),
    ],
)
async def test_where_slack_refuses_everything_is_handed_back(
    refusing: str, ts: str, calls: list[str]
) -> None:
    slack = StreamingSlack(refusing)
    shown = await show(cast("AsyncWebClient", slack), PLACE, sentences("One", "Two", "Three"))
    assert (shown.ts, shown.pieces, shown.whole) == (ts, ("One", "Two", "Three"), False)
    assert slack.calls == calls


def test_words_stay_words_in_markdown() -> None:
    assert plain_markdown("[a](b) <!here> *x* # y") == r"\[a\]\(b\) \<\!here\> \*x\* \# y"
