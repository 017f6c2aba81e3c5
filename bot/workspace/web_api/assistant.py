"""What agent-like apps show around a thread: a status, a title, suggested prompts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.models import Change, Prompt
from bot.workspace.web_api import places
from bot.workspace.web_api.call import Call, invalid, method

if TYPE_CHECKING:
    from bot.workspace.models import Json

_MOST_PROMPTS = 4


@method("assistant.threads.setStatus", "assistant:write", "chat:write")
def set_status(call: Call) -> Json:
    """Show what the app is doing in a thread; an empty status takes it away."""
    conversation = places.joined(call, call.need("channel_id"))
    thread_ts = places.thread(call, conversation.id, call.get("thread_ts"))
    status = call.get("status") or ""
    call.workspace.assistant.set_status(conversation.id, thread_ts, str(status))
    call.workspace.announce(Change("status", conversation.id))
    return {}


@method("assistant.threads.setTitle", "assistant:write")
def set_title(call: Call) -> Json:
    """Name a thread in the app's history."""
    conversation = places.joined(call, call.need("channel_id"))
    thread_ts = places.thread(call, conversation.id, call.need("thread_ts"))
    call.workspace.assistant.set_title(conversation.id, thread_ts or "", call.need("title"))
    return {}


@method("assistant.threads.setSuggestedPrompts", "assistant:write")
def set_suggested_prompts(call: Call) -> Json:
    """Offer up to four prompts in a direct message."""
    conversation = places.joined(call, call.need("channel_id"))
    prompts = call.json("prompts")
    if not isinstance(prompts, list) or not prompts:
        raise invalid(reason="missing required field: prompts")
    if len(prompts) > _MOST_PROMPTS:
        raise invalid(reason=f"no more than {_MOST_PROMPTS} items allowed [json-pointer:/prompts]")
    chosen = [
        Prompt(_text(prompt, "title", at), _text(prompt, "message", at)) for at, prompt in enumerate(prompts)
    ]
    call.workspace.assistant.suggest(conversation.id, chosen)
    call.workspace.announce(Change("status", conversation.id))
    return {}


def _text(prompt: object, key: str, at: int) -> str:
    value = prompt.get(key) if isinstance(prompt, dict) else None
    if not isinstance(value, str) or not value:
        raise invalid(reason=f"missing required field: {key} [json-pointer:/prompts/{at}]")
    return value
