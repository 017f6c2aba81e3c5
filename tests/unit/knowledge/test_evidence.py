"""What is weighed before a question is answered, and which sentence is quoted."""

import pytest

from knowledge.evidence import Weights, confidence, model_for, trained
from knowledge.facts import facts
from knowledge.ranking import Shelf
from knowledge.reading import Reading
from knowledge.translation import renamed
from tests.bench.training import FACTS, fit
from tests.unit.knowledge.passages import EVERYONE, passage

BOOK = [
    passage(
        "TR-1.1", "Hotels are booked by the office. A room costs at most 120 euros a night.", title="Hotels"
    ),
    passage("TR-1.2", "Taxis are for the night only. The manager approves them.", title="Taxis"),
    passage("TR-1.3", "申请由部门负责人批准。五个工作日内答复。", title="申请"),
]


def asked(question: str) -> tuple[dict[str, float], list[str]]:
    sight = Shelf(BOOK, {}).sight(EVERYONE)
    seen = facts(question, sight, sight.matches(question))
    return seen.values, [one.text[span.start : span.end] for one, span in seen.quotes]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much may a hotel room cost?", "A room costs at most 120 euros a night."),
        ("Who books hotels?", "Hotels are booked by the office."),
        ("Who approves taxis?", "The manager approves them."),
        ("申请由谁批准?", "申请由部门负责人批准。"),
        ("申请多少天答复?", "五个工作日内答复。"),
    ],
)
def test_the_sentence_that_answers_is_quoted_first(question: str, sentence: str) -> None:
    assert asked(question)[1][0] == sentence


def test_a_clause_without_what_is_asked_for_lacks_it() -> None:
    assert asked("How many taxis may I take?")[0]["lacks"] == 1
    assert asked("How much is a hotel?")[0]["lacks"] == 0
    assert asked("Are taxis fine?")[0]["lacks"] == 0


def test_the_more_of_a_question_a_clause_says_the_more_is_covered() -> None:
    shares = [asked(each)[0]["covered"] for each in ("hotel room", "hotel lunch", "lunch on mars")]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == 1
    assert shares[-1] == 0


def test_the_weights_kept_are_for_facts_there_are_and_each_model_has_its_own() -> None:
    assert set(trained()) == set(FACTS)
    known = set(asked("hotel")[0]) | {"read", "least read", "uneven", "length"}
    for weights in trained().values():
        assert set(weights.facts) <= known
        assert 0 < weights.threshold < 1


def test_another_name_brings_a_word_near_and_leaves_what_is_nearer() -> None:
    import numpy as np  # noqa: PLC0415 - only here

    places = ((0, 10), (11, 15), (16, 22))
    read = Reading(np.asarray([0.7, 0.95, 0.7], np.float32), np.ones(3, bool), places)
    near = read.known_by(renamed("collection rate scored", "Higher is better"), 0.92).near
    assert near.tolist() == pytest.approx([0.92, 0.95, 0.7])


def test_which_weights_apply_depends_on_model_and_language() -> None:
    assert model_for({"other language": 1.0}) == "unread"
    assert model_for({"least read": 0.8, "other language": 0.0}) == "read"
    assert model_for({"least read": 0.8, "other language": 1.0}) == "across"


def test_confidence_is_between_never_and_always_whatever_the_facts() -> None:
    model = Weights({"covered": 1e9}, 0.0, 0.5)
    assert confidence(model, {"covered": 0.0}) == 0.5
    assert 0 < confidence(model, {"covered": -1.0}) < 0.01
    assert 0.99 < confidence(model, {"covered": 1.0}) <= 1


def test_training_finds_which_fact_decides() -> None:
    import numpy as np  # noqa: PLC0415 - only here

    table = np.asarray([[at % 2, at % 3] for at in range(60)], float)
    weights, constant = fit(table, table[:, 0])
    assert weights[0] > 4 * abs(weights[1])
    assert constant < 0
