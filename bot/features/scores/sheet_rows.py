"""Goal sheets from rows such as a CSV file or a spreadsheet gives: one row for each line of a sheet.

The columns are those of the written sheet (domain 4.10), and these: `confirmed_employee` and `confirmed_manager` are
days, `measure_unit` is what a line is measured in, `tiers` are `10:120 8:110 0:0`, and `parts`, `key_results` and
`points` are `part-1=40 part-2=60`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.features.scores.number_reading import AmbiguousNumberError, plain

_OF_THE_SHEET = ("employee", "cycle", "unit", "role_tier", "confirmed_employee", "confirmed_manager")
_NUMBERS = {"weight", "target", "threshold", "cap", "floor", "low", "high", "per_unit", "step"}
_SHARES = {"parts", "key_results", "points"}
_YES = {"yes", "true", "1", "是"}


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of one sheet: the line the first begins in, the table they make, and what cannot be read in them.

    `problems` are line, column and reason.
    """

    line: int
    table: Mapping[str, Any]
    problems: tuple[tuple[int, str, str], ...]


def gathered(rows: Iterable[tuple[int, Mapping[str, str]]]) -> list[SheetRows]:
    """Return the sheets that rows make, those of one person and cycle together, in the order they begin."""
    groups: dict[tuple[str, str], list[tuple[int, Mapping[str, str]]]] = {}
    for line, cells in rows:
        groups.setdefault((cells.get("employee", ""), cells.get("cycle", "")), []).append((line, cells))
    return [_sheet(group) for group in groups.values()]


def _sheet(rows: list[tuple[int, Mapping[str, str]]]) -> SheetRows:
    problems: list[tuple[int, str, str]] = []
    first_line, first = rows[0]
    for line, cells in rows[1:]:
        problems += [
            (line, column, f"differs from line {first_line}, which is of the same sheet")
            for column in _OF_THE_SHEET
            if cells.get(column, "") not in {"", first.get(column, "")}
        ]
    table: dict[str, Any] = {name: first.get(name, "") for name in ("employee", "cycle", "unit", "role_tier")}
    table["confirmed"] = {
        side: first[f"confirmed_{side}"] for side in ("employee", "manager") if first.get(f"confirmed_{side}")
    }
    table["lines"] = [_line(line, cells, problems) for line, cells in rows]
    return SheetRows(first_line, table, tuple(problems))


def _line(line: int, cells: Mapping[str, str], problems: list[tuple[int, str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, text in cells.items():
        if not text or column in _OF_THE_SHEET:
            continue
        try:
            found["unit" if column == "measure_unit" else column] = _value(column, text, cells)
        except AmbiguousNumberError as problem:
            problems.append((line, column, str(problem)))
        except ValueError:
            problems.append((line, column, f"'{text}' must be pairs such as {_EXAMPLES[column]}"))
    return found


_EXAMPLES = {"tiers": "10:120 8:110 0:0"} | dict.fromkeys(_SHARES, "part-1=40 part-2=60")


def _value(column: str, text: str, cells: Mapping[str, str]) -> object:
    if column == "tiers":
        return [tuple(plain(each) for each in _pair(word, ":")) for word in text.split()]
    if column in _SHARES:
        return {name: plain(share) for name, share in (_pair(word, "=") for word in text.split())}
    if column == "target" and cells.get("type") == "bars":
        level = text.removeprefix("L")
        return int(level) if level.isdecimal() else text
    if column == "volume":
        return text.casefold() in _YES
    return plain(text) if column in _NUMBERS else text


def _pair(word: str, separator: str) -> tuple[str, str]:
    name, there, value = word.partition(separator)
    if not there or not name or not value:
        raise ValueError(word)
    return name, value
