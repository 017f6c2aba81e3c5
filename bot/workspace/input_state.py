"""What people put into a view: ids for its inputs, the state Slack sends, and what its client checks."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.workspace.models import Json

_VALUE_KEY = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "file_input": ("files", "initial_files"),
}
_LISTS = ("checkboxes", "file_input")
_REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")


def elements(block: Json) -> Iterator[Json]:
    """Every element of a block that a person can touch, child blocks included."""
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict):
            yield block[key]
    for key in ("elements", "actions"):
        yield from (each for each in block.get(key) or () if isinstance(each, dict))
    for child in block.get("child_blocks") or ():
        yield from elements(child)
    if block.get("type") == "carousel":
        for card in block.get("elements") or ():
            yield from elements(card)


def with_ids(blocks: Iterable[Json]) -> list[Json]:
    """Copy blocks, giving each a `block_id` and each interactive element an `action_id` if it has none."""
    return [_block_with_ids(block) for block in blocks]


def _block_with_ids(block: Json) -> Json:
    copy = {**block, "block_id": block.get("block_id") or secrets.token_urlsafe(4)}
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict):
            copy[key] = _element_with_id(block[key])
    if block.get("type") in ("actions", "context_actions"):
        copy["elements"] = [_element_with_id(each) for each in block["elements"]]
    if "actions" in block:
        copy["actions"] = [_element_with_id(each) for each in block["actions"]]
    if "child_blocks" in block:
        copy["child_blocks"] = with_ids(block["child_blocks"])
    if block.get("type") == "carousel":
        copy["elements"] = with_ids(block["elements"])
    return copy


def _element_with_id(element: Json) -> Json:
    if element.get("type") == "image" or element.get("action_id"):
        return element
    return {**element, "action_id": secrets.token_urlsafe(4)}


def find_element(blocks: Iterable[Json], block_id: str, action_id: str) -> Json | None:
    """Return the element with these ids, or None."""
    for block in blocks:
        children = block.get("child_blocks") or (block["elements"] if block["type"] == "carousel" else ())
        if (inside := find_element(children, block_id, action_id)) is not None:
            return inside
        if block.get("block_id") == block_id:
            return next((each for each in elements(block) if each.get("action_id") == action_id), None)
    return None


def state_values(blocks: Iterable[Json], given: Json | None) -> Json:
    """Return Slack's ``state.values``: every stateful element, as given or at its initial value."""
    values: Json = {}
    for block in blocks:
        for element in elements(block):
            if element.get("type") not in _VALUE_KEY:
                continue
            block_id, action_id = block["block_id"], element["action_id"]
            entered = ((given or {}).get(block_id) or {}).get(action_id)
            values.setdefault(block_id, {})[action_id] = _value(element, entered)
    return values


def _value(element: Json, entered: Json | None) -> Json:
    kind = element["type"]
    key, initial = _VALUE_KEY[kind]
    empty: list[Any] | None = [] if kind.startswith("multi_") or kind in _LISTS else None
    if entered is not None:
        return {"type": kind, key: entered.get(key, empty)}
    return {"type": kind, key: element.get(initial, empty)}


def problems(blocks: Iterable[Json], values: Json) -> dict[str, str]:
    """Return what Slack's own client would show under the inputs before sending, by block id."""
    found = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        state = values[block["block_id"]][element["action_id"]]
        entered = state[_VALUE_KEY[element["type"]][0]]
        problem = _problem(element, entered, optional=bool(block.get("optional")))
        if problem:
            found[block["block_id"]] = problem
    return found


def _problem(element: Json, entered: Any, *, optional: bool) -> str:  # noqa: ANN401 - any JSON value
    if not entered:
        return "" if optional else _REQUIRED
    kind = element["type"]
    if kind == "plain_text_input":
        return _length_problem(element, entered)
    if kind == "email_text_input" and not _EMAIL.fullmatch(entered):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not _URL.fullmatch(entered):
        return "Please enter a valid URL."
    if kind == "number_input":
        return _number_problem(element, str(entered))
    return ""


def _length_problem(element: Json, entered: str) -> str:
    if len(entered) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    limit = element.get("max_length", 3000)
    if len(entered) > limit:
        return f"Please enter no more than {limit} characters."
    return ""


def _number_problem(element: Json, entered: str) -> str:
    try:
        number = float(entered)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""
