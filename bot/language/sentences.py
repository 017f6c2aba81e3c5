"""Where sentences end, in English and in Chinese. Pure: features' rules may use it."""

from __future__ import annotations

import re
from itertools import pairwise

# A full stop ends a sentence only before a space, so that 99.4 stays whole. Chinese marks need no space; the
# full-width ones stand here by number: exclamation \uff01, question \uff1f, closing bracket \uff09.
_END = re.compile(
    r"[\u3002\uff01\uff1f\u2026]+[\"\u201d\u2019\u300d\u300f)\uff09]*"
    r"|[.!?]+[\"\u201d\u2019)\]]*(?=\s|$)"
    r"|(?<=[\u3400-\u9fff])[!?]+"
    r"|\n+"
)


def spans(text: str) -> list[str]:
    """Return `text` cut after each sentence; joined, the pieces are the text again."""
    cuts = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, without the space around them."""
    return [words for span in spans(text) if (words := span.strip())]
