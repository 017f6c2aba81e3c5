from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.checking import (
    MOST_SENTENCES,
    Claim,
    Fault,
    RefusedError,
    carries_more_than_words,
    check,
    find_quote,
    is_plain_prose,
    sentences_of,
    whole_sentences,
)
from bot.language.writer import Quoted

STEPS = Quoted(
    "PM-7.4",
    "2026.1",
    "Stage 1 within 5 working days. A colleague may attend. The panel may not lower the result; a wrong\n"
    "source figure is corrected under PM-6.3.",
)
STEPS_ZH = Quoted(
    "PM-7.4", "2026.1", "一级 5 个工作日内答复。可由同事陪同。复核不得降低结果；来源数据错误按 6.3 条更正。"
)
WINDOW_ZH = Quoted("PM-7.3", "2026.1", "结果可见之日起 10 个工作日内可申诉，理由为数据、规则、程序或评价。")
PASSAGES = [STEPS, STEPS_ZH, WINDOW_ZH]
NOT_LOWER = "The panel may not lower the result; a wrong\nsource figure is corrected under PM-6.3."


def shown(text: str, quote: str, clause: str = "PM-7.4", language: str = "en") -> tuple[str, str]:
    """Return the one sentence that is shown and what it is quoted from."""
    (sentence,) = check([Claim(text, ((clause, quote),))], PASSAGES, language).sentences
    (quotation,) = sentence.quotations
    return sentence.text, quotation.text


def fault(claim: Claim, language: str = "en") -> Fault:
    with pytest.raises(RefusedError) as problem:
        check([claim], PASSAGES, language)
    return problem.value.fault


def test_a_quote_is_shown_in_the_clauses_own_characters_and_as_whole_sentences() -> None:
    assert shown("", "lower the result") == ("", NOT_LOWER)
    assert shown("", "LOWER  the\tresult; A WRONG source") == ("", NOT_LOWER)
    assert shown("", "10个工作日内可申诉,理由为数据", "pm-7.3", "zh") == ("", WINDOW_ZH.text)


@pytest.mark.parametrize(
    ("clause", "quote"),
    [
        ("PM-7.4", "The panel may lower the result"),
        ("PM-7.4", "within 6 working days"),
        ("PM-7.3", "The panel may not lower the result"),
        ("PM-7.5", "The panel may not lower the result"),
        ("PM-7.4", "the"),
        ("PM-7.4", ""),
        ("", "The panel may not lower the result"),
        ("PM-7.3", "10 个工作日以内可申诉"),
    ],
)
def test_a_quote_that_does_not_stand_in_its_clause_is_refused(clause: str, quote: str) -> None:
    assert fault(Claim("", ((clause, quote),))) is Fault.QUOTE


def test_a_sentence_without_a_quote_is_refused() -> None:
    assert fault(Claim("The panel may not lower the result.", ())) is Fault.CITATION
    with pytest.raises(RefusedError):
        check([], PASSAGES, "en")


@pytest.mark.parametrize(
    "text",
    [
        "The panel may not lower the result within 9 days.",
        "See PM-9.1.",
        "The panel may not lower the result in 2026.",
        "5 percent",
    ],
)
def test_a_number_or_clause_id_of_its_own_is_refused(text: str) -> None:
    expected = Fault.NUMBER
    assert fault(Claim(text, (("PM-7.4", "The panel may not lower the result"),))) is expected


@pytest.mark.parametrize("text", ["十一个工作日内可申诉", "百分之十", "一百天内可申诉"])
def test_a_number_of_its_own_in_chinese_numerals_is_refused_too(text: str) -> None:
    assert fault(Claim(text, (("PM-7.3", WINDOW_ZH.text),)), "zh") is Fault.NUMBER


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The panel may not lower the result; a wrong source figure is corrected under PM-6.3.", True),
        ("The panel may not lower the result; wrong source figure corrected under PM-6.3 (PM-7.4).", True),
        ("The panel may lower the result; a wrong source figure is corrected under PM-6.3.", False),
        ("The result may not lower the panel; a wrong source figure is corrected under PM-6.3.", False),
        ("The panel may not lower the result.", False),
        ("Your manager may not lower the result; a wrong source figure is corrected under PM-6.3.", False),
        ("Do not worry.", False),
    ],
)
def test_a_sentence_that_is_no_shortening_of_its_quote_is_left_out(text: str, *, kept: bool) -> None:
    said, quoted = shown(text, "The panel may not lower the result")
    assert (said, quoted) == (text if kept else "", NOT_LOWER)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("结果可见之日起十个工作日内可申诉，理由为数据、规则、程序或评价。", True),
        ("结果可见之日起10个工作日内可申诉，理由为数据、程序或评价", True),
        ("结果可见之日起 10 个日内可申诉，理由为数据、规则、程序或评价。", False),
        ("结果可见之日起 10 个工作日内可申诉。", False),
        ("10 个工作日内可申诉，理由为数据、规则、程序或评价。", False),
        ("结果可见之日起 10 个工作日内不可申诉，理由为数据、规则、程序或评价。", False),
    ],
)
def test_chinese_is_shortened_between_marks_and_keeps_what_turns_it(text: str, *, kept: bool) -> None:
    assert shown(text, WINDOW_ZH.text, "PM-7.3", "zh")[0] == (text if kept else "")


