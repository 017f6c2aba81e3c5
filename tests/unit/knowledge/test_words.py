"""Words, synonyms and the other language."""

import pytest

from knowledge.dictionary import Dictionary, dictionary
from knowledge.lexical import Lexicon
from knowledge.translation import synonyms, translations
from knowledge.words import language_of, telling, words


def test_english_is_compared_by_stems_without_the_words_of_asking() -> None:
    assert words("How are the reviews scored?") == words("review scoring")


def test_chinese_is_compared_by_characters_and_pairs() -> None:
    assert words("申诉期限") == ("申", "诉", "期", "限", "申诉", "诉期", "期限")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("When can I appeal?", "en"),
        ("申诉期限", "zh"),
        ("HR 什么时候答复?", "zh"),
        ("Who is 张伟 in HR and what does he do?", "en"),
    ],
)
def test_the_language_is_the_one_most_of_it_is_in(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_rarer_word_weighs_more_and_an_unknown_one_most() -> None:
    lexicon = Lexicon([words("travel by train"), words("travel by plane"), words("travel on foot")])
    travel, train, ship = (lexicon.rarity(*words(word)) for word in ("travel", "train", "ship"))
    assert travel < train < ship
    assert lexicon.scores(words("train")).argmax() == 0


def test_an_empty_lexicon_knows_nothing() -> None:
    assert Lexicon([]).scores(("train",)).tolist() == []
    assert Lexicon([()]).scores(("train",)).tolist() == [0]


def test_of_several_ways_to_say_it_the_best_counts() -> None:
    lexicon = Lexicon([("a", "b"), ("c",), ("d",)])
    both = lexicon.best([("a", "b"), ("c", "x")])
    assert both[0] > both[1] > both[2] == 0


def test_a_question_brings_the_rule_books_own_words_in_both_languages() -> None:
    found = synonyms("Can I contest my result?")
    assert words("appeal") in found
    assert words("申诉") in found
    assert words("申诉") not in synonyms("申诉期限")


def test_a_word_is_translated_and_names_and_classifiers_are_not() -> None:
    lines = [
        "申訴 申诉 [shen1 su4] /to file a complaint/to appeal (to an authority)/complaint/",
        "張 张三 [Zhang1 san1] /Zhang San/",
        "不 不对 [bu4 dui4] /CL:個|个[ge4]/",
    ]
    small = Dictionary(iter(lines))
    assert small.chinese(*words("appeal")) == ("申诉",)
    assert small.english("我要申诉") == (("appeal", "complaint"),)
    assert small.english("张三不对") == ()


def test_the_installed_dictionary_knows_the_field() -> None:
    book = dictionary()
    assert book is not None
    assert "考核" in book.chinese(*words("appraisal"))
    assert any(("考核",) in ways for ways in translations("annual appraisal"))


def test_the_words_that_tell_are_neither_those_of_asking_nor_the_month_it_happened() -> None:
    question = "How did I move teams in March?"
    assert [question[start:end] for start, end in telling(question)] == ["move", "teams"]
    assert telling("How?") == ((0, 4),)
