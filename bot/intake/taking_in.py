"""Taking in the data scores are computed from: files, and rows that sources give."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from bot.features.scores.arriving import Kind, Origin, Rejection, Report, Row
from bot.features.scores.sheet_rows import gathered
from bot.features.scores.taking_entries import Entries
from bot.features.scores.taking_metrics import Metrics
from bot.features.scores.taking_readings import Readings
from bot.features.scores.taking_sheets import Sheets
from bot.intake import files as score_files
from bot.intake.files import ScoreFileError, SeenLines
from storage import people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.scores.configuration import Configuration
    from storage.database import Database

BATCH = 2_000
"""So many rows are stored in one transaction: others who write wait no longer than that takes."""
OPERATOR = "operator"
YAML = {".yaml", ".yml"}


class Batches(Protocol):
    """Takes rows in, batch by batch."""

    report: Report

    def take(self, session: Session, rows: Sequence[Row]) -> None:
        """Take a batch within the caller's transaction."""
        ...


class Intake:
    """Takes files and rows in on an open database."""

    def __init__(self, database: Database, clock: Clock, rules: Configuration) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules

    def take(  # noqa: PLR0913 - what may be said of a file
        self,
        path: Path,
        *,
        kind: Kind | None = None,
        cycle: str | None = None,
        by: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int], None] = lambda _rows: None,
    ) -> Report:
        """Take a file in, whole batches at a time; with `dry_run` only say what would change.

        `by` is the address of who brings it. Raises ScoreFileError, before anything is changed, when the file as a
        whole cannot be read.
        """
        origin = Origin(path.name, score_files.checksum(path), self._who(by), self._clock.now())
        if path.suffix.casefold() in YAML:
            return self._take_document(score_files.document(path), origin, cycle, dry_run=dry_run)
        table = score_files.table(path)
        found = kind or score_files.kind_of(table.columns)
        score_files.check_columns(table.columns, found)
        return self.take_rows(table.rows, found, origin, cycle=cycle, dry_run=dry_run, progress=progress)

    def take_rows(  # noqa: PLR0913 - as above
        self,
        rows: Iterator[Row],
        kind: Kind,
        origin: Origin,
        *,
        cycle: str | None = None,
        dry_run: bool = False,
        progress: Callable[[int], None] = lambda _rows: None,
    ) -> Report:
        """Take rows in, a batch in each transaction."""
        with closing(SeenLines()) as seen:
            taker: Batches
            if kind in {Kind.READINGS, Kind.UNIT_SCORES}:
                taker = Readings(kind, origin, cycle, seen, dry_run=dry_run)
            elif kind is Kind.METRICS:
                taker = Metrics(origin, dry_run=dry_run)
            elif kind is Kind.GOAL_SHEETS:
                return self._take_sheets(rows, origin, cycle, dry_run=dry_run)
            else:
                taker = Entries(kind, origin, cycle, dry_run=dry_run)
            done = 0
            while batch := list(islice(rows, BATCH)):
                readable = _readable(batch, taker.report)
                with self._database.transaction() as session:
                    taker.take(session, readable)
                    if dry_run:
                        session.rollback()
                done += len(batch)
                progress(done)
        return taker.report

    def _take_sheets(
        self, rows: Iterator[Row], origin: Origin, cycle: str | None, *, dry_run: bool
    ) -> Report:
        """Take sheets in, all rows of one sheet together: they are read whole."""
        taker = Sheets(origin, self._rules, dry_run=dry_run)
        readable = _readable(rows, taker.report)
        named = (
            (row.line, row.cells if row.cells.get("cycle") else {**row.cells, "cycle": cycle or ""})
            for row in readable
        )
        with self._database.transaction() as session:
            for sheet in gathered(named):
                if sheet.problems:
                    taker.report.reject(*(Rejection(*each) for each in sheet.problems))
                else:
                    taker.take(session, sheet.line, sheet.table)
            if dry_run:
                session.rollback()
        return taker.report

    def _take_document(self, found: object, origin: Origin, cycle: str | None, *, dry_run: bool) -> Report:
        tables = found if isinstance(found, list) else [found]
        if not all(isinstance(each, dict) and "lines" in each for each in tables):
            message = (
                "it is no goal sheet: a goal sheet is a table with employee, cycle, unit, role_tier and lines"
            )
            raise ScoreFileError(message)
        del cycle
        taker = Sheets(origin, self._rules, dry_run=dry_run)
        with self._database.transaction() as session:
            for number, each in enumerate(tables, start=1):
                taker.take(session, number, each)
            if dry_run:
                session.rollback()
        return taker.report

    def _who(self, by: str | None) -> str:
        if by is None:
            return OPERATOR
        with self._database.snapshot() as session:
            person = people.by_email(session, by)
        if person is None:
            message = f"--by: {by} is nobody we know"
            raise ScoreFileError(message)
        return people.reference(person.key)


def _readable(rows: Iterable[Row], report: Report) -> list[Row]:
    """Return the rows that could be read, and count the others."""
    found = []
    for row in rows:
        if row.wrong:
            report.reject(*row.wrong)
        else:
            found.append(row)
    return found
