"""What a question speaks of, in the words people use and in those of rule books."""

import numpy as np
import pytest

from knowledge.concepts import UNSURE, direction, meant, names
from knowledge.embeddings import installed
from knowledge.ranking import Shelf, _first
from tests.unit.knowledge.passages import EVERYONE, passage

BOOK = [
    passage("L-1", "Bereavement leave is three days.", title="Bereavement"),
    passage("L-2", "Annual leave is twenty days.", title="Annual leave"),
    passage("L-3", "Travel is booked by the office.", title="Travel"),
    passage("L-4", "竞业限制期限不得超过二年。", title="第二十四条"),
    passage("L-5", "劳动者应当遵守规章制度。", title="第三条"),
]


def named(question: str) -> list[str]:
    return [one.concept.terms["en"][0] for one in meant(question)]


def first(question: str) -> str:
    return Shelf(BOOK, {}).sight(EVERYONE).matches(question)[0].passage.clause


@pytest.mark.parametrize(
    ("asked", "concept"),
    [
        ("My grandmother passed away. May I stay at home?", "bereavement leave"),
        ("家里有人去世了，能休息几天？", "bereavement leave"),
        ("I take the bus every morning", "transit subsidy"),
        ("May I go to a competitor?", "non-compete"),
        ("老板非让我们晚上留下来干活", "overtime"),
    ],
)
def test_a_question_is_understood_without_the_official_word(asked: str, concept: str) -> None:
    assert concept in named(asked)


def test_a_way_to_ask_counts_as_a_whole_and_not_by_its_one_telling_word() -> None:
    assert "transit subsidy" in named("I take the bus")
    assert "transit subsidy" not in named("Please take a seat")


def test_several_words_say_more_surely_what_is_meant_than_one() -> None:
    sure = {one.concept.terms["en"][0]: one.sure for one in meant("Is sick leave counted as leave?")}
    assert sure["sick leave"] == 1
    assert sure["leave"] == UNSURE
    assert next(iter(sure)) == "sick leave"


def test_a_clause_is_found_by_what_rule_books_call_it() -> None:
    assert first("My grandmother passed away. How long may I stay at home?") == "L-1"


def test_a_concept_leads_to_the_other_language() -> None:
    matches = Shelf(BOOK, {}).sight(EVERYONE).matches("Could I work for a rival?")
    assert matches[0].passage.clause == "L-4"


def test_every_concept_has_names_in_both_languages_that_are_found() -> None:
    english, chinese = names("en"), names("zh")
    assert len(english) == len(chinese) >= 390
    for number, both in enumerate(zip(english, chinese, strict=True)):
        for name in both:
            found = {one.concept.number: one.concept for one in meant(name)}
            assert number in found
            assert found[number].ways["en"]
            assert found[number].ways["zh"]


def test_the_vectors_kept_are_those_of_the_names_as_they_are() -> None:
    for model in installed():
        for language in filter(model.reads, ("en", "zh")):
            for name in names(language)[::40]:
                spoken_of = meant(name)
                kept = direction(model.name, name, language)
                assert kept is not None
                made = sum(
                    (one.sure * model.question(one.concept.terms[language][0]) for one in spoken_of[:6]),
                    np.zeros(1, np.float32),
                )
                assert float(kept @ made) / float(np.linalg.norm(made)) > 0.999


def test_a_question_of_nothing_known_or_an_unknown_model_has_no_direction() -> None:
    model = installed()[0].name
    assert direction(model, "asdf qwer", "en") is None
    assert direction("remote-large", "sick leave", "en") is None


def test_the_first_of_many_stand_as_a_stable_sort_has_them() -> None:
    values = np.random.default_rng(4).integers(0, 9, 500).astype(np.float32)
    for count in (1, 64, 499, 500, 800):
        assert _first(values, count).tolist() == np.argsort(-values, kind="stable")[:count].tolist()
