"""What a person types, turned into the text and rich text Slack sends to apps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.workspace.models import Json, User

_TOKEN = re.compile(
    r"<(?:@(?P<user>[UW][A-Z0-9]+)|#(?P<channel>[CG][A-Z0-9]+)|!(?P<range>here|channel|everyone)"
    r"|(?P<url>(?:https?|mailto):[^>|\s]+))(?:\|[^>]*)?>"
)
_BARE_URL = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?)\]}'\"”’。，；：！？）】》]")


def to_slack(typed: str, people: Iterable[User]) -> str:
    """Escape what was typed and turn ``@Name`` into ``<@U…>`` and web addresses into ``<https://…>``.

    Mentions already written in Slack's form stay as they are.
    """
    parts = []
    at = 0
    for token in _TOKEN.finditer(typed):
        parts += [_plain(typed[at : token.start()], people), token[0]]
        at = token.end()
    return "".join([*parts, _plain(typed[at:], people)])


def _plain(typed: str, people: Iterable[User]) -> str:
    if not typed:
        return ""
    text = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _BARE_URL.sub(lambda url: f"<{url[0]}>", text)
    if "@" not in text:
        return text
    names = {name.lower(): user.id for user in people for name in _names(user)}
    longest_first = sorted(names, key=len, reverse=True)
    mention = re.compile(
        r"(?<![\w.])@(" + "|".join(map(re.escape, longest_first)) + r")(?![A-Za-z0-9_])", re.IGNORECASE
    )
    return mention.sub(lambda found: f"<@{names[found[1].lower()]}>", text)


def _names(user: User) -> set[str]:
    return {name for name in (user.real_name, user.display_name, user.name) if name}


def rich_text(text: str, block_id: str) -> Json:
    """Return the ``rich_text`` block Slack's client sends along with a person's `text`."""
    parts: list[Json] = []
    at = 0
    for token in _TOKEN.finditer(text):
        parts += _text_part(text[at : token.start()])
        parts.append(_token_part(token))
        at = token.end()
    parts += _text_part(text[at:])
    section = {"type": "rich_text_section", "elements": parts}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def _text_part(text: str) -> list[Json]:
    plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return [{"type": "text", "text": plain}] if plain else []


def _token_part(token: re.Match[str]) -> Json:
    if token["user"]:
        return {"type": "user", "user_id": token["user"]}
    if token["channel"]:
        return {"type": "channel", "channel_id": token["channel"]}
    if token["range"]:
        return {"type": "broadcast", "range": token["range"]}
    return {"type": "link", "url": token["url"]}
