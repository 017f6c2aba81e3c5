"""The command about what a pilot says: `touchbase pilot digest`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

if TYPE_CHECKING:
    from bot.commands.door import Door
    from bot.features.surveys.rules import Spread
    from bot.features.surveys.views import Digest
    from prompts.catalog import Catalog

By = Annotated[str, typer.Option("--by", help="The address of the person of HR who reads it.")]
Picture = Annotated[
    Path | None, typer.Option("--picture", dir_okay=False, help="Where to put the picture, a PNG file.")
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.")]


def register(commands: typer.Typer, door: Door) -> None:
    """Add the command to `touchbase pilot`."""

    @commands.callback()
    def pilot() -> None:
        """Cycles that are limited to units."""

    @commands.command()
    def digest(  # noqa: PLR0913 - what of whom, and how
        cycle: Annotated[
            str, typer.Argument(metavar="[CYCLE]", help="The pilot; the newest unless named.")
        ] = "",
        *,
        by: By,
        fortnight: Annotated[int, typer.Option(min=0, help="Which one; the newest unless named.")] = 0,
        lang: Annotated[str, typer.Option(help="en or zh.")] = "en",
        as_json: AsJson = False,
        picture: Picture = None,
    ) -> None:
        """Show how many of a pilot answered a fortnight's question, how, and where people got stuck."""
        view, catalog = _read(door, cycle, fortnight, by)
        if picture is not None:
            _draw(door, view, catalog, lang, picture)
        if as_json:
            sys.stdout.write(json.dumps(document(view, catalog), ensure_ascii=False, indent=2) + "\n")
        else:
            _show(door, view, catalog, lang)


def document(view: Digest, catalog: Catalog) -> dict[str, Any]:
    """Return a fortnight as JSON has it; what may not be told is null or absent."""
    return {
        "cycle": view.cycle,
        "linked_to_pay": view.linked_to_pay,
        "fortnight": view.number,
        "opens": view.opens.isoformat(),
        "closes": view.closes.isoformat(),
        "running": view.running,
        "question": {
            "id": view.question,
            **{each: catalog.text(each, f"surveys-question-{view.question}") for each in catalog.languages},
        },
        "scope": list(view.scope) or None,
        "asked": view.table.asked,
        "answered": view.table.answered,
        "percent_before": view.rate_before,
        "all": _spread(view.table.total) if view.table.total else None,
        "units": [
            {"unit": part.unit or None, "asked": part.asked, **_spread(part.spread)}
            for part in view.table.parts
        ],
        "units_hidden": view.table.hidden,
        "index_before": str(view.health_before) if view.health_before is not None else None,
        "asked_before": view.asked_before.isoformat() if view.asked_before else None,
        "friction": {each.kind: {"count": each.count, "before": each.before} for each in view.friction},
        "words": list(view.words),
    }


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "answers": spread.answers,
        "counts": list(spread.counts),
        "mean": str(spread.mean),
        "index": str(spread.health),
        "colour": spread.colour,
        "agreement": str(spread.agreement) if spread.agreement is not None else None,
    }


def _read(door: Door, cycle: str, fortnight: int, by: str) -> tuple[Digest, Catalog]:
    from bot.clock import SystemClock  # noqa: PLC0415 - other commands need not load all of it
    from bot.delivery.outbox import Outbox  # noqa: PLC0415 - as above
    from bot.errors import BotError  # noqa: PLC0415 - as above
    from bot.features.check_ins.wording import Lexicon  # noqa: PLC0415 - as above
    from bot.house.surveys import digests_of  # noqa: PLC0415 - as above
    from bot.working_days import WorkingDays  # noqa: PLC0415 - as above
    from prompts import wording  # noqa: PLC0415 - as above
    from prompts.catalog import Catalog  # noqa: PLC0415 - as above
    from storage import people  # noqa: PLC0415 - as above

    catalog, clock = Catalog.load(), SystemClock()
    with door.database() as (database, settings):
        lexicon = Lexicon.from_tables(wording.load())
        digests = digests_of(clock, settings.zone, Outbox(clock), WorkingDays(settings.country), lexicon)
        try:
            with database.snapshot() as session:
                person = people.by_email(session, by)
                if person is None:
                    sentence = f"--by: {by} is nobody we know."
                    raise door.failure(sentence)
                return digests.named(session, person.key, cycle, fortnight), catalog
        except BotError as problem:
            sentence = catalog.text("en", problem.message_key(), **problem.variables)
            raise door.failure(sentence) from problem


def _draw(door: Door, view: Digest, catalog: Catalog, language: str, file: Path) -> None:
    from bot.drawing.pictures import NoFontError  # noqa: PLC0415 - as above
    from bot.features.surveys import picture_blocks  # noqa: PLC0415 - as above

    try:
        content = picture_blocks.drawn(view, catalog, language)
    except NoFontError:
        content = None
    if content is None:
        raise door.failure(catalog.text(language, "surveys-no-picture"))
    file.write_bytes(content)


def _show(door: Door, view: Digest, catalog: Catalog, language: str) -> None:
    from bot.features.surveys import blocks  # noqa: PLC0415 - as above

    door.say(blocks.heading(view, catalog, language))
    if not view.linked_to_pay:
        door.say(catalog.text(language, "cycles-not-linked-to-pay"))
    for line in blocks.lines(view, catalog, language):
        door.say(line.replace("*", ""))
    if view.friction:
        table = Table(catalog.text(language, "surveys-friction"))
        for each in view.friction:
            table.add_row(blocks.friction_line(each, catalog, language))
        door.console.print(table)
    for words in view.words:
        door.say(f"– {words}")
