from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.features.records import blocks, history
from bot.features.records.notes import Answer, Block, NoteView, Response, Status, Visibility
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
    promise,
)

if TYPE_CHECKING:
    from bot.slack.blocks import Drawn
    from tests.slack_shapes.recorder import ShapeRecorder

WORDS = Catalog.load()
LOCALES = ("en-US", "zh-CN")
PRIVATE = Visibility.PRIVATE
FOCUS = block("focus", "The close waits for plant data. It was late twice.")
VOICE = block("voice", "I want a cut-off at 18:00.")
HINT = block("options", "Ask him for a draft", PRIVATE)


def keep(shapes: ShapeRecorder, drawn: Drawn) -> str:
    shapes.message({"channel": "D1", "text": drawn.text, "blocks": drawn.blocks})
    return said(drawn.blocks)


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
def test_the_employee_reads_every_shared_part_and_may_answer(
    locale: str, slack_shapes: ShapeRecorder
) -> None:
    drawn = blocks.to_review(note(edition(1, FOCUS, VOICE)), WORDS, locale)
    everything = keep(slack_shapes, drawn)
    assert "cut-off at 18:00" in everything
    assert action_ids(drawn.blocks) == [
        "records.acknowledge",
        "records.add_view",
        "records.question",
        "records.history",
        "records.readers",
    ]


@pytest.mark.parametrize(("locale", "label"), [("en-US", "I have read it"), ("zh-CN", "已收到")])
def test_the_button_says_read_and_never_agree(locale: str, label: str) -> None:
    drawn = blocks.to_review(note(edition(1, FOCUS)), WORDS, locale)
    button = drawn.blocks[-1]["elements"][0]
    assert button["text"]["text"] == label


def test_who_has_read_it_is_not_asked_again() -> None:
    drawn = blocks.to_review(read_by(note(edition(1, FOCUS))), WORDS, "en")
    assert "records.acknowledge" not in action_ids(drawn.blocks)
    assert "You marked this as read on 2 Mar 2026" in said(drawn.blocks)


def test_times_are_the_readers_own() -> None:
    view = note(edition(1, FOCUS), zone="Asia/Shanghai")
    assert "2 Mar 2026, 18:00" in said(blocks.to_review(view, WORDS, "en").blocks)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_dispute_stands_right_after_its_sentence(locale: str, slack_shapes: ShapeRecorder) -> None:
    view = answered(
        note(edition(1, FOCUS, VOICE)), dispute(1, "The close waits for plant data.", "For IT, in truth")
    )
    everything = keep(slack_shapes, blocks.to_review(view, WORDS, locale))
    places = [everything.index(words) for words in ("waits for plant", "For IT, in truth", "late twice")]
    assert places == sorted(places)


def test_a_dispute_about_words_that_are_gone_stays_on_show() -> None:
    view = note(edition(1, FOCUS), edition(2, block("focus", "The close takes long.")))
    view = answered(view, dispute(1, "It was late twice.", "Once"))
    everything = said(blocks.corrected(view, WORDS, "en").blocks)
    assert "It was late twice." in everything
    assert "Once" in everything


@pytest.mark.parametrize("locale", LOCALES)
def test_a_correction_strikes_the_old_and_bolds_the_new(locale: str, slack_shapes: ShapeRecorder) -> None:
    later = replace(
        edition(2, block("focus", "The close waits for plant data. It was late once."), VOICE),
        reason="I miscounted",
    )
    drawn = blocks.corrected(note(edition(1, FOCUS, VOICE), later), WORDS, locale)
    everything = keep(slack_shapes, drawn)
    runs = [
        run
        for block in drawn.blocks
        if block["type"] == "rich_text"
        for run in block["elements"][0]["elements"]
    ]
    assert {"type": "text", "text": "twice", "style": {"strike": True}} in runs
    assert {"type": "text", "text": "once", "style": {"bold": True}} in runs
    assert "I miscounted" in everything
    assert "cut-off at 18:00" in everything
    assert action_ids(drawn.blocks)[0] == "records.acknowledge"


def test_a_replaced_edition_keeps_its_words_and_loses_its_buttons() -> None:
    view = note(edition(1, FOCUS), edition(2, block("focus", "Anew.")))
    drawn = blocks.replaced(view, view.editions[0], WORDS, "en")
    assert "late twice" in said(drawn.blocks)
    assert action_ids(drawn.blocks) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_note_kept_private_offers_to_share_it(locale: str, slack_shapes: ShapeRecorder) -> None:
    view = note(edition(1, HINT), reader=DANA, status=Status.KEPT)
    drawn = blocks.kept(view, WORDS, locale)
    keep(slack_shapes, drawn)
    assert action_ids(drawn.blocks) == ["records.share", "records.correct", "records.history"]


def test_a_private_part_of_a_shared_note_has_a_share_button_of_its_own() -> None:
    drawn = blocks.kept(note(edition(1, FOCUS, HINT), reader=DANA), WORDS, "en")
    beside = [block["accessory"]["value"] for block in drawn.blocks if "accessory" in block]
    assert beside == [f"{'n' * 32}:1:options"]
    assert "records.share" not in action_ids(drawn.blocks)


