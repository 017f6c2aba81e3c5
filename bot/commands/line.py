"""The command line: every command, in its group."""

from __future__ import annotations

import json
import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress

from bot.commands import asking as knowledge_asking
from bot.commands import calendar as calendar_commands
from bot.commands import cycles as cycle_commands
from bot.commands import data as data_commands
from bot.commands import delivery as delivery_commands
from bot.commands import knowledge as knowledge_commands
from bot.commands import model as model_commands
from bot.commands import nudges as nudge_commands
from bot.commands import pilots as pilot_commands
from bot.commands import records as records_commands
from bot.commands import score_decisions as score_decision_commands
from bot.commands import score_explanations as score_explanation_commands
from bot.commands import score_releases as score_release_commands
from bot.commands import score_tallies as score_tally_commands
from bot.commands import scores as score_commands
from bot.commands import units as unit_commands
from bot.commands.door import OPERATION_FAILED, WRONG_USAGE, Door, front_door
from bot.serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.settings import Settings
    from storage.people_import import ImportReport

TRY_PORT = 8123
ONE_MASTER = (
    "TOUCHBASE_MASTER_KEY: there is only one master key. Make another with `openssl rand -base64 32`, put it in front "
    'of the present one (the content of master.key where none is set) with a comma, "NEW,OLD", start every copy of the '
    "bot with both, and run this again."
)
"""What is said to somebody who would rotate without a key to rotate to."""

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _group(name: str, about: str) -> typer.Typer:
    group = typer.Typer(no_args_is_help=True, help=about)
    cli.add_typer(group, name=name)
    return group


people_commands = _group("people", "The company's people.")
GROUPS: tuple[tuple[typer.Typer, tuple[Callable[[typer.Typer, Door], None], ...]], ...] = (
    (people_commands, (data_commands.register, unit_commands.register)),
    (_group("records", "The record, and what proves it."), (records_commands.register,)),
    (
        _group("knowledge", "The rule book."),
        (knowledge_commands.register, model_commands.register, knowledge_asking.register),
    ),
    (
        _group("scores", "Results, and the data they are computed from."),
        (
            score_commands.register,
            score_decision_commands.register,
            score_explanation_commands.register,
            score_release_commands.register,
            score_tally_commands.register,
        ),
    ),
    (
        _group("delivery", "Messages on their way, and those that did not arrive."),
        (delivery_commands.register,),
    ),
    (_group("nudges", "Nudges: what they would be, and what they do."), (nudge_commands.register,)),
    (_group("cycle", "Performance cycles."), (cycle_commands.register,)),
    (_group("calendar", "The company's own working days."), (calendar_commands.register,)),
    (_group("pilot", "Cycles that are limited to units."), (pilot_commands.register,)),
)
"""The groups of commands, and who hangs up what is in each."""
key_commands = _group("keys", "The keys that words are sealed under.")
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
    raise typer.Exit(serve())


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
    from bot.files.people import PeopleFileError, import_people  # noqa: PLC0415 - as above

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


def main() -> None:
    """Run the command line."""
    for group, registers in GROUPS:
        for register in registers:
            register(group, door)
    cli()


def _today(settings: Settings) -> date:
    from bot.clock import SystemClock  # noqa: PLC0415 - as above

    return SystemClock().now().astimezone(settings.zone).date()


def _show(report: ImportReport) -> None:
    console.print(
        f"{len(report.added)} added, {len(report.updated)} updated, {len(report.unchanged)} unchanged, "
        f"{len(report.left)} left, {len(report.problems)} rejected"
    )
    unit_commands.show_problems(console, report.problems)
