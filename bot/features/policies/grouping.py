"""Questions that ask for the same, put together: by the stems and character pairs they share."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIKE = 0.5
"""Two questions are one when they share so large a part of all their stems."""
_COMMON = frozenset(
    ["a", "an", "and", "any", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "get", "have", "how",
     "i", "if", "in", "is", "it", "me", "much", "my", "of", "on", "or", "our", "please", "the", "there", "to", "was",
     "we", "what", "when", "where", "which", "who", "why", "will", "with", "you"]
)  # fmt: skip
_EMPTY_PAIRS = frozenset(
    ["什么", "怎么", "多少", "可以", "请问", "是不", "不是", "有没", "没有", "能不", "不能", "么时", "时候"]
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "es", "ed", "s", "e")
_SHORTEST_STEM = 3


def stems(text: str) -> frozenset[str]:
    """Return what a question is about: English stems, and pairs of neighbouring Chinese characters."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = {_stem(word) for word in re.findall(r"[a-z0-9]+", plain) if word not in _COMMON}
    for run in re.findall(r"[\u3400-\u9fff]+", plain):
        pairs = {run[at : at + 2] for at in range(len(run) - 1)} - _EMPTY_PAIRS
        found |= pairs or {run}
    return frozenset(found)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which part of all their stems two questions share (Jaccard)."""
    together = one | other
    return len(one & other) / len(together) if together else 0.0


def grouped(questions: Sequence[str]) -> list[list[int]]:
    """Return the places of questions that ask for the same, the largest group first, each in its order.

    A question joins the first group whose first question is alike.
    """
    seen = [stems(each) for each in questions]
    groups: list[list[int]] = []
    for place, mine in enumerate(seen):
        for group in groups:
            if alike(seen[group[0]], mine) >= ALIKE or questions[group[0]] == questions[place]:
                group.append(place)
                break
        else:
            groups.append([place])
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
