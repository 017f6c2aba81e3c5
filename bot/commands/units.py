"""The commands about units: `touchbase people units`, `hr-units` and `unit-goals`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.commands.door import OPERATION_FAILED, WRONG_USAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from bot.commands.door import Door
    from storage.people_import import Problem
    from storage.units_import import UnitsReport

CsvFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]


def register(people: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase people`."""

    @people.command()
    def units(
        file: CsvFile,
        *,
        dry_run: DryRun = False,
    ) -> None:
        """Take over the tree of units: unit, parent, name_en, name_zh, head_email."""
        from bot.files.units import import_units  # noqa: PLC0415 - other commands need not load it

        _take_over(door, file, import_units, dry_run=dry_run)

    @people.command()
    def hr_units(
        file: CsvFile,
        *,
        dry_run: DryRun = False,
    ) -> None:
        """Take over which units each HR partner serves: email, unit; one row for each."""
        from bot.files.units import import_hr_units  # noqa: PLC0415 - as above

        _take_over(door, file, import_hr_units, dry_run=dry_run)

    @people.command()
    def unit_goals(
        file: CsvFile,
        *,
        dry_run: DryRun = False,
    ) -> None:
        """Take over the goals of units that people's own serve: cycle, unit, code, title, supports."""
        from bot.clock import SystemClock  # noqa: PLC0415 - as above
        from bot.files.unit_goals import import_unit_goals  # noqa: PLC0415 - as above

        _take_over(door, file, partial(import_unit_goals, now=SystemClock().now()), dry_run=dry_run)


def _take_over(door: Door, file: Path, take_over: Callable[..., UnitsReport], *, dry_run: bool) -> None:
    from bot.files.people import PeopleFileError  # noqa: PLC0415 - as above

    database = door.open_database(door.settings())
    try:
        with database.transaction() as session:
            report = take_over(session, file.read_bytes(), dry_run=dry_run)
    except PeopleFileError as problem:
        sentence = f"{file.name}: {problem}."
        raise door.failure(sentence, WRONG_USAGE) from problem
    finally:
        database.close()
    _show_units(door, report, dry_run=dry_run)
    if report.problems:
        raise typer.Exit(OPERATION_FAILED)


def _show_units(door: Door, report: UnitsReport, *, dry_run: bool) -> None:
    done = "would change" if dry_run else "changed"
    door.console.print(
        f"{len(report.changes)} {done}, {report.unchanged} unchanged, {len(report.problems)} rejected"
    )
    if report.changes:
        table = Table("what", "before", "after")
        for change in report.changes:
            table.add_row(change.what, change.before, change.after)
        door.console.print(table)
    show_problems(door.console, report.problems)


def show_problems(console: Console, problems: Sequence[Problem]) -> None:
    """Print the rows that were not taken, each with its line, its column and why."""
    if problems:
        table = Table("line", "column", "why")
        for problem in problems:
            table.add_row(str(problem.line), problem.column, problem.reason)
        console.print(table)
