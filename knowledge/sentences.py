"""Sentences of a clause: where they stand, and how they read without their marking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# A sentence ends with its mark, at an empty line, or where the next line opens a point, a row or a heading.
_END = re.compile(
    r"[。！？；]+[”’」』）)]*"
    r"|(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?]+[\"'”’)\]*_]*(?=\s)"
    r"|\n[ \t]*(?=\n)"
    r"|\n(?=[ \t]*(?:[-*+•]|\d+[.)、]|[（(][一二三四五六七八九十\d]+[)）]|\||#)[ \t]*\S)"
)
_MARKING = re.compile(
    r"!?\[(?P<words>[^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)"
    r"|<[^<>\n]{1,300}>|\{[%{].*?[%}]\}|https?://\S+|[*`|#>]+|(?<!\w)_+|_+(?!\w)|-{3,}"
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of a clause's text."""

    start: int
    end: int


def plain(text: str) -> str:
    """Return the words of Markdown or HTML without marking, addresses and repeated blanks."""
    return _BLANKS.sub(" ", _MARKING.sub(lambda mark: mark["words"] or " ", text)).strip()


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """Return where the sentences stand, without blanks at their ends and without those that say nothing."""
    return tuple(span for span in _cut(text) if plain(text[span.start : span.end]))


def _cut(text: str) -> Iterator[Span]:
    start = 0
    for end in (*(mark.end() for mark in _END.finditer(text)), len(text)):
        piece = text[start:end]
        if body := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(body))
        start = end
