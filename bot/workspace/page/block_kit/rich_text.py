"""The `rich_text` block: styled runs of text, lists, quotes and code, as HTML."""

from __future__ import annotations

import html
from typing import Any

from bot.workspace.page.mrkdwn import Names, emoji_by_name, link_html

_STYLES = (("bold", "strong"), ("italic", "em"), ("strike", "s"), ("underline", "u"), ("code", "code"))
_BULLETS = ("disc", "circle", "square")
_NUMBERS = ("decimal", "lower-alpha", "lower-roman")


def rich_text_html(block: dict[str, Any], names: Names) -> str:
    """Return a rich text block as HTML."""
    return "".join(_section(each, names) for each in block.get("elements", []))


def _section(section: dict[str, Any], names: Names) -> str:
    kind = section.get("type")
    parts = section.get("elements", [])
    if kind == "rich_text_list":
        return _list(section, names)
    if kind == "rich_text_preformatted":
        return f"<pre>{''.join(_run(each, names) for each in parts)}</pre>"
    words = "".join(_run(each, names) for each in parts).replace("\n", "<br>")
    return (
        f"<blockquote>{words}</blockquote>"
        if kind == "rich_text_quote"
        else f'<div class="line">{words}</div>'
    )


def _list(section: dict[str, Any], names: Names) -> str:
    ordered = section.get("style") == "ordered"
    depth = int(section.get("indent") or 0)
    marks = _NUMBERS if ordered else _BULLETS
    tag = "ol" if ordered else "ul"
    start = f' start="{int(section.get("offset") or 0) + 1}"' if ordered else ""
    items = "".join(f"<li>{_section(each, names)}</li>" for each in section.get("elements", []))
    style = f"list-style:{marks[depth % len(marks)]};margin-left:{depth * 24}px"
    return f'<{tag}{start} style="{style}">{items}</{tag}>'


def _run(run: dict[str, Any], names: Names) -> str:
    drawn = _plain_run(run, names)
    style = run.get("style") or {}
    for name, tag in _STYLES:
        if style.get(name):
            drawn = f"<{tag}>{drawn}</{tag}>"
    return drawn


def _plain_run(run: dict[str, Any], names: Names) -> str:
    kind = run.get("type")
    if kind == "text":
        return html.escape(str(run.get("text", "")))
    if kind == "link":
        url = str(run.get("url", ""))
        return link_html(url, str(run.get("text") or url))
    if kind == "emoji":
        name = str(run.get("name", ""))
        return html.escape(emoji_by_name().get(name, f":{name}:"))
    if kind == "date":
        words = names.date(int(run.get("timestamp", 0)), str(run.get("format", "{date}")))
        return f"<time>{html.escape(words)}</time>"
    return _mention(run, names)


def _mention(run: dict[str, Any], names: Names) -> str:
    kind = run.get("type")
    if kind == "user":
        words = "@" + names.person(str(run.get("user_id", "")))
    elif kind == "channel":
        words = "#" + names.channel(str(run.get("channel_id", "")))
    elif kind == "broadcast":
        words = "@" + str(run.get("range", ""))
    else:
        words = str(run.get("value") or run.get("text") or "@group")
    return f'<span class="mention">{html.escape(words)}</span>'
