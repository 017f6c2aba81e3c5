"""The command line."""

from __future__ import annotations

import asyncio
import gc
import json
import signal
import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress
from rich.table import Table

from bot import (
    data_commands,
    knowledge_asking,
    knowledge_commands,
    logs,
    model_commands,
    records_commands,
    score_commands,
    score_decision_commands,
    score_explanation_commands,
)
from bot.door import OPERATION_FAILED, WRONG_USAGE, front_door
from bot.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from bot.settings import Settings
    from storage.people_import import ImportReport, Problem
    from storage.units_import import UnitsReport

TRY_PORT = 8123
LOCK_SECONDS = 0.0005
ONE_MASTER = (
    "TOUCHBASE_MASTER_KEY: there is only one master key. Make another with `openssl rand -base64 32`, put it in front "
    'of the present one (the content of master.key where none is set) with a comma, "NEW,OLD", start every copy of the '
    "bot with both, and run this again."
)
"""What is said to somebody who would rotate without a key to rotate to."""

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
people_commands = typer.Typer(no_args_is_help=True, help="The company's people.")
cli.add_typer(people_commands, name="people")
record_commands = typer.Typer(no_args_is_help=True, help="The record, and what proves it.")
cli.add_typer(record_commands, name="records")
rule_commands = typer.Typer(no_args_is_help=True, help="The rule book.")
cli.add_typer(rule_commands, name="knowledge")
scores_commands = typer.Typer(no_args_is_help=True, help="Results, and the data they are computed from.")
cli.add_typer(scores_commands, name="scores")
key_commands = typer.Typer(no_args_is_help=True, help="The keys that words are sealed under.")
cli.add_typer(key_commands, name="keys")
door = front_door()
console = door.console


@cli.command(name="try")
def try_(
    *,
    port: Annotated[int, typer.Option(help="The port of the page.")] = TRY_PORT,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget everything said and start over.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the page.")] = False,
) -> None:
    """Try everything on this machine: a small Slack in the browser, the bot, and a demo company."""
    from bot.trial import Trial, TrialFailed, run  # noqa: PLC0415 - only trying needs the demo company

    try:
        code = run(
            Trial(door.settings().data.absolute() / "try", port),
            fresh=fresh,
            browser=not no_browser,
            console=console,
        )
    except TrialFailed as problem:
        raise door.failure(str(problem)) from problem
    raise typer.Exit(code)


@cli.command()
def run() -> None:
    """Serve a Slack workspace until interrupted."""
    from bot.app import SlackRefused, Touchbase  # noqa: PLC0415 - other commands need not load all of it
    from storage.database import DatabaseAwayError  # noqa: PLC0415 - as above

    logs.to_stderr()
    try:
        asyncio.run(_serve(Touchbase(door.settings())))
    except SettingsError as problem:
        raise door.failure(str(problem), WRONG_USAGE) from problem
    except (SlackRefused, DatabaseAwayError, OSError) as problem:
        raise door.failure(str(problem)) from problem


@cli.command()
def migrate() -> None:
    """Bring the database's schema up to this version."""
    door.open_database(door.settings()).close()
    console.print("The schema is up to date.")


@cli.command()
def manifest(
    request_url: Annotated[
        str | None, typer.Option(help="Your /slack/events address, for HTTP mode.")
    ] = None,
) -> None:
    """Print the Slack app manifest; paste it at Slack under "Create New App → From a manifest"."""
    from bot.slack import manifest as slack_manifest  # noqa: PLC0415 - as above
    from prompts.catalog import Catalog  # noqa: PLC0415 - as above

    made = slack_manifest.manifest(Catalog.load(), request_url=request_url)
    sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=2) + "\n")


@people_commands.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file.")],
    *,
    leavers: Annotated[
        bool, typer.Option("--leavers", help="Who is missing from the file has left.")
    ] = False,
) -> None:
    """Take over people from a CSV file; a second import updates them."""
    from bot.people_csv import PeopleFileError, import_people  # noqa: PLC0415 - as above

    settings = door.settings()
    database = door.open_database(settings)
    today = _today(settings)
    try:
        with console.status("Reading the people…"), database.transaction() as session:
            report = import_people(session, file.read_bytes(), today, leavers=leavers)
    except PeopleFileError as problem:
        sentence = f"{file.name}: {problem}."
        raise door.failure(sentence, WRONG_USAGE) from problem
    finally:
        database.close()
    _show(report)
    if report.problems:
        raise typer.Exit(OPERATION_FAILED)


