"""Finding the conversation, message or thread a call is about, with the errors Slack gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.errors import SlackError

if TYPE_CHECKING:
    from bot.workspace.models import Conversation, Message
    from bot.workspace.web_api.call import Call


def visible(call: Call, channel: str) -> Conversation:
    """Return a conversation the app may know of. Raises `SlackError` channel_not_found."""
    conversation = call.workspace.conversation(channel)
    if conversation.kind == "im" and call.workspace.app.bot_user_id not in conversation.members:
        raise SlackError(code="channel_not_found")
    return conversation


def joined(call: Call, channel: str) -> Conversation:
    """Return a conversation the app is in. Raises `SlackError` channel_not_found or not_in_channel."""
    conversation = visible(call, channel)
    if call.workspace.app.bot_user_id not in conversation.members:
        raise SlackError(code="not_in_channel")
    return conversation


def addressed(call: Call, channel: str) -> Conversation:
    """Return where a message to `channel` goes: a conversation, a person's DM, or a channel by name.

    Raises `SlackError` channel_not_found, not_in_channel, or account_inactive for someone deactivated.
    """
    workspace = call.workspace
    if channel.startswith(("U", "W")):
        try:
            person = workspace.user(channel)
        except SlackError:
            raise SlackError(code="channel_not_found") from None
        conversation = workspace.open_dm(person.id, workspace.app.bot_user_id)
    elif channel.startswith("#"):
        conversation = joined(call, _named(call, channel[1:]))
    else:
        conversation = joined(call, channel)
    if conversation.kind == "im" and workspace.user(conversation.other(workspace.app.bot_user_id)).deleted:
        raise SlackError(code="account_inactive")
    return conversation


def _named(call: Call, name: str) -> str:
    for conversation in call.workspace.directory.conversations():
        if conversation.kind == "channel" and conversation.name == name:
            return conversation.id
    raise SlackError(code="channel_not_found")


def message(call: Call, channel: str, ts: str) -> Message:
    """Return a message everyone there can see. Raises `SlackError` message_not_found."""
    found = call.workspace.log.get(channel, ts)
    if found is None or found.ephemeral_to is not None:
        raise SlackError(code="message_not_found")
    return found


def thread(call: Call, channel: str, thread_ts: str | None) -> str | None:
    """Return the thread a reply belongs to: its first message's timestamp, also when given a reply's.

    Raises `SlackError` thread_not_found.
    """
    if thread_ts is None:
        return None
    parent = call.workspace.log.get(channel, thread_ts)
    if parent is None:
        raise SlackError(code="thread_not_found")
    return parent.thread_ts or parent.ts
