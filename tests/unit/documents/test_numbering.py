"""The numbers in front of headings and rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats.word_numbers import written
from knowledge.numbering import numbered, numeral


@pytest.mark.parametrize(
    ("words", "number", "rest"),
    [
        ("第十二条之一 年假", "第十二条之一", "年假"),
        ("第 3 条：年假", "第3条", "年假"),
        ("第三条【年假】", "第三条", "【年假】"),
        ("第二章　休假", "第二章", "休假"),
        ("附件一 申请表", "附件一", "申请表"),
        ("Article 5. Rest", "Article 5", "Rest"),
        ("SECTION 4: Leave", "Section 4", "Leave"),
        ("Appendix B – Forms", "Appendix B", "Forms"),
        ("Article IV", "Article IV", ""),
        ("§ 12 Leave", "§ 12", "Leave"),
        ("PM-1.1 Purpose", "PM-1.1", "Purpose"),
        ("3.2 Leave", "3.2", "Leave"),
        ("3.2.1. Leave", "3.2.1", "Leave"),
        ("3.2年假", "3.2", "年假"),
        ("7. Leave", "7", "Leave"),
        ("一、总则", "", "总则"),
        ("（三）病假", "", "病假"),
    ],
)
def test_a_number_is_told_from_the_words_after_it(words: str, number: str, rest: str) -> None:
    found = numbered(words)
    assert found is not None
    assert (found.id, found.rest) == (number, rest)


@pytest.mark.parametrize(
    "words", ["", "Leave", "rules apply", "2026 was a year", "5天", "1st of May", "第一", "Parting words"]
)
def test_what_only_looks_like_a_number_is_none(words: str) -> None:
    assert numbered(words) is None


@pytest.mark.parametrize(
    "words", ["第三条规定的人员", "Section 4 of the act", "3.2 million people", "5 days of leave"]
)
def test_what_could_be_the_beginning_of_a_sentence_is_not_clear(words: str) -> None:
    found = numbered(words)
    assert found is not None
    assert not found.clear


@given(st.integers(1, 9999))
def test_a_numeral_means_what_word_writes_for_it(value: int) -> None:
    assert numeral(written(value, "chineseCountingThousand")) == value
    assert numeral(str(value)) == value


def test_a_numeral_may_be_written_digit_by_digit() -> None:
    assert numeral("一〇二") == 102
