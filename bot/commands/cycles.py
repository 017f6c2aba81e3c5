"""The commands about performance cycles: `touchbase cycle plan`, `status`, `open`, `extend`, `waive`, `sign`."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from bot.commands import cycle_calendar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from bot.commands.door import Door
    from bot.features.cycles.board import Boards
    from bot.features.cycles.rules import Progress
    from bot.features.cycles.service import Cycles
    from bot.features.cycles.views import Board
    from prompts.catalog import Catalog


class Kind(StrEnum):
    """The kinds of cycle there are."""

    HALF_YEAR = "half_year"
    ANNUAL = "annual"
    QUARTERLY = "quarterly"


DAY = ["%Y-%m-%d"]
CycleName = Annotated[str, typer.Argument(metavar="CYCLE", help="The cycle, such as 2026H1.")]
PhaseName = Annotated[str, typer.Argument(metavar="PHASE", help="The phase, such as P1b.")]
By = Annotated[str, typer.Option("--by", help="The address of the person of HR who decides.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the name.")]
Day = Annotated[datetime, typer.Option(formats=DAY)]


@dataclass(frozen=True)
class Desk:
    """One command's work: an open transaction, who decides, and what steers and reads cycles."""

    session: Session
    by: int
    cycles: Cycles
    boards: Boards
    catalog: Catalog


