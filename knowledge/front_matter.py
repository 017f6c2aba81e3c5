"""The front matter of a Markdown file: what it says about itself between two `---` lines, one `key: value` each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from knowledge.clauses import AUDIENCE, EVERYONE, LANGUAGE, DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

_REQUIRED = ("id", "version", "effective_from", "language")
_OURS = re.compile(r"(?:id|version|effective_from)\s*:")
_KEY = re.compile(r"[\w.-]+\s*:(?:\s|$)")
_YAML = re.compile(r"[\w.-]+\s*:(?:\s|$)|\s+\S|-\s|#(?!#)")
_OPTIONAL = ("effective_until", "governing_language", "audience", "owner", "title")


@dataclass(frozen=True)
class Line:
    """One line of a text; `number` counts from 1, `start` is its offset."""

    number: int
    start: int
    text: str
    """Without its line ending."""


@dataclass(frozen=True)
class Facts:
    """What front matter says about a document; see `knowledge.clauses.Document`."""

    id: str
    version: str
    effective_from: date
    effective_until: date | None
    language: str
    governing_language: str
    audience: str
    owner: str
    title: str
    """Empty when only a heading says it."""
    length: int
    """Lines it takes up."""


def lines_of(source: str) -> Iterator[Line]:
    """Yield the lines of a text as an editor counts them."""
    start = 0
    # Not splitlines(): a form feed or a Unicode line separator inside a clause is not a new line here.
    for number, whole in enumerate(source.split("\n"), start=1):
        yield Line(number, start, whole.removesuffix("\r"))
        start += len(whole) + 1


def facts_of(lines: list[Line]) -> Facts:
    """Return what the front matter says. Raises DocumentError for what is missing, unknown or not understood."""
    facts, length = _front_matter(lines)
    language = _language(facts, "language")
    from_, until = _day(facts, "effective_from"), None
    if "effective_until" in facts:
        until = _day(facts, "effective_until")
        if until <= from_:
            problem = "effective_until is not after effective_from"
            fix = "write the first day on which the rules no longer apply"
            raise DocumentError(facts["effective_until"][0], problem, fix)
    return Facts(
        id=facts["id"][1],
        version=facts["version"][1],
        effective_from=from_,
        effective_until=until,
        language=language,
        governing_language=_language(facts, "governing_language")
        if "governing_language" in facts
        else language,
        audience=_audience(facts),
        owner=facts["owner"][1] if "owner" in facts else "",
        title=facts["title"][1] if "title" in facts else "",
        length=length,
    )


def is_ours(lines: list[Line]) -> bool:
    """Return whether a text opens with front matter that speaks to us, closed or not, and not to another program."""
    if not lines or lines[0].text.rstrip() != "---":
        return False
    opening = takewhile(lambda line: not line.text.strip() or _YAML.match(line.text), lines[1:])
    return any(_OURS.match(line.text) for line in opening)


def foreign_length(lines: list[Line]) -> int:
    """Return how many lines front matter for another program takes up; 0 when there is none.

    Two rules with text between them, which Markdown also writes as `---`, are none.
    """
    if not lines or lines[0].text.rstrip() != "---":
        return 0
    length = next((line.number for line in lines[1:] if line.text.rstrip() == "---"), 0)
    inside = [line.text for line in lines[1 : length - 1] if line.text.strip()]
    return length if inside and _KEY.match(inside[0]) and all(map(_YAML.match, inside)) else 0


def foreign_title(lines: list[Line]) -> str:
    """Return the title in front matter that speaks to some other program, or nothing."""
    for line in lines[1 : foreign_length(lines)]:
        key, _, value = line.text.partition(":")
        if key.strip().lower() == "title":
            return value.strip().strip("\"'")
    return ""


def _front_matter(lines: list[Line]) -> tuple[dict[str, tuple[int, str]], int]:
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


def _fact(line: Line) -> tuple[str, str]:
    key, colon, value = (part.strip() for part in line.text.partition(":"))
    if not colon or not value:
        raise DocumentError(line.number, f"'{line.text.strip()}' says nothing", "write 'key: value'")
    if key not in _REQUIRED + _OPTIONAL:
        known = ", ".join(_REQUIRED + _OPTIONAL)
        raise DocumentError(line.number, f"'{key}' is not a fact we know", f"use one of {known}")
    return key, value.strip("\"'")


def _day(facts: dict[str, tuple[int, str]], key: str) -> date:
    line, value = facts[key]
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        fix = f"write {key} as YYYY-MM-DD, such as 2026-01-01"
        raise DocumentError(line, f"'{value}' is not a date", fix) from error


def _language(facts: dict[str, tuple[int, str]], key: str) -> str:
    line, value = facts[key]
    if not LANGUAGE.fullmatch(value):
        raise DocumentError(line, f"'{value}' is not a language code", "write a code such as 'en' or 'zh'")
    return value


def _audience(facts: dict[str, tuple[int, str]]) -> str:
    if "audience" not in facts:
        return EVERYONE
    line, value = facts["audience"]
    if not AUDIENCE.fullmatch(value):
        fix = "write everyone, managers, hr or unit:CODE"
        raise DocumentError(line, f"'{value}' is not an audience", fix)
    return value
