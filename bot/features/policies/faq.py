"""The FAQ as a document of the rule book: every entry is a clause, and every publication a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

DOCUMENT = "FAQ"
TITLE_LIMIT = 200


@dataclass(frozen=True)
class Entry:
    """A question and its answer, in one language."""

    id: str
    language: str
    title: str
    text: str


@dataclass(frozen=True)
class FaqClause:
    """An entry as a clause: `source[start:end] == text`."""

    id: str
    title: str
    path: tuple[str, ...]
    language: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class FaqDocument:
    """One version of the FAQ in one language, as the rule book takes documents."""

    version: str
    language: str
    title: str
    owner: str
    effective_from: date
    source: str
    clauses: tuple[FaqClause, ...]
    id: str = DOCUMENT
    name: str = ""
    audience: str = "everyone"
    effective_until: date | None = None

    @property
    def governing_language(self) -> str:
        """Its own: an entry is in the language it was answered in."""
        return self.language


def next_id(entries: Sequence[Entry]) -> str:
    """Return the number of an entry that comes after all of these, whatever their languages."""
    numbers = [int(each.id.rpartition(".")[2]) for each in entries if each.id.rpartition(".")[2].isdigit()]
    return f"{DOCUMENT}-1.{max(numbers, default=0) + 1}"


def document(entries: Sequence[Entry], *, version: str, title: str, owner: str, day: date) -> FaqDocument:
    """Return the FAQ of one language; all `entries` are in it. It can be read as Markdown."""
    source = (
        f"---\nid: {DOCUMENT}\nversion: {version}\neffective_from: {day.isoformat()}\n"
        f"language: {entries[0].language}\n" + (f"owner: {owner}\n" if owner else "") + f"---\n\n# {title}\n"
    )
    clauses = []
    for entry in entries:
        source += f"\n### {entry.id} {entry.title}\n\n"
        clauses.append(
            FaqClause(
                id=entry.id,
                title=entry.title,
                path=(title, f"{entry.id} {entry.title}"),
                language=entry.language,
                text=entry.text,
                start=len(source),
                end=len(source) + len(entry.text),
            )
        )
        source += f"{entry.text}\n"
    return FaqDocument(
        version=version,
        language=entries[0].language,
        title=title,
        owner=owner,
        effective_from=day,
        source=source,
        clauses=tuple(clauses),
    )


def heading(words: str) -> str:
    """Return a question as a heading: one line, not too long."""
    line = " ".join(words.split()).strip("# ")
    return line if len(line) <= TITLE_LIMIT else line[: TITLE_LIMIT - 1].rstrip() + "…"
