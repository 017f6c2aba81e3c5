"""The commands by which HR releases results: `touchbase scores release` and `flag`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.scores import CycleArgument, UnitName  # noqa: TC001 - typer reads them when a command runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlmodel import Session

    from bot.commands.door import Door
    from bot.features.scores.releases import Releases
    from storage.database import Database

By = Annotated[str, typer.Option("--by", help="The address of the person in HR who does it.")]


def register(commands: typer.Typer, door: Door) -> None:
    """Add the commands to `touchbase scores`."""

    @commands.command()
    def release(
        cycle: CycleArgument,
        *,
        by: By,
        unit: UnitName = None,
        preview: Annotated[bool, typer.Option("--preview", help="Only say who would be released.")] = False,
    ) -> None:
        """Release the results that are ready; who is not is counted by what is in the way."""
        with releases(door) as (service, database):
            with database.snapshot() as session:
                found = service.preview(session, person(session, by, door), cycle, unit or "")
            for stands, count in sorted(found.counts.items()):
                door.say(f"{count:6}  {stands}")
            for flag in found.flags:
                decided = {None: "to be decided", True: "goes out", False: "held"}[flag.decided]
                door.say(f"        {address(database, flag.person_id)} {flag.code} {flag.score}: {decided}")
            if preview:
                return
            done = 0
            while went := _some(database, service, by, cycle, unit or "", door):
                done += went
        door.say(f"{done} results are released; their people are told as soon as the bot runs.")

    @commands.command()
    def flag(  # noqa: PLR0913 - a decision has this many facts, all named
        employee: Annotated[str, typer.Argument(help="The address of the person whose result it is.")],
        cycle: CycleArgument,
        line: Annotated[str, typer.Argument(help="The line, such as K1.")],
        *,
        by: By,
        reason: Annotated[str, typer.Option("--reason", help="Why.")],
        out: Annotated[
            bool,
            typer.Option("--release/--hold", help="It goes out as it is, or is held until they have talked."),
        ],
    ) -> None:
        """Decide about a low line that no confirmed talk prepared in time (PM-1.5)."""
        with releases(door) as (service, database), database.transaction() as session:
            whose, decides = person(session, employee, door), person(session, by, door)
            service.decide(session, decides, whose, cycle, line, reason, release=out)
        door.say(f"{employee} {line}: {'goes out' if out else 'is held'}.")


@contextmanager
def releases(door: Door) -> Iterator[tuple[Releases, Database]]:
    """Open the database for releases; what is refused becomes a sentence and the exit code."""
    from functools import partial  # noqa: PLC0415 - other commands need not load all of it

    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.company_calendar import company_calendar  # noqa: PLC0415 - as above
    from bot.delivery.outbox import Outbox  # noqa: PLC0415 - as above
    from bot.errors import (  # noqa: PLC0415 - as above
        AnswerMissing,
        NoSuchCycle,
        NotAllowed,
        StepIsOver,
        YearNotKnown,
    )
    from bot.features.scores.fairness import Fairness  # noqa: PLC0415 - as above
    from bot.features.scores.words import Words  # noqa: PLC0415 - as above
    from bot.intake.company_rules import rules_of  # noqa: PLC0415 - as above
    from knowledge import scoring  # noqa: PLC0415 - as above

    refusals: dict[type[Exception], str] = {
        NotAllowed: "--by: only HR of these people may release their results, and nobody their own.",
        NoSuchCycle: "There is no such cycle.",
        StepIsOver: "There is nothing to decide about that line.",
        AnswerMissing: "--reason: a reason is needed.",
        YearNotKnown: "Which days are worked then is not known yet: enter them with `touchbase calendar import`, and run "
        "`touchbase calendar complete YEAR`.",
    }
    with door.database() as (database, settings):
        clock = SystemClock()
        fairness = Fairness.made(
            clock=clock,
            calendar=company_calendar(database, settings.country),
            zone=settings.zone,
            words=Words(scoring.demo_words()),
            outgoing=Outbox(clock),
            rules=partial(rules_of, settings.data),
        )
        try:
            yield fairness.releases, database
        except tuple(refusals) as problem:
            raise door.failure(refusals[type(problem)]) from problem


def person(session: Session, email: str, door: Door) -> int:
    """Return who has an address; whom nobody knows ends the command."""
    from storage import people  # noqa: PLC0415 - as above

    found = people.by_email(session, email)
    if found is None:
        sentence = f"{email} is nobody we know."
        raise door.failure(sentence)
    return found.key


def address(database: Database, person_id: int) -> str:
    """Return somebody's address."""
    from storage.people import Person  # noqa: PLC0415 - as above

    with database.snapshot() as session:
        return session.get_one(Person, person_id).email


def _some(  # noqa: PLR0913, PLR0917 - whose release of what
    database: Database, service: Releases, by: str, cycle: str, unit: str, door: Door
) -> int:
    with database.transaction() as session:
        return service.release(session, person(session, by, door), cycle, unit)
