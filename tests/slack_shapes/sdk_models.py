"""The opinion of Slack's own Python SDK: parse finished JSON into its models and let them validate."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.slack_shapes.walk import Shape

# Block types Slack documents for which the SDK has no class yet.
WITHOUT_A_CLASS = {"data_table", "data_visualization"}
# What the SDK raises on malformed input besides its own error; it does not promise to wrap these.
REFUSALS = (SlackObjectFormationError, TypeError, ValueError, AttributeError, KeyError)


def block_problems(blocks: list[Shape]) -> Iterator[str]:
    """Name what the SDK refuses in these blocks."""
    for position, block in enumerate(blocks):
        if block.get("type") not in WITHOUT_A_CLASS:
            yield from _refusal(f"blocks[{position}]", partial(_through_the_model, block))


def view_problems(view: Shape) -> Iterator[str]:
    """Name what the SDK refuses in this view as a whole; its blocks are `block_problems`' business."""
    outside = {key: value for key, value in view.items() if key != "blocks"}
    divider = [{"type": "divider"}] if view.get("blocks") else []
    yield from _refusal("view", lambda: View(**outside, blocks=divider).to_dict())


def _through_the_model(block: Shape) -> object:
    parsed = Block.parse(block)
    if parsed is None:
        message = f"no block type {block.get('type')!r}"
        raise ValueError(message)
    return parsed.to_dict()


def _refusal(path: str, parse: Callable[[], object]) -> Iterator[str]:
    try:
        parse()
    except REFUSALS as refusal:
        yield f"{path}: slack_sdk refuses it: {refusal}"
