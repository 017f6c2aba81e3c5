"""What may be asked about a result."""

from __future__ import annotations

from enum import StrEnum


class Intent(StrEnum):
    """What may be asked about a result."""

    EXPLAIN = "explain"
    WHY = "why"
    SOURCE = "source"
    WHAT_IF = "what_if"
    WHO_DECIDED = "who_decided"
    COMPARE = "compare"
    APPEAL = "appeal"
    QUESTION = "question"
    LINES = "lines"
    VISIBLE = "visible"
    PICTURE = "picture"


ABOUT_A_LINE = frozenset({Intent.WHY, Intent.SOURCE, Intent.WHAT_IF, Intent.QUESTION})
