"""Make `knowledge/evidence.json` again, and say how well questions about public texts are found and left alone.

    python -m tests.bench.training QUESTIONS.jsonl=FOLDER … [--write]

    python -m tests.bench.training tests/bench/questions/handbook.jsonl=CORPORA/handbook_en \
        tests/bench/questions/rules.jsonl=CORPORA/rules_zh tests/bench/questions/across.jsonl=CORPORA/rules_zh \
        knowledge/samples/questions.jsonl=knowledge/policies

The questions are those of `knowledge.evaluation`; what is expected is a clause's id, behind the document's path and
`#` where the document is none of numbered clauses. Every figure on silence is from a model that was trained without
the document in question, and the thresholds are where that many answerable questions are answered then. Questions of
the kind "aside" were written after everything was decided; they are measured and never train.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import zlib
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge import evidence
from knowledge.clauses import DocumentError
from knowledge.documents import read_all
from knowledge.evaluation import DEPTH, auroc, read_questions
from knowledge.facts import facts
from knowledge.passages import Passage, View
from knowledge.ranking import Shelf
from knowledge.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.evaluation import Question
    from knowledge.ranking import Sight

    Matrix = NDArray[np.float64]

KEPT_AT = Path(__file__).parents[2] / "knowledge" / "evidence.json"
FACTS = {
    "read": ("least read", "uneven", "length", "stands out", "meaning", "spoken of", "chinese"),
    "across": ("stands out", "meaning", "length"),
    "unread": ("covered", "stands out", "meaning", "lacks", "chinese"),
}
RIDGE, STEPS, FOLDS = 2.0, 60, 8
ANSWERED = {"read": 0.92, "across": 0.85, "unread": 0.92}
"""Share of the answerable questions that must be answered, by which weights apply."""
EVERYONE = View(frozenset({"everyone"}), date.max)
ASIDE = "aside"


@dataclass(frozen=True)
class Seen:
    """What was found for one question: the facts, the best expected clause's place, and where the first clause stands.

    `document` is the first clause's document, or its chapter where a set has a single rule book.
    """

    group: str
    question: Question
    document: str
    rank: int | None
    values: Mapping[str, float]


def main() -> int:
    """Ask every question, print what was reached, and write the weights when told to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.training", description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="QUESTIONS=FOLDER")
    parser.add_argument("--write", action="store_true", help="replace knowledge/evidence.json")
    options = parser.parse_args()
    seen = [one for each in options.sets for one in asked(*map(Path, each.split("=", 1)))]
    found: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        if one.question.expected and evidence.model_for(one.values) != "unread":
            found[f"{one.group}, {one.question.kind}"].append(one)
    for name, several in found.items():
        share = sum(one.rank is not None and one.rank <= DEPTH for one in several) / len(several)
        sys.stderr.write(f"{name}: {share:.2f} of {len(several)} in the first {DEPTH}\n")
    made = {}
    for name, names in FACTS.items():
        kept = [one for one in seen if evidence.model_for(one.values) == name and one.question.kind != ASIDE]
        if kept:
            made[name] = trained(name, names, kept)
    sys.stdout.write(json.dumps(made, indent=1) + "\n")
    if options.write:
        write(made)
    return 0


def asked(questions: Path, folder: Path) -> Iterator[Seen]:
    """Yield what is found for each question about a folder's documents, with the models and without any."""
    passages = list(_passages(folder))
    with tempfile.TemporaryDirectory() as index:
        searcher = Searcher(Path(index))
        searcher.refresh(passages)
        for sight in (searcher.sight(EVERYONE), Shelf(passages, {}).sight(EVERYONE)):
            for question in read_questions(questions.read_text(encoding="utf-8").splitlines()):
                yield _seen(questions.stem, question, sight)
        searcher.close()


def write(made: Mapping[str, object], path: Path = KEPT_AT) -> None:
    """Keep the weights, with how they came about."""
    made_by = (
        "tests/bench/training.py: logistic regression, ridge 2, on every question of two public sets and the sample; "
        "thresholds from an eightfold cross-validation by document"
    )
    path.write_text(json.dumps({"made by": made_by, "models": made}, indent=1) + "\n", encoding="utf-8")


def trained(name: str, names: Sequence[str], seen: Sequence[Seen]) -> dict[str, object]:
    """Return the weights; what each document's questions get from weights without it goes to the terminal."""
    table = np.asarray([[one.values[each] for each in names] for one in seen])
    truth = np.asarray([bool(one.question.expected) for one in seen], float)
    folds = np.asarray([zlib.crc32(one.document.encode()) % FOLDS for one in seen])
    sure = np.zeros(len(seen))
    for fold in range(FOLDS):
        weights, constant = fit(table[folds != fold], truth[folds != fold])
        sure[folds == fold] = 1 / (1 + np.exp(-(table[folds == fold] @ weights + constant)))
    threshold = float(np.quantile(sure[truth == 1], 1 - ANSWERED[name]))
    groups = np.asarray([one.group for one in seen])
    for group in np.unique(groups):
        yes, no = sure[(groups == group) & (truth == 1)], sure[(groups == group) & (truth == 0)]
        if len(yes) and len(no):
            area = auroc(yes.tolist(), no.tolist())
            answered, left = float((yes >= threshold).mean()), float((no < threshold).mean())
            said = (
                f"{name}, {group}: AUROC {area:.3f}, answered {answered:.2f}, rightly left alone {left:.2f}"
            )
            sys.stderr.write(said + "\n")
    weights, constant = fit(table, truth)
    rounded = {each: round(float(weight), 4) for each, weight in zip(names, weights, strict=True)}
    return {"facts": rounded, "constant": round(float(constant), 4), "threshold": round(threshold, 4)}


def fit(table: Matrix, truth: Matrix) -> tuple[Matrix, float]:
    """Return weights and constant of a ridge logistic regression, found by Newton's method."""
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    scaled = np.c_[(table - middle) / spread, np.ones(len(table))]
    held = np.diag([RIDGE] * table.shape[1] + [0.0])
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (sure - truth) + held @ weights
        curve = scaled.T @ (scaled * (sure * (1 - sure))[:, None]) + held
        weights -= np.linalg.solve(curve, slope)
    return weights[:-1] / spread, float(weights[-1] - (weights[:-1] * middle / spread).sum())


def _seen(group: str, question: Question, sight: Sight) -> Seen:
    matches = sight.matches(question.text)
    ids = [one.passage.clause for one in matches[:DEPTH]]
    ranks = (rank for rank, clause in enumerate(ids, start=1) if clause in question.expected)
    values = facts(question.text, sight, matches).values
    document = ids[0].partition("#")[0].partition(".")[0]
    return Seen(group, question, document, next(ranks, None), values)


def _passages(folder: Path) -> Iterator[Passage]:
    for path in sorted(folder.rglob("*.md")):
        try:
            documents = read_all(path, version="1", effective_from=date(2020, 1, 1))
        except DocumentError as problem:
            sys.stderr.write(f"{path.name}: {problem}\n")
            continue
        name = path.relative_to(folder).with_suffix("").as_posix()
        for document in documents:
            yield from _named(
                name,
                (
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
                    for clause in document.clauses
                ),
            )


def _named(name: str, passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages whose ids are unique among all documents; those of a numbered rule book are already."""
    for one in passages:
        if one.key.startswith("PM@"):
            yield one
        else:
            yield replace(one, key=f"{name}:{one.key}", document=name, clause=f"{name}#{one.clause}")


if __name__ == "__main__":
    sys.exit(main())
