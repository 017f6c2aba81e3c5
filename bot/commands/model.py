"""The command about what the language model costs: `touchbase knowledge costs`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.door import Door
    from storage.model_use import DayCost

DAYS = 30
CENT_OF_A_CENT = Decimal("0.0001")


def register(knowledge: typer.Typer, door: Door) -> None:
    """Add the command to `touchbase knowledge`."""

    @knowledge.command()
    def costs(
        *, days: Annotated[int, typer.Option(min=1, max=3660, help="How many days back.")] = DAYS
    ) -> None:
        """Show what the language model and the vectors of a provider were used for and cost, by day and model."""
        from bot.clock import SystemClock  # noqa: PLC0415 - other commands need not load all of it
        from storage import model_use  # noqa: PLC0415 - as above

        settings = door.settings()
        database = door.open_database(settings)
        today = SystemClock().now().astimezone(settings.zone).date()
        try:
            with database.snapshot() as session:
                found = model_use.costs(session, today - timedelta(days=days - 1))
        finally:
            database.close()
        if found:
            door.console.print(_table(found))
        else:
            door.say(f"No model was asked in the last {days} days.")


def _table(found: Sequence[DayCost]) -> Table:
    table = Table("day", "model", show_footer=True)
    for heading, total in (
        ("requests", sum(cost.requests for cost in found)),
        ("tokens sent", sum(cost.input_tokens for cost in found)),
        ("tokens received", sum(cost.output_tokens for cost in found)),
    ):
        table.add_column(heading, f"{total:,}", justify="right")
    table.add_column("US dollars", _dollars(found), justify="right")
    for cost in found:
        counts = (cost.requests, cost.input_tokens, cost.output_tokens)
        table.add_row(cost.day.isoformat(), cost.model, *(f"{count:,}" for count in counts), _dollars([cost]))
    return table


def _dollars(found: Sequence[DayCost]) -> str:
    """Return a sum; a plus says that some of it has no price we know."""
    dollars = sum((cost.dollars for cost in found), Decimal(0)).quantize(CENT_OF_A_CENT)
    unpriced = sum(cost.unpriced for cost in found)
    if unpriced and not dollars:
        return "no price known"
    return f"{dollars}+" if unpriced else f"{dollars}"
