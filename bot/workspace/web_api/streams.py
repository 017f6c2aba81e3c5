"""Messages that appear while they are written: begun, added to, and closed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.workspace.block_kit import check_blocks
from bot.workspace.errors import SlackError
from bot.workspace.input_state import with_ids
from bot.workspace.models import Message
from bot.workspace.represent import message_json
from bot.workspace.web_api import places
from bot.workspace.web_api.call import Call, invalid, method
from bot.workspace.web_api.chat import metadata_of

if TYPE_CHECKING:
    from bot.workspace.models import Json

_LONGEST = 12_000
_ESCAPED = re.compile(r"\\([^\w\s])")


@method("chat.startStream", "chat:write")
def start(call: Call) -> Json:
    """Begin a message in a thread. In a channel Slack wants to know for whom."""
    conversation = places.joined(call, call.need("channel"))
    thread_ts = places.thread(call, conversation.id, call.need("thread_ts"))
    if conversation.kind == "channel":
        for name in ("recipient_team_id", "recipient_user_id"):
            if call.get(name) is None:
                raise SlackError(code=f"missing_{name}")
    words = _words(call)
    app = call.workspace.app
    begun = Message(
        conversation.id,
        call.workspace.timestamps.next(),
        app.bot_user_id,
        bot_id=app.bot_id,
        thread_ts=thread_ts,
        streaming=True,
    )
    posted = call.workspace.post(_longer(begun, words))
    return {"channel": posted.channel, "ts": posted.ts}


@method("chat.appendStream", "chat:write")
def append(call: Call) -> Json:
    """Add words to a message that is being written."""
    old = _open(call)
    words = _words(call)
    if not words:
        raise SlackError(code="no_text")
    call.workspace.edit(old, _longer(old, words))
    return {"channel": old.channel, "ts": old.ts}


@method("chat.stopStream", "chat:write")
def stop(call: Call) -> Json:
    """Close a message that is being written; blocks come below its words."""
    old = _open(call)
    blocks = call.get("blocks")
    below = with_ids(check_blocks(blocks)) if blocks else []
    metadata = metadata_of(call)
    written = _longer(old, _words(call))
    closed = replace(
        written,
        blocks=(*written.blocks, *below),
        metadata=metadata or old.metadata,
        streaming=False,
    )
    call.workspace.edit(old, closed)
    return {
        "channel": closed.channel,
        "ts": closed.ts,
        "message": message_json(call.workspace, closed),
    }


def _open(call: Call) -> Message:
    conversation = places.visible(call, call.need("channel"))
    found = places.message(call, conversation.id, call.need("ts"))
    if found.user != call.workspace.app.bot_user_id:
        raise SlackError(code="message_not_owned_by_app")
    if not found.streaming:
        raise SlackError(code="message_not_in_streaming_state")
    return found


def _words(call: Call) -> str:
    words = call.get("markdown_text") or ""
    if not isinstance(words, str):
        raise invalid(reason="markdown_text must be a string")
    if len(words) > _LONGEST:
        raise SlackError(code="msg_too_long")
    return words


def _longer(message: Message, words: str) -> Message:
    if not words:
        return message
    written = str(message.blocks[0]["text"]) if message.blocks else ""
    block = {"type": "markdown", "block_id": "written", "text": written + words}
    return replace(message, text=_ESCAPED.sub(r"\1", block["text"]).strip(), blocks=(block,))
