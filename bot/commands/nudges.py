"""The commands about nudges: `touchbase nudges simulate` and `effect`."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.door import OPERATION_FAILED, WRONG_USAGE

if TYPE_CHECKING:
    from bot.commands.door import Door
    from bot.features.nudges.effect_report import EffectReport
    from bot.features.nudges.kinds import Kind
    from bot.settings import Settings
    from bot.simulation.load import Report
    from bot.simulation.world import Someone
    from storage.people_import import PersonRow

LANGUAGES = ("en", "zh")
MOST_WEEKS = 52
NO_FONT = "There is no font here that has Chinese, so nothing was drawn."
File = Annotated[
    Path,
    typer.Argument(
        exists=True,
        dir_okay=False,
        help="A CSV file of people; cadence_days, talk_weekday (1 is Monday) and talk_time may stand beside.",
    ),
]
Weeks = Annotated[int, typer.Option("--weeks", min=1, max=MOST_WEEKS, help="How many weeks to live through.")]
Seed = Annotated[int, typer.Option("--seed", help="Another seed is another course of chance.")]
Start = Annotated[
    datetime | None,
    typer.Option("--start", formats=["%Y-%m-%d"], help="Its week is the first; next week without."),
]
PictureFile = Annotated[
    Path | None, typer.Option("--picture", dir_okay=False, help="Where to draw it, as PNG.")
]
RowsFile = Annotated[
    Path | None, typer.Option("--rows", dir_okay=False, help="Where to write every person's weeks, as CSV.")
]
KindName = Annotated[str | None, typer.Option("--kind", help="Only this kind, such as gap_21.")]
Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], help="The first day; half a year back without."),
]
Language = Annotated[str, typer.Option("--language", help="en or zh.")]


def register(commands: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase nudges`."""

    @commands.command()
    def effect(
        *,
        kind: KindName = None,
        since: Since = None,
        picture: PictureFile = None,
        language: Language = "en",
    ) -> None:
        """Say what nudges do: sent against withheld, with what they cost. Sums only, never anybody's own."""
        from bot.features.nudges.kinds import Kind  # noqa: PLC0415 - other commands need not load all of it

        _must_speak(door, language)
        if kind is not None and kind not in set(Kind):
            sentence = f"--kind: '{kind}' is none of {', '.join(Kind)}."
            raise door.failure(sentence, WRONG_USAGE)
        report = _report(door, since, Kind(kind) if kind else None)
        _show(door, report, language)
        if picture is not None and report.kinds:
            _draw_effects(door, report, picture, language)

    @commands.command()
    def simulate(  # noqa: PLR0913 - each is an option
        file: File,
        *,
        weeks: Weeks = 8,
        seed: Seed = 0,
        start: Start = None,
        picture: PictureFile = None,
        rows: RowsFile = None,
        language: Language = "en",
    ) -> None:
        """Run the rules over an organisation without sending anything: who would get how much, week by week."""
        _must_speak(door, language)
        settings = door.settings()
        first = start.date() if start else _next_monday(settings)
        people = _people(door, file)
        report = _simulated(door, people, first, weeks, seed, settings.country, language)
        door.console.print(report.by_week())
        door.console.print(report.busiest())
        for line in report.lines():
            door.say(line)
        if rows is not None:
            rows.write_text(report.rows(), encoding="utf-8")
        if picture is not None:
            _draw(door, report, picture)
        if not report.keeps_the_budgets:
            raise typer.Exit(OPERATION_FAILED)


def _report(door: Door, since: datetime | None, kind: Kind | None) -> EffectReport:
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.features.nudges.effects import SINCE, Effects  # noqa: PLC0415 - as above

    with door.database() as (database, settings), database.snapshot() as session:
        clock = SystemClock()
        begin = since.replace(tzinfo=settings.zone) if since else clock.now() - SINCE
        return Effects(clock, settings.zone).report(session, begin, kind)


def _show(door: Door, report: EffectReport, language: str) -> None:
    from rich.table import Table  # noqa: PLC0415 - as above

    from bot.features.nudges import effect_blocks  # noqa: PLC0415 - as above
    from prompts.catalog import Catalog  # noqa: PLC0415 - as above

    catalog = Catalog.load()
    if not report.kinds:
        door.say(catalog.text(language, "effects-none"))
        return
    table = Table(*effect_blocks.headings(catalog, language), title=catalog.text(language, "effects-title"))
    for each in report.kinds:
        table.add_row(*effect_blocks.row(each, catalog, language))
    door.console.print(table)
    for each in report.kinds:
        if said := effect_blocks.stops(each, catalog, language):
            door.say(f"{effect_blocks.name(each.kind, catalog, language)}: {said}")
    for line in effect_blocks.closing(report, catalog, language):
        door.say(line)


