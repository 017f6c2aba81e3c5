"""The payloads an app receives when a person clicks, submits, types a command or uses a shortcut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.represent import message_json

if TYPE_CHECKING:
    from bot.workspace.models import Conversation, Json, Message, Shortcut
    from bot.workspace.state import Workspace

VERIFICATION_TOKEN = "workspace-verification"  # noqa: S105 - Slack's legacy field, never checked


def _who_and_where(workspace: Workspace, user_id: str) -> Json:
    user = workspace.user(user_id)
    return {
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": workspace.team.id,
        },
        "api_app_id": workspace.app.app_id,
        "token": VERIFICATION_TOKEN,
        "team": {"id": workspace.team.id, "domain": workspace.team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(conversation: Conversation) -> Json:
    name = "directmessage" if conversation.kind == "im" else conversation.name
    return {"id": conversation.id, "name": name}


def _response_url(workspace: Workspace, user: str, message: Message) -> str:
    path = workspace.tickets.response_path(message.channel, user, message.ts, message.thread_ts)
    return workspace.url + path


def message_action(workspace: Workspace, user: str, message: Message, action: Json, values: Json) -> Json:
    """Return ``block_actions`` for an element of a message. An ephemeral message is not quoted in it."""
    conversation = workspace.conversation(message.channel)
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        "type": "block_actions",
        **_who_and_where(workspace, user),
        "container": container,
        "trigger_id": workspace.tickets.trigger(user),
        "channel": _channel(conversation),
        "state": {"values": values},
        "response_url": _response_url(workspace, user, message),
        "actions": [{**action, "action_ts": workspace.timestamps.next()}],
    }
    if message.ephemeral_to is None:
        payload["message"] = message_json(workspace, message)
    return payload


def view_action(workspace: Workspace, user: str, view: Json, action: Json, values: Json) -> Json:
    """Return ``block_actions`` for an element of a modal or of the Home tab."""
    return {
        "type": "block_actions",
        **_who_and_where(workspace, user),
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": workspace.tickets.trigger(user),
        "view": {**view, "state": {"values": values}},
        "actions": [{**action, "action_ts": workspace.timestamps.next()}],
    }


def view_submission(workspace: Workspace, user: str, view: Json, values: Json) -> Json:
    """Return ``view_submission`` with what the person entered."""
    return {
        "type": "view_submission",
        **_who_and_where(workspace, user),
        "trigger_id": workspace.tickets.trigger(user),
        "view": {**view, "state": {"values": values}},
        "response_urls": [],
    }


def view_closed(workspace: Workspace, user: str, view: Json, *, cleared: bool) -> Json:
    """Return ``view_closed``; `cleared` when the whole stack was closed at once."""
    return {
        "type": "view_closed",
        **_who_and_where(workspace, user),
        "view": view,
        "is_cleared": cleared,
    }


def message_shortcut(workspace: Workspace, user: str, message: Message, shortcut: Shortcut) -> Json:
    """Return ``message_action``: a shortcut chosen from a message's menu."""
    return {
        "type": "message_action",
        **_who_and_where(workspace, user),
        "action_ts": workspace.timestamps.next(),
        "channel": _channel(workspace.conversation(message.channel)),
        "callback_id": shortcut.callback_id,
        "trigger_id": workspace.tickets.trigger(user),
        "response_url": _response_url(workspace, user, message),
        "message_ts": message.ts,
        "message": message_json(workspace, message),
    }


def global_shortcut(workspace: Workspace, user: str, shortcut: Shortcut) -> Json:
    """Return ``shortcut``: one chosen from the search or the plus menu."""
    return {
        "type": "shortcut",
        **_who_and_where(workspace, user),
        "action_ts": workspace.timestamps.next(),
        "callback_id": shortcut.callback_id,
        "trigger_id": workspace.tickets.trigger(user),
    }


def slash_command(
    workspace: Workspace, user_id: str, conversation: Conversation, name: str, text: str
) -> Json:
    """Return the flat form a slash command is sent as."""
    user = workspace.user(user_id)
    path = workspace.tickets.response_path(conversation.id, user_id, None, None)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": workspace.team.id,
        "team_domain": workspace.team.domain,
        "channel_id": conversation.id,
        "channel_name": _channel(conversation)["name"],
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": workspace.app.app_id,
        "is_enterprise_install": "false",
        "response_url": workspace.url + path,
        "trigger_id": workspace.tickets.trigger(user_id),
    }
