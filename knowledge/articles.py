"""Finds the numbers that stand in the text itself: 第三条 员工…, 3.2 Leave, | PM-1.1 | …, chapters without a heading."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from knowledge.manuscripts import Block, Kind, Manuscript
from knowledge.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.numbering import Number

_BELOW_HEADINGS = 500
"""Added to the rank of a chapter written as a line of text: every real heading is above it."""
_LONGEST_PLACE = 60
_LONGEST_TITLE = 40
_STOP = re.compile(r"[。！？；：，.!?;:,]$")
_CONTENTS = re.compile(r"(?:\.{3,}|…+|·{3,}|\t)\s*\d+$")
"""A line of a table of contents, which names a clause and is none."""
_MARKS = re.compile(r"^[\s>*+-]+(?=\S)|[*_`]+")


def with_articles(manuscript: Manuscript) -> Manuscript:
    """Return the manuscript with every number that opens a clause or a chapter marked as doing so."""
    counted = _Counted()
    blocks = [part for block in manuscript.blocks for part in _opened(manuscript.source, block, counted)]
    if len(blocks) > 1 and _is_document_title(manuscript.source, *blocks[:2]):
        words = " ".join(manuscript.source[blocks[0].start : blocks[0].end].split())
        blocks[0] = replace(blocks[0], kind=Kind.HEADING, level=1, words=_MARKS.sub("", words), sure=False)
    spoken = (_speaking(block, after) for block, after in zip_longest(blocks, blocks[1:]))
    return replace(manuscript, blocks=tuple(spoken))


def _is_document_title(source: str, first: Block, second: Block) -> bool:
    """Return whether a document's first words are its title, because a chapter or an article begins after them."""
    words = source[first.start : first.end].strip()
    begins = second.opens or (second.kind is Kind.HEADING and second.level >= _BELOW_HEADINGS)
    is_line = first.kind is Kind.PARAGRAPH and not first.opens and "\n" not in words
    return begins and is_line and len(words) <= _LONGEST_PLACE and not _STOP.search(words)


def _speaking(block: Block, after: Block | None) -> Block:
    """Let a heading nothing stands under speak for itself, when it is a rule or might be one."""
    is_heading = block.kind is Kind.HEADING
    if not is_heading or (after and (after.kind is not Kind.HEADING or after.level > block.level)):
        return block
    number = numbered(block.words)
    is_rule = (number and not number.place and number.rest) or _STOP.search(block.words)
    if is_rule or not block.sure or len(block.words) > _LONGEST_TITLE:
        return replace(block, kind=Kind.PARAGRAPH, opens=True)
    return block


class _Counted:
    """Follows the numbers of 第X条, so that one without a blank after it is known by coming next."""

    def __init__(self) -> None:
        self._last = 0

    def opens(self, number: Number) -> bool:
        """Return whether this number begins a clause or a chapter, and not a sentence that refers to one."""
        follows = number.value is not None and not number.place and number.value == self._last + 1
        opens = bool(number.id) and (number.clear or follows)
        if opens and number.value is not None and not number.place:
            self._last = number.value
        return opens


def _opened(source: str, block: Block, counted: _Counted) -> Iterator[Block]:
    if block.kind is Kind.HEADING:
        if number := numbered(block.words):
            counted.opens(number)
        yield block
        return
    if block.kind is Kind.ROW:
        label = source[block.cells[0].start : block.cells[0].end] if block.cells else ""
        number = numbered(_MARKS.sub("", label))
        opens = number is not None and not number.place and counted.opens(number)
        yield replace(block, opens=True, words=_MARKS.sub("", label).strip()) if opens else block
        return
    yield from _lines_opened(source, block, counted)


def _lines_opened(source: str, block: Block, counted: _Counted) -> Iterator[Block]:
    current = block
    start = block.start
    for line in source[block.start : block.end].split("\n"):
        end = start + len(line)
        if opener := _opener(line, counted):
            number, words = opener
            if current.start < start:
                yield replace(current, end=start)
            if number.place and end <= block.end:
                yield Block(Kind.HEADING, start, end, _BELOW_HEADINGS + number.rank, words, apart=block.apart)
                current = replace(block, start=end)
            else:
                title = words if _is_title(words, number) else number.id
                current = replace(block, start=start, opens=True, words=title)
        start = end + 1
    if source[current.start : current.end].strip():
        yield current


def _opener(line: str, counted: _Counted) -> tuple[Number, str] | None:
    words = _MARKS.sub("", line).strip()
    number = numbered(words)
    if number is None or _CONTENTS.search(words):
        return None
    if number.place and (len(words) > _LONGEST_PLACE or _STOP.search(words) or not number.clear):
        return None
    return (number, words) if counted.opens(number) else None


def _is_title(words: str, number: Number) -> bool:
    return bool(number.rest) and len(number.rest) <= _LONGEST_TITLE and not _STOP.search(words)
