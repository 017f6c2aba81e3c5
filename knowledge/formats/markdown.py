"""Markdown: the text stays as it is, the blocks are those of CommonMark with tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from knowledge.clauses import DocumentError, Fault
from knowledge.formats import html
from knowledge.manuscripts import Block, Kind, Manuscript, Span
from knowledge.pieces import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_LINE_END = re.compile(r"\r\n?|\n")
_BAR = re.compile(r"(?<!\\)\|")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAGS = re.compile(r"(?:\s*<[^>]*>)*\s*")
_RULE = re.compile(r"\s*[-|:\s*_=+]+\s*")
_MARKS = re.compile(r"[*_`]+(?=\S)|(?<=\S)[*_`]+|\\(?=[^\w\s])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|\{#[^}]*\}|<[^>]*>")
_LONGEST_HEADING = 200
"""Characters beyond which a paragraph that happens to be underlined is not a heading."""


def manuscript(source: str, start: int = 0) -> Manuscript:
    """Return the blocks of a Markdown text from an offset on (that of the line after the front matter).

    Raises DocumentError when HTML in it hides text from people.
    """
    reading = _Reading(source, start)
    blocks: list[Block] = []
    for block in reading.blocks():
        for part in _without_comments(source, block):
            between = source[blocks[-1].end : part.start] if blocks else ""
            # A comment must not come back in the text of a clause that begins before it and ends after it.
            blocks.append(replace(part, apart=part.apart or "<!--" in between))
    return Manuscript(source, tuple(blocks))


class _Reading:
    """One text's tokens, and the offsets of its lines."""

    def __init__(self, source: str, start: int) -> None:
        self._source = source
        self._tokens = MarkdownIt("commonmark").enable("table").parse(source[start:])
        self._ends = [start + found.end() for found in _LINE_END.finditer(source[start:])]
        self._starts = [start, *self._ends]
        self._lines_before = source.count("\n", 0, start)
        self._next = 0
        """The first line no block was made of yet."""

    def blocks(self) -> Iterator[Block]:
        head: tuple[str, ...] = ()
        for at, token in enumerate(self._tokens):
            if token.type == "table_open":
                head = ()
            if token.map is None or not self._is_block(token):
                continue
            yield from self._skipped(token.map[0])
            self._next = max(self._next, token.map[1])
            if token.type == "heading_open":
                yield self._heading(token, self._tokens[at + 1].content)
            elif token.type == "tr_open":
                row = self._row(token, head)
                head = head or tuple(self._source[cell.start : cell.end] for cell in row.cells)
                yield row
            elif token.type == "html_block":
                yield from self._html(token)
            elif token.type in {"fence", "code_block"}:
                yield self._block(Kind.PARAGRAPH, token.map)
            elif token.type != "hr":
                kind = Kind.ITEM if token.type == "list_item_open" else Kind.PARAGRAPH
                block = self._block(kind, token.map)
                self._refuse_hidden(block)
                yield block
        yield from self._skipped(len(self._starts))

    @staticmethod
    def _is_block(token: Token) -> bool:
        if token.type == "list_item_open":
            return token.level == 1
        if token.type == "tr_open":
            return token.level == 2  # noqa: PLR2004 - the row of a table that stands in nothing else
        return token.level == 0 and token.type not in {"bullet_list_open", "ordered_list_open", "table_open"}

    def _skipped(self, until: int) -> Iterator[Block]:
        """Yield the lines no token speaks for, such as a footnote taken for a link's address."""
        for line in range(self._next, until):
            span = self._span((line, line + 1))
            if span.start < span.end and not _RULE.fullmatch(self._source[span.start : span.end]):
                yield Block(Kind.PARAGRAPH, span.start, span.end)
        self._next = max(self._next, until)

    def _heading(self, token: Token, content: str) -> Block:
        block = self._block(Kind.HEADING, token.map or [0, 0])
        words = " ".join(_MARKS.sub("", _LINK.sub(r"\1", content)).split())
        if not words or len(words) > _LONGEST_HEADING:
            return replace(block, kind=Kind.PARAGRAPH)
        return replace(block, level=int(token.tag[1:]), words=words)

    def _row(self, token: Token, head: tuple[str, ...]) -> Block:
        block = self._block(Kind.ROW, token.map or [0, 0])
        bars = [found.start() for found in _BAR.finditer(self._source, block.start, block.end)]
        edges = [block.start - 1, *bars, block.end]
        cells = [trimmed(self._source, one + 1, two) for one, two in pairwise(edges)]
        if bars and bars[0] == block.start:
            cells = cells[1:]
        if bars and bars[-1] == block.end - 1:
            cells = cells[:-1]
        return replace(block, cells=tuple(cells), head=head)

    def _html(self, token: Token) -> Iterator[Block]:
        block = self._block(Kind.PARAGRAPH, token.map or [0, 0])
        self._refuse_hidden(block)
        seen = html.manuscript(token.content).blocks
        if len(seen) == 1 and seen[0].kind is Kind.HEADING:
            yield replace(block, kind=Kind.HEADING, level=seen[0].level, words=seen[0].words)
        elif seen:
            tags = _TAGS.match(self._source, block.start, block.end)
            start = tags.end() if tags else block.start
            yield replace(block, start=start)

    def _refuse_hidden(self, block: Block) -> None:
        words = _COMMENT.sub("", self._source[block.start : block.end])
        if "<" in words and html.hides_text(words):
            line = bisect_right(self._starts, block.start) + self._lines_before
            fix = "take it out, or show it: what people cannot see must not be quoted to them"
            raise DocumentError(line, "HTML here hides text", fix, Fault.INVISIBLE)

    def _block(self, kind: Kind, lines: list[int]) -> Block:
        span = self._span((lines[0], lines[1]))
        return Block(kind, span.start, span.end)

    def _span(self, lines: tuple[int, int]) -> Span:
        end = self._starts[lines[1]] if lines[1] < len(self._starts) else len(self._source)
        return trimmed(self._source, self._starts[lines[0]], end)


def _without_comments(source: str, block: Block) -> Iterator[Block]:
    """Yield what is left of a block when the comments in it, which nobody sees, are taken out."""
    if block.kind is Kind.HEADING or "<!--" not in source[block.start : block.end]:
        yield block
        return
    start, apart = block.start, block.apart
    for found in [*_COMMENT.finditer(source, block.start, block.end), None]:
        span = trimmed(source, start, found.start() if found else block.end)
        if span.start < span.end:
            cells = tuple(cell for cell in block.cells if span.start <= cell.start and cell.end <= span.end)
            yield replace(block, start=span.start, end=span.end, cells=cells, apart=apart)
        if found:
            start, apart = found.end(), True
