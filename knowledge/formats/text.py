"""Plain text: paragraphs between empty lines, lists by their marks, headings by standing alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.manuscripts import Block, Kind, Manuscript
from knowledge.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_ITEM = re.compile(
    r"[ \t]*(?:[-*•·●▪◦–]|\(?[a-zA-Z0-9ivx]{1,3}[.)]|[(（][一二三四五六七八九十0-9]+[)）])[ \t]*\S"
)
_UNDERLINE = re.compile(r"[ \t]*([=\-~*_])\1{2,}[ \t]*\r?\n?")
_SENTENCE_END = re.compile(r"[。！？；：，、.!?;:,)）]$")
_LONGEST_HEADING = 60
_TITLE, _NUMBERED, _ALONE = 1, 20, 40
"""Levels: the first line, a line with a number, a line that stands alone."""


def manuscript(source: str, start: int = 0) -> Manuscript:
    """Return the blocks of a plain text from an offset on (that of the line after the front matter)."""
    return Manuscript(source, tuple(_blocks(source, start)))


def _blocks(source: str, start: int) -> Iterator[Block]:
    paragraph: list[tuple[int, int]] = []
    first = True
    for found in [*_LINE.finditer(source, start), None]:
        line = source[found.start() : found.end()] if found else ""
        if line.strip() and found and not _UNDERLINE.fullmatch(line):
            paragraph.append((found.start(), found.end()))
            continue
        if paragraph:
            underlined = bool(line.strip()) and len(paragraph) == 1
            yield from _paragraph(source, paragraph, first=first, underlined=underlined)
            first = False
        paragraph = []


def _paragraph(
    source: str, lines: list[tuple[int, int]], *, first: bool, underlined: bool
) -> Iterator[Block]:
    if len(lines) == 1:
        words = source[slice(*lines[0])].strip()
        if level := _TITLE if underlined and first else heading_level(words, first=first):
            yield _block(source, Kind.HEADING, lines, level, words)
        else:
            yield _block(source, Kind.ITEM if _ITEM.match(words) else Kind.PARAGRAPH, lines)
        return
    group: list[tuple[int, int]] = []
    item = False
    for line in lines:
        if _ITEM.match(source[slice(*line)]):
            if group:
                yield _block(source, Kind.ITEM if item else Kind.PARAGRAPH, group)
            group, item = [], True
        group.append(line)
    yield _block(source, Kind.ITEM if item else Kind.PARAGRAPH, group)


def heading_level(words: str, *, first: bool) -> int:
    """Return the level of a line that stands alone and looks like a heading; 0 when it does not."""
    if len(words) > _LONGEST_HEADING or _SENTENCE_END.search(words) or not re.search(r"[^\W\d_]", words):
        return 0
    number = numbered(words)
    if number and number.rest and number.id and not number.place:
        # "3.2 Leave" is a heading, "3.2 leave" the rest of a sentence; 第三条 opens a clause by itself.
        is_article = number.value is not None
        return 0 if is_article or number.rest[0].islower() else _NUMBERED + number.rank
    if number and not number.id:
        return _NUMBERED + number.rank
    if number:
        return 0
    if first:
        return _TITLE
    looks_like_one = words.isupper() or (words.istitle() and " " in words)
    return _ALONE if looks_like_one else 0


def _block(source: str, kind: Kind, lines: list[tuple[int, int]], level: int = 0, words: str = "") -> Block:
    start, end = lines[0][0], lines[-1][1]
    body = source[start:end]
    start += len(body) - len(body.lstrip())
    return Block(kind, start, start + len(body.strip()), level, words, sure=not level)
