"""A rule book in Markdown, cut into clauses that can be quoted to the letter.

The file opens with front matter between two `---` lines, one `key: value` each: `id`, `version`,
`effective_from` (YYYY-MM-DD) and `language` are required, `governing_language` (default: `language`),
`owner` (whom to ask, an e-mail address), `title` (default: the first `#` heading), `effective_until` (the first
day it no longer applies) and `audience` (default: `everyone`) are not. A heading that opens with a clause
number (`### PM-1.1 Purpose`) begins a clause; other headings only say where a clause stands. Text outside
every clause is refused, because nobody could ever find or quote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?)[ \t#]*$")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")
_NUMBERED = re.compile(r"(?P<id>(?P<document>[A-Z][A-Z0-9]*)-\d+(\.\d+)+)(\s+(?P<title>.+))?")

_REQUIRED = ("id", "version", "effective_from", "language")
_OPTIONAL = ("governing_language", "owner", "title", "effective_until", "audience")


class DocumentError(ValueError):
    """A document we cannot read. The message names the line, what is wrong there and how to mend it."""

    def __init__(self, line: int, problem: str, fix: str) -> None:
        super().__init__(f"line {line}: {problem}; {fix}")
        self.line = line


@dataclass(frozen=True)
class Clause:
    """One numbered rule.

    `path` is every heading from the document's title down to the clause's own; `start` and `end` are
    character offsets into `Document.source`, so that `source[start:end] == text`.
    """

    id: str
    title: str
    path: tuple[str, ...]
    language: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """One version of a rule book in one language. Where languages differ, `governing_language` is right."""

    id: str
    version: str
    effective_from: date
    language: str
    governing_language: str
    title: str
    owner: str
    source: str
    clauses: tuple[Clause, ...]
    effective_until: date | None = None
    audience: str = "everyone"
    name: str = ""


def read_markdown(path_or_text: Path | str) -> Document:
    """Return the document in a file (a `Path`) or in a text (a `str`).

    Offsets count the characters of the decoded file as it stands, line endings included, without a byte-order
    mark. Raises DocumentError for a mistake in the document, OSError when the file cannot be read.
    """
    source = _decoded(path_or_text) if isinstance(path_or_text, Path) else path_or_text
    lines = list(_lines(source))
    facts, after = _front_matter(lines)
    sections = tuple(_sections(source, lines[after:]))
    language = _language(facts, "language")
    return Document(
        id=facts["id"][1],
        version=facts["version"][1],
        effective_from=_day("effective_from", *facts["effective_from"]),
        effective_until=_day("effective_until", *facts["effective_until"])
        if "effective_until" in facts
        else None,
        audience=facts["audience"][1] if "audience" in facts else "everyone",
        name=path_or_text.name if isinstance(path_or_text, Path) else "",
        language=language,
        governing_language=_language(facts, "governing_language")
        if "governing_language" in facts
        else language,
        title=_title(facts, sections),
        owner=facts["owner"][1] if "owner" in facts else "",
        source=source,
        clauses=_clauses(source, sections, facts["id"][1], language),
    )


@dataclass(frozen=True)
class _Line:
    number: int
    start: int
    text: str
    """Without its line ending."""


@dataclass(frozen=True)
class _Section:
    """A heading and the text up to the next one; `start == end` when there is none."""

    line: int
    level: int
    words: str
    start: int
    end: int


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DocumentError(line, "a character is not UTF-8", "save the file as UTF-8") from error


def _lines(source: str) -> Iterator[_Line]:
    start = 0
    # Not splitlines(): a form feed or a Unicode line separator inside a clause is not a new line here.
    for number, whole in enumerate(source.split("\n"), start=1):
        yield _Line(number, start, whole.removesuffix("\r"))
        start += len(whole) + 1


def _front_matter(lines: list[_Line]) -> tuple[dict[str, tuple[int, str]], int]:
    """Return each fact with its line number, and how many lines the front matter takes."""
    if lines[0].text.rstrip() != "---":
        raise DocumentError(1, "there is no front matter", "begin the file with a line '---', then 'id: …'")
    facts: dict[str, tuple[int, str]] = {}
    for line in lines[1:]:
        if line.text.rstrip() == "---":
            break
        if line.text.strip():
            key, value = _fact(line)
            if key in facts:
                raise DocumentError(line.number, f"'{key}' is given twice", "keep one of them")
            facts[key] = (line.number, value)
    else:
        raise DocumentError(1, "the front matter never ends", "close it with a second line '---'")
    for key in _REQUIRED:
        if key not in facts:
            raise DocumentError(
                line.number, f"the front matter has no '{key}'", f"add a line '{key}: …' above"
            )
    return facts, line.number


def _fact(line: _Line) -> tuple[str, str]:
    key, colon, value = (part.strip() for part in line.text.partition(":"))
    if not colon or not value:
        raise DocumentError(line.number, f"'{line.text.strip()}' says nothing", "write 'key: value'")
    if key not in _REQUIRED + _OPTIONAL:
        known = ", ".join(_REQUIRED + _OPTIONAL)
        raise DocumentError(line.number, f"'{key}' is not a fact we know", f"use one of {known}")
    return key, value.strip("\"'")


def _day(key: str, line: int, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        fix = f"write {key} as YYYY-MM-DD, such as 2026-01-01"
        raise DocumentError(line, f"'{value}' is not a date", fix) from error


def _language(facts: dict[str, tuple[int, str]], key: str) -> str:
    line, value = facts[key]
    if not _LANGUAGE.fullmatch(value):
        raise DocumentError(line, f"'{value}' is not a language code", "write a code such as 'en' or 'zh'")
    return value


def _title(facts: dict[str, tuple[int, str]], sections: tuple[_Section, ...]) -> str:
    if "title" in facts:
        return facts["title"][1]
    for section in sections:
        if section.level == 1:
            return section.words
    raise DocumentError(1, "the document has no title", "add a first heading such as '# Travel rules'")


def _sections(source: str, lines: list[_Line]) -> Iterator[_Section]:
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
