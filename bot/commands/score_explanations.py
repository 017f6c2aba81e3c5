"""The command that explains a result to an operator: `touchbase scores explain`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.door import WRONG_USAGE

if TYPE_CHECKING:
    from bot.commands.door import Door
    from bot.features.scores.shown import Shown

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="Whose result.")]
CycleName = Annotated[str, typer.Argument(metavar="CYCLE", help="Of which cycle, such as 2026H1.")]
Json = Annotated[bool, typer.Option("--json", help="For programs: stable keys, numbers as texts.")]
Language = Annotated[str, typer.Option("--lang", help="The language of the words: en or zh.")]


def register(scores: typer.Typer, door: Door) -> None:
    """Add the command to `touchbase scores`."""

    @scores.command()
    def explain(email: Email, cycle: CycleName, *, as_json: Json = False, lang: Language = "en") -> None:
        """Explain a result as its person reads it: every number with its source."""
        from bot.features.scores import explanation_json, telling  # noqa: PLC0415 - other commands need not load it
        from prompts.catalog import Catalog  # noqa: PLC0415 - as above

        catalog = Catalog.load()
        if lang not in catalog.languages:
            sentence = f"--lang: there are {', '.join(catalog.languages)}."
            raise door.failure(sentence, WRONG_USAGE)
        shown = _shown(door, email, cycle)
        if as_json:
            found = explanation_json.as_json(shown, catalog, lang)
            typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
            return
        if not shown.linked_to_pay:
            door.say(catalog.text(lang, "cycles-not-linked-to-pay"))
        for line in telling.told(shown.explained, catalog, lang):
            door.say(line.replace("**", ""))


def _shown(door: Door, email: str, cycle: str) -> Shown:
    from bot.clock import SystemClock  # noqa: PLC0415 - as above
    from bot.delivery.outbox import Outbox  # noqa: PLC0415 - as above
    from bot.errors import NothingReleased  # noqa: PLC0415 - as above
    from bot.features.scores.service import Scores  # noqa: PLC0415 - as above
    from bot.features.scores.words import Words  # noqa: PLC0415 - as above
    from bot.working_days import WorkingDays  # noqa: PLC0415 - as above
    from knowledge import scoring  # noqa: PLC0415 - as above
    from storage import people  # noqa: PLC0415 - as above

    settings, clock = door.settings(), SystemClock()
    service = Scores(
        clock=clock,
        calendar=WorkingDays(settings.country),
        zone=settings.zone,
        words=Words(scoring.demo_words()),
        outgoing=Outbox(clock),
    )
    database = door.open_database(settings)
    try:
        with database.snapshot() as session:
            person = people.by_email(session, email)
            if person is None:
                sentence = f"Nobody has the address {email}."
                raise door.failure(sentence)
            # Who may run this has the database and its keys; they see what the person sees.
            return service.of_person(session, person.key, cycle)
    except NothingReleased as problem:
        sentence = f"{email} has no released result in {cycle}, and no provisional figures."
        raise door.failure(sentence) from problem
    finally:
        database.close()