def test_a_sentence_in_another_language_than_the_question_is_left_out() -> None:
    assert shown("可由同事陪同。", "可由同事陪同", language="zh")[0] == "可由同事陪同。"
    assert shown("可由同事陪同。", "可由同事陪同", language="en") == ("", "可由同事陪同。")
    assert shown("A colleague may attend.", "A colleague may attend", language="zh")[0] == ""


@pytest.mark.parametrize(
    "text",
    [
        "A colleague may attend: https://evil.example",
        "A colleague may attend (evil.example).",
        "A colleague may attend <@U012345678>",
        "A colleague may attend <!channel>",
        "A *colleague* may attend",
        "A `colleague` may attend",
        "A colleague may attend :tada:",
        "A colleague may attend\nA colleague may attend",
        "A colle\u200bague may attend",
        "\u0410 colleague may attend",
        "A colleague may attend \u202e",
        "write to hr@demo.example",
        "![x](y)",
        "| A | colleague |",
    ],
)
def test_nothing_slack_makes_more_of_passes(text: str) -> None:
    assert not is_plain_prose(text)
    assert fault(Claim(text, (("PM-7.4", "A colleague may attend"),))) is Fault.MARKUP


@pytest.mark.parametrize(
    "text", ["见 [附件](http://x.example)。", "Ask <@U1>.", "Hidden\u200b words.", "See www.x.example today."]
)
def test_a_clause_that_carries_a_link_or_hidden_letters_is_not_the_models_to_show(text: str) -> None:
    assert carries_more_than_words(text)
    poisoned = [Quoted("X-1.1", "1", text)]
    with pytest.raises(RefusedError) as problem:
        check([Claim("", (("X-1.1", text),))], poisoned, "en")
    assert problem.value.fault is Fault.MARKUP


def test_ordinary_clauses_carry_words_only() -> None:
    for text in (*(passage.text for passage in PASSAGES), "Score = actual ÷ target × 100; ±0.5 (i.e. 5 %)."):
        assert not carries_more_than_words(text)


def test_an_answer_begins_with_a_clause_that_is_likely() -> None:
    unlikely = Quoted("PM-5.4", "2026.1", "B is solid, expected performance.", likely=False)
    first = Claim("", (("PM-7.4", "A colleague may attend"),))
    other = Claim("", (("PM-5.4", "B is solid"),))
    assert len(check([first, other], [STEPS, unlikely], "en").sentences) == 2
    with pytest.raises(RefusedError) as problem:
        check([other, first], [STEPS, unlikely], "en")
    assert problem.value.fault is Fault.ELSEWHERE


def test_an_answer_has_an_end() -> None:
    claim = Claim("", (("PM-7.4", "A colleague may attend"),))
    with pytest.raises(RefusedError) as problem:
        check([claim] * (MOST_SENTENCES + 1), PASSAGES, "en")
    assert problem.value.fault is Fault.LENGTH
    assert fault(Claim("a " * 400, claim.quotes)) is Fault.LENGTH


def test_sentences_end_where_a_reader_would_end_them() -> None:
    assert sentences_of("Cap 4.5 points, e.g. for sales. Then\nstop! 好。不好？") == [
        "Cap 4.5 points, e.g. for sales.",
        "Then\nstop!",
        "好。",
        "不好？",
    ]
    assert sentences_of("One line\nwrapped\n- first item\n- second item\n\nAfter") == [
        "One line\nwrapped",
        "- first item",
        "- second item",
        "After",
    ]


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=80))
def test_what_is_found_is_the_texts_own(before: str, quote: str, after: str) -> None:
    text = before + quote + after
    found = find_quote(quote, text)
    if found is not None:
        start, end = found
        widened = whole_sentences(text, start, end)
        assert 0 <= widened[0] <= start < end <= widened[1] <= len(text) or not text[start:end].strip()
