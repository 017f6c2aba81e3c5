"""Conversations and what was said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.errors import SlackError
from bot.workspace.represent import conversation_json, message_json
from bot.workspace.web_api import places
from bot.workspace.web_api.call import Call, method, page

if TYPE_CHECKING:
    from bot.workspace.models import Conversation, Json, Message

_READ_SCOPE = {"im": "im:read", "channel": "channels:read"}
_HISTORY_SCOPE = {"im": "im:history", "channel": "channels:history"}
_TYPES = {"public_channel": "channel", "im": "im"}


@method("conversations.open", "im:write")
def open_conversation(call: Call) -> Json:
    """Open the direct message with one person."""
    workspace = call.workspace
    bot = workspace.app.bot_user_id
    if call.get("channel") is not None:
        conversation = places.visible(call, call.need("channel"))
    else:
        names = [name.strip() for name in str(call.get("users") or "").split(",") if name.strip()]
        if not names:
            raise SlackError(code="users_list_not_supplied")
        if len(names) > 1:
            raise SlackError(code="method_not_supported_for_channel_type")
        person = workspace.user(names[0])
        if person.deleted:
            raise SlackError(code="user_disabled")
        conversation = workspace.open_dm(person.id, bot)
    if call.flag("return_im"):
        return {"channel": conversation_json(workspace, conversation)}
    return {"channel": {"id": conversation.id}}


@method("conversations.info", "channels:read", "im:read")
def info(call: Call) -> Json:
    """Describe a conversation."""
    conversation = _readable(call, call.need("channel"))
    return {"channel": conversation_json(call.workspace, conversation)}


@method("conversations.list", "channels:read", "im:read")
def list_conversations(call: Call) -> Json:
    """List public channels, and the app's direct messages if asked for."""
    bot = call.workspace.app.bot_user_id
    asked = [name.strip() for name in str(call.get("types") or "public_channel").split(",")]
    if not set(asked) <= {*_TYPES, "private_channel", "mpim"}:
        raise SlackError(code="invalid_types")
    kinds = {_TYPES[name] for name in asked if name in _TYPES}
    found = [
        each
        for each in call.workspace.directory.conversations()
        if each.kind in kinds and (each.kind == "channel" or bot in each.members)
    ]
    chosen, cursor = page(call, found, lambda each: each.id, 100, 999)
    return {
        "channels": [conversation_json(call.workspace, each) for each in chosen],
        "response_metadata": {"next_cursor": cursor},
    }


@method("conversations.members", "channels:read", "im:read")
def members(call: Call) -> Json:
    """List who is in a conversation."""
    conversation = _readable(call, call.need("channel"))
    chosen, cursor = page(call, conversation.members, str, 100, 999)
    return {"members": list(chosen), "response_metadata": {"next_cursor": cursor}}


@method("conversations.join", "channels:join")
def join(call: Call) -> Json:
    """Make the app a member of a public channel."""
    conversation = places.visible(call, call.need("channel"))
    if conversation.kind != "channel":
        raise SlackError(code="method_not_supported_for_channel_type")
    conversation = call.workspace.directory.join(conversation.id, call.workspace.app.bot_user_id)
    return {"channel": conversation_json(call.workspace, conversation)}


@method("conversations.history", "channels:history", "im:history")
def history(call: Call) -> Json:
    """Return a conversation's messages, newest first, without the replies inside threads."""
    conversation = _heard(call, call.need("channel"))
    said = [
        each
        for each in reversed(call.workspace.log.channel(conversation.id))
        if each.ephemeral_to is None and (not each.is_reply or each.broadcast) and _in_window(call, each)
    ]
    return _page_of_messages(call, said, 100) | {"pin_count": 0}


@method("conversations.replies", "channels:history", "im:history")
def replies(call: Call) -> Json:
    """Return a thread: its first message, then the replies, oldest first."""
    conversation = _heard(call, call.need("channel"))
    thread_ts = places.thread(call, conversation.id, call.need("ts"))
    said = [
        each
        for each in call.workspace.log.thread(conversation.id, thread_ts or "")
        if each.ephemeral_to is None and (each.ts == thread_ts or _in_window(call, each))
    ]
    return _page_of_messages(call, said, 1000)


def _page_of_messages(call: Call, said: list[Message], otherwise: int) -> Json:
    chosen, cursor = page(call, said, lambda each: each.ts, otherwise, 999)
    metadata = call.flag("include_all_metadata")
    found: Json = {
        "messages": [message_json(call.workspace, each, metadata=metadata) for each in chosen],
        "has_more": bool(cursor),
    }
    return found | {"response_metadata": {"next_cursor": cursor}} if cursor else found


def _in_window(call: Call, message: Message) -> bool:
    oldest = _moment(call, "oldest")
    latest = _moment(call, "latest")
    at = float(message.ts)
    if call.flag("inclusive"):
        return (oldest is None or at >= oldest) and (latest is None or at <= latest)
    return (oldest is None or at > oldest) and (latest is None or at < latest)


def _moment(call: Call, name: str) -> float | None:
    value = call.get(name)
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        raise SlackError(code=f"invalid_ts_{name}") from None


def _readable(call: Call, channel: str) -> Conversation:
    conversation = places.visible(call, channel)
    call.needs_scope(_READ_SCOPE[conversation.kind])
    return conversation


def _heard(call: Call, channel: str) -> Conversation:
    conversation = places.joined(call, channel)
    call.needs_scope(_HISTORY_SCOPE[conversation.kind])
    return conversation
