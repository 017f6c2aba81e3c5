"""The command that says how questions about figures and appeals went: `touchbase scores fairness`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.door import WRONG_USAGE

if TYPE_CHECKING:
    from bot.commands.door import Door
    from bot.features.scores.tally_rules import Group, Tally

CycleName = Annotated[str, typer.Argument(metavar="[CYCLE]", help="Of which cycle; without one the newest.")]
By = Annotated[
    str | None,
    typer.Option("--by", help="The address of a person in HR: only those they serve. Without it everybody."),
]
Json = Annotated[bool, typer.Option("--json", help="For programs: stable keys.")]
Language = Annotated[str, typer.Option("--lang", help="The language of the words: en or zh.")]


def register(scores: typer.Typer, door: Door) -> None:
    """Add the command to `touchbase scores`."""

    @scores.command()
    def fairness(
        cycle: CycleName = "", *, by: By = None, as_json: Json = False, lang: Language = "en"
    ) -> None:
        """Sum up questions about figures and appeals, by unit; of fewer than five nothing is told."""
        from bot.clock import SystemClock  # noqa: PLC0415 - other commands need not load it
        from bot.commands.score_releases import person  # noqa: PLC0415 - as above
        from bot.errors import NoSuchCycle, NotAllowed  # noqa: PLC0415 - as above
        from bot.features.scores import tally_blocks  # noqa: PLC0415 - as above
        from bot.features.scores.release_facts import ReleaseFacts  # noqa: PLC0415 - as above
        from bot.features.scores.tally import Tallies  # noqa: PLC0415 - as above
        from bot.house.small_units import hidden_units  # noqa: PLC0415 - as above
        from bot.working_days import WorkingDays  # noqa: PLC0415 - as above
        from prompts.catalog import Catalog  # noqa: PLC0415 - as above

        catalog = Catalog.load()
        if lang not in catalog.languages:
            sentence = f"--lang: there are {', '.join(catalog.languages)}."
            raise door.failure(sentence, WRONG_USAGE)
        with door.database() as (database, settings):
            clock, calendar = SystemClock(), WorkingDays(settings.country)
            facts = ReleaseFacts(clock, calendar, settings.zone)
            tallies = Tallies(clock, calendar, settings.zone, facts, hidden_units)
            try:
                with database.snapshot() as session:
                    found = (
                        tallies.of_everybody(session, cycle)
                        if by is None
                        else tallies.of_reader(session, person(session, by, door), cycle)
                    )
                    names = tallies.unit_names(session, lang)
            except NotAllowed as problem:
                sentence = f"--by: {by} does not work in HR."
                raise door.failure(sentence) from problem
            except NoSuchCycle as problem:
                sentence = f"There is no cycle {cycle}." if cycle else "There is no cycle."
                raise door.failure(sentence) from problem
        if as_json:
            typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
            return
        for line in tally_blocks.told(found, names, catalog, lang):
            door.say(line)


def _as_json(found: Tally) -> dict[str, Any]:
    return {
        "cycle": found.cycle,
        "questions": _group(found.questions),
        "appeals": _group(found.appeals),
        "appeals_per_hundred": None if found.per_hundred is None else str(found.per_hundred),
        "units": {code: _group(group) for code, group in found.units},
        "small_units_together": _group(found.others),
        "hidden": found.hidden,
    }


def _group(group: Group | None) -> dict[str, Any] | None:
    if group is None:
        return None
    return {
        "count": group.count,
        "ends": dict(group.ends),
        "median_days": None if group.median_days is None else str(group.median_days),
        "overdue": group.overdue,
        "grounds": dict(group.grounds),
    }