def register(commands: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase cycle`."""
    _register_plans(commands, door)
    _register_acts(commands, door)
    _register_views(commands, door)
    cycle_calendar.register(commands, door, desk)


def _register_plans(commands: typer.Typer, door: Door) -> None:
    @commands.command()
    def plan(  # noqa: PLR0913 - a plan has this many facts
        cycle: CycleName,
        *,
        starts: Day,
        ends: Day,
        by: By,
        kind: Kind = Kind.HALF_YEAR,
        pilot: Annotated[list[str] | None, typer.Option("--pilot", help="Only this unit; repeat it.")] = None,
        pay: Annotated[bool, typer.Option("--pay/--no-pay", help="Whether pay depends on it.")] = True,
    ) -> None:
        """Plan a cycle's phases in working days of the company's calendar; again until a phase is opened."""
        from bot.features.cycles.rules import Span  # noqa: PLC0415 - other commands need not load all of it
        from bot.features.cycles.service import Plan  # noqa: PLC0415 - as above

        span = Span(starts.date(), ends.date())
        with desk(door, by) as at:
            at.cycles.plan(at.session, at.by, Plan(cycle, kind, span, tuple(pilot or ()), pay))
            board = at.boards.board(at.session, at.by, cycle, "", "en")
        _show_phases(door, board)


def _register_acts(commands: typer.Typer, door: Door) -> None:
    @commands.command(name="open")
    def open_(cycle: CycleName, phase: PhaseName, *, by: By) -> None:
        """Open a phase, once those before it are 90 % done or waived."""
        with desk(door, by) as at:
            opened = at.cycles.open(at.session, at.by, cycle, phase)
        door.say(f"{opened.id} is open until {opened.closes}.")

    @commands.command()
    def extend(cycle: CycleName, phase: PhaseName, *, until: Day, reason: Reason, by: By) -> None:
        """Give a phase more time; every later phase moves by as many working days, and A-13 is due."""
        with desk(door, by) as at:
            done = at.cycles.extend(at.session, at.by, cycle, phase, until.date(), reason)
        table = Table("phase", "was", "is now")
        for each in done.moved:
            was, now = each.before, each.after
            table.add_row(now.id, f"{was.opens} – {was.closes}", f"{now.opens} – {now.closes}")
        door.console.print(table)
        late = " It comes less than three working days ahead." if done.late else ""
        door.say(f"The change of dates is to be announced (A-13).{late}")

    @commands.command()
    def waive(cycle: CycleName, phase: PhaseName, *, reason: Reason, by: By) -> None:
        """Let a phase open although those before it are not done; who and why are kept."""
        with desk(door, by) as at:
            waived = at.cycles.waive(at.session, at.by, cycle, phase, reason)
        door.say(f"{phase} may open without {', '.join(waived)}.")

    @commands.command()
    def sign(cycle: CycleName, phase: PhaseName, *, by: By) -> None:
        """Say that a phase is done which nothing in the database can show."""
        with desk(door, by) as at:
            signed = at.cycles.sign(at.session, at.by, cycle, phase)
        door.say(f"{signed.id} is signed.")


def _register_views(commands: typer.Typer, door: Door) -> None:
    @commands.command()
    def status(
        cycle: Annotated[str, typer.Argument(help="The cycle; the running one unless named.")] = "",
        *,
        by: By,
        phase: Annotated[str, typer.Option(help="The phase to count; the next to close unless named.")] = "",
    ) -> None:
        """Show a cycle's phases, and how many of each unit have done what one of them asks for."""
        with desk(door, by) as at:
            board = at.boards.board(at.session, at.by, cycle, phase, "en")
        _show_phases(door, board)
        _show_units(door, board)

    @commands.command()
    def checklist(cycle: CycleName, *, by: By) -> None:
        """List what is missing before a cycle begins, and where to mend it; exit code 1 when something blocks."""
        from bot.commands.door import OPERATION_FAILED  # noqa: PLC0415 - as above
        from bot.features.cycles.checklist import Checklists  # noqa: PLC0415 - as above
        from bot.features.cycles.checklist_blocks import lines  # noqa: PLC0415 - as above

        with desk(door, by) as at:
            found = Checklists(at.cycles).look(at.session, at.by, cycle)
            said = lines(found, at.catalog, "en")
        door.say("\n".join(said))
        if not found.ready:
            raise typer.Exit(OPERATION_FAILED)

    @commands.command()
    def log(cycle: CycleName, *, by: By) -> None:
        """List everything that was done to a cycle: when, what, by whom, and why."""
        from storage import people  # noqa: PLC0415 - as above

        with desk(door, by) as at:
            acts = at.cycles.history(at.session, at.by, cycle)
            who = {
                each.key: each.email for each in people.by_ids(at.session, {act.decided_by for act in acts})
            }
        table = Table("at", "act", "phase", "by", "reason")
        for act in acts:
            planner = who[act.decided_by]
            by_whom = f"by itself, planned by {planner}" if act.facts.get("by_itself") else planner
            table.add_row(f"{act.at:%Y-%m-%d %H:%M} UTC", act.act, act.phase_id, by_whom, act.reason)
        door.console.print(table)


@contextmanager
def desk(door: Door, by: str) -> Iterator[Desk]:
    """Open the database for one act; what is refused becomes its sentence and the exit code."""
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.company_calendar import company_calendar  # noqa: PLC0415 - as above
    from bot.errors import BotError  # noqa: PLC0415 - as above
    from bot.features.cycles.board import Boards  # noqa: PLC0415 - as above
    from bot.features.cycles.service import Cycles  # noqa: PLC0415 - as above
    from prompts.catalog import Catalog  # noqa: PLC0415 - as above
    from storage import people  # noqa: PLC0415 - as above

    catalog = Catalog.load()
    with door.database() as (database, settings):
        calendar = company_calendar(database, settings.country).certain
        cycles = Cycles(SystemClock(), calendar, settings.zone, catalog)
        try:
            with database.transaction() as session:
                person = people.by_email(session, by)
                if person is None:
                    sentence = f"--by: {by} is nobody we know."
                    raise door.failure(sentence)
                yield Desk(session, person.key, cycles, Boards(cycles), catalog)
        except BotError as problem:
            sentence = catalog.text("en", problem.message_key(), **problem.variables)
            raise door.failure(sentence) from problem


def _show_phases(door: Door, board: Board) -> None:
    if not board.linked_to_pay:
        door.say("Pilot · linked to pay: no")
    table = Table("phase", "name", "opens", "closes", "owner", "state")
    for line in board.phases:
        phase = line.phase
        at = f" {phase.closes_at:%H:%M}" if phase.closes_at else ""
        table.add_row(
            phase.id, line.names["en"], str(phase.opens), f"{phase.closes}{at}", phase.owner, line.state
        )
    door.console.print(table)


def _show_units(door: Door, board: Board) -> None:
    from bot.features.cycles.rules import LAUNCH  # noqa: PLC0415 - as above

    share = board.sum
    door.say(f"{board.shown.phase.id}: {_share(share) if share else 'fewer than five people'}")
    if board.units:
        table = Table("unit", "done", "pending", "%")
        for line in board.units:
            stands = line.progress
            table.add_row(
                line.name or "-", str(stands.done), str(stands.total - stands.done), str(stands.percent)
            )
        door.console.print(table)
    if board.hidden:
        door.say(f"{board.hidden} units are not shown: too few people, or they would give a small one away.")
    if board.both_records:
        door.say(f"Records of mid-review and interview: {_share(board.both_records)} have both.")
    for held in board.held:
        if held.phase == LAUNCH:
            door.say(f"It cannot open yet: {held.progress.total} things on the launch checklist block it.")
            continue
        waiver = "or a waiver" if held.waivable else "and no waiver can stand in for it"
        door.say(
            f"It cannot open yet: {held.phase} is {held.progress.percent} % done; 90 % is needed, {waiver}."
        )


def _share(progress: Progress) -> str:
    return f"{progress.done} of {progress.total} done ({progress.percent} %)"
