"""Any document of the company's rules, read into clauses that can be quoted to the letter.

A numbered rule book in Markdown (`knowledge.rulebooks`) is held to its own strict form. Anything else, Markdown,
HTML, DOCX, PDF or plain text, is cut by the structure it has (`knowledge.cutting`). Front matter (`---`, one
`key: value` each, `---`) may say what a Markdown or text file is; what it does not say, the caller does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.articles import with_articles
from knowledge.clauses import AUDIENCE, EVERYONE, LANGUAGE, Clause, Document, DocumentError, Fault
from knowledge.cutting import cut
from knowledge.files import FileKind, contents, decoded, refuse_invisible
from knowledge.front_matter import Facts, facts_of, foreign_length, foreign_title, is_ours, lines_of
from knowledge.languages import heading_in, in_language, languages_of
from knowledge.manuscripts import Kind, Manuscript, title_heading
from knowledge.numbering import numbered
from knowledge.rulebooks import has_numbered_headings, rule_book

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from knowledge.manuscripts import Block

__all__ = ["Clause", "Document", "DocumentError", "Fault", "read", "read_all", "read_markdown"]

_FIRST_PART = re.compile(r"^[^/~]+")


@dataclass(frozen=True)
class _Told:
    """What the caller says about a file that does not say it itself."""

    version: str | None
    effective_from: date | None
    language: str | None
    audience: str | None


def read(
    path: Path,
    *,
    version: str | None = None,
    effective_from: date | None = None,
    language: str | None = None,
    audience: str | None = None,
) -> Document:
    """Return the document in a file that is written in one language; otherwise like `read_all`.

    Raises DocumentError also when it is written in two.
    """
    found = read_all(
        path, version=version, effective_from=effective_from, language=language, audience=audience
    )
    if len(found) > 1:
        problem = "the file has two languages side by side"
        raise DocumentError(0, problem, "read both, or say which language it is in", Fault.TWO_LANGUAGES)
    return found[0]


def read_all(
    path: Path,
    *,
    version: str | None = None,
    effective_from: date | None = None,
    language: str | None = None,
    audience: str | None = None,
) -> tuple[Document, ...]:
    """Return the document in a file: once for each language that stands in it, with the same clause ids and source.

    The arguments say what the file does not: front matter comes first, except that `language` given here also
    means that the file is in that language alone. `version` defaults to the day the document takes effect. The
    one the file begins with governs, unless front matter says otherwise.

    Offsets count the characters of a Markdown or text file as decoded, line endings included, without a
    byte-order mark; of any other file those of the text we took from it. Raises DocumentError when the file
    cannot be read, and OSError when it is not there.
    """
    told = _Told(version, effective_from, language, audience)
    kind, raw = contents(path)
    if kind is FileKind.PDF:
        from knowledge.formats import pdf  # noqa: PLC0415 - who reads no PDF need not load PDFium

        return _documents(path.name, pdf.manuscript(raw), told)
    if kind is FileKind.DOCX:
        from knowledge.formats import docx  # noqa: PLC0415 - as above

        return _documents(path.name, docx.manuscript(raw), told)
    source = decoded(raw, kind)
    if kind is FileKind.HTML:
        from knowledge.formats import html  # noqa: PLC0415 - as above

        return _documents(path.name, html.manuscript(source), told)
    refuse_invisible(source)
    return _from_text(path.name, source, kind, told)


def read_markdown(path_or_text: Path | str) -> Document:
    """Return the numbered rule book in a file (a `Path`) or in a text (a `str`), which has to be UTF-8.

    Offsets count the characters of the decoded file as it stands, line endings included, without a byte-order
    mark. Raises DocumentError for a mistake in the document, OSError when the file cannot be read.
    """
    if isinstance(path_or_text, str):
        return rule_book(path_or_text)
    raw = path_or_text.read_bytes()
    try:
        return rule_book(raw.decode("utf-8-sig"), path_or_text.name)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem, fix = "a character is not UTF-8", "save the file as UTF-8"
        raise DocumentError(line, problem, fix, Fault.ENCODING) from error


def _from_text(name: str, source: str, kind: FileKind, told: _Told) -> tuple[Document, ...]:
    lines = list(lines_of(source))
    facts = facts_of(lines) if is_ours(lines) else None
    if facts and kind is FileKind.MARKDOWN and has_numbered_headings(source):
        return (rule_book(source, name),)
    length = facts.length if facts else foreign_length(lines) if kind is FileKind.MARKDOWN else 0
    start = lines[length].start if 0 < length < len(lines) else 0
    if kind is FileKind.TEXT:
        from knowledge.formats import text  # noqa: PLC0415 - beside the other kinds

        return _documents(name, text.manuscript(source, start), told, facts)
    from knowledge.formats import markdown  # noqa: PLC0415 - as above

    manuscript = markdown.manuscript(source, start)
    if not facts and (title := foreign_title(lines)):
        manuscript = replace(manuscript, title=title)
    return _documents(name, manuscript, told, facts)


def _documents(
    name: str, manuscript: Manuscript, told: _Told, facts: Facts | None = None
) -> tuple[Document, ...]:
    manuscript = with_articles(manuscript)
    languages = (told.language,) if told.language else languages_of(manuscript)
    if facts and not told.language:
        # One language needs no guessing; of two, the one the file says comes first.
        languages = (facts.language, *languages) if len(languages) > 1 else (facts.language,)
        languages = tuple(dict.fromkeys(languages))
    first = _document(name, manuscript, told, facts, languages[0], alone=len(languages) == 1)
    others = [_document(name, manuscript, told, facts, language, alone=False) for language in languages[1:]]
    found = [first, *(_numbered_like(first, other) for other in others)]
    governing = facts.governing_language if facts else languages[0]
    kept = tuple(replace(document, governing_language=governing) for document in found if document.clauses)
    if not kept:
        raise DocumentError(0, "the file has no text to quote", "choose the file with the text", Fault.EMPTY)
    return kept


def _document(  # noqa: PLR0913 - what a document is made of
    name: str, manuscript: Manuscript, told: _Told, facts: Facts | None, language: str, *, alone: bool
) -> Document:
    own = manuscript if alone else in_language(manuscript, language)
    shown = None if alone else (lambda heading: heading_in(heading.words, language))
    title = facts.title if facts and facts.title else _title(name, own, shown)
    effective_from = facts.effective_from if facts else told.effective_from
    if effective_from is None:
        problem, fix = "nothing says from when the document applies", "say effective_from: 2026-01-01"
        raise DocumentError(0, problem, fix)
    audience = (facts.audience if facts else told.audience) or EVERYONE
    if not AUDIENCE.fullmatch(audience):
        fix = "say everyone, managers, hr or unit:CODE"
        raise DocumentError(0, f"'{audience}' is not an audience", fix)
    if not LANGUAGE.fullmatch(language):
        raise DocumentError(0, f"'{language}' is not a language code", "say 'en' or 'zh'")
    return Document(
        id=facts.id if facts else name,
        version=facts.version if facts else told.version or effective_from.isoformat(),
        effective_from=effective_from,
        effective_until=facts.effective_until if facts else None,
        language=language,
        governing_language=language,
        title=title,
        owner=facts.owner if facts else "",
        audience=audience,
        name=name,
        source=manuscript.source,
        clauses=cut(own, language, title, shown),
    )


def _title(name: str, manuscript: Manuscript, shown: Callable[[Block], str] | None) -> str:
    heading = title_heading(manuscript.blocks)
    if heading is None and not manuscript.title:
        first = next((block for block in manuscript.blocks if block.kind is Kind.HEADING), None)
        heading = first if first and first.level == 1 and numbered(first.words) is None else None
    if heading is None:
        return manuscript.title or Path(name).stem
    return shown(heading) if shown else heading.words


def _numbered_like(first: Document, other: Document) -> Document:
    """Return the other language's document with 第三条 called Article 3 when the first language calls it that."""
    names = {_value(clause.id): _FIRST_PART.match(clause.id) for clause in first.clauses if _value(clause.id)}
    clauses = []
    for clause in other.clauses:
        known = names.get(_value(clause.id))
        renamed = _FIRST_PART.sub(known[0], clause.id) if known else clause.id
        clauses.append(replace(clause, id=renamed))
    return replace(other, clauses=tuple(clauses))


def _value(clause: str) -> tuple[int, int] | None:
    """Return what kind of number a clause's id begins with and its value, the same in every language."""
    number = numbered(clause.split("/", 1)[0])
    return (number.rank, number.value) if number and number.value is not None else None
