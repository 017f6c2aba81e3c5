"""Emoji under messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.workspace.errors import SlackError
from bot.workspace.represent import message_json
from bot.workspace.web_api import places
from bot.workspace.web_api.call import Call, method

if TYPE_CHECKING:
    from bot.workspace.models import Json, Message

_NAME = re.compile(r"[a-z0-9_+'-]{1,100}(?:::skin-tone-[2-6])?")


@method("reactions.add", "reactions:write")
def add(call: Call) -> Json:
    """Put an emoji under a message."""
    message, name = _asked(call)
    changed = message.with_reaction(name, call.workspace.app.bot_user_id)
    if changed is message:
        raise SlackError(code="already_reacted")
    call.workspace.edit(message, changed)
    return {}


@method("reactions.remove", "reactions:write")
def remove(call: Call) -> Json:
    """Take one's own emoji away again."""
    message, name = _asked(call)
    changed = message.without_reaction(name, call.workspace.app.bot_user_id)
    if changed is message:
        raise SlackError(code="no_reaction")
    call.workspace.edit(message, changed)
    return {}


@method("reactions.get", "reactions:read")
def get(call: Call) -> Json:
    """Return a message with its emoji."""
    conversation = places.visible(call, call.need("channel"))
    message = places.message(call, conversation.id, call.need("timestamp"))
    return {
        "type": "message",
        "channel": conversation.id,
        "message": message_json(call.workspace, message),
    }


def _asked(call: Call) -> tuple[Message, str]:
    name = call.need("name").strip(":")
    if not _NAME.fullmatch(name):
        raise SlackError(code="invalid_name")
    conversation = places.joined(call, call.need("channel"))
    return places.message(call, conversation.id, call.need("timestamp")), name
