"""Posting, changing and deleting messages."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.workspace.block_kit import check_blocks
from bot.workspace.errors import SlackError
from bot.workspace.input_state import with_ids
from bot.workspace.models import Change, Message
from bot.workspace.represent import message_json
from bot.workspace.web_api import places
from bot.workspace.web_api.call import Call, invalid, method

if TYPE_CHECKING:
    from bot.workspace.models import Json

_LONGEST_POST = 40_000
_LONGEST_UPDATE = 4_000
_LARGEST_METADATA = 16 * 1024


@method("chat.postMessage", "chat:write")
def post_message(call: Call) -> Json:
    """Post a message to a channel, a direct message, or a person."""
    conversation = places.addressed(call, call.need("channel"))
    content = _content(call, _LONGEST_POST)
    posted = call.workspace.post(
        replace(
            _draft(call, conversation.id),
            **content,
            thread_ts=places.thread(call, conversation.id, call.get("thread_ts")),
            broadcast=call.flag("reply_broadcast"),
        )
    )
    _done_working(call, posted)
    return {"channel": posted.channel, "ts": posted.ts, "message": message_json(call.workspace, posted)}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(call: Call) -> Json:
    """Post a message only one member of the conversation sees."""
    conversation = places.addressed(call, call.need("channel"))
    reader = call.need("user")
    if reader not in conversation.members:
        raise SlackError(code="user_not_in_channel")
    content = _content(call, _LONGEST_POST)
    posted = call.workspace.post(
        replace(
            _draft(call, conversation.id),
            **content,
            thread_ts=places.thread(call, conversation.id, call.get("thread_ts")),
            ephemeral_to=reader,
        )
    )
    return {"message_ts": posted.ts}


@method("chat.update", "chat:write")
def update(call: Call) -> Json:
    """Change one of the app's own messages; what is not given stays as it was."""
    conversation = places.visible(call, call.need("channel"))
    old = places.message(call, conversation.id, call.need("ts"))
    if old.user != call.workspace.app.bot_user_id:
        raise SlackError(code="cant_update_message")
    if old.streaming:
        raise SlackError(code="streaming_state_conflict")
    content = _content(call, _LONGEST_UPDATE)
    for name in ("text", "blocks", "attachments", "metadata"):
        if name not in call.args and not (name == "text" and "markdown_text" in call.args):
            content.pop(name, None)
    new = replace(old, **content, edited=call.workspace.timestamps.next())
    call.workspace.edit(old, new)
    return {
        "channel": new.channel,
        "ts": new.ts,
        "text": new.text,
        "message": message_json(call.workspace, new),
    }


@method("chat.delete", "chat:write")
def delete(call: Call) -> Json:
    """Delete one of the app's own messages."""
    conversation = places.visible(call, call.need("channel"))
    old = places.message(call, conversation.id, call.need("ts"))
    if old.user != call.workspace.app.bot_user_id:
        raise SlackError(code="cant_delete_message")
    call.workspace.remove(old)
    return {"channel": old.channel, "ts": old.ts}


@method("chat.getPermalink")
def get_permalink(call: Call) -> Json:
    """Return the address of a message."""
    conversation = places.visible(call, call.need("channel"))
    found = places.message(call, conversation.id, call.need("message_ts"))
    address = f"{call.workspace.url}/archives/{found.channel}/p{found.ts.replace('.', '')}"
    if found.is_reply:
        address += f"?thread_ts={found.thread_ts}&cid={found.channel}"
    return {"channel": found.channel, "permalink": address}


def _draft(call: Call, channel: str) -> Message:
    app = call.workspace.app
    return Message(channel, call.workspace.timestamps.next(), app.bot_user_id, bot_id=app.bot_id)


def _content(call: Call, longest: int) -> dict[str, Any]:
    text = call.get("markdown_text") or call.get("text") or ""
    if not isinstance(text, str):
        raise invalid(reason="text must be a string")
    blocks = call.get("blocks")
    attachments = call.json("attachments")
    checked = with_ids(check_blocks(blocks)) if blocks else []
    if not text and not checked and not attachments:
        raise SlackError(code="no_text")
    if len(text) > longest:
        raise SlackError(code="msg_too_long")
    return {
        "text": text,
        "blocks": tuple(checked),
        "attachments": tuple(attachments or ()),
        "metadata": metadata_of(call),
    }


def metadata_of(call: Call) -> Json | None:
    """Return the metadata a call brings, or None. Raises `SlackError` for what is none, or too large."""
    given = call.json("metadata")
    if not given:
        return None
    well_formed = (
        isinstance(given, dict)
        and isinstance(given.get("event_type"), str)
        and isinstance(given.get("event_payload"), dict)
    )
    if not well_formed:
        raise SlackError(code="invalid_metadata_format")
    if len(json.dumps(given)) > _LARGEST_METADATA:
        raise SlackError(code="metadata_too_large")
    return {"event_type": given["event_type"], "event_payload": given["event_payload"]}


def _done_working(call: Call, posted: Message) -> None:
    workspace = call.workspace
    if workspace.status(posted.channel, posted.thread_ts):
        workspace.assistant.set_status(posted.channel, posted.thread_ts, "")
        workspace.announce(Change("status", posted.channel))
