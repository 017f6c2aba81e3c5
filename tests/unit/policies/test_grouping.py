"""Questions that ask for the same are put together."""

from __future__ import annotations

from bot.features.policies.grouping import grouped, stems


def test_words_of_one_stem_are_the_same() -> None:
    assert stems("meal allowances") == stems("the meal allowance")
    assert "餐补" in stems("请问餐补是多少？") & stems("餐补多少")


def test_near_duplicates_are_one_group_and_the_largest_comes_first() -> None:
    asked = [
        "Is there parking?",
        "What is the meal allowance?",
        "How much is the meal allowance",
        "meal allowances?",
        "出差餐补多少",
        "出差餐补是多少？",
    ]
    assert grouped(asked) == [[1, 2, 3], [4, 5], [0]]


def test_questions_without_stems_are_grouped_by_their_words_alone() -> None:
    assert grouped(["what is it?", "what is it?", "how?"]) == [[0, 1], [2]]
