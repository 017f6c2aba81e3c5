"""Spreadsheets (XLSX) as rows of text: the first sheet, read row by row. What a formula gives is not taken."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from bot.features.scores.arriving import Rejection, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_BYTES = 2_000_000_000
"""A workbook that unpacks to more than this is not opened: a small file can be made to fill a disk."""
EXACT_DIGITS = 15
"""So many digits a spreadsheet keeps of a number; the others are made by binary arithmetic."""
_FORMULA, _ERROR = "f", "e"


class WorkbookError(ValueError):
    """The file as a whole cannot be read; the message says why."""


def rows_of(path: Path) -> Iterator[tuple[int, list[str], tuple[Rejection, ...]]]:
    """Give the rows of the first sheet that are not empty: the number, the cells, and what is wrong with them.

    Raises WorkbookError.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes a fifth of a second to load, and few files need it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415 - as above

    try:
        _check_size(path)
        book = load_workbook(path, read_only=True, data_only=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as problem:
        message = "it is no workbook that can be read; save it as an Excel workbook (XLSX) or as 'CSV UTF-8'"
        raise WorkbookError(message) from problem
    try:
        sheet = book.worksheets[0]
        # Some programs write a wrong size into the file, and the rows beyond it would be missed.
        sheet.reset_dimensions()
        names: list[str] = []
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if not any(cell.value is not None for cell in cells):
                continue
            names = names or [str(cell.value or "") for cell in cells]
            wrong = tuple(
                found for at, cell in enumerate(cells) if (found := _wrong(number, at, names, cell))
            )
            yield number, [_text(cell.value) for cell in cells], wrong
    finally:
        book.close()


def row_of(header: list[str], number: int, cells: list[str], wrong: tuple[Rejection, ...]) -> Row:
    """Return a row by its columns' names."""
    if any(cells[len(header) :]):
        reason = f"there are {len(cells)} cells where the first line has {len(header)}"
        wrong = (*wrong, Rejection(number, "", reason))
    return Row(number, dict(zip(header, cells, strict=False)), wrong)


def _check_size(path: Path) -> None:
    with ZipFile(path) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > LARGEST_BYTES:
            message = "it unpacks to too much"
            raise WorkbookError(message)


def _wrong(number: int, at: int, names: list[str], cell: Any) -> Rejection | None:  # noqa: ANN401 - a library's cell
    column = names[at].strip().casefold() if at < len(names) else ""
    if cell.data_type == _FORMULA:
        reason = f"cell {cell.coordinate} holds a formula, not a value; copy it and paste values only"
        return Rejection(number, column, reason)
    if cell.data_type == _ERROR:
        return Rejection(number, column, f"cell {cell.coordinate} says {cell.value}")
    return None


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return format(Decimal(f"{value:.{EXACT_DIGITS}g}"), "f")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case _:
            return " ".join(str(value).split())
