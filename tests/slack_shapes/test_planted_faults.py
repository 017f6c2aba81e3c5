"""The shape checks bite: a sound shape passes, each planted fault does not."""

from __future__ import annotations

import copy
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.slack_shapes import schema
from tests.slack_shapes.problems import problems_of_message, problems_of_view
from tests.slack_shapes.recorded import judge
from tests.slack_shapes.recorder import ShapeRecorder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.slack_shapes.walk import Shape

    Fault = Callable[[Shape], object]


def plain(text: str) -> Shape:
    return {"type": "plain_text", "text": text}


def option(value: str) -> Shape:
    return {"text": plain(value.title()), "value": value}


MESSAGE: Shape = {
    "channel": "D1",
    "text": "Shall we look back at this week?",
    "blocks": [
        {"type": "header", "block_id": "top", "text": plain("Check-in")},
        {"type": "section", "block_id": "ask", "text": {"type": "mrkdwn", "text": "*How* did it go?"}},
        {"type": "section", "block_id": "facts", "fields": [plain("Step"), plain("2/5")]},
        {
            "type": "actions",
            "block_id": "choose",
            "elements": [
                {
                    "type": "button",
                    "action_id": "go",
                    "text": plain("Start"),
                    "value": "7",
                    "style": "primary",
                },
                {
                    "type": "static_select",
                    "action_id": "mood",
                    "placeholder": plain("Choose"),
                    "options": [option("well"), option("badly")],
                    "initial_option": option("well"),
                },
            ],
        },
        {
            "type": "context",
            "block_id": "foot",
            "elements": [{"type": "mrkdwn", "text": "Only you see this"}],
        },
        {
            "type": "table",
            "block_id": "lines",
            "rows": [
                [{"type": "raw_text", "text": "Line"}, {"type": "raw_text", "text": "Points"}],
                [{"type": "raw_text", "text": "K2"}, {"type": "raw_text", "text": "12.5"}],
            ],
        },
    ],
}
MODAL: Shape = {
    "type": "modal",
    "callback_id": "edit",
    "title": plain("Edit the summary"),
    "submit": plain("Save"),
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": plain("Summary"),
            "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
        },
    ],
}


def put(value: Any, *path: str | int) -> Fault:  # noqa: ANN401 - any JSON value
    def plant(shape: Shape) -> None:
        node: Any = shape
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value

    return plant


def without(*path: str | int) -> Fault:
    def plant(shape: Shape) -> None:
        node: Any = shape
        for step in path[:-1]:
            node = node[step]
        del node[path[-1]]

    return plant


def more_blocks(count: int, text: str = "x") -> Fault:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return lambda shape: shape["blocks"].extend([section] * count)


def twice(position: int) -> Fault:
    return lambda shape: shape["blocks"].append(copy.deepcopy(shape["blocks"][position]))


MESSAGE_FAULTS: dict[str, Fault] = {
    "51 blocks": more_blocks(45),
    "13,001 characters together": more_blocks(5, "x" * 2_700),
    "no words beside the blocks": put(" ", "text"),
    "the same block_id twice": twice(0),
    "the same action_id twice in a block": put("go", "blocks", 3, "elements", 1, "action_id"),
    "an empty block_id": put("", "blocks", 0, "block_id"),
    "a long header": put(plain("x" * 151), "blocks", 0, "text"),
    "a header long in emoji": put(plain("😀" * 80), "blocks", 0, "text"),
    "a long section": put({"type": "mrkdwn", "text": "x" * 3_001}, "blocks", 1, "text"),
    "an empty section": put({"type": "mrkdwn", "text": ""}, "blocks", 1, "text"),
    "a section with neither text nor fields": without("blocks", 1, "text"),
    "eleven fields": put([plain("x")] * 11, "blocks", 2, "fields"),
    "a long field": put(plain("x" * 2_001), "blocks", 2, "fields", 0),
    "a long button": put(plain("x" * 76), "blocks", 3, "elements", 0, "text"),
    "a long button value": put("x" * 2_001, "blocks", 3, "elements", 0, "value"),
    "a long option": put(plain("x" * 76), "blocks", 3, "elements", 1, "options", 0, "text"),
    "an initial option nobody offered": put(option("other"), "blocks", 3, "elements", 1, "initial_option"),
    "the same option twice": put([option("well")] * 2, "blocks", 3, "elements", 1, "options"),
    "no buttons": put([], "blocks", 3, "elements"),
    "26 buttons": put([{"type": "divider"}] * 26, "blocks", 3, "elements"),
    "an unknown block": put("headline", "blocks", 0, "type"),
    "a block for modals": put("alert", "blocks", 1, "type"),
    "two tables": twice(5),
    "a ragged table": put([{"type": "raw_text", "text": "K2"}], "blocks", 5, "rows", 1),
}
MESSAGE_FAULTS_DECLARATIONS_SEE: dict[str, Fault] = {
    "formatting in a header": put({"type": "mrkdwn", "text": "*x*"}, "blocks", 0, "text"),
    "an unknown key": put("yes", "blocks", 1, "bold"),
    "a style Slack does not have": put("warning", "blocks", 3, "elements", 0, "style"),
    "a button where text belongs": put({"type": "button", "text": plain("x")}, "blocks", 4, "elements", 0),
    "a number as value": put(7, "blocks", 3, "elements", 0, "value"),
}
MODAL_FAULTS: dict[str, Fault] = {
    "101 blocks": more_blocks(100),
    "no submit button": without("submit"),
    "a long title": put(plain("x" * 25), "title"),
    "a long submit": put(plain("x" * 25), "submit"),
    "long private metadata": put("x" * 3_001, "private_metadata"),
    "a view type Slack does not have": put("dialog", "type"),
    "a block for messages": put(
        {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}, "blocks", 0
    ),
    "a long label": put(plain("x" * 2_001), "blocks", 0, "label"),
}
MODAL_FAULTS_DECLARATIONS_SEE: dict[str, Fault] = {
    "no title": without("title"),
    "an unknown key": put("large", "size"),
    "an input without an element": without("blocks", 0, "element"),
    "a button as an input": put(
        {"type": "button", "action_id": "a", "text": plain("x")}, "blocks", 0, "element"
    ),
}


