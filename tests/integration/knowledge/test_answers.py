"""Questions about the demo rule book, with the models as they are installed."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.embeddings import installed
from knowledge.evaluation import evaluate, read_questions
from knowledge.passages import Passage, View
from knowledge.search import Searcher
from knowledge.words import language_of
from tests.rule_passages import passages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from knowledge.embeddings import Embedder, Text
    from knowledge.reading import Reading

KNOWLEDGE = Path(str(files("knowledge")))
EVERYONE = View(frozenset({"everyone"}), date(2026, 8, 1))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """Index the demo rule book once, in both languages."""
    made = Searcher(tmp_path_factory.mktemp("index"))
    made.refresh(demo_rules())
    yield made
    made.close()


def demo_rules() -> list[Passage]:
    """Return the demo rule book's clauses in both languages."""
    return [
        passage
        for language in ("en", "zh")
        for passage in passages_of(KNOWLEDGE / "policies" / f"performance-rules.{language}.md")
    ]


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("How is collection rate scored?", "PM-4.2"),
        ("回款率怎么计分?", "PM-4.2"),
        ("I moved teams in March", "PM-4.13"),
        ("我三月转岗怎么算?", "PM-4.13"),
        ("Until when can I appeal?", "PM-7.3"),
        ("申诉到什么时候?", "PM-7.3"),
        ("Who sees my notes?", "PM-3.4"),
        ("谁能看到我的沟通记录?", "PM-3.4"),
        ("Why was my score changed in calibration?", "PM-5.6"),
        ("校准为什么改我的分?", "PM-5.6"),
    ],
)
def test_a_golden_question_finds_its_clause(searcher: Searcher, question: str, clause: str) -> None:
    hits = searcher.search(question, EVERYONE)
    assert clause in [hit.passage.clause for hit in hits]
    assert {hit.passage.language for hit in hits} == {language_of(question)}
    assert hits[0].passage.clause == clause


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("How is collection rate scored?", ["PM-4.2"]),
        ("回款率怎么计分？", ["PM-4.2"]),
        ("I moved teams in March", ["PM-4.13"]),
        ("我三月转岗怎么算？", ["PM-4.13"]),
        ("Until when can I appeal?", ["PM-7.3", "PM-7.4"]),
        ("申诉到什么时候？", ["PM-7.3", "PM-7.4"]),
        ("Who sees my notes?", ["PM-3.4", "PM-6.4"]),
        ("Who may see the shared notes?", ["PM-3.4", "PM-6.4"]),
        ("谁能看到我的沟通记录？", ["PM-3.4", "PM-6.4"]),
        ("共享记录谁能看到？", ["PM-3.4", "PM-6.4"]),
        ("What may shared notes contain, and are they versioned?", ["PM-3.4"]),
        ("Why was my score changed in calibration?", ["PM-5.6"]),
        ("校准为什么改我的分？", ["PM-5.6"]),
    ],
)
def test_a_golden_question_is_answered_with_its_clauses_and_no_other(
    searcher: Searcher, question: str, clauses: list[str]
) -> None:
    finding = searcher.ask(question, EVERYONE)
    assert finding.answered
    assert list(dict.fromkeys(passage.clause for passage, _ in finding.quotes)) == clauses


@pytest.mark.parametrize("question", ["What is the meal allowance?", "餐补多少?"])
def test_what_is_not_covered_is_not_answered(searcher: Searcher, question: str) -> None:
    finding = searcher.ask(question, EVERYONE)
    assert not finding.answered
    assert finding.quotes == ()


@pytest.mark.slow
def test_the_sample_is_answered_no_worse_than_it_was(searcher: Searcher) -> None:
    lines = (KNOWLEDGE / "samples" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    report = evaluate(searcher, EVERYONE, read_questions(lines))
    figures = report.overall
    assert (figures.recall_5 or 0) >= 0.9
    assert (figures.abstention_auroc or 0) >= 0.86
    assert (figures.answered or 0) >= 0.88
    assert (report.by_kind["direct"].answered or 0) >= 0.95
    assert (report.by_kind["near-miss"].abstention_recall or 0) >= 0.55
    assert (report.by_kind["direct"].wrong_citations or 0) <= 0.1


@pytest.mark.parametrize(
    "typed",
    ["asdf qwer", "x" * 3000, "???", "🙂", "مرحبا", "PM", "1", "how", "what is this?", "这是什么？", "   "],
)
def test_what_is_no_question_is_not_answered(searcher: Searcher, typed: str) -> None:
    finding = searcher.ask(typed, EVERYONE)
    assert not finding.answered
    assert finding.quotes == ()


class Mute:
    """A model as an endpoint serves it: vectors, and no look at single words."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self.name = f"mute-{model.name}"

    def reads(self, language: str) -> bool:
        return self._model.reads(language)

    def texts(self, texts: Sequence[Text]) -> Iterator[NDArray[np.float32]]:
        return self._model.texts(texts)

    def question(self, question: str) -> NDArray[np.float32]:
        return self._model.question(question)

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        del question, texts
        return []


def test_a_model_beside_an_endpoint_keeps_it_from_answering_what_no_clause_says(tmp_path: Path) -> None:
    model = installed()[0]
    questions = (
        "How much is the bonus for an S rating?", "餐补多少?", "How is collection rate scored?", "回款率怎么计分？",
    )  # fmt: skip
    answered = []
    for readers in ((), (model,)):
        searcher = Searcher(tmp_path / "index", [Mute(model)], beside=readers)
        searcher.refresh(demo_rules())
        answered.append([searcher.ask(question, EVERYONE).answered for question in questions])
        searcher.close()
    assert answered == [[True, True, True, True], [False, False, True, True]]