def _draw_effects(door: Door, report: EffectReport, file: Path, language: str) -> None:
    from bot.drawing import pictures  # noqa: PLC0415 - as above
    from bot.features.nudges import effect_blocks  # noqa: PLC0415 - as above
    from prompts.catalog import Catalog  # noqa: PLC0415 - as above

    catalog = Catalog.load()
    title, note = (catalog.text(language, f"effects-{part}") for part in ("title", "note"))
    try:
        file.write_bytes(pictures.ranges(title, note, effect_blocks.ranges(report, catalog, language)))
    except pictures.NoFontError as problem:
        raise door.failure(NO_FONT) from problem


def _simulated(  # noqa: PLR0913, PLR0917 - what a simulation is made from
    door: Door, people: list[Someone], first: date, weeks: int, seed: int, country: str, language: str
) -> Report:
    from bot.simulation.load import Report  # noqa: PLC0415 - other commands need not load all of it
    from bot.simulation.simulating import simulate  # noqa: PLC0415 - as above
    from bot.simulation.world import World  # noqa: PLC0415 - as above
    from bot.working_days import WorkingDays  # noqa: PLC0415 - as above
    from prompts.catalog import Catalog  # noqa: PLC0415 - as above

    monday = first - timedelta(days=first.weekday())
    world = World(people, monday, weeks, WorkingDays(country), seed)
    with door.bar() as bar:
        task = bar.add_task("Living through it", total=len(people))
        loads = simulate(world, lambda done, _total: bar.update(task, completed=done))
    return Report(loads, weeks, Catalog.load(), language)


def _draw(door: Door, report: Report, file: Path) -> None:
    from bot.drawing.pictures import NoFontError  # noqa: PLC0415 - as above

    try:
        file.write_bytes(report.picture())
    except NoFontError as problem:
        raise door.failure(NO_FONT) from problem


def _people(door: Door, file: Path) -> list[Someone]:
    from bot.files.people import PeopleFileError, parse_with  # noqa: PLC0415 - as above
    from bot.simulation.world import CADENCE_COLUMNS  # noqa: PLC0415 - as above

    try:
        listed, said = parse_with(file.read_bytes(), CADENCE_COLUMNS)
    except PeopleFileError as problem:
        sentence = f"{file.name}: {problem}."
        raise door.failure(sentence, WRONG_USAGE) from problem
    if listed.problems:
        first = listed.problems[0]
        sentence = f"{file.name}, line {first.line}: {first.column}: {first.reason}."
        raise door.failure(sentence, WRONG_USAGE)
    known = {row.email for row in listed.rows}
    try:
        return [
            _someone(number, row, said.get(row.email, {}), known)
            for number, row in enumerate(listed.rows, start=1)
        ]
    except _UnreadableError as problem:
        sentence = f"{file.name}, {problem}."
        raise door.failure(sentence, WRONG_USAGE) from problem


class _UnreadableError(ValueError):
    """A cadence column says nothing that can be read; the message says which and where."""


def _someone(number: int, row: PersonRow, said: dict[str, str], known: set[str]) -> Someone:
    from bot.simulation.world import CADENCE_DAYS, Someone  # noqa: PLC0415 - as above

    days, weekday, at = (said.get(name, "") for name in ("cadence_days", "talk_weekday", "talk_time"))
    try:
        return Someone(
            number=number,
            email=row.email,
            name=row.name,
            zone=row.timezone,
            start_date=row.start_date,
            manager=row.manager_email if row.manager_email in known else None,
            cadence_days=_between(int(days), 1, 366) if days else CADENCE_DAYS,
            weekday=_between(int(weekday), 1, 7) - 1 if weekday else None,
            at=time.fromisoformat(at) if at else None,
        )
    except ValueError as problem:
        message = (
            f"line {row.line}: cadence_days is a number of days, talk_weekday 1 to 7, talk_time such as 14:30"
        )
        raise _UnreadableError(message) from problem


def _between(number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise ValueError(number)
    return number


def _next_monday(settings: Settings) -> date:
    from bot.clock import SystemClock  # noqa: PLC0415 - as above

    today = SystemClock().now().astimezone(settings.zone).date()
    return today + timedelta(days=7 - today.weekday())


def _must_speak(door: Door, language: str) -> None:
    if language not in LANGUAGES:
        sentence = f"--language: '{language}' is none of {', '.join(LANGUAGES)}."
        raise door.failure(sentence, WRONG_USAGE)
