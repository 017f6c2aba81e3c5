"""The commands about what a cycle plans: `touchbase cycle calendar`, `skip`, `close-without`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from bot.commands.cycles import Desk
    from bot.commands.door import Door
    from bot.features.cycles.calendar import CycleCalendar
    from prompts.catalog import Catalog


class Language(StrEnum):
    """The languages a calendar is drawn in."""

    EN = "en"
    ZH = "zh"


By = Annotated[str, typer.Option("--by", help="The address of the person of HR who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the name.")]


def register(
    commands: typer.Typer, door: Door, desk: Callable[[Door, str], AbstractContextManager[Desk]]
) -> None:
    """Add the commands to `touchbase cycle`."""

    @commands.command()
    def calendar(
        cycle: Annotated[str, typer.Argument(help="The cycle; the running one unless named.")] = "",
        *,
        by: By,
        language: Annotated[
            Language, typer.Option("--lang", help="The language of its words.")
        ] = Language.EN,
        picture: Annotated[Path | None, typer.Option(help="Also draw it into this PNG file.")] = None,
    ) -> None:
        """List a cycle's phases with who is in charge, and the announcements it calls for."""
        from bot.features.cycles.calendar import Calendars  # noqa: PLC0415 - other commands need not load it
        from bot.features.cycles.planned import Planned  # noqa: PLC0415 - as above

        with desk(door, by) as at:
            view = Calendars(at.cycles, at.boards, Planned(at.cycles)).view(at.session, at.by, cycle)
            catalog = at.catalog
        _show(door, view, catalog, language)
        if picture is not None:
            _draw(door, view, catalog, language, picture)

    @commands.command()
    def skip(
        cycle: Annotated[str, typer.Argument(help="The cycle, such as 2026H1.")],
        announcement: Annotated[str, typer.Argument(help="The announcement, such as A-05 or A-04b.")],
        *,
        reason: Reason,
        by: By,
    ) -> None:
        """Say that a planned announcement is not to be made; one that is a draft already is skipped in Slack."""
        from bot.features.cycles.planned import Planned  # noqa: PLC0415 - as above

        with desk(door, by) as at:
            Planned(at.cycles).skip(at.session, at.by, cycle, announcement, reason)
        door.say(f"{announcement} will not be made.")

    @commands.command(name="close-without")
    def close_without(
        cycle: Annotated[str, typer.Argument(help="The cycle, such as 2026H1.")],
        unit: Annotated[str, typer.Argument(help="The unit's code; empty for people without a unit.")],
        *,
        reason: Reason,
        by: By,
    ) -> None:
        """Let a cycle close although people of a unit lack the record of mid-review or interview."""
        from bot.features.cycles import closing  # noqa: PLC0415 - as above

        with desk(door, by) as at:
            lack = closing.waive(at.cycles, at.session, at.by, cycle, unit, reason)
        door.say(
            f"{cycle} may close although {lack.missing} of {unit or 'those without a unit'} lack a record."
        )


def _show(door: Door, view: CycleCalendar, catalog: Catalog, language: str) -> None:
    from bot.features.cycles.calendar_blocks import entry_name, state_words  # noqa: PLC0415 - as above

    if not view.linked_to_pay:
        door.say(catalog.text(language, "cycles-not-linked-to-pay"))
    table = Table("phase", "name", "opens", "closes", "owner", "state")
    for line in view.phases:
        phase, owner = line.phase, catalog.text(language, f"cycles-owner-{line.phase.owner}")
        table.add_row(
            phase.id,
            line.names.get(language, phase.key),
            str(phase.opens),
            str(phase.closes),
            owner,
            line.state,
        )
    door.console.print(table)
    if view.entries:
        planned = Table("day", "entry", "announcement", "state")
        for entry in view.entries:
            slot = entry.stand.slot
            planned.add_row(
                str(slot.on),
                slot.name,
                entry_name(entry, catalog, language),
                state_words(entry, catalog, language),
            )
        door.console.print(planned)


def _draw(door: Door, view: CycleCalendar, catalog: Catalog, language: str, file: Path) -> None:
    from bot.drawing.pictures import NoFontError  # noqa: PLC0415 - as above
    from bot.features.cycles import picture_blocks  # noqa: PLC0415 - as above

    try:
        file.write_bytes(picture_blocks.drawn(view, catalog, language))
    except NoFontError as problem:
        sentence = "There is no font here that has Chinese, so no picture was drawn."
        raise door.failure(sentence) from problem
    except OSError as problem:
        sentence = f"{file} could not be written: {problem.strerror}."
        raise door.failure(sentence) from problem
    door.say(f"Drawn into {file}.")
