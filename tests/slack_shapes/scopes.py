"""Which bot scopes Slack's documentation asks for, by Web API method and by event.

Where several are named, one of them is enough: which one depends on the kind of conversation.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NONE: frozenset[str] = frozenset()
POSTING = frozenset({"chat:write"})
HISTORY = frozenset({"im:history", "mpim:history", "channels:history", "groups:history"})
CONVERSATIONS = frozenset({"im:read", "mpim:read", "channels:read", "groups:read"})
ASSISTANT = frozenset({"assistant:write", "chat:write"})

SCOPES_OF_METHOD: dict[str, frozenset[str]] = {
    "api.test": NONE,
    "apps.connections.open": NONE,
    "apps.uninstall": NONE,
    "assistant.threads.setStatus": ASSISTANT,
    "assistant.threads.setSuggestedPrompts": ASSISTANT,
    "assistant.threads.setTitle": ASSISTANT,
    "auth.revoke": NONE,
    "auth.test": NONE,
    "bots.info": frozenset({"users:read"}),
    "chat.appendStream": POSTING,
    "chat.delete": POSTING,
    "chat.getPermalink": NONE,
    "chat.postEphemeral": POSTING,
    "chat.postMessage": POSTING,
    "chat.startStream": POSTING,
    "chat.stopStream": POSTING,
    "chat.update": POSTING,
    "conversations.history": HISTORY,
    "conversations.info": CONVERSATIONS,
    "conversations.list": CONVERSATIONS,
    "conversations.members": CONVERSATIONS,
    "conversations.open": frozenset({"im:write", "mpim:write"}),
    "conversations.replies": HISTORY,
    "dnd.info": frozenset({"dnd:read"}),
    "dnd.teamInfo": frozenset({"dnd:read"}),
    "files.completeUploadExternal": frozenset({"files:write"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "files.info": frozenset({"files:read"}),
    "files.upload.v2": frozenset({"files:write"}),
    "oauth.v2.access": NONE,
    "reactions.add": frozenset({"reactions:write"}),
    "team.info": frozenset({"team:read"}),
    "users.info": frozenset({"users:read"}),
    "users.list": frozenset({"users:read"}),
    "users.lookupByEmail": frozenset({"users:read.email"}),
    "views.open": NONE,
    "views.publish": NONE,
    "views.push": NONE,
    "views.update": NONE,
}
SCOPES_OF_EVENT: dict[str, frozenset[str]] = {
    "app_home_opened": NONE,
    "app_mention": frozenset({"app_mentions:read"}),
    "app_rate_limited": NONE,
    "app_uninstalled": NONE,
    "assistant_thread_context_changed": frozenset({"assistant:write"}),
    "assistant_thread_started": frozenset({"assistant:write"}),
    "dnd_updated_user": frozenset({"dnd:read"}),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
    "message.mpim": frozenset({"mpim:history"}),
    "reaction_added": frozenset({"reactions:read"}),
    "team_join": frozenset({"users:read"}),
    "tokens_revoked": NONE,
    "user_change": frozenset({"users:read"}),
}

# The SDK spells `chat.postMessage` as `chat_postMessage`.
_SDK_METHODS = {name for name in dir(AsyncWebClient) if "_" in name.strip("_") and not name.startswith("_")}
_NOT_SLACK_METHODS = {"api_call"}


def methods_called(folder: Path, *, but_not: Path | None = None) -> frozenset[str]:
    """Return the Web API methods named in the code under `folder`: SDK calls and `"chat.postMessage"` alike.

    `but_not` is a folder inside it that is not the app, such as a workspace that offers those methods.
    """
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        if but_not is None or but_not not in file.parents:
            found.update(_named_in(ast.parse(file.read_text(encoding="utf-8"))))
    return frozenset(found)


def _named_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in _SDK_METHODS - _NOT_SLACK_METHODS:
            yield node.attr.replace("_", ".")
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in SCOPES_OF_METHOD
        ):
            yield node.value
