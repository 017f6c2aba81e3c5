"""Slack's mrkdwn, turned into safe HTML the way Slack shows it."""

import html
import json
import re
from functools import cache
from pathlib import Path
from typing import Protocol

_EMOJI_FILE = Path(__file__).with_name("emoji.json")
_FENCE = re.compile(r"\n?```\n?(.*?)\n?```\n?", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_TOKEN = re.compile(r"<([^<>\n]+)>")
_EMOJI = re.compile(r":([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?")
_STYLES = (
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), "strong"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), "em"),
    (re.compile(r"(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])"), "s"),
)
_QUOTE = re.compile(r"^(?:&gt;|>) ?")
_ITEM = re.compile(r"^(\s*)(•|◦|▪|-|\d+\.)\s+(.*)$")
# Private-use characters stand for finished HTML while the rest is still being read.
_HELD = re.compile("\ue000(\\d+)\ue001")
_SAFE_LINK = re.compile(r"^(https?:|mailto:|tel:|slack:)", re.IGNORECASE)


class Names(Protocol):
    """What mrkdwn needs to know about the reader's world to write out ids and dates."""

    def person(self, user_id: str) -> str:
        """Return a person's name by id."""

    def channel(self, channel_id: str) -> str:
        """Return a channel's name by id, without `#`."""

    def date(self, unix: int, form: str) -> str:
        """Return a date written in the reader's zone and language."""


@cache
def emoji_by_name() -> dict[str, str]:
    """Return the emoji the page can draw, by Slack's short name."""
    loaded: dict[str, str] = json.loads(_EMOJI_FILE.read_text(encoding="utf-8"))
    return loaded


def with_emoji(text: str) -> str:
    """Return text with `:known_names:` replaced by their emoji."""
    known = emoji_by_name()
    return _EMOJI.sub(lambda found: known.get(found.group(1), found.group(0)), text)


def plain_html(text: str) -> str:
    """Return a `plain_text` object's text as HTML: emoji and line breaks, nothing else."""
    return html.escape(with_emoji(_unescape(text))).replace("\n", "<br>")


def is_safe(url: str) -> bool:
    """Whether a press on this address can only open something, never run something."""
    return bool(_SAFE_LINK.match(url))


def link_html(url: str, label: str) -> str:
    """Return a link that opens apart from the page; only the label when the address is not a safe one."""
    if not is_safe(url):
        return html.escape(label)
    return f'<a href="{html.escape(url)}" target="_blank" rel="noopener noreferrer">{html.escape(label)}</a>'


def to_html(text: str, names: Names) -> str:
    """Return mrkdwn as HTML; everything not understood stays as readable, escaped text."""
    return _Reading(names).read(text)


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


class _Reading:
    """One text being read: finished pieces are held aside so that nothing inside them is read again."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._held: list[str] = []

    def read(self, text: str) -> str:
        text = re.sub("[\ue000\ue001]", "", text)
        text = _FENCE.sub(lambda found: "\n" + self._hold(self._pre(found.group(1))) + "\n", text)
        text = _CODE.sub(lambda found: self._hold(f"<code>{self._literal(found.group(1))}</code>"), text)
        text = _TOKEN.sub(lambda found: self._hold(self._token(found.group(1))), text)
        return self._release(self._lines(text.strip("\n").split("\n")))

    def _hold(self, finished: str) -> str:
        self._held.append(finished)
        return f"\ue000{len(self._held) - 1}\ue001"

    def _release(self, text: str) -> str:
        while _HELD.search(text):
            text = _HELD.sub(lambda found: self._held[int(found.group(1))], text)
        return text

    def _pre(self, code: str) -> str:
        return f"<pre>{self._literal(code)}</pre>"

    def _literal(self, code: str) -> str:
        return html.escape(_unescape(code))

    def _lines(self, lines: list[str]) -> str:
        parts: list[str] = []
        quoted: list[str] = []
        for line in lines:
            if _QUOTE.match(line):
                quoted.append(_QUOTE.sub("", line))
                continue
            if quoted:
                parts.append(self._quote(quoted))
                quoted = []
            parts.append(self._line(line))
        if quoted:
            parts.append(self._quote(quoted))
        return "".join(parts)

    def _quote(self, lines: list[str]) -> str:
        return f"<blockquote>{self._lines(lines)}</blockquote>"

    def _line(self, line: str) -> str:
        item = _ITEM.match(line)
        if item:
            depth = len(item.group(1)) // 2
            mark = "•" if item.group(2) == "-" else item.group(2)
            return (
                f'<div class="item" style="margin-left:{depth * 20}px"><span class="mark">{mark}</span>'
                f"<span>{self._inline(item.group(3))}</span></div>"
            )
        held = _HELD.fullmatch(line.strip())
        if held and self._held[int(held.group(1))].startswith("<pre>"):
            return line.strip()
        return f'<div class="line">{self._inline(line) or "<br>"}</div>'

    def _inline(self, text: str) -> str:
        text = with_emoji(html.escape(_unescape(text), quote=False))
        for pattern, tag in _STYLES:
            text = pattern.sub(rf"<{tag}>\1</{tag}>", text)
        return text

    def _token(self, token: str) -> str:
        body, _, label = token.partition("|")
        if body[:1] in ("@", "#"):
            look_up = self._names.person if body[0] == "@" else self._names.channel
            return _mention(body[0] + (label or look_up(body[1:])))
        if body.startswith("!"):
            return self._special(body, label)
        if is_safe(body):
            return link_html(_unescape(body), _unescape(label or body.removeprefix("mailto:")))
        return html.escape(f"<{_unescape(token)}>")

    def _special(self, body: str, label: str) -> str:
        if body.startswith("!date^"):
            return self._date(body, label)
        if body.startswith("!subteam^"):
            return _mention(label or "@group")
        return _mention("@" + (label.lstrip("@") or body[1:]))

    def _date(self, body: str, fallback: str) -> str:
        parts = body.split("^")
        try:
            text = self._names.date(int(parts[1]), parts[2])
        except (IndexError, ValueError, OverflowError):
            return html.escape(_unescape(fallback))
        if len(parts) > 3:  # noqa: PLR2004 - !date, the instant, the form, and perhaps a link
            return link_html(_unescape(parts[3]), text)
        return f"<time>{html.escape(text)}</time>"


def _mention(text: str) -> str:
    return f'<span class="mention">{html.escape(_unescape(text))}</span>'
