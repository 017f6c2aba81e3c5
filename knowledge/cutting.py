"""A manuscript cut into clauses by its structure: headings, 第X条, numbered paragraphs, numbered rows.

A clause's id is the number its rule book gives it (第十二条, 3.2, Section 4, PM-1.1). Where there is none, or where
it is given twice, the id is made from the headings the clause stands under, so that it stays the same whatever
happens elsewhere in the document. What is longer than a quote may be is cut into pieces `…/1`, `…/2`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from knowledge.clauses import Clause
from knowledge.manuscripts import Block, Kind, title_heading
from knowledge.numbering import numbered
from knowledge.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge.manuscripts import Manuscript
    from knowledge.numbering import Number

_SLUG = 40
_NOT_SLUG = re.compile(r"[\W_]+")
_INLINE = 1000
"""Added to the rank of a number inside the text, which stands below every heading."""


@dataclass
class _Section:
    """A heading or number, where it stands, and the blocks under it."""

    level: int
    words: str
    """What is shown in the path."""
    name: str
    """What the id is made from: the same in every language."""
    number: Number | None = None
    opener: Block | None = None
    above: tuple[_Section, ...] = ()
    body: list[Block] = field(default_factory=list)


def cut(
    manuscript: Manuscript, language: str, title: str, shown: Callable[[Block], str] | None = None
) -> tuple[Clause, ...]:
    """Return the clauses of a manuscript, in order, for a document with this title.

    `shown` says what a heading is called in this language; ids are made from the whole heading.
    """
    sections = list(_sections(manuscript, shown or (lambda block: block.words)))
    names = _ids(sections, title_heading(manuscript.blocks))
    return tuple(
        clause
        for section, name in zip(sections, names, strict=True)
        for clause in _clauses(manuscript.source, section, name, language, title)
    )


def _sections(manuscript: Manuscript, shown: Callable[[Block], str]) -> Iterator[_Section]:
    loose = _Section(0, "", "")
    yield loose
    open_ones = [loose]
    for given in manuscript.blocks:
        block = given
        if open_ones[-1].opener and open_ones[-1].opener.kind is Kind.ROW and block.kind is not Kind.ROW:
            # What follows a table with numbered rows goes on with what stood before it.
            open_ones.pop()
            block = replace(block, apart=True)
        if block.kind is not Kind.HEADING and not block.opens:
            open_ones[-1].body.append(block)
            continue
        number = numbered(block.words)
        level = block.level or _INLINE + (number.rank if number else 0)
        open_ones = [section for section in open_ones if section.level < level]
        opened = _Section(level, shown(block), block.words, number, block, tuple(open_ones))
        if block.opens:
            opened.body.append(block)
        open_ones.append(opened)
        yield opened


def _ids(sections: list[_Section], title: Block | None) -> list[str]:
    numbers = Counter(section.number.id for section in sections if section.number and section.number.id)
    taken: Counter[str] = Counter()
    found = []
    for section in sections:
        name = _id(section, title, numbers)
        taken[name] += 1
        found.append(name if taken[name] == 1 else f"{name}~{taken[name]}")
    return found


def _id(section: _Section, title: Block | None, numbers: Counter[str]) -> str:
    parts: list[str] = []
    for part in (*section.above, section):
        if part.number and part.number.id:
            if numbers[part.number.id] == 1:
                # A number that is given once says all.
                parts = []
            parts.append(part.number.id)
        elif part is section or part.opener is not title:
            parts.append(slug(part.name))
    return "/".join(part for part in parts if part) or "text"


def slug(words: str) -> str:
    """Return words as a part of an id: small letters, digits and hyphens, Chinese as it is."""
    return _NOT_SLUG.sub("-", words.lower()).strip("-")[:_SLUG].rstrip("-")


def _clauses(source: str, section: _Section, name: str, language: str, title: str) -> Iterator[Clause]:
    runs = [pieces(source, run) for run in _runs(section.body)]
    runs = [run for run in runs if run]
    path = tuple(part.words for part in (*section.above, section) if part.words)
    if path[:1] != (title,):
        path = (title, *path)
    heads = {block.start: block.head for block in section.body if block.head}
    for place, run in enumerate(runs, start=1):
        outer = name if len(runs) == 1 else f"{name}/{place}"
        for part, span in enumerate(run, start=1):
            yield Clause(
                id=outer if len(run) == 1 else f"{outer}/{part}",
                title=_title_of(section) or title,
                path=(*path, *_head(heads.get(span.start))),
                language=language,
                text=source[span.start : span.end],
                start=span.start,
                end=span.end,
            )


def _runs(body: list[Block]) -> Iterator[list[Block]]:
    run: list[Block] = []
    for block in body:
        if block.apart and run:
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _head(head: tuple[str, ...] | None) -> tuple[str, ...]:
    return (" | ".join(head),) if head else ()


def _title_of(section: _Section) -> str:
    number = section.number
    if number is None:
        return section.words
    own = numbered(section.words)
    return (own.rest if own and own.rest else "") or section.words
