"""Checks a message's blocks or a view, and raises what Slack would answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from bot.workspace.block_kit.blocks import IN_MESSAGE
from bot.workspace.block_kit.views import HOME, MODAL
from bot.workspace.errors import SlackError

if TYPE_CHECKING:
    from bot.workspace.models import Json

_MOST_CHARACTERS = 13_200
"""All the text of one message's blocks together. Slack documents no number; this one was observed."""
_MOST_MARKDOWN = 12_000
_MOST_CHARTS = 2
_VIEW_BYTES = 250 * 1024
_SHOWN_TEXT = ("text", "alt_text", "caption", "title")


def check_blocks(blocks: Any) -> list[Json]:  # noqa: ANN401 - whatever the app sent
    """Return the blocks of a message, read from JSON if they came as text.

    Raises `SlackError` invalid_blocks_format, invalid_blocks (with every fault) or msg_blocks_too_long.
    """
    blocks = _parsed(blocks, "invalid_blocks_format")
    if not isinstance(blocks, list):
        raise SlackError(code="invalid_blocks_format")
    wrong: list[str] = []
    IN_MESSAGE(blocks, "/blocks", wrong)
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)]
    if kinds.count("data_visualization") > _MOST_CHARTS:
        wrong.append(f"[ERROR] no more than {_MOST_CHARTS} data_visualization blocks [json-pointer:/blocks]")
    if wrong:
        raise _refusal(wrong, code="invalid_blocks")
    markdown = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if markdown > _MOST_MARKDOWN or _characters(blocks) > _MOST_CHARACTERS:
        raise SlackError(code="msg_blocks_too_long")
    return blocks


def check_view(view: Any, kind: Literal["modal", "home"]) -> Json:  # noqa: ANN401 - whatever the app sent
    """Return a view, read from JSON if it came as text.

    Raises `SlackError` invalid_arguments (with every fault) or view_too_large.
    """
    raw = view if isinstance(view, str) else None
    view = _parsed(view, "invalid_arguments")
    if not isinstance(view, dict):
        raise _refusal(["[ERROR] missing required field: view"], code="invalid_arguments")
    if len((raw or json.dumps(view, ensure_ascii=False)).encode()) > _VIEW_BYTES:
        raise SlackError(code="view_too_large")
    wrong: list[str] = []
    (MODAL if kind == "modal" else HOME)(view, "/view", wrong)
    if wrong:
        raise _refusal(wrong, code="invalid_arguments")
    return view


def _parsed(value: Any, otherwise: str) -> Any:  # noqa: ANN401 - any JSON value
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        raise SlackError(code=otherwise) from None


def _characters(value: Any) -> int:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return sum(map(_characters, value))
    if not isinstance(value, dict):
        return 0
    return sum(
        len(each) if isinstance(each, str) and key in _SHOWN_TEXT else _characters(each)
        for key, each in value.items()
    )


def _refusal(wrong: list[str], *, code: str) -> SlackError:
    plain = [sentence.removeprefix("[ERROR] ") for sentence in wrong]
    return SlackError(code=code, errors=plain, response_metadata={"messages": wrong})
