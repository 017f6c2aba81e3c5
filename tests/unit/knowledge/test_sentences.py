"""Sentences of a clause: exact places, whatever the marking, and nothing lost between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import plain, sentences


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask first. Then book.", ["Ask first.", "Then book."]),
        ("At most 4.5 hours. No more.", ["At most 4.5 hours.", "No more."]),
        ("先申请。再预订！", ["先申请。", "再预订！"]),
        ("Bring:\n- a ticket\n- a receipt", ["Bring:", "- a ticket", "- a receipt"]),
        ("可以申请：\n（一）年假\n（二）病假", ["可以申请：", "（一）年假", "（二）病假"]),
        ("One line\nthat goes on.", ["One line\nthat goes on."]),
        ("He said 'no.' She left.", ["He said 'no.'", "She left."]),
        ("***\n\nWords.", ["Words."]),
        ("", []),
    ],
)
def test_a_clause_is_cut_where_a_reader_would_stop(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(alphabet="ab .。!?\n-*（一）|#", max_size=80))
def test_sentences_follow_each_other_and_leave_out_only_blanks_and_marking(text: str) -> None:
    spans = sentences(text)
    end = 0
    for span in spans:
        assert end <= span.start < span.end
        assert not plain(text[end : span.start])
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        end = span.end
    assert not plain(text[end:])


def test_marking_and_addresses_are_not_words() -> None:
    marked = (
        "See **the** [leave page](https://example.com/a_(b)) <br/> at https://example.com/x {% page %} now"
    )
    assert plain(marked) == "See the leave page at now"


def test_names_with_underscores_keep_them() -> None:
    assert plain("Set `cut_off_day` to _five_") == "Set cut_off_day to five"
