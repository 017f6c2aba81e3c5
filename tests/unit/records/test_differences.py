from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.features.records.differences import ChangeKind, changes
from bot.features.records.notes import Visibility
from bot.features.records.paper import Words
from bot.features.records.parts import rewritten
from bot.language.differences import Kind, Piece, diff
from prompts.catalog import Catalog
from tests.unit.records.notes_at_hand import block, edition, note

SENTENCES = (
    "He called. ",
    "She waited, then left. ",
    "库存对不上。",
    "他说下周再看。",
    "99.4 is fine. ",
    "\n",
    " ",
)
prose = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SENTENCES), max_size=8).map("".join))


@given(prose, prose)
def test_applying_the_difference_to_the_old_text_gives_the_new(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind is not Kind.REMOVED) == new


@given(prose)
def test_equal_texts_have_no_difference(text: str) -> None:
    assert all(piece.kind is Kind.SAME for piece in diff(text, text))


@given(prose, prose)
def test_no_piece_is_empty(old: str, new: str) -> None:
    assert all(piece.text for piece in diff(old, new))


def test_one_english_word_is_shown_as_one_word() -> None:
    assert diff("The file came late.", "The file came at nine.") == (
        Piece(Kind.SAME, "The file came "),
        Piece(Kind.REMOVED, "late"),
        Piece(Kind.ADDED, "at nine"),
        Piece(Kind.SAME, "."),
    )


def test_chinese_is_compared_by_character() -> None:
    assert diff("他周五前打电话。", "他周三前打电话。") == (
        Piece(Kind.SAME, "他周"),
        Piece(Kind.REMOVED, "五"),
        Piece(Kind.ADDED, "三"),
        Piece(Kind.SAME, "前打电话。"),
    )


def test_a_sentence_written_anew_is_replaced_whole() -> None:
    pieces = diff("The file came late. He stayed.", "Nobody knew the date. He stayed.")
    assert pieces[0] == Piece(Kind.REMOVED, "The file came late.")
    assert pieces[-1].text.endswith("He stayed.")


def test_an_added_sentence_leaves_the_others_alone() -> None:
    pieces = diff("He stayed.", "He stayed. She helped.")
    assert pieces == (Piece(Kind.SAME, "He stayed."), Piece(Kind.ADDED, " She helped."))


def test_a_change_of_readers_is_a_change_without_words() -> None:
    before = edition(1, block("focus", "The close", Visibility.PRIVATE))
    (change,) = changes(before, edition(2, block("focus", "The close")))
    assert (change.kind, change.pieces) == (ChangeKind.OPENED, ())


def test_in_a_first_edition_everything_is_new() -> None:
    (change,) = changes(None, edition(1, block("focus", "The close")))
    assert change.kind is ChangeKind.NEW


def test_words_that_went_and_words_that_came_do_not_touch() -> None:
    before = edition(1, block("evidence", "Two people stayed until midnight."))
    after = edition(2, block("evidence", "One person stayed until midnight."))
    view = note(before, after)
    [change] = changes(before, after)
    [_, drawn] = rewritten(view, change, Words(Catalog.load(), "en-US"))
    said = [run["text"] for run in drawn["elements"][0]["elements"]]
    assert said == ["Two people", " ", "One person", " stayed until midnight."]
