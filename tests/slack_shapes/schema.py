"""The opinion of Slack's TypeScript declarations, as a JSON Schema made by `.ci/slack_schema`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.slack_shapes.walk import Shape

SCHEMA = Path(__file__).parents[2] / ".cache" / "slack-schema" / "slack.json"
# Block types Slack documents that its declarations lack.
UNDECLARED = {"data_visualization"}
# What Slack adds to a view when it hands one back; an app never sends it.
ADDED_BY_SLACK = {"id", "hash", "team_id", "bot_id", "app_id", "app_installed_team_id"} | {
    "root_view_id",
    "previous_view_id",
    "state",
}


def available() -> bool:
    """Return whether `.ci/slack_schema` has been run; it needs npm, so `make test` does without."""
    return SCHEMA.exists()


def block_problems(blocks: list[Shape]) -> Iterator[str]:
    """Name what the declarations do not allow in these blocks."""
    for position, block in enumerate(blocks):
        kind = block.get("type")
        if kind in UNDECLARED:
            continue
        validator = _validators().get(str(kind))
        if validator is None:
            yield f"blocks[{position}]: @slack/types declares no block type {kind!r}"
        else:
            yield from _refusals(validator, block, f"blocks[{position}]")


def view_problems(view: Shape) -> Iterator[str]:
    """Name what the declarations do not allow around the blocks of this view."""
    validator = _validators().get(f"{view.get('type')} view")
    if validator is None:
        yield f"view: @slack/types declares no view type {view.get('type')!r}"
        return
    sent = {key: value for key, value in view.items() if key not in ADDED_BY_SLACK}
    yield from _refusals(validator, {**sent, "blocks": []}, "view")


@cache
def _validators() -> dict[str, Draft7Validator]:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    definitions = schema["definitions"]
    names = [branch["$ref"].rpartition("/")[2] for branch in definitions["KnownBlock"]["anyOf"]]
    by_type = {_type_of(definitions[name]): name for name in names}
    by_type |= {"modal view": "ModalView", "home view": "HomeView"}
    return {
        kind: Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": definitions})
        for kind, name in by_type.items()
    }


def _type_of(definition: dict[str, Any]) -> str:
    branch = definition["anyOf"][0] if "anyOf" in definition else definition
    return str(branch["properties"]["type"]["const"])


def _refusals(validator: Draft7Validator, shape: Shape, path: str) -> Iterator[str]:
    error = best_match(validator.iter_errors(shape))
    if error is not None:
        where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
        yield f"{path}{where}: @slack/types does not allow it: {error.message[:300]}"
