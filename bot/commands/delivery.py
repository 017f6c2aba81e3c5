"""The commands about messages that did not arrive: `touchbase delivery list`, `retry` and `check`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.door import OPERATION_FAILED, WRONG_USAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.door import Door
    from bot.features.undelivered.rules import Overview
    from bot.features.undelivered.service import Undelivered
    from storage.database import Database

MOST = 10_000
Numbers = Annotated[list[int] | None, typer.Argument(help="The numbers `list` shows.")]
All = Annotated[bool, typer.Option("--all", help="Every one of the last 30 days.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="How many to show.")]


def register(commands: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase delivery`."""

    @commands.command(name="list")
    def list_(*, limit: Limit = 50) -> None:
        """Show what did not arrive: whom it was for, what kind it is, and why; never what it says."""
        with _opened(door) as (service, database), database.snapshot() as session:
            view = service.everything(session, limit)
        _show(door, view)

    @commands.command()
    def retry(numbers: Numbers = None, *, everything: All = False) -> None:
        """Put messages on their way again; what may have arrived is looked for in Slack before it is sent."""
        if bool(numbers) == everything:
            sentence = "Name the numbers that `touchbase delivery list` shows, or say --all."
            raise door.failure(sentence, WRONG_USAGE)
        with _opened(door) as (service, database), database.transaction() as session:
            if everything:
                wanted = done = service.retry_everything(session, MOST)
            else:
                wanted = len(numbers or ())
                done = sum(service.retry_one(session, number) for number in numbers or ())
        door.say(f"{done} on their way again; the running bot sends them.")
        if done < wanted:
            sentence = f"{wanted - done} are not among those that did not arrive."
            raise door.failure(sentence)

    @commands.command()
    def check() -> None:
        """Say in a line whether anything is stuck; exit code 1 when it is, silence when all is well."""
        from bot.features.undelivered import line_blocks  # noqa: PLC0415 - other commands need not load all of it
        from prompts.catalog import DEFAULT_LANGUAGE, Catalog  # noqa: PLC0415 - as above

        with _opened(door) as (service, database), database.snapshot() as session:
            found = service.check(session)
        if found.troubles:
            door.say(line_blocks.stuck(found.payload, Catalog.load(), DEFAULT_LANGUAGE))
            raise typer.Exit(OPERATION_FAILED)


def _show(door: Door, view: Overview) -> None:
    from rich.table import Table  # noqa: PLC0415 - as above

    from bot.features.undelivered import line_blocks  # noqa: PLC0415 - as above
    from prompts.catalog import DEFAULT_LANGUAGE, Catalog  # noqa: PLC0415 - as above

    catalog, language = Catalog.load(), DEFAULT_LANGUAGE
    door.say(line_blocks.standing(view, catalog, language))
    if not view.letters:
        door.say(catalog.text(language, "undelivered-none"))
        return
    table = Table("number", "for", "kind", "age", "why")
    for letter in view.letters:
        table.add_row(
            str(letter.number),
            letter.recipient,
            line_blocks.kind(letter, catalog, language),
            line_blocks.age(letter.age_minutes, catalog, language),
            line_blocks.reason(letter, catalog, language),
        )
    door.console.print(table)
    if view.count > len(view.letters):
        door.say(f"{view.count - len(view.letters)} more; --limit shows them.")


@contextmanager
def _opened(door: Door) -> Iterator[tuple[Undelivered, Database]]:
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.delivery.outbox import Outbox  # noqa: PLC0415 - as above
    from bot.features.undelivered.service import Undelivered  # noqa: PLC0415 - as above

    with door.database() as (database, settings):
        clock = SystemClock()
        yield Undelivered(clock, settings.zone, Outbox(clock)), database
