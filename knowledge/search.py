"""What a search finds, and what it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.passages import Passage
    from knowledge.sentences import Span


@dataclass(frozen=True)
class Hit:
    """A clause that was found; `score` is 0 to 1 and comparable within one question."""

    passage: Passage
    score: float


@dataclass(frozen=True)
class Finding:
    """What was found for a question, and whether that answers it.

    `quotes` are the sentences that answer, best first; none when not answered.
    """

    hits: tuple[Hit, ...]
    answered: bool
    confidence: float
    quotes: tuple[tuple[Passage, Span], ...]
