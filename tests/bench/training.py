"""Make `knowledge/evidence.json` again: what each fact weighs in deciding whether a question is answered.

    python -m tests.bench.training QUESTIONS.jsonl DOCUMENT... [--write]

The questions are those of `knowledge.evaluation`, about the documents. Every second question trains, the others
only measure; the threshold is where nine of ten answerable questions of the training half are answered.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge import evidence
from knowledge.documents import read_markdown
from knowledge.evaluation import auroc, read_questions
from knowledge.facts import facts
from knowledge.passages import Passage, View
from knowledge.search import Searcher

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

KEPT_AT = Path(__file__).parents[2] / "knowledge" / "evidence.json"
FACTS = {
    "read": ("least read", "uneven", "length", "stands out", "meaning", "chinese"),
    "across": ("stands out", "meaning", "length"),
    "unread": ("covered", "stands out", "meaning", "lacks", "chinese"),
}
RIDGE, STEPS = 2.0, 60
ANSWERED = 0.92
"""Share of the answerable questions that train which must be answered."""


def main() -> int:
    """Train, print what was reached on the other half, and write the weights when told to."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.training", description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="replace knowledge/evidence.json")
    options = parser.parse_args()
    questions = read_questions(options.questions.read_text(encoding="utf-8").splitlines())
    passages = [passage for path in options.documents for passage in _passages(path)]
    with tempfile.TemporaryDirectory() as folder:
        searcher = Searcher(Path(folder))
        searcher.refresh(passages)
        sight = searcher.sight(View(frozenset(one.audience for one in passages), date.max))
        values = [facts(one.text, sight, sight.matches(one.text)).values for one in questions]
        searcher.close()
    made = {
        name: trained(names, values, [bool(one.expected) for one in questions])
        for name, names in FACTS.items()
    }
    answerable = [bool(one.expected) for one in questions]
    made = {}
    for name, names in FACTS.items():
        kept = [at for at, each in enumerate(values) if name == "unread" or evidence.model_for(each) == name]
        if kept:
            made[name] = trained(names, [values[at] for at in kept], [answerable[at] for at in kept])
    sys.stdout.write(json.dumps(made, indent=1) + "\n")
    if options.write:
        write(made)
    return 0


def write(made: Mapping[str, object], path: Path = KEPT_AT) -> None:
    """Keep the weights, with how they came about."""
    made_by = "tests/bench/training.py: logistic regression, ridge 2; every second question trained"
    path.write_text(json.dumps({"made by": made_by, "models": made}, indent=1) + "\n", encoding="utf-8")


def trained(
    names: Sequence[str], values: Sequence[Mapping[str, float]], answerable: Sequence[bool]
) -> dict[str, object]:
    """Return the weights from every second question; what the others say of them goes to the terminal."""
    table = np.asarray([[row[name] for name in names] for row in values])
    truth = np.asarray(answerable, float)
    training = np.arange(len(truth)) % 2 == 0
    weights, constant = fit(table[training], truth[training])
    sure = 1 / (1 + np.exp(-(table @ weights + constant)))
    threshold = float(np.quantile(sure[training & (truth == 1)], 1 - ANSWERED))
    for name, half in (("training half", training), ("other half", ~training)):
        yes, no = sure[half & (truth == 1)], sure[half & (truth == 0)]
        area = auroc(yes.tolist(), no.tolist())
        answered, left = float((yes >= threshold).mean()), float((no < threshold).mean())
        said = f"{name}: AUROC {area:.3f}, answered {answered:.2f}, rightly left alone {left:.2f}"
        sys.stderr.write(said + "\n")
    rounded = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
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


def _passages(path: Path) -> list[Passage]:
    document = read_markdown(path)
    return [
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
    ]


if __name__ == "__main__":
    sys.exit(main())
