"""What every kind of file becomes before it is cut: a text, and blocks that say what stands where in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from knowledge.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Characters nobody sees: zero-width ones, those that turn the direction of writing, tags."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BLANKS = re.compile(r"[^\S\n]+")


class Kind(Enum):
    """What a block is, as far as it matters for cutting."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    """Of a list: kept whole."""
    ROW = auto()
    """Of a table: kept whole."""


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` of a text."""

    start: int
    end: int


@dataclass(frozen=True)
class Block:
    """A part of a manuscript's text that belongs together.

    `level` (1 is highest) and `words` are a heading's, the latter without markup; a heading that is not `sure`
    was guessed from its looks. `cells` are a row's, `head` the words of its table's first row when the row
    stands below it. A block that stands `apart` is never joined with what comes before it, because what lies
    between them is not to be read. A heading that `opens` a clause is part of that clause's text.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    words: str = ""
    sure: bool = True
    cells: tuple[Span, ...] = ()
    head: tuple[str, ...] = ()
    apart: bool = False
    opens: bool = False


@dataclass(frozen=True)
class Manuscript:
    """A text and its blocks, in order and without overlap."""

    source: str
    blocks: tuple[Block, ...]
    title: str = ""
    """What the file says about itself, used when no heading does."""


def title_heading(blocks: Sequence[Block]) -> Block | None:
    """Return the heading that is a document's title: the first, when all others stand below it."""
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    if not headings or numbered(headings[0].words):
        return None
    first, *others = headings
    return first if all(other.level > first.level for other in others) else None


class Transcript:
    """Writes down what a reader of HTML, DOCX or PDF sees, block by block, and remembers where each one stands."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    @property
    def begun(self) -> bool:
        """Whether anything is written down yet."""
        return bool(self._blocks)

    def heading(self, level: int, words: str, *, sure: bool = True) -> None:
        """Add a heading; one without words is none."""
        if words := plain(words).replace("\n", " "):
            start = self._put(words, "\n\n")
            self._blocks.append(Block(Kind.HEADING, start, self._length, level, words, sure))

    def text(self, words: str, kind: Kind = Kind.PARAGRAPH) -> None:
        """Add a paragraph, or a list's item."""
        if words := plain(words):
            start = self._put(words, "\n" if kind is Kind.ITEM else "\n\n")
            self._blocks.append(Block(kind, start, self._length))

    def row(self, cells: list[str], head: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Add a table's row and return its words, cell by cell; `head` is the table's first row, if above."""
        words = tuple(plain(cell).replace("\n", " ") for cell in cells)
        if not any(words):
            return words
        start = self._put(" | ".join(words), "\n" if head else "\n\n")
        spans = []
        for cell in words:
            spans.append(Span(start, start + len(cell)))
            start += len(cell) + len(" | ")
        first, last = spans[0].start, spans[-1].end
        self._blocks.append(Block(Kind.ROW, first, last, cells=tuple(spans), head=head))
        return words

    def manuscript(self, title: str = "") -> Manuscript:
        """Return what was written down so far."""
        return Manuscript("".join(self._written), tuple(self._blocks), plain(title))

    def _put(self, words: str, gap: str) -> int:
        if self._length:
            self._written.append(gap)
            self._length += len(gap)
        self._written.append(words)
        start, self._length = self._length, self._length + len(words)
        return start


def plain(words: str) -> str:
    """Return words as one sees them: composed, without invisible characters, blanks and empty lines in a row."""
    seen = INVISIBLE.sub("", unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (_BLANKS.sub(" ", _CONTROL.sub(" ", line)).strip() for line in seen.split("\n"))
    return "\n".join(line for line in lines if line)
