"""Slack's documented limits, and the rules neither its SDK nor its type declarations know.

Sources: Slack's Block Kit reference; `total` is undocumented and was found by others posting until Slack
answered `msg_blocks_too_long`. Written apart from the bot's own table on purpose: a check that reads the
bot's numbers would agree with the bot's mistakes.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from tests.slack_shapes.walk import length, objects, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.slack_shapes.walk import Shape

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
TEXT_IN_MESSAGE = 40_000
TOTAL_IN_MESSAGE = 13_000
MARKDOWN_IN_MESSAGE = 12_000
TABLE_TEXT = 10_000
TABLE_COLUMNS = 20
VIEW_BYTES = 250_000
IDENTIFIER = 255
PRIVATE_METADATA = 3_000

# How many characters a field of an object may have, by the object's `type`.
TEXT_LIMITS: dict[str, dict[str, int]] = {
    "header": {"text": 150},
    "section": {"text": 3_000},
    "markdown": {"text": MARKDOWN_IN_MESSAGE},
    "button": {"text": 75, "value": 2_000, "url": 3_000, "accessibility_label": 75},
    "icon_button": {"text": 75, "value": 2_000},
    "image": {"alt_text": 2_000, "image_url": 3_000, "title": 2_000},
    "input": {"label": 2_000, "hint": 2_000},
    "plain_text_input": {"placeholder": 150, "initial_value": 3_000},
    "rich_text_input": {"placeholder": 150},
    "number_input": {"placeholder": 150},
    "email_text_input": {"placeholder": 150},
    "url_text_input": {"placeholder": 150},
    "datepicker": {"placeholder": 150},
    "timepicker": {"placeholder": 150},
    "static_select": {"placeholder": 150},
    "users_select": {"placeholder": 150},
    "conversations_select": {"placeholder": 150},
    "channels_select": {"placeholder": 150},
    "external_select": {"placeholder": 150},
    "multi_static_select": {"placeholder": 150},
    "multi_users_select": {"placeholder": 150},
    "modal": {"title": 24, "submit": 24, "close": 24},
}

# How many items a list of an object may have, by the object's `type`.
COUNT_LIMITS: dict[str, dict[str, tuple[int, int]]] = {
    "actions": {"elements": (1, 25)},
    "context": {"elements": (1, 10)},
    "context_actions": {"elements": (1, 5)},
    "section": {"fields": (1, 10)},
    "overflow": {"options": (1, 5)},
    "checkboxes": {"options": (1, 10)},
    "radio_buttons": {"options": (1, 10)},
    "static_select": {"options": (1, 100), "option_groups": (1, 100)},
    "multi_static_select": {"options": (1, 100), "option_groups": (1, 100)},
    "table": {"rows": (1, 100)},
}
CONFIRMATION = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
OPTION = {"text": 75, "value": 150, "description": 75}
FIELD = 2_000
ONLY_IN_MESSAGES = {"container", "table", "data_visualization", "markdown"}
ONLY_IN_MODALS = {"alert"}


def message_problems(message: Shape) -> Iterator[str]:
    """Name what Slack would refuse, or a reader would miss, in the arguments of a posting call."""
    blocks = message.get("blocks") or []
    text = message.get("text") or ""
    if len(blocks) > BLOCKS_IN_MESSAGE:
        yield f"blocks: {len(blocks)} blocks, a message takes {BLOCKS_IN_MESSAGE}"
    if not text.strip():
        yield "text: empty, so notifications and screen readers have nothing to say"
    if length(text) > TEXT_IN_MESSAGE:
        yield f"text: {length(text)} characters, Slack takes {TEXT_IN_MESSAGE}"
    total = sum(_spoken(item) for _, item in objects(blocks, "blocks"))
    if total > TOTAL_IN_MESSAGE:
        yield f"blocks: {total} characters together, a message takes about {TOTAL_IN_MESSAGE}"
    markdown = sum(length(block.get("text") or "") for block in blocks if block.get("type") == "markdown")
    if markdown > MARKDOWN_IN_MESSAGE:
        yield f"blocks: {markdown} characters of markdown together, a message takes {MARKDOWN_IN_MESSAGE}"
    if sum(block.get("type") == "table" for block in blocks) > 1:
        yield "blocks: more than one table"
    yield from _misplaced(blocks, ONLY_IN_MODALS, "a message")
    yield from block_problems(blocks)


def view_problems(view: Shape) -> Iterator[str]:
    """Name what Slack would refuse in a modal or a home view."""
    blocks = view.get("blocks") or []
    modal = view.get("type") == "modal"
    if len(blocks) > BLOCKS_IN_VIEW:
        yield f"blocks: {len(blocks)} blocks, a view takes {BLOCKS_IN_VIEW}"
    if modal and any(block.get("type") == "input" for block in blocks) and not view.get("submit"):
        yield "submit: missing, though the modal has inputs"
    if length(view.get("private_metadata") or "") > PRIVATE_METADATA:
        yield f"private_metadata: over {PRIVATE_METADATA} characters"
    if length(view.get("callback_id") or "") > IDENTIFIER:
        yield f"callback_id: over {IDENTIFIER} characters"
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        yield f"view: over {VIEW_BYTES} bytes"
    if sum(bool(item.get("focus_on_load")) for _, item in objects(blocks, "blocks")) > 1:
        yield "blocks: more than one element takes the focus"
    if modal:
        yield from _too_long(view, "view", TEXT_LIMITS["modal"])
    yield from _misplaced(blocks, ONLY_IN_MESSAGES | (set() if modal else ONLY_IN_MODALS), "this view")
    yield from block_problems(blocks)


def block_problems(blocks: list[Shape]) -> Iterator[str]:
    """Name what is wrong with blocks wherever they stand."""
    yield from _repeated("block_id", [block.get("block_id") for block in blocks], "blocks")
    for position, block in enumerate(blocks):
        path = f"blocks[{position}]"
        ids = [item.get("action_id") for _, item in objects(block, path)]
        yield from _repeated("action_id", ids, path)
        for place, item in objects(block, path):
            yield from _object_problems(place, item)


def _object_problems(path: str, item: Shape) -> Iterator[str]:
    kind = str(item.get("type"))
    yield from _too_long(item, path, TEXT_LIMITS.get(kind, {}))
    for key, (least, most) in COUNT_LIMITS.get(kind, {}).items():
        if key in item and not least <= len(item[key]) <= most:
            yield f"{path}.{key}: {len(item[key])} items, Slack takes {least} to {most}"
    for key in ("action_id", "block_id"):
        if key in item and not 1 <= length(str(item[key])) <= IDENTIFIER:
            yield f"{path}.{key}: must have 1 to {IDENTIFIER} characters"
    if kind in {"plain_text", "mrkdwn"} and not (words(item) or "").strip():
        yield f"{path}.text: empty"
    if kind == "table":
        yield from _table_problems(path, item)
    yield from _nested_problems(path, item)
    yield from _unoffered(path, item)


def _nested_problems(path: str, item: Shape) -> Iterator[str]:
    """Look at what has no `type` of its own to be recognised by: fields, options and confirmations."""
    for position, field in enumerate(item.get("fields") or []):
        yield from _too_long({"text": field}, f"{path}.fields[{position}]", {"text": FIELD})
    for position, option in enumerate(item.get("options") or []):
        yield from _too_long(option, f"{path}.options[{position}]", OPTION)
    # A confirmation holds a button's wording under the same key, hence the look at its shape.
    if isinstance(item.get("confirm"), dict) and "type" not in item["confirm"]:
        yield from _too_long(item["confirm"], f"{path}.confirm", CONFIRMATION)


def _unoffered(path: str, item: Shape) -> Iterator[str]:
    groups = item.get("option_groups") or []
    offered = [*(item.get("options") or []), *(option for group in groups for option in group["options"])]
    if not offered:
        return
    values = [option.get("value") for option in offered]
    yield from _repeated("value", values, f"{path}.options")
    initial = [*(item.get("initial_options") or []), *filter(None, [item.get("initial_option")])]
    for option in initial:
        if option not in offered:
            yield f"{path}: the initial option {option.get('value')!r} is not among the options"


def _table_problems(path: str, table: Shape) -> Iterator[str]:
    rows = table.get("rows") or []
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        yield f"{path}.rows: rows of different length {sorted(widths)}"
    if widths and max(widths) > TABLE_COLUMNS:
        yield f"{path}.rows: {max(widths)} columns, a table takes {TABLE_COLUMNS}"
    total = sum(_spoken(item) for _, item in objects(rows, path))
    if total > TABLE_TEXT:
        yield f"{path}.rows: {total} characters, a table takes {TABLE_TEXT}"


def _too_long(item: Shape, path: str, limits: dict[str, int]) -> Iterator[str]:
    for key, limit in limits.items():
        text = words(item.get(key))
        if text is not None and not length(text) <= limit:
            yield f"{path}.{key}: {length(text)} characters, Slack takes {limit}"


def _misplaced(blocks: list[Shape], kinds: set[str], where: str) -> Iterator[str]:
    for position, block in enumerate(blocks):
        if block.get("type") in kinds:
            yield f"blocks[{position}]: {where} cannot hold a block of type {block['type']}"


def _repeated(key: str, values: list[str | None], path: str) -> Iterator[str]:
    for value, times in Counter(value for value in values if value is not None).items():
        if times > 1:
            yield f"{path}: {key} {value!r} stands {times} times"


def _spoken(item: Shape) -> int:
    text = item.get("text")
    return length(text) if isinstance(text, str) else 0
