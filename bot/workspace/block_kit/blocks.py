"""Block Kit's blocks, and which of them a message, a modal and the Home tab can hold."""

from __future__ import annotations

from typing import Any

from bot.workspace.block_kit import elements
from bot.workspace.block_kit.charts import DATA_TABLE, DATA_VISUALIZATION, TABLE
from bot.workspace.block_kit.composition import (
    any_text,
    block_id,
    image,
    plain_text,
    rich_text,
    slack_file,
)
from bot.workspace.block_kit.shape import (
    Shape,
    any_of_keys,
    both,
    distinct,
    fault,
    flag,
    listing,
    one_of,
    only_one_key,
    record,
    string,
    typed,
    variant,
)

_id = {"block_id": block_id}
_unique_actions = distinct("action_id")
_source = typed("url", {"url": string(3000, 1), "text": string(3000, 1)})
_task: dict[str, Shape] = {"task_id": string(255, 1), "title": string(3000, 1)}
_task_rest: dict[str, Shape] = {
    "details": rich_text,
    "output": rich_text,
    "sources": listing(_source, 100),
    "status": one_of("pending", "in_progress", "complete", "error"),
}


def _foldable(value: Any, where: str, wrong: list[str]) -> None:  # noqa: ANN401 - any JSON value
    if not isinstance(value, dict):
        return
    if value.get("default_collapsed") and not value.get("is_collapsible"):
        wrong.append(fault("`default_collapsed` requires `is_collapsible`", where))
    if value.get("has_header_divider") and value.get("is_collapsible"):
        wrong.append(fault("`has_header_divider` cannot be used with `is_collapsible`", where))


_CARD = both(
    typed(
        "card",
        {},
        {
            **_id,
            "hero_image": image,
            "icon": image,
            "slack_icon": typed("icon", {"name": string(255, 1)}),
            "title": any_text(150),
            "subtitle": any_text(150),
            "body": any_text(200),
            "subtext": any_text(200),
            "actions": both(listing(elements.button, 3), _unique_actions),
        },
    ),
    any_of_keys("hero_image", "title", "actions", "body"),
    only_one_key("icon", "slack_icon"),
)

_SIMPLE: dict[str, Shape] = {
    "actions": typed(
        "actions", {"elements": both(listing(elements.in_actions, 25, 1), _unique_actions)}, _id
    ),
    "context": typed("context", {"elements": listing(elements.in_context, 10, 1)}, _id),
    "divider": typed("divider", {}, _id),
    "file": typed("file", {"external_id": string(255, 1), "source": one_of("remote")}, _id),
    "header": typed("header", {"text": plain_text(150)}, _id),
    "image": both(
        typed(
            "image",
            {"alt_text": string(2000, 1)},
            {**_id, "image_url": string(3000, 1), "slack_file": slack_file, "title": plain_text(2000)},
        ),
        any_of_keys("image_url", "slack_file"),
        only_one_key("image_url", "slack_file"),
    ),
    "input": typed(
        "input",
        {"label": plain_text(2000), "element": elements.in_input},
        {**_id, "hint": plain_text(2000), "optional": flag, "dispatch_action": flag},
    ),
    "rich_text": rich_text,
    "section": both(
        typed(
            "section",
            {},
            {
                **_id,
                "text": any_text(3000),
                "fields": listing(any_text(2000), 10, 1),
                "accessory": elements.in_section,
                "expand": flag,
            },
        ),
        any_of_keys("text", "fields"),
    ),
    "table": TABLE,
    "video": typed(
        "video",
        {
            "alt_text": string(2000),
            "title": plain_text(200),
            "thumbnail_url": string(3000, 1),
            "video_url": string(3000, 1),
        },
        {
            **_id,
            "author_name": string(50),
            "description": plain_text(200),
            "provider_icon_url": string(2000),
            "provider_name": string(50),
            "title_url": string(2000),
        },
    ),
}

_CONTAINER = both(
    typed(
        "container",
        {"child_blocks": both(listing(variant(_SIMPLE), 10, 1), distinct("block_id"))},
        {
            **_id,
            "title": plain_text(150),
            "rich_text_title": rich_text,
            "subtitle": any_text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": image,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
        },
    ),
    any_of_keys("title", "rich_text_title"),
    _foldable,
)

_ALL: dict[str, Shape] = {
    **_SIMPLE,
    "card": _CARD,
    "container": _CONTAINER,
    "carousel": typed("carousel", {"elements": listing(variant({"card": _CARD}), 10, 1)}, _id),
    "context_actions": typed(
        "context_actions",
        {"elements": both(listing(elements.in_context_actions, 5, 1), _unique_actions)},
        _id,
    ),
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "markdown": typed("markdown", {"text": string(12_000, 1)}, _id),
    "plan": typed(
        "plan",
        {
            "title": string(3000, 1),
            "tasks": both(listing(record(_task, _task_rest), 50), distinct("task_id")),
        },
        _id,
    ),
    "task_card": typed("task_card", _task, {**_id, **_task_rest}),
    "alert": typed(
        "alert",
        {"text": any_text(200)},
        {**_id, "level": one_of("default", "info", "warning", "error", "success")},
    ),
}

_MESSAGE_BLOCKS = tuple(name for name in _ALL if name != "alert")
_MODAL_BLOCKS = (
    *("actions", "alert", "card", "context", "divider", "header"),
    *("image", "input", "rich_text", "section", "video"),
)
_HOME_BLOCKS = (
    *("actions", "card", "carousel", "container", "context", "data_table", "data_visualization"),
    *("divider", "header", "image", "input", "rich_text", "section", "table", "video"),
)


def _surface(names: tuple[str, ...], most: int) -> Shape:
    allowed = variant({name: _ALL[name] for name in names})
    return both(listing(allowed, most, 0), distinct("block_id"))


IN_MESSAGE = _surface(_MESSAGE_BLOCKS, 50)
IN_MODAL = _surface(_MODAL_BLOCKS, 100)
IN_HOME = _surface(_HOME_BLOCKS, 100)
