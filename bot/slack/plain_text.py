"""What people typed, as words: Slack's mentions, links and escapes turned back into what they read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#[A-Z0-9]+\|([^>]*)>")
_SPECIAL = re.compile(r"<!(?:subteam\^[A-Z0-9]+\|)?@?([^>|^]+)[^>]*>")
_LINK = re.compile(r"<((?:https?|mailto):[^>|]+)(?:\|([^>]*))?>")


def mentioned(text: str) -> frozenset[str]:
    """Return the ids of the Slack users a message mentions."""
    return frozenset(found[1] for found in _MENTION.finditer(text))


def as_words(text: str, names: Mapping[str, str]) -> str:
    """Return a message as its writer sees it; `names` says what mentioned users are called."""
    text = _MENTION.sub(lambda found: "@" + (names.get(found[1]) or found[2] or found[1]), text)
    text = _CHANNEL.sub(r"#\1", text)
    text = _SPECIAL.sub(r"@\1", text)
    text = _LINK.sub(_link, text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _link(found: re.Match[str]) -> str:
    address, label = found[1], found[2]
    return f"{label} ({address})" if label and label != address else address
