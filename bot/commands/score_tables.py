"""What the commands about scores draw on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.door import Door
    from bot.commands.score_data import Summary
    from bot.features.scores.arriving import Report
    from bot.features.scores.deciding import Undecided

CHANGES_SHOWN, REJECTIONS_SHOWN = 20, 100


def show_report(door: Door, report: Report, *, dry_run: bool) -> None:
    """Say what became of what arrived, or with `dry_run` what would."""
    would = "would be " if dry_run else ""
    sentence = (
        f"{report.kind.replace('_', ' ')}: {report.new} {would}new, {report.unchanged} there already, "
        f"{report.rejected} rejected"
    )
    if report.waiting:
        sentence += f"; {report.waiting} of the new wait for a second person"
    door.say(f"{sentence}.")
    if dry_run and report.changes:
        shown = table("for", "what", "before", "would be")
        for change in report.changes[:CHANGES_SHOWN]:
            shown.add_row(change.whose, change.what, change.before, change.after)
        door.console.print(shown, markup=False)
        _more(door, report.new - CHANGES_SHOWN, "changes")
    for remark in report.remarks[:CHANGES_SHOWN]:
        door.say(f"To note: {remark}")
    if report.rejections:
        shown = table("line", "column", "why")
        for rejection in report.rejections[:REJECTIONS_SHOWN]:
            shown.add_row(str(rejection.line), rejection.column, rejection.reason)
        door.console.print(shown, markup=False)
        _more(door, report.rejected - REJECTIONS_SHOWN, "rejected rows")


def show_summary(door: Door, summary: Summary) -> None:
    """Say what a computation gave, and what was in the way of some."""
    shown = table("result", "people")
    for status, number in sorted(summary.statuses.items()):
        shown.add_row(status, str(number))
    for problem, number in sorted(summary.problems.items()):
        shown.add_row(problem, str(number), style="red")
    door.console.print(shown, markup=False)
    door.say(f"{summary.cycle}: {summary.computed} computed, {summary.new} of them changed.")
    if summary.held_up:
        shown = table("who", "code", "lines")
        for row in summary.held_up[:REJECTIONS_SHOWN]:
            shown.add_row(*row)
        door.console.print(shown, markup=False)
        _more(door, len(summary.held_up) - REJECTIONS_SHOWN, "people")


def _more(door: Door, number: int, what: str) -> None:
    if number > 0:
        door.say(f"… and {number} more {what}.")


def table(*columns: str) -> Table:
    """Make a table that folds what is long."""
    made = Table()
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def show_undecided(door: Door, found: Sequence[Undecided]) -> None:
    """Show the lines people must decide about, the readings of one beside each other."""
    if not found:
        door.say("There is nothing to decide.")
        return
    shown = table("reading", "for", "line", "stands", "source", "says", "captured at", "whose metric")
    for each in found:
        for reading in each.readings:
            shown.add_row(
                str(reading.number),
                each.whose,
                each.code,
                each.standing,
                f"{reading.source_system} {reading.row.get('source_record', '')}",
                reading.row.get("value", ""),
                reading.captured_at.isoformat(timespec="minutes"),
                each.owner,
            )
    door.console.print(shown, markup=False)