def with_fault(shape: Shape, plant: Fault) -> Shape:
    broken = copy.deepcopy(shape)
    plant(broken)
    return broken


def test_a_sound_message_has_no_problems() -> None:
    assert problems_of_message(MESSAGE) == []


def test_blocks_may_also_be_a_json_string() -> None:
    as_text = {**MESSAGE, "blocks": json.dumps(MESSAGE["blocks"])}
    assert problems_of_message(as_text) == []
    as_text["blocks"] = json.dumps([{"type": "header", "text": plain("x" * 151)}])
    assert problems_of_message(as_text)


def test_a_sound_modal_has_no_problems() -> None:
    assert problems_of_view(MODAL) == []


def test_a_sound_home_view_has_no_problems() -> None:
    assert problems_of_view({"type": "home", "blocks": MESSAGE["blocks"][:5]}) == []


@pytest.mark.parametrize("plant", MESSAGE_FAULTS.values(), ids=MESSAGE_FAULTS)
def test_a_planted_fault_in_a_message_is_seen(plant: Fault) -> None:
    assert problems_of_message(with_fault(MESSAGE, plant))


@pytest.mark.parametrize("plant", MODAL_FAULTS.values(), ids=MODAL_FAULTS)
def test_a_planted_fault_in_a_modal_is_seen(plant: Fault) -> None:
    assert problems_of_view(with_fault(MODAL, plant))


@pytest.mark.slow
@pytest.mark.parametrize(
    "plant", MESSAGE_FAULTS_DECLARATIONS_SEE.values(), ids=MESSAGE_FAULTS_DECLARATIONS_SEE
)
def test_a_fault_in_a_message_is_seen_by_slacks_declarations(plant: Fault) -> None:
    assert list(schema.block_problems(MESSAGE["blocks"])) == []
    assert list(schema.block_problems(with_fault(MESSAGE, plant)["blocks"]))


@pytest.mark.slow
@pytest.mark.parametrize("plant", MODAL_FAULTS_DECLARATIONS_SEE.values(), ids=MODAL_FAULTS_DECLARATIONS_SEE)
def test_a_fault_in_a_modal_is_seen_by_slacks_declarations(plant: Fault) -> None:
    broken = with_fault(MODAL, plant)
    assert [*schema.view_problems(broken), *schema.block_problems(broken["blocks"])]


def test_what_a_test_records_can_be_judged_later() -> None:
    lines = io.StringIO()
    recorder = ShapeRecorder(lines, "a test")
    recorder.message(MESSAGE)
    recorder.view(MODAL)
    recorded = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert recorded == [
        {"kind": "message", "test": "a test", "payload": MESSAGE},
        {"kind": "view", "test": "a test", "payload": MODAL},
    ]


def test_recorded_faults_fail_the_stage_and_name_the_test(tmp_path: Path) -> None:
    with (tmp_path / "1.jsonl").open("w") as lines:
        ShapeRecorder(lines, "a sound test").message(MESSAGE)
        ShapeRecorder(lines, "a faulty test").view(with_fault(MODAL, without("submit")))
    report = judge(tmp_path)
    assert report.problems == ["a faulty test: view: submit: missing, though the modal has inputs"]
    assert (report.recorded, report.different) == (2, 2)
