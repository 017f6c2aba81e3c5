"""HR's list of people, read from a CSV file: what is wrong with a row is said, the rest is taken over."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.clock import time_zones
from storage import people_import
from storage.people_import import ImportReport, PersonRow, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

COLUMNS = (
    "email",
    "name",
    "title",
    "unit",
    "manager_email",
    "role",
    "locale",
    "timezone",
    "start_date",
)
ROLES = ("employee", "hr", "hr_admin")

ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")
_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_LOCALE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")
_LONGEST = {"email": 320, "name": 200, "title": 200, "unit": 64}
_ASCII = 0x7F
_GBK_PAIR = re.compile(rb"[\xb0-\xf7][\xa1-\xfe]")
"""The bytes of a common Chinese character in GBK."""
_SEPARATORS = ",;\t"
_SAVE_AS = "save it as 'CSV UTF-8' and try once more"


class PeopleFileError(ValueError):
    """The file as a whole cannot be read. The message says what is wrong with it and how to mend it."""


@dataclass(frozen=True)
class PeopleList:
    """A file that was read: good rows, what is wrong with the others, and every address that stands in it.

    `complete` is False when a row has no readable address, so that nobody can say who is missing.
    """

    rows: tuple[PersonRow, ...]
    problems: tuple[Problem, ...]
    listed: frozenset[str]
    complete: bool


def import_people(session: Session, raw: bytes, today: date, *, leavers: bool = False) -> ImportReport:
    """Take over the people of a CSV file; with `leavers`, those missing from it leave `today`.

    Rows that are wrong are left out and reported. Raises PeopleFileError, before anything is changed, when
    the file as a whole cannot be read.
    """
    read = parse(raw)
    marking = leavers and read.complete
    report = people_import.store(session, read.rows, today, listed=read.listed, leavers=marking)
    problems = [*read.problems, *report.problems]
    if leavers and not marking:
        reason = "nobody was marked as having left, because the address of a row above could not be read"
        problems.append(Problem(max(problem.line for problem in problems), "email", reason))
    return ImportReport(
        added=report.added,
        updated=report.updated,
        unchanged=report.unchanged,
        left=report.left,
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def parse(raw: bytes) -> PeopleList:
    """Return what a file says, row by row. Raises PeopleFileError."""
    table = list(table_of(decoded(raw)))
    if not table:
        message = f"the file is empty; its first line must be {','.join(COLUMNS)}"
        raise PeopleFileError(message)
    header = header_of(table[0][1], COLUMNS)
    if len(table) == 1:
        message = "there are no people below the first line"
        raise PeopleFileError(message)
    return _people(header, table[1:])


def parse_with(raw: bytes, extra: tuple[str, ...]) -> tuple[PeopleList, dict[str, dict[str, str]]]:
    """Return what a file says that may have `extra` columns, and by address what those say, where it has them.

    Raises PeopleFileError.
    """
    table = list(table_of(decoded(raw)))
    if len(table) <= 1:
        message = "there are no people below the first line"
        raise PeopleFileError(message)
    first = [cell.casefold() for cell in table[0][1]]
    beside = {name: first.index(name) for name in extra if name in first}
    kept = [place for place in range(len(first)) if place not in beside.values()]
    header = header_of([first[place] for place in kept], COLUMNS)
    email = first.index("email")
    rows = [(line, [*cells, *[""] * (len(first) - len(cells))]) for line, cells in table[1:]]
    said = {cells[email].lower(): {name: cells[at] for name, at in beside.items()} for _, cells in rows}
    people = _people(header, [(line, [cells[place] for place in kept]) for line, cells in rows])
    return people, said


def decoded(raw: bytes) -> str:
    """Return the text of a file; raises PeopleFileError when it is not UTF-8."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in raw:
        message = f"the file is in UTF-16, as some spreadsheets write it; {_SAVE_AS}"
        raise PeopleFileError(message)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"line {line} is not UTF-8{_looks_like(raw)}; {_SAVE_AS}"
        raise PeopleFileError(message) from error


