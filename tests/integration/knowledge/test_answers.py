"""Questions about the demo rule book, with the models as they are installed."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.documents import read_markdown
from knowledge.evaluation import evaluate, read_questions
from knowledge.passages import Passage, View
from knowledge.search import Searcher
from knowledge.words import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator

KNOWLEDGE = Path(str(files("knowledge")))
EVERYONE = View(frozenset({"everyone"}), date(2026, 8, 1))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    """Index the demo rule book once, in both languages."""
    made = Searcher(tmp_path_factory.mktemp("index"))
    documents = [
        read_markdown(KNOWLEDGE / "policies" / f"performance-rules.{each}.md") for each in ("en", "zh")
    ]
    made.refresh(
        Passage(
            key=f"{document.id}@{document.version}/{clause.language}/{clause.id}",
            document=document.id,
            clause=clause.id,
            version=document.version,
            language=clause.language,
            title=clause.title,
            path=clause.path,
            text=clause.text,
            start=clause.start,
            end=clause.end,
            audience="everyone",
            effective_from=document.effective_from,
            effective_until=None,
        )
        for document in documents
        for clause in document.clauses
    )
    yield made
    made.close()


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
        ("Who sees my notes?", ["PM-3.4"]),
        ("谁能看到我的沟通记录？", ["PM-3.4"]),
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
