"""A numbered rule book in Markdown, cut into clauses that can be quoted to the letter.

The file opens with front matter (`knowledge.front_matter`): `id`, `version`, `effective_from` (YYYY-MM-DD) and
`language` are required; `effective_until`, `governing_language` (default: `language`), `audience` (default:
`everyone`), `owner` (whom to ask, an e-mail address) and `title` (default: the first `#` heading) are not. A heading
that opens with a clause number (`### PM-1.1 Purpose`) begins a clause; other headings only say where a clause
stands. Text outside every clause is refused, because nobody could ever find or quote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from knowledge.clauses import Clause, Document, DocumentError
from knowledge.front_matter import Facts, Line, facts_of, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?)[ \t#]*$")
_NUMBERED = re.compile(r"(?P<id>(?P<document>[A-Z][A-Z0-9]*)-\d+(\.\d+)+)(\s+(?P<title>.+))?")


def rule_book(source: str, name: str = "") -> Document:
    """Return the rule book in a text. Raises DocumentError for a mistake in it."""
    lines = list(lines_of(source))
    facts = facts_of(lines)
    sections = tuple(_sections(source, lines[facts.length :]))
    return Document(
        id=facts.id,
        version=facts.version,
        effective_from=facts.effective_from,
        effective_until=facts.effective_until,
        language=facts.language,
        governing_language=facts.governing_language,
        title=_title(facts, sections),
        owner=facts.owner,
        audience=facts.audience,
        name=name,
        source=source,
        clauses=_clauses(source, sections, facts.id, facts.language),
    )


def has_numbered_headings(source: str) -> bool:
    """Return whether any heading opens with a clause number, so that the rest is expected to as well."""
    headings = (_HEADING.match(line.text) for line in lines_of(source))
    return any(heading and _NUMBERED.fullmatch(heading["words"]) for heading in headings)


@dataclass(frozen=True)
class _Section:
    """A heading and the text up to the next one; `start == end` when there is none."""

    line: int
    level: int
    words: str
    start: int
    end: int


def _title(facts: Facts, sections: tuple[_Section, ...]) -> str:
    if facts.title:
        return facts.title
    for section in sections:
        if section.level == 1:
            return section.words
    raise DocumentError(1, "the document has no title", "add a first heading such as '# Travel rules'")


def _sections(source: str, lines: list[Line]) -> Iterator[_Section]:
    """Yield what stands under each heading; the first one, level 0, is what comes before any heading."""
    opened = _Section(0, 0, "", len(source), len(source))
    if lines:
        opened = replace(opened, line=lines[0].number, start=lines[0].start)
    fence = ""
    for line in lines:
        if mark := _FENCE.match(line.text):
            # A '#' inside a fenced block is somebody's example, not our heading.
            fence = "" if mark[1] == fence else fence or mark[1]
            continue
        heading = _HEADING.match(line.text)
        if fence or heading is None or _belongs_to_clause(heading, opened):
            continue
        yield _closed(opened, source, line.start)
        after = line.start + len(line.text)
        opened = _Section(line.number, len(heading["marks"]), heading["words"], after, after)
    yield _closed(opened, source, len(source))


def _belongs_to_clause(heading: re.Match[str], opened: _Section) -> bool:
    """Return whether this heading has no number and stands inside the clause that is open."""
    deeper = len(heading["marks"]) > opened.level
    return deeper and bool(_NUMBERED.fullmatch(opened.words)) and not _NUMBERED.fullmatch(heading["words"])


def _closed(opened: _Section, source: str, end: int) -> _Section:
    body = source[opened.start : end]
    start = opened.start + len(body) - len(body.lstrip())
    return replace(opened, start=start, end=start + len(body.strip()))


def _clauses(source: str, sections: tuple[_Section, ...], document: str, language: str) -> tuple[Clause, ...]:
    found: dict[str, Clause] = {}
    path: list[_Section] = []
    for section, following in zip_longest(sections, sections[1:]):
        path = [*(heading for heading in path if heading.level < section.level), section]
        numbered = _NUMBERED.fullmatch(section.words)
        if numbered is None:
            _refuse_loose_text(section, document)
        elif section.start < section.end:
            _check_number(section, numbered, document, found)
            found[numbered["id"]] = Clause(
                id=numbered["id"],
                title=numbered["title"],
                path=tuple(heading.words for heading in path if heading.words),
                language=language,
                text=source[section.start : section.end],
                start=section.start,
                end=section.end,
            )
        elif following is None or following.level <= section.level:
            fix = "write the rule below its heading, or remove the heading"
            raise DocumentError(section.line, f"clause {numbered['id']} has no text", fix)
    if not found:
        fix = f"give each rule a heading such as '### {document}-1.1 Purpose'"
        raise DocumentError(1, "the document has no clauses", fix)
    return tuple(found.values())


def _refuse_loose_text(section: _Section, document: str) -> None:
    if section.start == section.end:
        return
    problem = (
        f"the text under '{section.words}' belongs to no clause"
        if section.words
        else "text before any clause"
    )
    fix = f"move it below a heading with a clause number, such as '### {document}-1.1 Purpose'"
    raise DocumentError(section.line, problem, fix)


def _check_number(
    section: _Section, numbered: re.Match[str], document: str, found: dict[str, Clause]
) -> None:
    clause = numbered["id"]
    if numbered["document"] != document:
        fix = f"number it {document}-…, or change 'id' in the front matter"
        raise DocumentError(section.line, f"clause {clause} is not of document {document}", fix)
    if not numbered["title"]:
        fix = f"write a few words after the number: '{clause} Purpose'"
        raise DocumentError(section.line, f"clause {clause} has no title", fix)
    if clause in found:
        fix = f"renumber one of them; the first reads '{clause} {found[clause].title}'"
        raise DocumentError(section.line, f"clause {clause} is there twice", fix)
