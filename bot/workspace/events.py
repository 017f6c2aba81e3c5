"""The Events API events this workspace produces, and which of them an app has asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.represent import message_json, user_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.workspace.models import Json, Message, User
    from bot.workspace.state import Workspace

_MESSAGE_EVENTS = {"im": "message.im", "channel": "message.channels"}


def for_message(workspace: Workspace, old: Message | None, new: Message | None) -> Iterator[Json]:
    """Return what the app hears of a message that appeared, changed or went.

    Ephemeral messages, and conversations the app is not in, are silent. The app's own posts are not:
    Slack sends those back too.
    """
    message = new or old
    if message is None or message.ephemeral_to is not None:
        return
    conversation = workspace.conversation(message.channel)
    bot = workspace.app.bot_user_id
    if bot not in conversation.members:
        return
    if _MESSAGE_EVENTS[conversation.kind] in workspace.manifest.bot_events:
        event = _message_event(workspace, old, new)
        if event is not None:
            yield event | {"channel": message.channel, "channel_type": conversation.kind}
    mentioned = old is None and conversation.kind == "channel" and f"<@{bot}>" in message.text
    if mentioned and message.user != bot and "app_mention" in workspace.manifest.bot_events:
        mention = message_json(workspace, message)
        yield mention | {"type": "app_mention", "channel": message.channel, "event_ts": message.ts}


def _message_event(workspace: Workspace, old: Message | None, new: Message | None) -> Json | None:
    if old is None and new is not None:
        event = message_json(workspace, new) | {"event_ts": new.ts}
        if new.files:
            event["subtype"] = "file_share"
        elif new.broadcast:
            event["subtype"] = "thread_broadcast"
        return event
    if old is None:
        return None
    ts = workspace.timestamps.next()
    previous = message_json(workspace, old)
    hidden = {"type": "message", "hidden": True, "previous_message": previous, "ts": ts, "event_ts": ts}
    if new is None:
        return hidden | {"subtype": "message_deleted", "deleted_ts": old.ts}
    if (old.text, old.blocks, old.files) == (new.text, new.blocks, new.files):
        return None
    return hidden | {"subtype": "message_changed", "message": message_json(workspace, new)}


def home_opened(workspace: Workspace, user: str, channel: str, tab: str) -> Json:
    """Return ``app_home_opened``, with the published view when there is one."""
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel,
        "tab": tab,
        "event_ts": workspace.timestamps.next(),
    }
    view = workspace.home(user)
    return event | {"view": view} if view is not None else event


def user_changed(workspace: Workspace, user: User) -> Json:
    """Return ``user_change``; unlike ``users.info`` it always carries the locale."""
    return {
        "type": "user_change",
        "user": user_json(workspace, user, locale=True),
        "cache_ts": int(workspace.clock.time()),
        "event_ts": workspace.timestamps.next(),
    }


def team_joined(workspace: Workspace, user: User) -> Json:
    """Return ``team_join``."""
    return {
        "type": "team_join",
        "user": user_json(workspace, user, locale=True),
        "cache_ts": int(workspace.clock.time()),
        "event_ts": workspace.timestamps.next(),
    }


def member_joined(workspace: Workspace, user: str, channel: str) -> Json:
    """Return ``member_joined_channel``."""
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel,
        "channel_type": "C",
        "team": workspace.team.id,
        "event_ts": workspace.timestamps.next(),
    }


def reaction_added(workspace: Workspace, user: str, message: Message, name: str) -> Json:
    """Return ``reaction_added``."""
    return {
        "type": "reaction_added",
        "user": user,
        "reaction": name,
        "item_user": message.user,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "event_ts": workspace.timestamps.next(),
    }
