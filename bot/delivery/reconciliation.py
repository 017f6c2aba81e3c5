"""Looking for a message that may or may not have reached Slack, by the delivery id in its metadata."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.delivery.answers import Answer, Ask, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.destinations import Destination
    from storage.outbox import OutboxMessage

EVENT_TYPE = "touchbase_delivery"
CLOCK_SLACK = timedelta(minutes=5)
"""How far Slack's clock may be behind ours."""
PAGE = 200
MOST_PAGES = 50


@dataclass(frozen=True)
class Found:
    """The message is there."""

    channel_id: str
    ts: str


@dataclass(frozen=True)
class Absent:
    """Slack showed everything it has since the message was made, and it was not among it."""


@dataclass(frozen=True)
class Unseen:
    """Slack did not show us; `answer` says whether to ask again."""

    answer: Answer


def metadata_for(delivery_id: str) -> dict[str, Any]:
    """Return the mark every message carries. Other apps in the workspace can see it: an opaque id only."""
    return {"event_type": EVENT_TYPE, "event_payload": {"id": delivery_id}}


async def look_up(ask: Ask, message: OutboxMessage, place: Destination) -> Found | Absent | Unseen:
    """Search `place` for `message`. A direct message's own channel is opened only now, for its id."""
    channel = place.channel
    if channel.startswith(("U", "W")):
        opened = await ask("conversations.open", {"users": channel})
        if opened.verdict is not Verdict.DONE:
            return Unseen(opened)
        channel = str(opened.data["channel"]["id"])
    since = (message.created_at - CLOCK_SLACK).timestamp()
    request: dict[str, Any] = {
        "channel": channel,
        "oldest": f"{since:.6f}",
        "limit": PAGE,
        "include_all_metadata": True,
    }
    method = "conversations.history"
    if place.thread_ts is not None:
        method, request["ts"] = "conversations.replies", place.thread_ts
    for _ in range(MOST_PAGES):
        answer = await ask(method, request)
        if answer.verdict is not Verdict.DONE:
            return Unseen(answer)
        for entry in answer.data.get("messages", ()):
            if _carries(entry, message.delivery_id):
                return Found(channel, str(entry["ts"]))
        cursor = (answer.data.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return Absent()
        request["cursor"] = cursor
    return Unseen(Answer(Verdict.REFUSED, "history_too_long"))


def _carries(entry: Mapping[str, Any], delivery_id: str) -> bool:
    mark = entry.get("metadata") or {}
    return mark.get("event_type") == EVENT_TYPE and mark.get("event_payload", {}).get("id") == delivery_id
