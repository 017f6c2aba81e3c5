"""The commands about the company's own working days: `touchbase calendar list`, `add`, `remove`, `import`, `complete`."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.commands.door import OPERATION_FAILED, WRONG_USAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from bot.commands.door import Door
    from bot.features.company_days.service import CompanyCalendar


class Kind(StrEnum):
    """Why a day is not what the country's calendar says."""

    WORKED = "worked"
    HOLIDAY = "holiday"
    BRIDGE = "bridge"
    COMPANY = "company"


DAY = ["%Y-%m-%d"]
Day = Annotated[datetime, typer.Argument(formats=DAY)]
Until = Annotated[datetime | None, typer.Option(formats=DAY, help="The last of several days.")]
CsvFile = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file: date, kind.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")]
Year = Annotated[int, typer.Argument(min=1970, max=2200)]


def register(commands: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase calendar`."""
    _register_days(commands, door)
    _register_file(commands, door)
    _register_years(commands, door)


def _register_days(commands: typer.Typer, door: Door) -> None:
    @commands.command(name="list")
    def list_() -> None:
        """Show until when the country's calendar is known, and the days entered beside it."""
        with _desk(door) as (service, session):
            view = service.everything(session)
        door.say(f"The calendar of {view.country} is known until {view.known_until}.")
        if view.entries:
            table = Table("date", "kind")
            for entry in view.entries:
                table.add_row(f"{entry.day:%Y-%m-%d %a}", entry.kind)
            door.console.print(table)

    @commands.command()
    def add(first: Day, kind: Kind, *, until: Until = None) -> None:
        """Enter a day, or several in a row: worked, holiday, bridge or company."""
        from bot.errors import DayNotUnderstood  # noqa: PLC0415 - other commands need not load all of it
        from bot.features.company_days import rules  # noqa: PLC0415 - as above
        from storage.company_days import DayKind  # noqa: PLC0415 - as above

        try:
            days = rules.span(first.date(), until.date() if until else None)
        except DayNotUnderstood as problem:
            sentence = "--until: the last day is the first or up to 30 days after it."
            raise door.failure(sentence, WRONG_USAGE) from problem
        with _desk(door) as (service, session):
            changed = service.enter(session, dict.fromkeys(days, DayKind(kind)), by=None)
        door.say(f"{changed} of {len(days)} changed.")

    @commands.command()
    def remove(day: Day) -> None:
        """Let the country's calendar count again for a day."""
        with _desk(door) as (service, session):
            found = service.drop(session, day.date())
        if not found:
            sentence = f"Nothing is entered for {day:%Y-%m-%d}."
            raise door.failure(sentence)
        door.say(f"{day:%Y-%m-%d} is what the country's calendar says again.")


def _register_file(commands: typer.Typer, door: Door) -> None:
    @commands.command(name="import")
    def import_(file: CsvFile, *, dry_run: DryRun = False) -> None:
        """Enter the days of a CSV file: date (2027-02-06), kind (worked, holiday, bridge or company)."""
        from bot.commands.units import show_problems  # noqa: PLC0415 - as above
        from bot.files.company_days import read_days  # noqa: PLC0415 - as above
        from bot.files.people import PeopleFileError  # noqa: PLC0415 - as above

        try:
            found = read_days(file.read_bytes())
        except PeopleFileError as problem:
            sentence = f"{file.name}: {problem}."
            raise door.failure(sentence, WRONG_USAGE) from problem
        with _desk(door) as (service, session), session.begin_nested() as attempt:
            changed = service.enter(session, found.days, by=None)
            if dry_run:
                attempt.rollback()
        done, same = "would change" if dry_run else "changed", len(found.days) - changed
        door.say(f"{changed} {done}, {same} unchanged, {len(found.problems)} rejected")
        show_problems(door.console, found.problems)
        if found.problems:
            raise typer.Exit(OPERATION_FAILED)


def _register_years(commands: typer.Typer, door: Door) -> None:
    @commands.command()
    def complete(year: Year) -> None:
        """Say that all days of a year are entered: deadlines and cycles may reach into it from now on."""
        from bot.errors import YearOutOfReach  # noqa: PLC0415 - as above

        try:
            with _desk(door) as (service, session):
                service.call_complete(session, year, by=None)
        except YearOutOfReach as problem:
            sentence = f"The next year that can be called complete is {problem.variables['next']}."
            raise door.failure(sentence) from problem
        door.say(f"The calendar is known until the end of {year}.")

    @commands.command()
    def reopen(year: Year) -> None:
        """Take back that a year is complete."""
        from bot.errors import YearOutOfReach  # noqa: PLC0415 - as above

        try:
            with _desk(door) as (service, session):
                service.call_open(session, year)
        except YearOutOfReach as problem:
            sentence = f"{year} is not the last year that was called complete by hand."
            raise door.failure(sentence) from problem
        door.say(f"The days of {year} are not known any more.")


@contextmanager
def _desk(door: Door) -> Iterator[tuple[CompanyCalendar, Session]]:
    """Open the database for one act of whoever has the machine."""
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.delivery.outbox import Outbox  # noqa: PLC0415 - as above
    from bot.features.company_days.service import CompanyCalendar  # noqa: PLC0415 - as above
    from bot.working_days import WorkingDays  # noqa: PLC0415 - as above

    with door.database() as (database, settings), database.transaction() as session:
        clock, calendar = SystemClock(), WorkingDays(settings.country)
        yield CompanyCalendar(clock, settings.zone, calendar, Outbox(clock)), session
