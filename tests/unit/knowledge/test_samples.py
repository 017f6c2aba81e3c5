"""The sample questions about the demo rule book."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

from knowledge.documents import read_markdown
from knowledge.evaluation import read_questions

KNOWLEDGE = Path(str(files("knowledge")))
QUESTIONS = read_questions(
    (KNOWLEDGE / "samples" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
)


def test_there_are_enough_of_each_kind_and_language() -> None:
    kinds = Counter((one.kind, one.language) for one in QUESTIONS)
    assert len(QUESTIONS) >= 120
    assert set(kinds) == {
        ("direct", "en"),
        ("direct", "zh"),
        ("paraphrase", "en"),
        ("paraphrase", "zh"),
        ("cross", "en"),
        ("near-miss", "en"),
        ("near-miss", "zh"),
    }
    assert min(kinds.values()) >= 8


def test_no_question_is_there_twice() -> None:
    assert len({one.text for one in QUESTIONS}) == len({one.id for one in QUESTIONS}) == len(QUESTIONS)


def test_what_is_expected_exists_and_near_misses_expect_nothing() -> None:
    known = {
        clause.id
        for language in ("en", "zh")
        for clause in read_markdown(KNOWLEDGE / "policies" / f"performance-rules.{language}.md").clauses
    }
    for question in QUESTIONS:
        assert question.expected <= known, question.id
        assert bool(question.expected) == (question.kind != "near-miss"), question.id


def test_every_chapter_is_asked_about() -> None:
    chapters = {clause.split(".")[0] for one in QUESTIONS for clause in one.expected}
    assert chapters == {f"PM-{number}" for number in range(1, 9)}
