"""Block Kit's interactive elements and where each may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workspace.block_kit.composition import (
    action_id,
    any_text,
    confirm,
    conversation_filter,
    dispatch_action_config,
    image,
    option,
    option_group,
    overflow_option,
    plain_text,
    rich_option,
    rich_text,
)
from bot.workspace.block_kit.shape import (
    Shape,
    any_of_keys,
    both,
    distinct,
    flag,
    listing,
    one_of,
    only_one_key,
    record,
    string,
    typed,
    variant,
    whole,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_id = {"action_id": action_id}
_focus = {**_id, "focus_on_load": flag}
_placeholder = {"placeholder": plain_text(150)}
_confirmed = {**_focus, "confirm": confirm}
_date = string(10, 10)
_time = string(5, 5)
_epoch = whole(1_000_000_000, 9_999_999_999)


def _select(name: str, extra: Mapping[str, Shape], required: Mapping[str, Shape] | None = None) -> Shape:
    return typed(name, required or {}, {**_confirmed, **_placeholder, **extra})


def _multi(extra: Mapping[str, Shape]) -> Mapping[str, Shape]:
    return {**extra, "max_selected_items": whole(1, 10_000)}


def _static(name: str, extra: Mapping[str, Shape]) -> Shape:
    choices = {
        "options": both(listing(option, 100, 1), distinct("value")),
        "option_groups": listing(option_group, 100, 1),
    }
    return both(
        _select(name, {**choices, **extra}),
        any_of_keys("options", "option_groups"),
        only_one_key("options", "option_groups"),
    )


def _text_input(name: str, required: Mapping[str, Shape], extra: Mapping[str, Shape]) -> Shape:
    common = {**_focus, **_placeholder, "dispatch_action_config": dispatch_action_config}
    return typed(name, required, {**common, **extra})


_accessibility = {"accessibility_label": string(75)}
_button_look = {**_accessibility, "style": one_of("primary", "danger")}
_conversations = {
    "response_url_enabled": flag,
    "default_to_current_conversation": flag,
    "filter": conversation_filter,
}
_ids = listing(string(255, 1), 1000)
_options = listing(option, 100, 1)
_initial_text = {"initial_value": string(3000)}
_feedback_button = record({"text": plain_text(75), "value": string(2000)}, _accessibility)

_BUTTON = typed(
    "button",
    {"text": plain_text(75)},
    {
        **_id,
        **_button_look,
        "url": string(3000),
        "value": string(2000),
        "confirm": confirm,
        "agent_prompt": string(4000),
        "agent_prompt_display": string(4000),
    },
)

_PICKERS: dict[str, Shape] = {
    "datepicker": typed("datepicker", {}, {**_confirmed, **_placeholder, "initial_date": _date}),
    "datetimepicker": typed("datetimepicker", {}, {**_confirmed, "initial_date_time": _epoch}),
    "timepicker": typed(
        "timepicker", {}, {**_confirmed, **_placeholder, "initial_time": _time, "timezone": string(255)}
    ),
}

_GROUPS: dict[str, Shape] = {
    "checkboxes": typed(
        "checkboxes",
        {"options": both(listing(rich_option, 10, 1), distinct("value"))},
        {**_confirmed, "initial_options": listing(rich_option, 10, 1)},
    ),
    "radio_buttons": typed(
        "radio_buttons",
        {"options": both(listing(rich_option, 10, 1), distinct("value"))},
        {**_confirmed, "initial_option": rich_option},
    ),
}

_SELECTS: dict[str, Shape] = {
    "static_select": _static("static_select", {"initial_option": option}),
    "external_select": _select(
        "external_select", {"initial_option": option, "min_query_length": whole(0, 1000)}
    ),
    "users_select": _select("users_select", {"initial_user": string(255, 1)}),
    "conversations_select": _select(
        "conversations_select", {"initial_conversation": string(255, 1), **_conversations}
    ),
    "channels_select": _select(
        "channels_select", {"initial_channel": string(255, 1), "response_url_enabled": flag}
    ),
}

_MULTI_SELECTS: dict[str, Shape] = {
    "multi_static_select": _static("multi_static_select", _multi({"initial_options": _options})),
    "multi_external_select": _select(
        "multi_external_select", _multi({"initial_options": _options, "min_query_length": whole(0, 1000)})
    ),
    "multi_users_select": _select("multi_users_select", _multi({"initial_users": _ids})),
    "multi_conversations_select": _select(
        "multi_conversations_select",
        _multi(
            {
                "initial_conversations": _ids,
                "default_to_current_conversation": flag,
                "filter": conversation_filter,
            }
        ),
    ),
    "multi_channels_select": _select("multi_channels_select", _multi({"initial_channels": _ids})),
}

_INPUTS: dict[str, Shape] = {
    "plain_text_input": _text_input(
        "plain_text_input",
        {},
        {
            **_initial_text,
            "multiline": flag,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
    ),
    "email_text_input": _text_input("email_text_input", {}, _initial_text),
    "url_text_input": _text_input("url_text_input", {}, _initial_text),
    "number_input": _text_input(
        "number_input",
        {"is_decimal_allowed": flag},
        {**_initial_text, "min_value": string(255), "max_value": string(255)},
    ),
    "rich_text_input": _text_input(
        "rich_text_input",
        {},
        {"initial_value": rich_text, "min_lines": whole(1, 100), "max_lines": whole(1, 100)},
    ),
    "file_input": typed(
        "file_input", {}, {**_id, "filetypes": listing(string(255, 1), 100), "max_files": whole(1, 10)}
    ),
}

_OVERFLOW = typed(
    "overflow", {"options": listing(overflow_option, 5, 1)}, {"action_id": action_id, "confirm": confirm}
)
_workflow_parameter = record({"name": string(255, 1), "value": string(3000)})
_trigger = record(
    {"url": string(3000, 1)}, {"customizable_input_parameters": listing(_workflow_parameter, 100)}
)
_WORKFLOW_BUTTON = typed(
    "workflow_button",
    {"text": plain_text(75), "workflow": record({"trigger": _trigger})},
    {**_id, **_button_look},
)

_pressable: dict[str, Shape] = {
    "button": _BUTTON,
    "overflow": _OVERFLOW,
    "workflow_button": _WORKFLOW_BUTTON,
    **_PICKERS,
    **_GROUPS,
    **_SELECTS,
    **_MULTI_SELECTS,
}
button = variant({"button": _BUTTON})
in_actions = variant(_pressable)
in_section = variant({**_pressable, "image": image})
in_input = variant({**_INPUTS, **_PICKERS, **_GROUPS, **_SELECTS, **_MULTI_SELECTS})
in_context = variant({"image": image, "plain_text": any_text(3000), "mrkdwn": any_text(3000)})
in_context_actions = variant(
    {
        "feedback_buttons": typed(
            "feedback_buttons",
            {"positive_button": _feedback_button, "negative_button": _feedback_button},
            _id,
        ),
        "icon_button": typed(
            "icon_button",
            {"icon": one_of("trash"), "text": plain_text(75)},
            {
                **_id,
                **_accessibility,
                "value": string(2000),
                "confirm": confirm,
                "visible_to_user_ids": listing(string(255, 1), 10),
            },
        ),
    }
)
