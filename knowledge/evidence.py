"""Whether a clause found answers the question, and which of its sentences do.

Nearness alone cannot tell an answer from a neighbour of one (half of the unanswerable questions would be answered),
so a few plain facts are weighed together: how much of what is asked about the clause speaks of, how far it stands
out, and whether it has what the question asks for: a number, a date, a person. The weights are in `evidence.json`;
`tests/bench/training.py` made them and can make them again from any file of questions.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.facts import facts
from knowledge.words import english, is_han, spoken, stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.passages import Passage
    from knowledge.ranking import Hit, Match, Sight
    from knowledge.sentences import Span

SHORTEST = 2
"""Letters of a word that alone says nothing: PM, a, 1."""
_WEIGHTS = Path(__file__).parent / "evidence.json"


@dataclass(frozen=True)
class Finding:
    """What was found for a question: the clauses, whether they answer it, how sure that is, and the sentences."""

    hits: tuple[Hit, ...]
    answered: bool
    confidence: float
    quotes: tuple[tuple[Passage, Span], ...]


@dataclass(frozen=True)
class Weights:
    """A logistic model: one weight a fact, a constant, and the confidence from which we answer."""

    facts: dict[str, float]
    constant: float
    threshold: float


@lru_cache(maxsize=1)
def trained() -> dict[str, Weights]:
    """Return the weights as they were trained, by `model_for`."""
    read = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return {name: Weights(**model) for name, model in read["models"].items()}


def weights() -> Weights:
    """Return the weights as they were trained."""
    read = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return Weights(read["facts"], read["constant"], read["threshold"])


def weigh(question: str, sight: Sight, matches: Sequence[Match], hits: tuple[Hit, ...]) -> Finding:
    """Return the finding for a question whose clauses are already in order."""
    if not matches:
        return Finding((), answered=False, confidence=0.0, quotes=())
    seen = facts(question, sight, matches)
    model = trained()[model_for(seen.values)]
    sure = confidence(model, seen.values)
    # Without any model a clause that shares no word with the question was found for no reason at all.
    blind = (not seen.values["covered"] and not seen.values["meaning"]) or not sensible(question, sight)
    answered = sure >= model.threshold and not blind
    return Finding(hits, answered, sure, seen.quotes if answered else ())


def sensible(question: str, sight: Sight) -> bool:
    """Return whether at least half of what is asked about are words: a model finds a clause near to any letters.

    Words are those of English, and those that stand in the rules.
    """
    said = [question[start:end].lower().removesuffix("'s") for start, end in spoken(question)]
    real = [word for word in said if is_han(word) or (len(word) > SHORTEST and _known(word, sight))]
    return bool(real) and 2 * len(real) >= len(said)


def _known(word: str, sight: Sight) -> bool:
    return word in english() or sight.lexicon.has(stem(word))


def model_for(values: Mapping[str, float]) -> str:
    """Return which weights apply: words are compared one by one only within a language, and only by our own models."""
    if "least read" not in values:
        return "unread"
    return "across" if values["other language"] else "read"


def confidence(model: Weights, values: Mapping[str, float]) -> float:
    """Return how probable it is that the question is answered, from 0 to 1."""
    total = model.constant + sum(weight * values[name] for name, weight in model.facts.items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, total))))
