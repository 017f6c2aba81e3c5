"""What a document is once it is read: one version in one language, cut into clauses; or why it cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

EVERYONE = "everyone"
AUDIENCE = re.compile(r"everyone|managers|hr|unit:\S+")
"""Who may see a document: `unit:` is followed by the unit's code."""
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")


class Fault(StrEnum):
    """What kind of thing is wrong with a document, for those who say it in their own words."""

    MISTAKE = "mistake"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNPACKS_TOO_LARGE = "unpacks-too-large"
    UNKNOWN_KIND = "unknown-kind"
    KIND_DISAGREES = "kind-disagrees"
    DAMAGED = "damaged"
    ENCODING = "encoding"
    ENCRYPTED = "encrypted"
    SCANNED = "scanned"
    INVISIBLE = "invisible"
    TWO_LANGUAGES = "two-languages"


class DocumentError(ValueError):
    """A document we cannot read. The message says where (when there are lines), what is wrong and how to mend it.

    `line` counts from 1; it is 0 where the whole file is meant.
    """

    def __init__(self, line: int, problem: str, fix: str, fault: Fault = Fault.MISTAKE) -> None:
        super().__init__(f"line {line}: {problem}; {fix}" if line else f"{problem}; {fix}")
        self.line = line
        self.problem = problem
        self.fix = fix
        self.fault = fault


@dataclass(frozen=True)
class Clause:
    """One rule that can be quoted, or one piece of a long one.

    `path` is every heading from the document's title down to the clause's own, and below a table the words of
    the table's first row; `start` and `end` are character offsets into `Document.source`, so that
    `source[start:end] == text`.
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
    """One version of a document in one language. Where languages differ, `governing_language` is right.

    It applies from `effective_from` until the day before `effective_until`, to whom `audience` names:
    `everyone`, `managers`, `hr` or `unit:<unit code>`. `name` is the file's name with its extension, empty when
    there was no file.
    """

    id: str
    version: str
    effective_from: date
    effective_until: date | None
    language: str
    governing_language: str
    title: str
    owner: str
    audience: str
    name: str
    source: str
    clauses: tuple[Clause, ...]
