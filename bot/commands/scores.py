"""The commands about the data scores are computed from: `touchbase scores import` and `compute`."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.door import OPERATION_FAILED, WRONG_USAGE
from bot.commands.score_tables import show_report, show_summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.door import Door
    from bot.commands.score_data import ScoreData
    from bot.intake.pulls import Pulls
    from bot.intake.taking_in import Intake

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
        with intake(door) as data, door.bar() as bar:
            task = bar.add_task("Checking" if dry_run else "Taking in", total=None)
            report = data.take(
                file,
                kind=Kind(kind) if kind else None,
                cycle=cycle,
                by=by,
                dry_run=dry_run,
                progress=lambda rows: bar.update(task, completed=rows),
            )
        show_report(door, report, dry_run=dry_run)
        if report.rejected:
            raise typer.Exit(OPERATION_FAILED)

    @commands.command()
    def pull(
        source: Annotated[str, typer.Argument(help="Its name in sources.toml of the data folder.")],
        *,
        dry_run: DryRun = False,
    ) -> None:
        """Take in what a source gives now: an HTTP address that answers JSON, or a query on a database."""
        from bot.intake.sources import SourceError  # noqa: PLC0415 - other commands need not load all of it

        with pulls(door) as found, door.bar() as bar:
            task = bar.add_task("Pulling", total=None)
            try:
                report = found.pull(
                    source, dry_run=dry_run, progress=lambda rows: bar.update(task, completed=rows)
                )
            except SourceError as problem:
                sentence = f"{problem}."
                raise door.failure(sentence) from None
        show_report(door, report, dry_run=dry_run)
        if report.rejected:
            raise typer.Exit(OPERATION_FAILED)

    @commands.command()
    def compute(cycle: CycleArgument, *, unit: UnitName = None) -> None:
        """Compute everybody's result anew; a version is added only where something changed."""
        with score_data(door) as data, door.bar() as bar:
            task = bar.add_task("Computing", total=None)
            summary = data.compute(
                cycle,
                unit=unit,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        show_summary(door, summary)
        if summary.problems:
            raise typer.Exit(OPERATION_FAILED)


@contextmanager
def score_data(door: Door) -> Iterator[ScoreData]:
    """Open the database for one command; what is refused becomes a sentence and the exit code."""
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.commands.score_data import NoSuchCycleError, RefusedError, ScoreData  # noqa: PLC0415 - as above
    from bot.intake.company_rules import rules_of  # noqa: PLC0415 - as above
    from bot.intake.files import ScoreFileError  # noqa: PLC0415 - as above

    with door.database() as (database, settings):
        try:
            yield ScoreData(database, SystemClock(), rules_of(settings.data))
        except ScoreFileError as problem:
            sentence = f"{problem}."
            raise door.failure(sentence, WRONG_USAGE) from problem
        except NoSuchCycleError as problem:
            raise door.failure(str(problem)) from problem
        except RefusedError as problem:
            sentence = f"{problem}."
            raise door.failure(sentence) from problem


@contextmanager
def intake(door: Door) -> Iterator[Intake]:
    """Open the database to take data in; a file that cannot be read becomes a sentence and the exit code."""
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.intake.company_rules import rules_of  # noqa: PLC0415 - as above
    from bot.intake.files import ScoreFileError  # noqa: PLC0415 - as above
    from bot.intake.taking_in import Intake  # noqa: PLC0415 - as above

    with door.database() as (database, settings):
        try:
            yield Intake(database, SystemClock(), rules_of(settings.data))
        except ScoreFileError as problem:
            sentence = f"{problem}."
            raise door.failure(sentence, WRONG_USAGE) from problem


@contextmanager
def pulls(door: Door) -> Iterator[Pulls]:
    """Open the database to pull from the sources of the data folder."""
    import os  # noqa: PLC0415 - credentials are looked up where they are used

    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.intake.company_rules import rules_of  # noqa: PLC0415 - as above
    from bot.intake.pulls import Pulls  # noqa: PLC0415 - as above
    from bot.intake.taking_in import Intake  # noqa: PLC0415 - as above

    with door.database() as (database, settings):
        clock = SystemClock()
        yield Pulls(Intake(database, clock, rules_of(settings.data)), settings.data, clock, os.environ)
