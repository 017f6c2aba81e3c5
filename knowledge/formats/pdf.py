"""PDF: lines by their place on the page, headings by their size, running heads and page numbers left out."""

from __future__ import annotations

import ctypes
import threading
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.clauses import DocumentError, Fault
from knowledge.formats.printed import HYPHEN, Line, transcribed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.manuscripts import Manuscript

_PDFIUM = threading.Lock()
"""PDFium keeps state of its own and is not safe to use from two threads."""
_MOST_PAGES = 5_000


def manuscript(raw: bytes) -> Manuscript:
    """Return the text of a PDF. Raises DocumentError when it is protected, damaged, or has pictures of text only."""
    with _PDFIUM:
        pages = list(_pages(raw))
    if not any(page for page in pages):
        fix = "run a text recognition (OCR) over it, or use the file it was printed from"
        raise DocumentError(0, "the PDF has no text, only pictures of it", fix, Fault.SCANNED)
    return transcribed(pages).manuscript()


def _pages(raw: bytes) -> Iterator[list[Line]]:
    """Yield each page's lines; one page at a time is open."""
    try:
        opened = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            fix = "save it without one"
            raise DocumentError(0, "the PDF is protected by a password", fix, Fault.ENCRYPTED) from error
        fix = "print or export it anew"
        raise DocumentError(0, "the PDF is damaged", fix, Fault.DAMAGED) from error
    try:
        if len(opened) > _MOST_PAGES:
            problem = f"the PDF has {len(opened)} pages, more than the {_MOST_PAGES} we read"
            raise DocumentError(0, problem, "split it", Fault.TOO_LARGE)
        for number in range(len(opened)):
            yield _lines(opened, number)
    finally:
        opened.close()


def _lines(opened: Any, number: int) -> list[Line]:  # noqa: ANN401 - pypdfium2 ships no types
    try:
        page = opened[number]
    except pypdfium2.PdfiumError as error:
        problem = f"page {number + 1} of the PDF is damaged"
        raise DocumentError(0, problem, "print or export it anew", Fault.DAMAGED) from error
    text = page.get_textpage()
    try:
        height = page.get_height()
        return [_line(text, start, words, height) for start, words in _written(text) if words.strip()]
    finally:
        text.close()
        page.close()


def _written(text: Any) -> Iterator[tuple[int, str]]:  # noqa: ANN401 - as above
    """Yield the index of each line's first character, and the line."""
    start = 0
    signs: list[int] = []
    count = pdfium.FPDFText_CountChars(text.raw)
    for at in range(count):
        sign = pdfium.FPDFText_GetUnicode(text.raw, at)
        if sign in {0x0A, 0x0D}:
            if signs:
                yield start, _joined(signs)
            start, signs = at + 1, []
        else:
            signs.append(sign)
    if signs:
        yield start, _joined(signs)


def _joined(signs: list[int]) -> str:
    """Return UTF-16 units, or whole characters, as text; what is no character becomes a blank."""
    units = b"".join(
        sign.to_bytes(2, "little") if sign <= 0xFFFF else chr(sign).encode("utf-16-le")  # noqa: PLR2004 - one unit
        for sign in signs
    )
    words = units.decode("utf-16-le", errors="replace")
    return words.replace("\x02", HYPHEN).replace("\x00", " ").replace("\ufffd", " ")


def _line(text: Any, start: int, words: str, height: float) -> Line:  # noqa: ANN401 - as above
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip()) - 1
    left, _, top, below = _box(text, first)
    _, right, _, bottom = _box(text, last)
    weight = pdfium.FPDFText_GetFontWeight(text.raw, first)
    return Line(
        words=words.strip(),
        size=round(top - below, 1),
        bold=weight >= 600,  # noqa: PLR2004 - where CSS, too, begins to call it bold
        left=left,
        right=right,
        top=height - top,
        bottom=height - bottom,
        page_height=height,
    )


def _box(text: Any, at: int) -> tuple[float, float, float, float]:  # noqa: ANN401 - as above
    """Return left, right, top and bottom of a character's place, in points from the page's lower left corner."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text.raw, at, ctypes.byref(box))
    return box.left, box.right, box.top, box.bottom
