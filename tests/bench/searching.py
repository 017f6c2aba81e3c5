"""The rule book at 10,000 clauses: a search beside Chroma's raw query, indexing, and what it takes in memory."""

from __future__ import annotations

import random
import time
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import psutil

from knowledge.embeddings import installed
from knowledge.passages import Passage, View
from knowledge.search import Searcher
from tests.bench.findings import Finding, milliseconds, percentile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from knowledge.embeddings import Text
    from knowledge.vectors import Collection

CLAUSES, SMOKE_CLAUSES = 10_000, 200
EMBEDDED, SMOKE_EMBEDDED = 240, 16
ASKED, SMOKE_ASKED = 200, 10
MOST_SECONDS, MOST_RATIO, LEAST_A_SECOND, MOST_MEMORY = 0.030, 2.0, 30.0, 1_200
VIEW = View(frozenset({"everyone"}), date(2026, 3, 2))
WIDTH = 384
SUBJECTS = (
    "appeal",
    "goal",
    "rating",
    "interview",
    "calibration",
    "travel",
    "leave",
    "overtime",
    "training",
    "bonus",
)
ACTS = (
    "approve",
    "submit",
    "review",
    "correct",
    "publish",
    "freeze",
    "refuse",
    "report",
    "explain",
    "record",
)
PEOPLE = ("manager", "employee", "committee", "partner", "reviewer", "owner", "head", "panel")


class Drawn:
    """Stands for a model while 10,000 clauses are stored: vectors by lot, the same for the same text."""

    def __init__(self, name: str) -> None:
        self.name = name

    def reads(self, language: str) -> bool:
        """Return that it reads everything."""
        del language
        return True

    def texts(self, texts: Sequence[Text]) -> Iterator[NDArray[np.float32]]:
        """Yield vectors by lot."""
        for text in texts:
            lot = np.random.default_rng(int(text.key[:8], 16))
            drawn = lot.standard_normal((1 + len(text.sentences), WIDTH)).astype(np.float32)
            yield drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    def question(self, question: str) -> NDArray[np.float32]:
        """Return what a real model makes of the question: its time counts."""
        return installed_models[0].question(question)

    def read(self, question: str, texts: Sequence[Text]) -> list[NDArray[np.float32]]:
        """Return nothing."""
        del question, texts
        return []


installed_models = installed()


async def searching(folder: Path, *, smoke: bool) -> list[Finding]:
    """Store clauses, ask questions nobody asked before, and embed some with the real models."""
    before = psutil.Process().memory_info().rss
    searcher = Searcher(folder / "index", [Drawn(installed_models[0].name)])
    searcher.refresh(_clause(number) for number in range(SMOKE_CLAUSES if smoke else CLAUSES))
    questions = [_question(number) for number in range(SMOKE_ASKED if smoke else ASKED)]
    searcher.search("warm", VIEW)
    store = searcher._store  # the folder is the searcher's alone, so its own door is used
    assert store is not None
    chroma = store.collection(installed_models[0].name)
    ours, raw = [], []
    for each in questions:
        # In turn, so that a noisy neighbour slows both; in other words, so that no embedding is remembered.
        ours.append(_seconds(partial(searcher.search, each, VIEW)))
        raw.append(_seconds(partial(_nearest, chroma, f"{each} please")))
    memory = (psutil.Process().memory_info().rss - before) / 2**20
    searcher.close()
    rate = _rate(folder, SMOKE_EMBEDDED if smoke else EMBEDDED)
    p95, p95_raw = percentile(ours, 0.95), percentile(raw, 0.95)
    return [
        Finding(
            "a search among 10,000 clauses, p95, against Chroma's raw query with the question's embedding",
            milliseconds(p95_raw),
            milliseconds(p95),
            f"{p95 / p95_raw:.2f} times",
            f"at most {milliseconds(MOST_SECONDS)} and {MOST_RATIO:.0f} times",
            kept=p95 <= MOST_SECONDS and p95 <= MOST_RATIO * p95_raw,
        ),
        Finding(
            "clauses embedded and stored a second",
            "–",
            f"{rate:.0f}",
            "–",
            f"at least {LEAST_A_SECOND:.0f}",
            kept=rate >= LEAST_A_SECOND,
        ),
        Finding(
            "memory for 10,000 clauses, models and dictionary",
            "–",
            f"{memory:.0f} MiB",
            "–",
            f"at most {MOST_MEMORY} MiB",
            kept=memory <= MOST_MEMORY,
        ),
    ]


def _nearest(collection: Collection, question: str) -> list[str]:
    return collection.nearest(installed_models[0].question(question), 5)


def _rate(folder: Path, count: int) -> float:
    searcher = Searcher(folder / "embedded")
    searcher.refresh([_clause(-1)])
    seconds = _seconds(lambda: searcher.refresh(_clause(number) for number in range(count)))
    searcher.close()
    return count / seconds


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _clause(number: int) -> Passage:
    lot = random.Random(number)
    text = " ".join(
        f"The {lot.choice(PEOPLE)} may {lot.choice(ACTS)} the {lot.choice(SUBJECTS)} within {lot.randint(2, 90)} days."
        for _ in range(2)
    )
    title = f"{lot.choice(SUBJECTS)} {number}"
    return Passage(
        key=f"B@1/en/B-{number}",
        document="B",
        clause=f"B-{number}",
        version="1",
        language="en",
        title=title,
        path=("Bench", title),
        text=text,
        start=0,
        end=len(text),
        audience="everyone",
        effective_from=date(2026, 1, 1),
        effective_until=None,
    )


def _question(number: int) -> str:
    lot = random.Random(-number)
    return f"How many days does the {lot.choice(PEOPLE)} have to {lot.choice(ACTS)} {lot.choice(SUBJECTS)} {number}?"
