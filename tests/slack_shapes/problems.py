"""What is wrong with finished Slack JSON, by three judges that do not know our code.

Slack's Python SDK, Slack's TypeScript declarations and Slack's documented limits each see faults the others
miss. The declarations need npm to be fetched; without them the other two judge alone, and the CI stage
(`python -m tests.slack_shapes`) refuses to run.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.slack_shapes import limits, schema, sdk_models

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.slack_shapes.walk import Shape


def problems_of_message(payload: Mapping[str, Any]) -> list[str]:
    """Return what Slack would refuse in the arguments of a posting call; empty when all is well."""
    message = _with_parsed_blocks(payload)
    return [*limits.message_problems(message), *_block_problems(message)]


def problems_of_view(view: Mapping[str, Any]) -> list[str]:
    """Return what Slack would refuse in a modal or a home view; empty when all is well."""
    shown = _with_parsed_blocks(view)
    problems = [*limits.view_problems(shown), *sdk_models.view_problems(shown)]
    if schema.available():
        problems += schema.view_problems(shown)
    return problems + _block_problems(shown)


def _block_problems(shape: Shape) -> list[str]:
    problems = list(sdk_models.block_problems(shape["blocks"]))
    if schema.available():
        problems += schema.block_problems(shape["blocks"])
    return problems


def _with_parsed_blocks(payload: Mapping[str, Any]) -> Shape:
    """Return the payload with its blocks as a list; the Web API also takes them as a JSON string."""
    blocks = payload.get("blocks") or []
    return {**payload, "blocks": json.loads(blocks) if isinstance(blocks, str) else list(blocks)}