@key_commands.command()
def rotate() -> None:
    """Let a new master key take over; first give every copy of the bot "NEW,OLD" in TOUCHBASE_MASTER_KEY.

    No text is touched. Cut short, it may be run again.
    """
    from bot.rotation import rotate as wrap_anew  # noqa: PLC0415 - as above

    settings = door.settings()
    database = door.open_database(settings)
    try:
        if database.masters is None or len(database.masters.names) == 1:
            raise door.failure(ONE_MASTER, WRONG_USAGE)
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("Wrapping keys", total=None)
            done = wrap_anew(database, lambda done, total: progress.update(task, completed=done, total=total))
    finally:
        database.close()
    console.print(
        f"{done.people} keys of people and {done.deliveries} waiting events were wrapped anew. "
        "Once every copy of the bot runs with the new key in front, drop the old one from TOUCHBASE_MASTER_KEY.",
        soft_wrap=True,
    )


@people_commands.command()
def units(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Take over the tree of units: unit, parent, name_en, name_zh, head_email."""
    from bot.units_csv import import_units  # noqa: PLC0415 - as above

    _take_over_units(file, import_units, dry_run=dry_run)


@people_commands.command()
def hr_units(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Take over which units each HR partner serves: email, unit; one row for each."""
    from bot.units_csv import import_hr_units  # noqa: PLC0415 - as above

    _take_over_units(file, import_hr_units, dry_run=dry_run)


def _take_over_units(file: Path, take_over: Callable[..., UnitsReport], *, dry_run: bool) -> None:
    from bot.people_csv import PeopleFileError  # noqa: PLC0415 - as above

    database = door.open_database(door.settings())
    try:
        with database.transaction() as session:
            report = take_over(session, file.read_bytes(), dry_run=dry_run)
    except PeopleFileError as problem:
        sentence = f"{file.name}: {problem}."
        raise door.failure(sentence, WRONG_USAGE) from problem
    finally:
        database.close()
    _show_units(report, dry_run=dry_run)
    if report.problems:
        raise typer.Exit(OPERATION_FAILED)


def main() -> None:
    """Run the command line."""
    data_commands.register(people_commands, door)
    records_commands.register(record_commands, door)
    knowledge_commands.register(rule_commands, door)
    model_commands.register(rule_commands, door)
    knowledge_asking.register(rule_commands, door)
    score_commands.register(scores_commands, door)
    score_decision_commands.register(scores_commands, door)
    score_explanation_commands.register(scores_commands, door)
    cli()


async def _serve(touchbase: object) -> None:
    from bot.app import Touchbase  # noqa: PLC0415 - as above

    assert isinstance(touchbase, Touchbase)  # noqa: S101 - for the type checker
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    # Whoever waits for an acknowledgement waits for the event loop, and that for Python's lock: five milliseconds,
    # the interpreter's own measure, each time a worker thread is in the middle of something.
    sys.setswitchinterval(LOCK_SECONDS)
    try:
        await touchbase.start()
        # What was made to start stays: without it, each full collection stops everyone for a tenth of a second.
        gc.collect()
        gc.freeze()
        await stop.wait()
    finally:
        await touchbase.stop()


def _today(settings: Settings) -> date:
    from bot.clock import SystemClock  # noqa: PLC0415 - as above

    return SystemClock().now().astimezone(settings.zone).date()


def _show_units(report: UnitsReport, *, dry_run: bool) -> None:
    done = "would change" if dry_run else "changed"
    console.print(
        f"{len(report.changes)} {done}, {report.unchanged} unchanged, {len(report.problems)} rejected"
    )
    if report.changes:
        table = Table("what", "before", "after")
        for change in report.changes:
            table.add_row(change.what, change.before, change.after)
        console.print(table)
    _show_problems(report.problems)


def _show(report: ImportReport) -> None:
    console.print(
        f"{len(report.added)} added, {len(report.updated)} updated, {len(report.unchanged)} unchanged, "
        f"{len(report.left)} left, {len(report.problems)} rejected"
    )
    _show_problems(report.problems)


def _show_problems(problems: Sequence[Problem]) -> None:
    if problems:
        table = Table("line", "column", "why")
        for problem in problems:
            table.add_row(str(problem.line), problem.column, problem.reason)
        console.print(table)


if __name__ == "__main__":
    main()
