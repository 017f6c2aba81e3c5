"""The goals of units, read from a CSV file: `cycle`, `unit`, `code`, `title`, `supports`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.files.people import PeopleFileError, decoded, header_of, table_of, wrong_shape
from storage import cycles, people, unit_goals
from storage.people_import import Problem
from storage.unit_goals import TITLE_MAX
from storage.units_import import Change, UnitsReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlmodel import Session

COLUMNS = ("cycle", "unit", "code", "title", "supports")
CODE_LIMIT = 64


def import_unit_goals(session: Session, raw: bytes, *, now: datetime, dry_run: bool = False) -> UnitsReport:
    """Take over units' goals; with `dry_run` only say what would change. Goals not named stay. Raises PeopleFileError."""
    changes: list[Change] = []
    problems: list[Problem] = []
    unchanged = 0
    with session.begin_nested() as attempt:
        taken, problems = _accepted(session, raw)
        for row in taken:
            before = unit_goals.of_cycle(session, row["cycle"]).get(row["code"])
            kept = unit_goals.keep(
                session,
                row["cycle"],
                row["code"],
                unit=row["unit"],
                title=row["title"],
                supports=row["supports"] or None,
                by_id=None,
                now=now,
            )
            if kept:
                what = f"{row['cycle']} {row['code']}"
                changes.append(Change(what, before.title if before else "", row["title"]))
            else:
                unchanged += 1
        if dry_run:
            attempt.rollback()
    return UnitsReport(tuple(changes), unchanged, tuple(problems))


def _accepted(session: Session, raw: bytes) -> tuple[list[dict[str, str]], list[Problem]]:
    """Return the rows that can be taken, and what is wrong with the others.

    The goal above one may stand in the same file.
    """
    above = people.parents(session)
    known_cycles = {cycle.id for cycle in cycles.every(session)}
    accepted: list[dict[str, str]] = []
    problems: list[Problem] = []
    rows = list(_rows(raw))
    named = {(row["cycle"], row["code"]): row["unit"] for _, row, wrong in rows if wrong is None}
    for line, row, wrong in rows:
        found = [wrong] if wrong else list(_mistakes(line, row, known_cycles, above))
        if not found and row["supports"]:
            there = unit_goals.of_cycle(session, row["cycle"]).get(row["supports"])
            unit = there.unit if there else named.get((row["cycle"], row["supports"]))
            if unit not in people.path(row["unit"], above)[1:]:
                reason = f"'{row['supports']}' is no goal of a unit above"
                found = [Problem(line, "supports", reason)]
        problems += found
        if not found:
            accepted.append(row)
    return accepted, problems


def _rows(raw: bytes) -> Iterator[tuple[int, dict[str, str], Problem | None]]:
    table = list(table_of(decoded(raw)))
    if not table:
        message = f"the file is empty; its first line must be {','.join(COLUMNS)}"
        raise PeopleFileError(message)
    header = header_of(table[0][1], COLUMNS)
    for line, cells in table[1:]:
        yield line, dict(zip(header, cells, strict=False)), wrong_shape(line, cells, header)


def _mistakes(
    line: int, row: Mapping[str, str], known_cycles: set[str], above: Mapping[str, str | None]
) -> Iterator[Problem]:
    if row["cycle"] not in known_cycles:
        yield Problem(line, "cycle", f"'{row['cycle']}' is no cycle we know")
    if row["unit"] not in above:
        yield Problem(line, "unit", f"'{row['unit']}' is no unit we know")
    for column, limit in (("code", CODE_LIMIT), ("title", TITLE_MAX)):
        if not row[column]:
            yield Problem(line, column, "is missing")
        elif len(row[column]) > limit:
            yield Problem(line, column, f"longer than {limit} characters")