@pytest.mark.parametrize("locale", LOCALES)
def test_promises_are_lines_with_who_and_when(locale: str, slack_shapes: ShapeRecorder) -> None:
    view = replace(
        note(edition(1, block("actions", "raw text of the check-in"))),
        promises=(promise(1, "call the plant", due=date(2026, 3, 6)), promise(2, "draft the rule", CHEN)),
    )
    everything = keep(slack_shapes, blocks.to_review(view, WORDS, locale))
    assert "raw text" not in everything
    assert "call the plant · Dana Li · " in everything
    assert "draft the rule · Chen Wei · before our next talk" in everything


def test_what_was_not_talked_about_says_so() -> None:
    everything = said(blocks.to_review(note(edition(1, FOCUS, block("voice", ""))), WORDS, "en").blocks)
    assert "This did not come up in the talk." in everything


def test_nobody_can_call_a_channel_through_a_note() -> None:
    view = answered(
        note(edition(1, block("focus", "<!channel> look & see."))),
        dispute(1, "<!channel> look & see.", "<@U1>"),
        comment(2, "<!here>"),
    )
    everything = said([blocks.to_review(view, WORDS, "en").blocks, history.window(view, WORDS, "en")])
    assert "<!" not in everything
    assert "<@" not in everything


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("length", [3000, 20])
def test_a_note_with_much_around_it_fits_a_message_and_says_what_is_missing(
    locale: str, length: int, slack_shapes: ShapeRecorder
) -> None:
    parts = [block(name, "&" * 2900) for name in ("focus", "evidence", "voice")]
    comments = [comment(number, "好" * length) for number in range(1, 80)]
    drawn = blocks.to_review(answered(note(edition(1, *parts)), *comments), WORDS, locale)
    everything = keep(slack_shapes, drawn)
    assert len(drawn.blocks) <= 50
    assert len(everything) <= 13_200
    assert drawn.blocks[-1]["elements"][0]["action_id"] == "records.acknowledge"
    assert any(more in everything for more in ("did not fit", "放不下"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", [Answer.COMMENTED, Answer.DISPUTED])
def test_the_manager_hears_of_each_answer_with_the_ways_on(
    locale: str, kind: Answer, slack_shapes: ShapeRecorder
) -> None:
    response = Response(1, 1, CHEN, kind, "My side", "It was late twice.", MONDAY)
    drawn = blocks.answered(note(edition(1, FOCUS), reader=DANA), response, WORDS, locale)
    keep(slack_shapes, drawn)
    assert action_ids(drawn.blocks) == ["records.correct", "records.history"]


@pytest.mark.parametrize("locale", LOCALES)
def test_that_a_note_was_read_is_told_in_one_line(locale: str, slack_shapes: ShapeRecorder) -> None:
    response = Response(1, 1, CHEN, Answer.ACKNOWLEDGED, "", "", MONDAY)
    drawn = blocks.answered(note(edition(1, FOCUS), reader=DANA), response, WORDS, locale)
    keep(slack_shapes, drawn)
    assert len(drawn.blocks) == 1


def test_each_reader_finds_the_name_in_their_own_script(slack_shapes: ShapeRecorder) -> None:
    view = note(edition(1, FOCUS), reader=DANA)
    view = replace(view, employee=replace(view.employee, name="陈维 Chen Wei"))
    for locale, read, other in (("en-US", "Chen Wei", "陈维"), ("zh-CN", "陈维", "Chen Wei")):
        drawn = blocks.kept(view, WORDS, locale)
        keep(slack_shapes, drawn)
        assert read in str(drawn)
        assert other not in str(drawn)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_reminder_asks_once_and_then_stands_without_buttons(
    locale: str, slack_shapes: ShapeRecorder
) -> None:
    view = note(edition(1, FOCUS))
    waiting = blocks.reminder(view, WORDS, locale, waiting=True)
    keep(slack_shapes, waiting)
    assert action_ids(waiting.blocks) == ["records.acknowledge", "records.open"]
    assert action_ids(blocks.reminder(view, WORDS, locale, waiting=False).blocks) == []


@pytest.mark.parametrize("kind", ["one_on_one", "goal_cocreate", "recognition", "difficult_support", "new"])
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_and_standing_has_words(kind: str, status: Status, locale: str) -> None:
    for reader in (DANA, CHEN):
        view = replace(note(edition(1, FOCUS), reader=reader, status=status), kind=kind)
        draw = blocks.kept if reader is DANA else blocks.to_review
        assert draw(view, WORDS, locale).blocks


def test_an_instant_of_midnight_belongs_to_the_day_before() -> None:
    view = replace(note(edition(1, FOCUS)), review_ends_at=datetime(2026, 3, 6, tzinfo=UTC))
    assert view.last_review_day == date(2026, 3, 5)


@pytest.mark.parametrize("locale", LOCALES)
def test_what_was_erased_is_said_to_be_and_the_rest_stays_readable(
    slack_shapes: ShapeRecorder, locale: str
) -> None:
    gone = Block("voice", Visibility.SHARED, "", erased=True)
    answer = Response(4, 1, CHEN, Answer.DISPUTED, "", "", MONDAY, erased=True)
    view = answered(note(edition(1, FOCUS, gone)), answer)
    drawn = keep(slack_shapes, blocks.to_review(view, WORDS, locale))
    assert drawn.count(WORDS.text(locale, "records-erased")) == 2
    assert FOCUS.text[:20] in drawn
