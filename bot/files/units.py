"""HR's tree of units, and which units each HR partner serves, read from CSV files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.files.people import ADDRESS, PeopleFileError, decoded, header_of, table_of, wrong_shape
from storage import units_import
from storage.people_import import Problem
from storage.units_import import HrUnitRow, UnitRow, UnitsReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

UNIT_COLUMNS = ("unit", "parent", "name_en", "name_zh", "head_email")
HR_COLUMNS = ("email", "unit")
CODE_LIMIT, NAME_LIMIT = 64, 200


def import_units(session: Session, raw: bytes, *, dry_run: bool = False) -> UnitsReport:
    """Take over the units of a CSV file; with `dry_run` only say what would change. Raises PeopleFileError."""
    rows: list[UnitRow] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for line, row, wrong in _rows(raw, UNIT_COLUMNS):
        found = [wrong] if wrong else list(_unit_mistakes(line, row, seen))
        problems += found
        if found:
            continue
        seen[row["unit"]] = line
        names = {"en": row["name_en"], "zh": row["name_zh"]}
        rows.append(
            UnitRow(line, row["unit"], row["parent"] or None, names, row["head_email"].lower() or None)
        )
    with session.begin_nested() as attempt:
        report = units_import.store_units(session, rows)
        if dry_run:
            attempt.rollback()
    return _with(report, problems)


def import_hr_units(session: Session, raw: bytes, *, dry_run: bool = False) -> UnitsReport:
    """Take over whom HR partners serve; with `dry_run` only say what would change. Raises PeopleFileError."""
    rows: list[HrUnitRow] = []
    problems: list[Problem] = []
    for line, row, wrong in _rows(raw, HR_COLUMNS):
        found = [wrong] if wrong else list(_hr_mistakes(line, row))
        problems += found
        # A row without a unit still names a partner, whose units must then stay as they are.
        if not wrong and ADDRESS.fullmatch(row["email"]):
            rows.append(HrUnitRow(line, row["email"].lower(), row["unit"]))
    with session.begin_nested() as attempt:
        report = units_import.store_hr_units(session, rows)
        if dry_run:
            attempt.rollback()
    known = {problem.line for problem in problems}
    kept = tuple(problem for problem in report.problems if problem.line not in known)
    return _with(UnitsReport(report.changes, report.unchanged, kept), problems)


def _rows(raw: bytes, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str], Problem | None]]:
    table = list(table_of(decoded(raw)))
    if not table:
        message = f"the file is empty; its first line must be {','.join(columns)}"
        raise PeopleFileError(message)
    header = header_of(table[0][1], columns)
    for line, cells in table[1:]:
        yield line, dict(zip(header, cells, strict=False)), wrong_shape(line, cells, header)


def _unit_mistakes(line: int, row: dict[str, str], seen: dict[str, int]) -> Iterator[Problem]:
    if not row["unit"]:
        yield Problem(line, "unit", "there is no code")
    elif row["unit"] in seen:
        yield Problem(line, "unit", f"'{row['unit']}' is in line {seen[row['unit']]} already")
    for column, limit in (("unit", CODE_LIMIT), ("name_en", NAME_LIMIT), ("name_zh", NAME_LIMIT)):
        if len(row[column]) > limit:
            yield Problem(line, column, f"longer than {limit} characters")
    for column in ("name_en", "name_zh"):
        if not row[column]:
            yield Problem(line, column, "there is no name")
    if row["head_email"] and not ADDRESS.fullmatch(row["head_email"]):
        yield Problem(line, "head_email", f"'{row['head_email']}' is not an e-mail address")


def _hr_mistakes(line: int, row: dict[str, str]) -> Iterator[Problem]:
    if not ADDRESS.fullmatch(row["email"]):
        yield Problem(line, "email", f"'{row['email']}' is not an e-mail address")
    if not row["unit"]:
        yield Problem(line, "unit", "there is no code")


def _with(report: UnitsReport, problems: list[Problem]) -> UnitsReport:
    every = sorted([*report.problems, *problems], key=lambda problem: problem.line)
    return UnitsReport(report.changes, report.unchanged, tuple(every))
