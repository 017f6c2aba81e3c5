"""Which language a text is in, and a text in two languages side by side taken apart, a manuscript for each.

Side by side means a table with a column for each, paragraphs or lines by turns, `English / 中文` in one line, or one
half after the other. What is in neither (a number, a date) stays with what stands before it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.manuscripts import Block, Kind, Manuscript, Span
from knowledge.pieces import sentences, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH, CHINESE = "en", "zh"

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_HAN_PER_WORD = 1.6
"""Chinese characters that say about as much as one English word."""
_LEAST_SHARE = 0.2
"""A language with less of the text than this is quoted in it, not one it is written in."""
# Blanks are counted out: a run of a million of them must not be tried from each of its ends.
_BESIDE = re.compile(
    r"\s{1,9}[/／|｜]\s{1,9}|\s{0,9}[/／]\s{0,9}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff。])\s{0,9}[/／]\s{0,9}"
)
_HEADING_ROW = 30


def language_of(text: str) -> str | None:
    """Return `zh` or `en`, whichever most of the words are in; None for a text without words."""
    han, words = len(_HAN.findall(text)), len(_WORD.findall(text))
    if not han and not words:
        return None
    return CHINESE if han > words else ENGLISH


def weight(text: str) -> float:
    """Return about how many English words a text is long."""
    return len(_WORD.findall(text)) + len(_HAN.findall(text)) / _HAN_PER_WORD


@dataclass(frozen=True)
class Part:
    """A stretch of text in one language; None when it has no words."""

    span: Span
    language: str | None


def languages_of(manuscript: Manuscript) -> tuple[str, ...]:
    """Return the language a manuscript is written in, or both, the one it begins with first."""
    weights: Counter[str] = Counter()
    for block in manuscript.blocks:
        for part in _parts(manuscript.source, block):
            if part.language and block.kind is not Kind.HEADING:
                weights[part.language] += round(
                    weight(manuscript.source[part.span.start : part.span.end]) * 10
                )
    enough = [language for language in weights if weights[language] >= _LEAST_SHARE * weights.total()]
    return tuple(enough) or (ENGLISH,)


def in_language(manuscript: Manuscript, language: str) -> Manuscript:
    """Return the manuscript with only the blocks in one of its two languages; headings stay, see `heading_in`."""
    first = languages_of(manuscript)[0]
    blocks: list[Block] = []
    last, other_between = first, False
    heads = {block.head for block in manuscript.blocks if block.head}
    for block in _paired(manuscript):
        if _is_head(block, heads, manuscript.source):
            continue
        if block.kind is Kind.HEADING:
            blocks.append(block)
            continue
        mine = False
        for part in _beside(manuscript.source, block):
            last = part.language or last
            if last == language:
                own = replace(block, start=part.span.start, end=part.span.end, cells=(), head=())
                blocks.append(replace(own, apart=other_between, opens=block.opens and not mine))
                mine, other_between = True, False
            else:
                other_between = True
    return replace(manuscript, blocks=tuple(_leading_somewhere(blocks, language)))


def _leading_somewhere(blocks: list[Block], language: str) -> list[Block]:
    """Return the blocks without headings that are in the other language and have nothing in this one below them."""
    kept: list[Block] = []
    for block in reversed(blocks):
        below = kept[-1] if kept else None
        leads = below is not None and (below.kind is not Kind.HEADING or below.level > block.level)
        if block.kind is not Kind.HEADING or leads or language_of(block.words) in {language, None}:
            kept.append(block)
    return kept[::-1]


def heading_in(words: str, language: str) -> str:
    """Return what a heading in both languages says in one; all of it when it is in one only."""
    halves = [part for part in re.split(r"\n|\s+[/／|｜]\s+", words) if part.strip()]
    if len(halves) == 1:
        found = re.fullmatch(
            r"(?P<one>.*?[A-Za-z)]+)\s+(?P<two>\S*[\u4e00-\u9fff].*)", words
        ) or re.fullmatch(r"(?P<one>.*[\u4e00-\u9fff]\S*)\s+(?P<two>[A-Za-z].*)", words)
        halves = [found["one"], found["two"]] if found else halves
    own = [half for half in halves if language_of(half) == language]
    return own[0].strip() if own and len(halves) > 1 else words.replace("\n", " / ")


def _is_head(block: Block, below: set[tuple[str, ...]], source: str) -> bool:
    """Return whether a row only says what stands in a table's columns: `English | 中文`."""
    words = tuple(source[cell.start : cell.end] for cell in block.cells)
    return bool(words) and words in below and all(len(cell) <= _HEADING_ROW for cell in words)


def _paired(manuscript: Manuscript) -> Iterator[Block]:
    """Yield the blocks with two headings that are one in two languages as one, its words on two lines."""
    blocks = [*manuscript.blocks]
    waiting: Block | None = None
    for block in blocks:
        if waiting and _are_one(waiting, block):
            yield replace(waiting, end=block.end, words=f"{waiting.words}\n{block.words}")
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = block if block.kind is Kind.HEADING else None
        if not waiting:
            yield block
    if waiting:
        yield waiting


def _are_one(first: Block, second: Block) -> bool:
    said = {language_of(first.words), language_of(second.words)}
    return second.kind is Kind.HEADING and first.level == second.level and said == {ENGLISH, CHINESE}


def _beside(source: str, block: Block) -> list[Part]:
    """Return the parts of a block, neighbours in one language as one."""
    joined: list[Part] = []
    for part in _parts(source, block):
        if joined and part.language in {joined[-1].language, None}:
            joined[-1] = replace(joined[-1], span=Span(joined[-1].span.start, part.span.end))
        else:
            joined.append(part)
    return joined


def _parts(source: str, block: Block) -> Iterator[Part]:
    for span in block.cells or (Span(block.start, block.end),):
        for sentence in sentences(source, span):
            for part in _halves(source, sentence):
                yield Part(part, language_of(source[part.start : part.end]))


def _halves(source: str, line: Span) -> list[Span]:
    """Return the two sides of `English / 中文`, or the line as it is."""
    for found in _BESIDE.finditer(source, line.start, line.end):
        halves = [trimmed(source, line.start, found.start()), trimmed(source, found.end(), line.end)]
        said = {language_of(source[half.start : half.end]) for half in halves}
        if said == {ENGLISH, CHINESE}:
            return halves
    return [line]
