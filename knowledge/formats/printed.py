"""Printed lines put together again: paragraphs across lines and pages, headings, without running heads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.formats.text import heading_level
from knowledge.manuscripts import Kind, Transcript
from knowledge.numbering import numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

HYPHEN = "\ufffe"
"""Stands in a line where a word was broken at the end of one and goes on in the next."""
_BROKEN = re.compile(rf"([\w-]+){HYPHEN}(\w+)")
_MARGIN = 0.1
"""The share of a page's height, at its top and at its foot, where running heads and page numbers stand."""
_REPEATED = 0.5
"""The share of the pages a line has to be on to be a running head."""
_FEWEST_PAGES = 3
_DIGITS = re.compile(r"\d+")
_ITEM = re.compile(r"[-*•·●▪◦–]\s|[a-zA-Z0-9]{1,2}[.)]\s|[(（][\w]{1,3}[)）]|[一二三四五六七八九十]+、")
_END = re.compile(r"[。！？；：.!?;:][”’\"')）]?$")
_WIDE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_WORD = re.compile(r"\w+(?:-\w+)+")
_LARGER = 1.12
"""How many times larger than the rest a line is when it is a heading."""
_LONGEST_HEADING = 120
_BOLD_LEVEL = 10
_GAP = 0.75
"""How many times a line's own height the space above it is when it begins a paragraph."""


@dataclass(frozen=True)
class Line:
    """One line of a page. Lengths are points; `top` and `bottom` count from the page's upper edge."""

    words: str
    size: float
    bold: bool
    left: float
    right: float
    top: float
    bottom: float
    page_height: float


def transcribed(pages: list[list[Line]]) -> Transcript:
    """Return what a person reads on the pages, page by page without a break."""
    body = _most((line for page in pages for line in page), lambda line: line.size)
    pages = list(_without_margins(pages, body))
    every = [line for page in pages for line in page]
    body = _most(every, lambda line: line.size)
    levels = _levels(every, body)
    known = Counter(word.lower() for line in every for word in _WORD.findall(line.words))
    written = Transcript()
    for paragraph in _paragraphs(pages, levels):
        words = _joined(paragraph, known)
        level = levels.get(paragraph[0].size, 0) if len(words) <= _LONGEST_HEADING else 0
        if level:
            written.heading(level, words)
        elif guessed := _guessed_level(paragraph, words, body):
            written.heading(guessed, words, sure=False)
        else:
            written.text(words, Kind.ITEM if _ITEM.match(words) else Kind.PARAGRAPH)
    return written


def _guessed_level(paragraph: list[Line], words: str, body: float) -> int:
    if len(paragraph) > 1 or paragraph[0].size < body * 0.98:
        return 0
    level = heading_level(words, first=False)
    if not level and paragraph[0].bold and len(words) <= _LONGEST_HEADING and not _END.search(words):
        number = numbered(words)
        return 0 if number and number.value is not None else _BOLD_LEVEL
    return _BOLD_LEVEL + level if level else 0


def _without_margins(pages: list[list[Line]], body: float) -> Iterator[list[Line]]:
    """Yield the pages without page numbers and without what stands in the margin of most of them."""
    seen = Counter(head for number, page in enumerate(pages) for head in set(_heads(page, number, body)))
    often = max(_FEWEST_PAGES, len(pages) * _REPEATED)
    for number, page in enumerate(pages):
        yield [
            line
            for place, line in enumerate(page)
            if not any(seen[head] >= often for head in _heads_of(page, place, number, body))
        ]


def _heads(page: list[Line], number: int, body: float) -> Iterator[str]:
    for place in range(len(page)):
        yield from _heads_of(page, place, number, body)


def _heads_of(page: list[Line], place: int, number: int, body: float) -> Iterator[str]:
    """Yield what a line in the margin says, if it might be a running head: as it is, and but for the page's number.

    The latter only for a line no larger than the text and apart from it, because what is printed as text
    (`Section 7` on the seventh page) must not get lost.
    """
    line = page[place]
    edge = line.page_height * _MARGIN
    if line.bottom > edge and line.top < line.page_height - edge:
        return
    yield line.words
    neighbours = [*page[max(place - 1, 0) : place], *page[place + 1 : place + 2]]
    apart = all(
        max(line.top - other.bottom, other.top - line.bottom) > line.size
        for other in neighbours
        if abs(line.top - other.top) > line.size / 2
    )
    if apart and line.size <= body:
        for found in _DIGITS.finditer(line.words):
            # What counts on with the pages is compared by how far it is from the page's place.
            counted = f"{line.words[: found.start()]}#{int(found[0]) - number}{line.words[found.end() :]}"
            yield counted


def _levels(lines: list[Line], body: float) -> dict[float, int]:
    """Return the level of each size that is larger than the text's: the largest is 1."""
    larger = sorted({line.size for line in lines if line.size >= body * _LARGER}, reverse=True)
    levels: dict[float, int] = {}
    level, last = 0, 0.0
    for size in larger:
        if not last or size < last * 0.97:
            level, last = level + 1, size
        levels[size] = min(level, 6)
    return levels


def _most(lines: Iterable[Line], what: Callable[[Line], float]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[what(line)] += len(line.words)
    return weights.most_common(1)[0][0] if weights else 0.0


def _paragraphs(pages: list[list[Line]], levels: dict[float, int]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for page in pages:
        edge = max((line.right for line in page), default=0.0)
        for place, line in enumerate(page):
            if paragraph and _begins(paragraph[-1], line, edge, levels, new_page=place == 0):
                yield paragraph
                paragraph = []
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _begins(last: Line, line: Line, edge: float, levels: dict[float, int], *, new_page: bool) -> bool:
    """Return whether a line begins a paragraph, given the one before it and where the page's lines end."""
    if levels.get(last.size) != levels.get(line.size) or last.bold != line.bold:
        return True
    if _opens(line.words):
        return True
    ended = bool(_END.search(last.words))
    if new_page:
        return ended
    if line.top - last.bottom > _GAP * last.size or line.bottom < last.top:
        return True
    return ended and last.right < edge - 4 * last.size


def _opens(words: str) -> bool:
    number = numbered(words)
    return bool(_ITEM.match(words) or (number and number.id and number.clear))


def _joined(lines: list[Line], known: Counter[str]) -> str:
    words = lines[0].words
    for line in lines[1:]:
        if words.endswith("-") and line.words[:1].islower():
            words = words[:-1] + HYPHEN + line.words
        elif _WIDE.match(words[-1:]) and _WIDE.match(line.words[:1]):
            words += line.words
        else:
            words += f" {line.words}"
    return _BROKEN.sub(lambda found: _unbroken(found[1], found[2], known), words).replace(HYPHEN, "-")


def _unbroken(begins: str, ends: str, known: Counter[str]) -> str:
    """Return a word that was broken; it keeps its hyphen when the text writes it so in the midst of a line."""
    hyphened = f"{begins}-{ends}"
    return hyphened if known[hyphened.lower()] else begins + ends
