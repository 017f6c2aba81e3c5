"""Stretches of text no longer than a quote may be: cut between paragraphs, then lines, then sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.manuscripts import Block, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST = 900
"""Characters of a piece, unless a list's item or a table's row is longer (platform/retrieval.md: cut by structure)."""
_MOST_WHOLE = 2 * MOST
"""Characters up to which an item or a row stays whole; beyond that it is a page that somebody put into a table."""
_LEAST = MOST // 6
"""A last piece shorter than this takes a block from the piece before it."""

_SENTENCE = re.compile(r"[。！？!?；;…]+[”’」』）)\"']*\s*|(?<=[^\W\d])[.]+[”’)\"']*\s+(?=\W?[^\Wa-z])|\n+")
_WORD = re.compile(r"\s+")


def trimmed(source: str, start: int, end: int) -> Span:
    """Return the span without the blanks at its ends; `start == end` when there is nothing else."""
    body = source[start:end]
    start += len(body) - len(body.lstrip())
    return Span(start, start + len(body.strip()))


def sentences(source: str, span: Span) -> list[Span]:
    """Return the sentences and lines of a span, trimmed, without empty ones."""
    return [part for part in _split(source, span, _SENTENCE) if part.start < part.end]


def pieces(source: str, run: Iterable[Block]) -> list[Span]:
    """Return the spans a run of blocks is quoted by: few, whole where possible, none longer than it may be."""
    parts = [part for block in run for part in _parts(source, block)]
    packed: list[list[Span]] = []
    for part in parts:
        if packed and part.end - packed[-1][0].start <= MOST:
            packed[-1].append(part)
        else:
            packed.append([part])
    if len(packed) > 1 and packed[-1][-1].end - packed[-1][0].start < _LEAST and len(packed[-2]) > 1:
        moved = packed[-2][-1]
        if packed[-1][-1].end - moved.start <= MOST:
            packed[-1].insert(0, packed[-2].pop())
    return [Span(piece[0].start, piece[-1].end) for piece in packed]


def _parts(source: str, block: Block) -> Iterator[Span]:
    whole = trimmed(source, block.start, block.end)
    most = MOST if block.kind is Kind.PARAGRAPH else _MOST_WHOLE
    if whole.end - whole.start <= most:
        if whole.start < whole.end:
            yield whole
        return
    for sentence in sentences(source, whole):
        yield from _short(source, sentence)


def _short(source: str, sentence: Span) -> Iterator[Span]:
    """Yield a sentence, or what it has to be broken into: at a blank if there is one, else anywhere."""
    start = sentence.start
    while sentence.end - start > MOST:
        blank = max(
            source.rfind(mark, start + MOST // 2, start + MOST) for mark in (" ", "\t", "，", ",", "、")
        )
        end = blank + 1 if blank > 0 else start + MOST
        yield trimmed(source, start, end)
        start = trimmed(source, end, sentence.end).start
    if start < sentence.end:
        yield Span(start, sentence.end)


def _split(source: str, span: Span, boundary: re.Pattern[str]) -> Iterator[Span]:
    start = span.start
    for found in boundary.finditer(source, span.start, span.end):
        yield trimmed(source, start, found.end())
        start = found.end()
    yield trimmed(source, start, span.end)
