"""The company's own working days, read from a CSV file: one row a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.files.people import PeopleFileError, decoded, header_of, table_of, wrong_shape
from storage.company_days import DayKind
from storage.people_import import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

COLUMNS = ("date", "kind")


@dataclass(frozen=True)
class ReadDays:
    """What a file says: the days it names, and the rows that make no sense."""

    days: Mapping[date, DayKind]
    problems: tuple[Problem, ...]


def read_days(raw: bytes) -> ReadDays:
    """Read a CSV file with the columns `date` (2027-02-06) and `kind` (a `DayKind`). Raises PeopleFileError."""
    table = list(table_of(decoded(raw)))
    if not table:
        message = f"the file is empty; its first line must be {','.join(COLUMNS)}"
        raise PeopleFileError(message)
    header = header_of(table[0][1], COLUMNS)
    days: dict[date, DayKind] = {}
    lines: dict[date, int] = {}
    problems: list[Problem] = []
    for line, cells in table[1:]:
        wrong = wrong_shape(line, cells, header)
        row = dict(zip(header, cells, strict=False))
        found = [wrong] if wrong else list(_mistakes(line, row, lines))
        problems += found
        if not found:
            day = date.fromisoformat(row["date"])
            lines[day] = line
            days[day] = DayKind(row["kind"].casefold())
    return ReadDays(days, tuple(problems))


def _mistakes(line: int, row: Mapping[str, str], lines: Mapping[date, int]) -> Iterator[Problem]:
    try:
        day = date.fromisoformat(row["date"])
    except ValueError:
        yield Problem(line, "date", f"'{row['date']}' is no day; write it as 2027-02-06")
    else:
        if day in lines:
            yield Problem(line, "date", f"{day} is in line {lines[day]} already")
    if row["kind"].casefold() not in set(DayKind):
        yield Problem(line, "kind", f"'{row['kind']}' is none of {', '.join(DayKind)}")
