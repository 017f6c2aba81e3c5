from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.features.records import blocks, forms, history
from bot.features.records.lines import NoteLine
from bot.features.records.lists import HomeRecords
from bot.features.records.notes import Answer, NoteView, Response, Status, Visibility
from bot.features.records.promises import DueWhen, OpenAction
from prompts.catalog import Catalog
from tests.unit.records.notes_at_hand import (
    CHEN,
    DANA,
    MONDAY,
    answered,
    block,
    comment,
    dispute,
    edition,
    note,
)

if TYPE_CHECKING:
    from tests.slack_shapes.recorder import ShapeRecorder

WORDS = Catalog.load()
LOCALES = ("en-US", "zh-CN")
PRIVATE = Visibility.PRIVATE
FOCUS = block("focus", "The close waits for plant data. It was late twice.")
VOICE = block("voice", "I want a cut-off at 18:00.")
HINT = block("options", "Ask him for a draft", PRIVATE)


MINE = True


def said(drawn: object) -> str:
    return json.dumps(drawn, ensure_ascii=False)


def action_ids(drawn: list[dict[str, Any]]) -> list[str]:
    return [
        element["action_id"]
        for block in drawn
        for element in block.get("elements", ())
        if "action_id" in element
    ]


def read_by(view: NoteView, moment: datetime = MONDAY) -> NoteView:
    return answered(view, Response(9, view.version, CHEN, Answer.ACKNOWLEDGED, "", "", moment))


@pytest.mark.parametrize("locale", LOCALES)
def test_history_shows_the_newest_first_and_counts_what_is_left_out(
    locale: str, slack_shapes: ShapeRecorder
) -> None:
    editions = [edition(number, block("focus", f"Sentence {number}.")) for number in range(1, 61)]
    view = note(*editions)
    window = history.window(view, WORDS, locale)
    slack_shapes.view(window)
    everything = said(window)
    assert len(window["blocks"]) <= 100
    assert "Sentence 1." not in everything
    # A line stands between two editions, none above the first.
    shown = 1 + sum(1 for block in window["blocks"] if block["type"] == "divider")
    assert str(60 - shown) in window["blocks"][-1]["elements"][0]["text"]


@pytest.mark.parametrize("locale", LOCALES)
def test_history_has_every_edition_and_every_answer(locale: str, slack_shapes: ShapeRecorder) -> None:
    view = note(edition(1, FOCUS), edition(2, block("focus", "Anew."), block("voice", "Now shared.")))
    view = read_by(answered(view), MONDAY)
    view = answered(view, *view.responses, dispute(1, "It was late twice.", "Once"), comment(2, "My side"))
    window = history.window(view, WORDS, locale)
    slack_shapes.view(window)
    everything = said(window)
    for words in ("late twice", "Anew.", "Now shared.", "Once", "My side"):
        assert words in everything


def test_history_tells_the_manager_when_a_part_was_shared() -> None:
    view = note(
        edition(1, FOCUS, HINT), edition(2, FOCUS, replace(HINT, visibility=Visibility.SHARED)), reader=DANA
    )
    assert "shared with Chen Wei" in said(history.window(view, WORDS, "en"))


@pytest.mark.parametrize("locale", LOCALES)
def test_the_sentence_menu_is_cut_at_what_slack_takes(locale: str, slack_shapes: ShapeRecorder) -> None:
    many = " ".join(f"Sentence {number} {'is long ' * 10}." for number in range(130))
    form = forms.question(note(edition(1, block("evidence", many))), WORDS, locale)
    slack_shapes.view(form)
    options = form["blocks"][0]["element"]["options"]
    assert len(options) == 100
    assert all(len(option["text"]["text"]) <= 75 for option in options)
    assert "30" in said(form["blocks"][1])


@pytest.mark.parametrize("locale", LOCALES)
def test_a_correction_starts_from_what_stands_there(locale: str, slack_shapes: ShapeRecorder) -> None:
    view = note(edition(3, FOCUS, block("voice", ""), block("actions", "x"), HINT), reader=DANA)
    form = forms.correct(view, WORDS, locale)
    slack_shapes.view(form)
    inputs = {block["block_id"]: block for block in form["blocks"] if block["type"] == "input"}
    assert list(inputs) == ["focus", "voice", "reason"]
    assert inputs["focus"]["element"]["initial_value"] == FOCUS.text
    assert form["private_metadata"].endswith(":3")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_other_windows_can_be_drawn(locale: str, slack_shapes: ShapeRecorder) -> None:
    view = note(edition(1, FOCUS, HINT), reader=DANA)
    slack_shapes.view(forms.add_view(note(edition(1, FOCUS)), WORDS, locale))
    window = blocks.note_window(view, WORDS, locale)
    slack_shapes.view(window)
    assert window["callback_id"] == "records.note"


@pytest.mark.parametrize("locale", LOCALES)
def test_home_shows_steps_with_what_can_be_said_of_them_and_notes_to_open(
    locale: str, slack_shapes: ShapeRecorder
) -> None:
    steps = tuple(
        OpenAction(
            number,
            f"step {number}",
            number == 1,
            "Dana Li",
            "Dana Li",
            date(2026, 3, 2),
            "",
            when,
            number == 2,
        )
        for number, when in enumerate(DueWhen, start=1)
    )
    notes = tuple(
        NoteLine("n" * 32, "one_on_one", date(2026, 3, 2), "Dana Li", mine, status)
        for status in Status
        for mine in (True, False)
    )
    drawn = blocks.home_part(HomeRecords(steps, notes), WORDS, locale)
    slack_shapes.view({"type": "home", "blocks": drawn})
    offered = [
        ["records.done", "records.keep" if number == 2 else "records.carry", "records.drop", "records.due"]
        for number in range(1, 5)
    ]
    ways_in = ["records.find", "records.timeline"]
    assert action_ids(drawn) == [*(action for each in offered for action in each), *ways_in]
    assert [block["accessory"]["action_id"] for block in drawn if "accessory" in block] == [
        "records.open"
    ] * 8


@pytest.mark.parametrize(
    ("locale", "guilt"), [("en", "overdue|failed|again"), ("zh", "逾期|未完成|再次|拖延")]
)
def test_home_lays_no_guilt_on_a_step_whose_day_has_passed(locale: str, guilt: str) -> None:
    step = OpenAction(
        1, "call", MINE, "", "Dana Li", date(2026, 2, 1), "", DueWhen.EARLIER, worth_asking=True
    )
    everything = said(blocks.home_part(HomeRecords((step,), ()), WORDS, locale)).lower()
    assert not any(word in everything for word in guilt.split("|"))


@pytest.mark.parametrize("locale", LOCALES)
def test_an_empty_home_part_says_what_will_be_there(locale: str) -> None:
    assert len(blocks.home_part(HomeRecords((), ()), WORDS, locale)) == 5


def test_home_counts_the_steps_it_leaves_out() -> None:
    step = OpenAction(1, "call", MINE, "", "Dana Li", None, "soon", DueWhen.OPEN_ENDED, worth_asking=False)
    assert "and 3 more" in said(blocks.home_part(HomeRecords((step,) * 13, ()), WORDS, "en"))
