"""How well questions with known answers are answered: found, cited, or rightly left alone.

A file of questions has one JSON object a line: `{"id", "question", "expected": ["PM-4.2", …]}`, where an empty
`expected` says that the rule book has no answer; `lang` and `kind` are for reading the result by groups.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING, Protocol

from knowledge.words import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from knowledge.evidence import Finding
    from knowledge.passages import View

DEPTH = 5
"""Clauses looked at; a clause further down counts as not found."""


class QuestionsError(ValueError):
    """A line that is not a question. The message names the line and what is wrong with it."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(f"line {line}: {problem}")
        self.line = line


class Asked(Protocol):
    """What answers."""

    def ask(self, question: str, view: View, limit: int = 5) -> Finding:
        """Return what was found, and whether that answers the question."""
        ...


@dataclass(frozen=True)
class Question:
    """One question and the clauses that answer it; none when nothing does."""

    id: str
    text: str
    language: str
    kind: str
    expected: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """What came of one question; `rank` counts from 1 and is None when no expected clause was among the first."""

    question: Question
    rank: int | None
    answered: bool
    confidence: float
    cited: tuple[str, ...]
    seconds: float

    @property
    def wrong(self) -> int:
        """How many of the clauses cited are not expected."""
        return sum(clause not in self.question.expected for clause in self.cited)


@dataclass(frozen=True)
class Scores:
    """One group of questions. Shares are between 0 and 1, and None where there is nothing to take a share of."""

    questions: int
    recall_1: float | None
    recall_3: float | None
    recall_5: float | None
    mrr: float | None
    answered: float | None
    """Of the questions that have an answer, those that got one."""
    abstention_precision: float | None
    """Of the questions left alone, those that have no answer."""
    abstention_recall: float | None
    """Of the questions without an answer, those left alone."""
    abstention_auroc: float | None
    """How probable it is that we are surer of a question with an answer than of one without."""
    wrong_citations: float | None
    """Of the clauses cited, those that are not expected."""
    p50: float
    p95: float
    """Seconds for one question."""


@dataclass(frozen=True)
class Report:
    """All questions together, by language, by kind, and each outcome."""

    overall: Scores
    by_language: dict[str, Scores]
    by_kind: dict[str, Scores]
    outcomes: tuple[Outcome, ...]


def read_questions(lines: Iterable[str]) -> tuple[Question, ...]:
    """Return the questions of a file. Raises QuestionsError for the first line that is none."""
    return tuple(_question(number, line) for number, line in enumerate(lines, start=1) if line.strip())


def evaluate(
    searcher: Asked,
    view: View,
    questions: Sequence[Question],
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Ask every question as somebody with this view would, and compare."""
    outcomes = []
    for number, question in enumerate(questions, start=1):
        begun = time.perf_counter()
        finding = searcher.ask(question.text, view, DEPTH)
        outcomes.append(_outcome(question, finding, time.perf_counter() - begun))
        if progress is not None:
            progress(number, len(questions))
    return Report(
        overall=scores(outcomes),
        by_language=_grouped(outcomes, lambda one: one.question.language),
        by_kind=_grouped(outcomes, lambda one: one.question.kind),
        outcomes=tuple(outcomes),
    )


def scores(outcomes: Sequence[Outcome]) -> Scores:
    """Return the figures of some outcomes; at least one."""
    answerable = [one for one in outcomes if one.question.expected]
    others = [one for one in outcomes if not one.question.expected]
    left = [one for one in outcomes if not one.answered]
    cited = sum(len(one.cited) for one in outcomes)
    times = [one.seconds for one in outcomes]
    return Scores(
        questions=len(outcomes),
        recall_1=_share(answerable, lambda one: _within(one, 1)),
        recall_3=_share(answerable, lambda one: _within(one, 3)),
        recall_5=_share(answerable, lambda one: _within(one, 5)),
        mrr=_share(answerable, lambda one: 1 / one.rank if one.rank else 0.0),
        answered=_share(answerable, lambda one: one.answered),
        abstention_precision=_share(left, lambda one: not one.question.expected),
        abstention_recall=_share(others, lambda one: not one.answered),
        abstention_auroc=auroc([one.confidence for one in answerable], [one.confidence for one in others]),
        wrong_citations=sum(one.wrong for one in outcomes) / cited if cited else None,
        p50=_percentile(times, 50),
        p95=_percentile(times, 95),
    )


def auroc(high: Sequence[float], low: Sequence[float]) -> float | None:
    """Return how often a number of `high` exceeds one of `low`, ties counting half; None when either is empty."""
    if not high or not low:
        return None
    counts, below, won = Counter(low), 0, 0.0
    places = sorted(set(high) | set(low))
    mine = Counter(high)
    for place in places:
        won += mine[place] * (below + counts[place] / 2)
        below += counts[place]
    return won / (len(high) * len(low))


def _question(number: int, line: str) -> Question:
    try:
        read = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionsError(number, f"this is not JSON: {error.msg}") from error
    if (
        not isinstance(read, dict)
        or not isinstance(read.get("question"), str)
        or not read["question"].strip()
    ):
        raise QuestionsError(number, 'there is no "question"')
    expected = read.get("expected")
    if not isinstance(expected, list) or not all(isinstance(one, str) for one in expected):
        raise QuestionsError(number, '"expected" must be a list of clause ids, [] when nothing answers')
    return Question(
        id=str(read.get("id", number)),
        text=read["question"],
        language=str(read.get("lang") or language_of(read["question"])),
        kind=str(read.get("kind") or ("answerable" if expected else "unanswerable")),
        expected=frozenset(expected),
    )


def _outcome(question: Question, finding: Finding, seconds: float) -> Outcome:
    found = [hit.passage.clause for hit in finding.hits[:DEPTH]]
    ranks = [rank for rank, clause in enumerate(found, start=1) if clause in question.expected]
    cited = tuple(dict.fromkeys(passage.clause for passage, _ in finding.quotes))
    return Outcome(question, min(ranks, default=None), finding.answered, finding.confidence, cited, seconds)


def _within(outcome: Outcome, depth: int) -> bool:
    return outcome.rank is not None and outcome.rank <= depth


def _share(outcomes: Sequence[Outcome], worth: Callable[[Outcome], float]) -> float | None:
    return sum(map(worth, outcomes)) / len(outcomes) if outcomes else None


def _percentile(values: Sequence[float], percent: int) -> float:
    return values[0] if len(values) == 1 else quantiles(values, n=100, method="inclusive")[percent - 1]


def _grouped(outcomes: Sequence[Outcome], name: Callable[[Outcome], str]) -> dict[str, Scores]:
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        groups.setdefault(name(one), []).append(one)
    return {each: scores(groups[each]) for each in sorted(groups)}
