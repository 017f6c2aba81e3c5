"""One regulation as Markdown, text, HTML, DOCX and PDF: the same articles in the same chapters with the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import docx
import pytest

from knowledge.documents import read
from tests.unit.documents.files import DAY, printed, stored
from tests.unit.documents.test_cutting import regulation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def as_markdown(folder: Path, paragraphs: list[str]) -> Path:
    return stored(folder, "办法.md", "\n\n".join(paragraphs))


def as_text(folder: Path, paragraphs: list[str]) -> Path:
    return stored(folder, "办法.txt", "\r\n\r\n".join(paragraphs))


def as_html(folder: Path, paragraphs: list[str]) -> Path:
    return stored(folder, "办法.html", "".join(f"<p>{words}</p>" for words in paragraphs))


def as_docx(folder: Path, paragraphs: list[str]) -> Path:
    opened = docx.Document()
    for words in paragraphs:
        opened.add_paragraph(words)
    opened.save(str(folder / "办法.docx"))
    return folder / "办法.docx"


def as_pdf(folder: Path, paragraphs: list[str]) -> Path:
    lines = [line for words in paragraphs for line in (*re.findall(".{1,40}", words), "")]
    pages = [lines[at : at + 30] for at in range(0, len(lines), 30)]
    return printed(folder / "办法.pdf", [[(12, line) for line in page] for page in pages])


@pytest.mark.parametrize("kind", [as_markdown, as_text, as_html, as_docx, as_pdf])
def test_a_regulation_is_read_the_same_from_every_kind_of_file(
    tmp_path: Path, kind: Callable[[Path, list[str]], Path]
) -> None:
    source, expected = regulation("第{}章 {}", "第{}条 {}", "\n\n")
    paragraphs = [words.replace("\n", "") for words in source.removeprefix("# ").strip().split("\n\n")]
    found = read(kind(tmp_path, paragraphs), effective_from=DAY)
    assert [clause.id for clause in found.clauses] == list(expected)
    for clause in found.clauses:
        chapter, words = expected[clause.id]
        assert re.sub(r"\s", "", clause.text) == re.sub(r"\s", "", clause.id + words)
        assert any(part.startswith(chapter) for part in clause.path)
        assert found.source[clause.start : clause.end] == clause.text
