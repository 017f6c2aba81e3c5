"""Blocks and views Slack refuses are refused, and those it takes are taken."""

from __future__ import annotations

from typing import Any

import pytest

from bot.workspace.block_kit import check_blocks, check_view
from bot.workspace.errors import SlackError
from tests.acceptance.workspace.stage import button, modal, section


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def select(**changes: object) -> dict[str, Any]:
    options = [{"text": plain("One"), "value": "1"}]
    return {"type": "static_select", "action_id": "s", "options": options, **changes}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def press(**changes: object) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "text": plain("Go"), **changes}


TAKEN: list[dict[str, Any]] = [
    section("hi"),
    {"type": "section", "fields": [plain("a"), {"type": "mrkdwn", "text": "*b*"}]},
    {"type": "divider"},
    {"type": "header", "text": plain("Title")},
    {"type": "context", "elements": [plain("small"), {"type": "mrkdwn", "text": "_print_"}]},
    {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "x"},
    actions(press(style="primary", value="1"), select()),
    {"type": "markdown", "text": "# Title"},
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "K1"}, {"type": "raw_text", "text": "90"}],
            [
                {"type": "raw_text", "text": "K2"},
                {
                    "type": "rich_text",
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "80"}]}],
                },
            ],
        ],
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
    },
    {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain("Good"), "value": "1"},
                "negative_button": {"text": plain("Bad"), "value": "0"},
            },
            {"type": "icon_button", "icon": "trash", "text": plain("Remove"), "action_id": "r"},
        ],
    },
    {"type": "card", "title": plain("A card"), "body": plain("Body"), "actions": [press()]},
    {"type": "container", "title": plain("More"), "is_collapsible": True, "child_blocks": [section("in")]},
    {
        "type": "data_visualization",
        "title": "Scores",
        "chart": {"type": "pie", "segments": [{"label": "A", "value": 3}]},
    },
]


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: block["type"])
def test_a_well_formed_block_is_taken(block: dict[str, Any]) -> None:
    assert check_blocks([block]) == [block]


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"type": "sparkle"}, "unsupported type: sparkle [json-pointer:/blocks/0/type]"),
    ({"text": plain("x")}, "missing required field: type [json-pointer:/blocks/0]"),
    ({"type": "header"}, "missing required field: text [json-pointer:/blocks/0]"),
    ({"type": "divider", "color": "red"}, "invalid additional property: color [json-pointer:/blocks/0]"),
    (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
        "must be a valid enum value [json-pointer:/blocks/0/text/type]",
    ),
    (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ({"type": "section"}, "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    (
        {"type": "section", "fields": [plain("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        {"type": "section", "fields": [plain("x" * 2001)]},
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        actions(press(text=plain("x" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        actions(press(action_id="x" * 256)),
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        actions(press(value="x" * 2001)),
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        actions(press(style="loud")),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    (
        actions(press(), press()),
        "action_id must be unique: `a` already exists [json-pointer:/blocks/0/elements/1]",
    ),
    (
        actions(select(options=[{"text": plain("x" * 76), "value": "1"}])),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        actions(select(options=[{"text": plain("x"), "value": "1" * 151}])),
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    (
        actions(select(placeholder=plain("x" * 151))),
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/placeholder/text]",
    ),
    (
        actions({"type": "plain_text_input", "action_id": "t"}),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        {"type": "input", "label": plain("x" * 2001), "element": {"type": "plain_text_input"}},
        "must be less than 2001 characters [json-pointer:/blocks/0/label/text]",
    ),
    (
        {"type": "image", "alt_text": "x"},
        "must define either `image_url` or `slack_file` [json-pointer:/blocks/0]",
    ),
    (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}], []]},
        "no fewer than 1 items allowed [json-pointer:/blocks/0/rows/1]",
    ),
    (
        {"type": "container", "title": plain("x"), "child_blocks": [{"type": "markdown", "text": "x"}]},
        "unsupported type: markdown [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    ({"type": "alert", "text": plain("x")}, "unsupported type: alert [json-pointer:/blocks/0/type]"),
]


@pytest.mark.parametrize(("block", "sentence"), REFUSED)
def test_a_malformed_block_is_refused_with_its_place(block: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SlackError) as refused:
        check_blocks([block])
    assert refused.value.code == "invalid_blocks"
    assert f"[ERROR] {sentence}" in refused.value.extra["response_metadata"]["messages"]


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ([{"type": "divider"}] * 51, "invalid_blocks"),
        ([button(), button()], "invalid_blocks"),
        ([section("x" * 2700)] * 5, "msg_blocks_too_long"),
        ([{"type": "markdown", "text": "x" * 7000}] * 2, "msg_blocks_too_long"),
        ("[", "invalid_blocks_format"),
        ({"type": "divider"}, "invalid_blocks_format"),
    ],
)
def test_a_message_has_limits_of_its_own(blocks: object, code: str) -> None:
    with pytest.raises(SlackError) as refused:
        check_blocks(blocks)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/title/text]"),
        ({"submit": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/submit/text]"),
        ({"close": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/close/text]"),
        (
            {"private_metadata": "x" * 3001},
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
        ({"callback_id": "x" * 256}, "must be less than 256 characters [json-pointer:/view/callback_id]"),
        (
            {"blocks": [{"type": "divider"}] * 101},
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
        ({"submit": None}, "`submit` is required when there is an input block [json-pointer:/view]"),
        (
            {"blocks": [{"type": "markdown", "text": "x"}]},
            "unsupported type: markdown [json-pointer:/view/blocks/0/type]",
        ),
        ({"size": "big"}, "invalid additional property: size [json-pointer:/view]"),
    ],
)
def test_a_malformed_modal_is_refused_with_its_place(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SlackError) as refused:
        check_view(modal(**change), "modal")
    assert refused.value.code == "invalid_arguments"
    assert f"[ERROR] {sentence}" in refused.value.extra["response_metadata"]["messages"]


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    blocks = [section("长" * 3000)] * 30
    with pytest.raises(SlackError, match="view_too_large"):
        check_view({"type": "home", "blocks": blocks}, "home")


def test_a_home_tab_has_no_title() -> None:
    with pytest.raises(SlackError, match="invalid_arguments"):
        check_view({"type": "home", "title": plain("x"), "blocks": []}, "home")
