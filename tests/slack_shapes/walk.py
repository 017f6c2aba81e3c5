"""Goes through finished Slack JSON, giving each object with the place it stands at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Shape = dict[str, Any]


def objects(node: object, path: str) -> Iterator[tuple[str, Shape]]:
    """Give `node` and every JSON object inside it, each with a path such as `blocks[2].elements[0]`."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from objects(value, f"{path}.{key}")
    elif isinstance(node, list):
        for position, value in enumerate(node):
            yield from objects(value, f"{path}[{position}]")


def length(text: str) -> int:
    """Return the length as Slack's own clients count it: UTF-16 units, so an emoji may count twice."""
    return len(text.encode("utf-16-le")) // 2


def words(value: object) -> str | None:
    """Return the text of a plain string or of a Slack text object; None when it is neither."""
    if isinstance(value, dict):
        value = value.get("text")
    return value if isinstance(value, str) else None
