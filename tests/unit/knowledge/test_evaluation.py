"""The figures of an evaluation, on outcomes one can count by hand."""

import json

import pytest

from knowledge.evaluation import Outcome, Question, QuestionsError, auroc, read_questions, scores


def outcome(expected: str, rank: int | None, cited: str, sure: float) -> Outcome:
    question = Question("q", "?", "en", "direct", frozenset(expected.split()))
    return Outcome(question, rank, bool(cited), sure, tuple(cited.split()), 0.01)


def test_every_figure_is_the_share_it_says() -> None:
    figures = scores(
        [
            outcome("A", 1, "A", 0.9),
            outcome("A B", 3, "A C", 0.8),
            outcome("A", 5, "", 0.2),
            outcome("A", None, "D", 0.7),
            outcome("", None, "", 0.1),
            outcome("", None, "E", 0.75),
        ]
    )
    assert (figures.questions, figures.recall_1, figures.recall_3, figures.recall_5) == (6, 0.25, 0.5, 0.75)
    assert figures.mrr == pytest.approx((1 + 1 / 3 + 1 / 5) / 4)
    assert figures.answered == 0.75
    assert (figures.abstention_precision, figures.abstention_recall) == (0.5, 0.5)
    assert figures.abstention_auroc == pytest.approx(6 / 8)
    assert figures.wrong_citations == pytest.approx(3 / 5)
    assert figures.p50 == figures.p95 == 0.01


def test_what_cannot_be_said_is_not_said() -> None:
    figures = scores([outcome("", None, "", 0.1)])
    assert figures.recall_5 is figures.mrr is figures.answered is figures.abstention_auroc is None
    assert figures.wrong_citations is None


def test_ties_count_half() -> None:
    assert auroc([0.5], [0.5]) == 0.5
    assert auroc([0.5, 0.9], [0.5, 0.1]) == pytest.approx((0.5 + 1 + 1 + 1) / 4)


def test_a_line_without_language_or_kind_is_understood() -> None:
    lines = [
        json.dumps({"id": 7, "question": "申诉期限?", "expected": ["PM-7.3"]}),
        "",
        '{"question": "x", "expected": []}',
    ]
    first, second = read_questions(lines)
    assert (first.id, first.language, first.kind, first.expected) == ("7", "zh", "answerable", {"PM-7.3"})
    assert (second.id, second.kind) == ("3", "unanswerable")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON"),
        ("[]", 'no "question"'),
        ('{"question": " ", "expected": []}', 'no "question"'),
        ('{"question": "x"}', "expected"),
        ('{"question": "x", "expected": [1]}', "expected"),
    ],
)
def test_a_bad_line_is_named(line: str, problem: str) -> None:
    with pytest.raises(QuestionsError, match=rf"line 2: .*{problem}"):
        read_questions(['{"question": "x", "expected": []}', line])
