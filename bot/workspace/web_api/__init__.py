"""Slack's Web API: one module per family of methods, all entered in `METHODS`."""

from bot.workspace.web_api import (
    assistant,
    auth,
    chat,
    conversations,
    files,
    reactions,
    streams,
    users,
    views,
)
from bot.workspace.web_api.call import METHODS, Call, Method

__all__ = [
    "METHODS",
    "Call",
    "Method",
    "assistant",
    "auth",
    "chat",
    "conversations",
    "files",
    "reactions",
    "streams",
    "users",
    "views",
]
