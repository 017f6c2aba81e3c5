"""The commands by which people decide about data, from `touchbase scores open` to `calibrated`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.score_tables import show_summary, show_undecided
from bot.commands.scores import CycleArgument, UnitName, score_data

if TYPE_CHECKING:
    from bot.commands.door import Door

By = Annotated[str, typer.Option("--by", help="The address of the person who decides.")]
Number = Annotated[int, typer.Argument(metavar="READING", help="Its number, as `open` shows it.")]
At = Annotated[
    datetime | None,
    typer.Option("--at", formats=["%Y-%m-%dT%H:%M:%S%z"], help="When they were frozen; now unless said."),
]


def register(commands: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase scores`."""

    @commands.command(name="open")
    def open_(cycle: CycleArgument) -> None:
        """List the figures that wait for a second person, and the sources that disagree."""
        with score_data(door) as data:
            found = data.undecided(cycle)
        show_undecided(door, found)

    @commands.command()
    def approve(reading: Number, *, by: By) -> None:
        """Stand, as the second person, for a figure that somebody entered by hand."""
        with score_data(door) as data:
            data.approve(reading, by)
        door.say(f"Reading {reading} counts from the next computation on.")

    @commands.command()
    def decide(reading: Number, *, by: By) -> None:
        """Say, as the metric's owner, which of the sources that disagree counts."""
        with score_data(door) as data:
            data.choose(reading, by)
        door.say(f"Reading {reading} counts from the next computation on; the others are kept.")

    @commands.command()
    def freeze(
        cycle: CycleArgument,
        *,
        by: By,
        at: At = None,
        although_held: Annotated[
            bool, typer.Option("--although-held", help="Also when some results would be held.")
        ] = False,
    ) -> None:
        """Freeze a cycle's data: what is missing from now on is missing. Everybody is computed by what there is."""
        with score_data(door) as data:
            summary = data.freeze(cycle, by, at=at, although_held=although_held)
        show_summary(door, summary)

    @commands.command()
    def calibrated(cycle: CycleArgument, *, by: By, unit: UnitName = None) -> None:
        """Keep that calibration is over, for everybody or for one unit: their results may be released then."""
        with score_data(door) as data:
            number = data.calibrated(cycle, by, unit)
        door.say(f"{number} results are calibrated.")
