"""The commands about the data scores are computed from: `touchbase scores import` and `compute`."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.door import OPERATION_FAILED, WRONG_USAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.door import Door
    from bot.features.scores.arriving import Report
    from bot.score_data import ScoreData, Summary

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV, XLSX or YAML file.")]
KindName = Annotated[
    str | None,
    typer.Option(
        "--kind", help="What it holds, where its columns do not tell: readings, unit_scores, items …"
    ),
]
CycleName = Annotated[
    str | None,
    typer.Option("--cycle", help="The cycle of rows that name none and whose period does not tell."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]
By = Annotated[str | None, typer.Option("--by", help="The address of who brings it, kept as its source.")]
CycleArgument = Annotated[str, typer.Argument(metavar="CYCLE", help="The cycle, such as 2026H1.")]
UnitName = Annotated[str | None, typer.Option("--unit", help="Only this unit and those below it.")]
CHANGES_SHOWN, REJECTIONS_SHOWN = 20, 100


def register(commands: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase scores`."""

    @commands.command(name="import")
    def import_(
        file: File,
        *,
        kind: KindName = None,
        cycle: CycleName = None,
        by: By = None,
        dry_run: DryRun = False,
    ) -> None:
        """Take in goal sheets, readings, unit scores, items or decisions; a second import changes nothing."""
        from bot.features.scores.arriving import Kind  # noqa: PLC0415 - other commands need not load all of it

        if kind is not None and kind not in set(Kind):
            sentence = f"--kind: '{kind}' is none of {', '.join(Kind)}."
            raise door.failure(sentence, WRONG_USAGE)
        with _score_data(door) as data, door.bar() as bar:
            task = bar.add_task("Checking" if dry_run else "Taking in", total=None)
            report = data.take(
                file,
                kind=Kind(kind) if kind else None,
                cycle=cycle,
                by=by,
                dry_run=dry_run,
                progress=lambda rows: bar.update(task, completed=rows),
            )
        _show(door, report, dry_run=dry_run)
        if report.rejected:
            raise typer.Exit(OPERATION_FAILED)

    @commands.command()
    def compute(cycle: CycleArgument, *, unit: UnitName = None) -> None:
        """Compute everybody's result anew; a version is added only where something changed."""
        with _score_data(door) as data, door.bar() as bar:
            task = bar.add_task("Computing", total=None)
            summary = data.compute(
                cycle,
                unit=unit,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        _show_summary(door, summary)
        if summary.problems:
            raise typer.Exit(OPERATION_FAILED)


@contextmanager
def _score_data(door: Door) -> Iterator[ScoreData]:
    """Open the database for one command; what cannot be taken becomes a sentence and the exit code."""
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.score_data import NoSuchCycleError, ScoreData, rules_of  # noqa: PLC0415 - as above
    from bot.score_files import ScoreFileError  # noqa: PLC0415 - as above

    with door.database() as (database, settings):
        try:
            yield ScoreData(database, SystemClock(), rules_of(settings.data))
        except ScoreFileError as problem:
            sentence = f"{problem}."
            raise door.failure(sentence, WRONG_USAGE) from problem
        except NoSuchCycleError as problem:
            raise door.failure(str(problem)) from problem


def _show(door: Door, report: Report, *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    sentence = (
        f"{report.kind.replace('_', ' ')}: {report.new} {would}new, {report.unchanged} there already, "
        f"{report.rejected} rejected"
    )
    if report.waiting:
        sentence += f"; {report.waiting} of the new wait for a second person"
    door.say(f"{sentence}.")
    if dry_run and report.changes:
        table = _table("for", "what", "before", "would be")
        for change in report.changes[:CHANGES_SHOWN]:
            table.add_row(change.whose, change.what, change.before, change.after)
        door.console.print(table, markup=False)
        _more(door, report.new - CHANGES_SHOWN, "changes")
    for remark in report.remarks[:CHANGES_SHOWN]:
        door.say(f"To note: {remark}")
    if report.rejections:
        table = _table("line", "column", "why")
        for rejection in report.rejections[:REJECTIONS_SHOWN]:
            table.add_row(str(rejection.line), rejection.column, rejection.reason)
        door.console.print(table, markup=False)
        _more(door, report.rejected - REJECTIONS_SHOWN, "rejected rows")


def _show_summary(door: Door, summary: Summary) -> None:
    table = _table("result", "people")
    for status, number in sorted(summary.statuses.items()):
        table.add_row(status, str(number))
    for problem, number in sorted(summary.problems.items()):
        table.add_row(problem, str(number), style="red")
    door.console.print(table, markup=False)
    door.say(f"{summary.cycle}: {summary.computed} computed, {summary.new} of them changed.")
    if summary.held_up:
        table = _table("who", "code", "lines")
        for row in summary.held_up[:REJECTIONS_SHOWN]:
            table.add_row(*row)
        door.console.print(table, markup=False)
        _more(door, len(summary.held_up) - REJECTIONS_SHOWN, "people")


def _more(door: Door, number: int, what: str) -> None:
    if number > 0:
        door.say(f"… and {number} more {what}.")


def _table(*columns: str) -> Table:
    table = Table()
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