def _looks_like(raw: bytes) -> str:
    """Say what the encoding probably is. Only said, not used: text in other encodings passes for GBK too."""
    not_ascii = sum(byte > _ASCII for byte in raw)
    in_pairs = 2 * len(_GBK_PAIR.findall(raw))
    return " but probably GBK, as Excel writes it on Chinese Windows" if in_pairs > 0.8 * not_ascii else ""


def table_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with its first line's number and its cells without margins."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            tidy = [" ".join(cell.split()) for cell in cells]
            if any(tidy):
                yield line, tidy
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"line {line} cannot be read ({error}); look for a quotation mark that is never closed"
        raise PeopleFileError(message) from error


def header_of(cells: list[str], columns: tuple[str, ...]) -> list[str]:
    """Return the names in the first line; raises PeopleFileError when they are not exactly `columns`."""
    found = [cell.casefold() for cell in cells]
    missing = [name for name in columns if name not in found]
    unknown = [cell for cell in found if cell not in columns]
    twice = sorted({cell for cell in found if found.count(cell) > 1})
    wrong = [
        f"{what} {', '.join(repr(name) for name in names)}"
        for what, names in (("missing", missing), ("not known", unknown), ("given twice", twice))
        if names
    ]
    if wrong:
        message = f"the columns in the first line are not right: {'; '.join(wrong)}"
        raise PeopleFileError(message)
    return found


def _people(header: list[str], table: list[tuple[int, list[str]]]) -> PeopleList:
    rows: list[PersonRow] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    complete = True
    for line, cells in table:
        wrong = wrong_shape(line, cells, header)
        row = dict(zip(header, cells, strict=False))
        email = row.get("email", "").lower()
        if wrong is not None or not ADDRESS.fullmatch(email):
            complete = False
        elif email in seen:
            wrong = Problem(line, "email", f"'{email}' is in line {seen[email]} already")
        else:
            seen[email] = line
        found = [wrong] if wrong else list(_mistakes(line, row))
        problems += found
        if not found:
            rows.append(_row(line, row))
    return PeopleList(tuple(rows), tuple(problems), frozenset(seen), complete)


def wrong_shape(line: int, cells: list[str], header: list[str]) -> Problem | None:
    """Return what is wrong with a row that has not as many cells as the first line; None when it has."""
    # Spreadsheets like to end a line with cells that hold nothing.
    if len(cells) >= len(header) and not any(cells[len(header) :]):
        return None
    return Problem(line, "", f"there are {len(cells)} cells where the first line has {len(header)}")


def _mistakes(line: int, row: dict[str, str]) -> Iterator[Problem]:
    for column, limit in _LONGEST.items():
        if len(row[column]) > limit:
            yield Problem(line, column, f"longer than {limit} characters")
    if not ADDRESS.fullmatch(row["email"]):
        yield Problem(line, "email", f"'{row['email']}' is not an e-mail address")
    if not row["name"]:
        yield Problem(line, "name", "there is no name")
    if row["role"].lower() not in ROLES:
        yield Problem(line, "role", f"'{row['role']}' is not a role; use {', '.join(ROLES)}")
    if not _LOCALE.fullmatch(row["locale"].replace("_", "-")):
        yield Problem(line, "locale", f"'{row['locale']}' is not a language; use a code such as en or zh")
    if row["timezone"] not in time_zones():
        reason = f"'{row['timezone']}' is not a time zone; use an IANA name such as Asia/Shanghai"
        yield Problem(line, "timezone", reason)
    if _date(row["start_date"]) is None:
        yield Problem(line, "start_date", f"'{row['start_date']}' is not a date; write it as 2026-01-31")


def _row(line: int, row: dict[str, str]) -> PersonRow:
    start_date = _date(row["start_date"])
    if start_date is None:
        message = f"line {line} was not checked"
        raise AssertionError(message)
    return PersonRow(
        line=line,
        email=row["email"].lower(),
        name=row["name"],
        title=row["title"],
        unit_code=row["unit"] or None,
        manager_email=row["manager_email"].lower() or None,
        role=row["role"].lower(),
        locale=row["locale"].replace("_", "-"),
        timezone=row["timezone"],
        start_date=start_date,
    )


def _date(words: str) -> date | None:
    """Return a day written year first; every other order means different days in different countries."""
    found = _DATE.fullmatch(words)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
