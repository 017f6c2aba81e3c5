"""The commands about one person's data: `touchbase people export`, `erase`, `hold` and `holds`."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.commands.door import Door
    from bot.commands.people_data import PeopleData

Email = Annotated[str, typer.Argument(help="Whose data, by e-mail address.")]
By = Annotated[str | None, typer.Option("--by", help="The HR admin who asks for it, by e-mail address.")]


@contextmanager
def _people_data(door: Door) -> Iterator[PeopleData]:
    """Open the database for one command; what is refused becomes a sentence and the exit code."""
    from bot.clock import SystemClock  # noqa: PLC0415 - other commands need not load all of it
    from bot.commands.people_data import PeopleData, Refused  # noqa: PLC0415 - as above

    with door.database() as (database, settings):
        try:
            yield PeopleData(database, settings, SystemClock())
        except Refused as problem:
            raise door.failure(str(problem)) from problem


def register(people: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase people`."""

    @people.command()
    def export(
        email: Email,
        *,
        out: Annotated[
            Path | None, typer.Option(file_okay=False, help="The folder; otherwise one in the data folder.")
        ] = None,
        by: By = None,
    ) -> None:
        """Write everything kept about a person that they may see: a page to read and a file for machines."""
        with _people_data(door) as data:
            folder = data.export(email, out, by)
        door.say(f"Written to {folder}. The request is kept, and shown in the person's next copy.")
        if out is not None:
            door.say("This folder is yours to look after: erasing the person does not reach it.")

    @people.command()
    def erase(
        email: Email,
        *,
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask for the address again.")] = False,
        although_here: Annotated[
            bool, typer.Option("--although-here", help="Also when the person still works here.")
        ] = False,
        by: By = None,
    ) -> None:
        """Make everything said about a person unreadable for good, and prove it."""
        with _people_data(door) as data:
            data.check(email)
            again = email if yes else typer.prompt("This cannot be undone. Type the address again")
            if again.strip().lower() != email.strip().lower():
                sentence = "The two addresses differ: nothing was erased."
                raise door.failure(sentence)
            proof = data.erase(email, although_here=although_here, by=by)
        if proof.found or not proof.clean:
            raise door.failure(proof.sentence)
        door.say(proof.sentence)

    _register_holds(people, door)


def _register_holds(people: typer.Typer, door: Door) -> None:
    @people.command()
    def hold(
        email: Email,
        *,
        reason: Annotated[str, typer.Option(help="Why; sealed, and shown to HR only.")] = "",
        release: Annotated[bool, typer.Option("--release", help="End the hold.")] = False,
        by: By = None,
    ) -> None:
        """Keep a person's data from being erased or running out, for a legal reason."""
        with _people_data(door) as data:
            if release:
                data.release(email, by)
            else:
                data.hold(email, reason, by)
        state = "no longer held" if release else "held: nothing of it is erased or runs out"
        door.say(f"The data of {email} is {state}.")

    @people.command()
    def holds() -> None:
        """List the legal holds in force."""
        with _people_data(door) as data:
            found = data.holds()
        if not found:
            door.say("No data is held.")
            return
        table = Table("whose", "since", "by", "why")
        for row in found:
            table.add_row(*row)
        door.console.print(table, markup=False)
