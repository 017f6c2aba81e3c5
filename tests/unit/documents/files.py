"""Documents made for a test: files of every kind, with exactly what the test is about in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from knowledge.documents import Document, read, read_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DAY = date(2026, 1, 1)
CHINESE_FONT = "STSong-Light"
TOP = 780


def document(folder: Path, name: str, content: str | bytes) -> Document:
    """Return the one document in a file with this name and content."""
    return read(stored(folder, name, content), effective_from=DAY)


def documents(folder: Path, name: str, content: str | bytes) -> tuple[Document, ...]:
    """Return the documents in a file with this name and content."""
    return read_all(stored(folder, name, content), effective_from=DAY)


def stored(folder: Path, name: str, content: str | bytes) -> Path:
    """Return the path of a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def printed(
    path: Path, pages: Iterable[Iterable[tuple[int, str]]], *, password: str = "", head: str = ""
) -> Path:
    """Print a PDF: on each page lines of (size in points, words); a line without words is a gap."""
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE_FONT))
    canvas = Canvas(str(path), pagesize=A4, encrypt=password or None)
    for number, page in enumerate(pages, start=1):
        if head:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(50, 820, head)
            canvas.drawString(290, 20, f"Page {number}")
        height = TOP
        for size, words in page:
            canvas.setFont("Helvetica" if words.isascii() else CHINESE_FONT, size)
            canvas.drawString(50, height, words)
            height -= int(size * 1.3)
        canvas.showPage()
    canvas.save()
    return path
