from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SentenceNotInNote
from bot.features.records import sentences
from bot.features.records.notes import Visibility
from tests.unit.records.notes_at_hand import answered, block, dispute, edition, note, promise


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He called. She waited!", ["He called.", "She waited!"]),
        ("It reached 99.4 today. Good.", ["It reached 99.4 today.", "Good."]),
        ("文件晚了。他留到半夜\uff01然后呢\uff1f", ["文件晚了。", "他留到半夜\uff01", "然后呢\uff1f"]),
        ("他留到半夜!然后呢?", ["他留到半夜!", "然后呢?"]),
        ("Is it what?not.", ["Is it what?not."]),
        ("他说:“要有截止时间。”我同意。", ["他说:“要有截止时间。”", "我同意。"]),
        ("first line\nsecond line", ["first line", "second line"]),
        ("no end", ["no end"]),
        ("  \n ", []),
    ],
)
def test_sentences_are_found_in_both_languages(text: str, found: list[str]) -> None:
    assert sentences.sentences(text) == found


@given(st.text())
def test_cutting_loses_nothing(text: str) -> None:
    assert "".join(sentences.spans(text)) == text


@given(st.text(), st.sets(st.text(max_size=5), max_size=3))
def test_marking_loses_nothing(text: str, marked: set[str]) -> None:
    assert "".join(run for run, _ in sentences.cut_after(text, marked)) == text


def test_private_sentences_have_no_place() -> None:
    one = edition(1, block("focus", "The close."), block("hint", "Ask less.", Visibility.PRIVATE))
    assert [place.words for place in sentences.places(one, ())] == ["The close."]


def test_a_promise_can_be_questioned_as_one_sentence() -> None:
    one = edition(1, block("actions", "Dana · call the plant · Friday"))
    (place,) = sentences.places(one, [promise(1, "call the plant")])
    assert place.words == "call the plant"
    assert sentences.sentence_at(one, [promise(1, "call the plant")], place.where) == "call the plant"


@pytest.mark.parametrize("where", ["", "focus:1", "hint:0", "nonsense"])
def test_a_place_without_a_sentence_is_refused(where: str) -> None:
    one = edition(1, block("focus", "The close."), block("hint", "Ask less.", Visibility.PRIVATE))
    with pytest.raises(SentenceNotInNote):
        sentences.sentence_at(one, (), where)


def test_a_dispute_stays_beside_its_sentence_while_that_stands() -> None:
    view = answered(
        note(edition(1, block("focus", "It was late. He left.")), edition(2, block("focus", "It was late."))),
        dispute(1, "It was late.", "It was on time"),
        dispute(2, "He left.", "I stayed"),
    )
    assert list(sentences.beside(view, view.current)) == ["It was late."]
    assert [each.text for each in sentences.about_earlier_words(view)] == ["I stayed"]
    assert list(sentences.beside(view, view.editions[0])) == ["It was late.", "He left."]


def test_a_dispute_of_a_promise_survives_a_new_edition() -> None:
    view = note(edition(1, block("actions", "x")), edition(2, block("actions", "x"), block("focus", "y")))
    view = replace(view, promises=(promise(1, "call the plant"),))
    view = answered(view, dispute(1, "call the plant", "I never said so"))
    assert sentences.about_earlier_words(view) == []
