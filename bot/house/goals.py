"""How goals are put together: asked for in words, by command and on Home, and talked over in a window."""

from __future__ import annotations

import json
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast

from bot.features.goals import blocks, jobs, messages
from bot.features.goals.asking import Asking
from bot.features.goals.listeners import GoalsDesk
from bot.features.goals.opening import Opening
from bot.features.goals.pairs import Pairs
from bot.features.goals.phrases import GoalPhrases
from bot.features.goals.reminding import GoalReminders
from bot.features.goals.service import Goals
from bot.features.goals.sheets import ENDINGS, LARGEST_BYTES
from bot.features.goals.showing_listeners import Showing
from bot.features.goals.step_listeners import StepDesk
from bot.features.goals.unit_listeners import UnitDesk
from bot.features.goals.upper import UnitGoals
from bot.features.goals.viewing import Viewing
from bot.features.home.parts import HomePart
from bot.house.personal_routes import my_goals
from bot.slack.downloads import Downloads
from prompts.requests import load_requests
from storage import cycle_tasks, goal_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlmodel import Session

    from bot.features.goals.sheets import SheetRules
    from bot.features.goals.shown import HomeGoals
    from bot.features.home.rules import Reader
    from bot.house.frame import House


class _WhenNeeded:
    """The rules for goal sheets, loaded when the first sheet is judged or read: starting up needs none of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _rules(self) -> SheetRules:
        from bot.intake.goal_desk import GoalDesk  # noqa: PLC0415 - as the docstring says

        return GoalDesk(self._folder)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the rules have under this name
        return getattr(self._rules, name)


def goals_first(house: House) -> None:
    """Build what goals are talked over with, and hang up what plainly asks for them or brings some."""
    sheets = cast("SheetRules", _WhenNeeded(house.data))
    pairs = Pairs(house.clock, house.zone, sheets)
    viewing = Viewing(pairs)
    showing = Showing(viewing, house.catalog, house.refresh_home)
    desk = GoalsDesk(
        opening=Opening(pairs, house.outbox),
        asking=Asking(pairs, GoalPhrases(load_requests())),
        sheets=sheets,
        files=Downloads(house.client, LARGEST_BYTES),
        endings=ENDINGS,
        today=pairs.today,
        showing=showing,
    )
    desk.register_first(house.surface)
    desk.register(house.surface)
    StepDesk(Goals(pairs, house.outbox), sheets, showing).register(house.surface)
    UnitDesk(UnitGoals(pairs), viewing, house.catalog).register(house.surface)
    house.renderers.update(messages.renderers(house.transactions, viewing, house.catalog))
    house.goals, house.count_goals = viewing, goals_with_figures
    reminders = GoalReminders(pairs, house.calendar)
    house.jobs.append(("goals_open", partial(jobs.remind_due, house.transactions, reminders)))
    house.personal_routes["my_goals"] = partial(my_goals, viewing)


def goals_on_home(house: House) -> None:
    """Add the goals' place on Home."""
    viewing = house.goals
    if viewing is None:
        return

    def read(session: Session, reader: Reader) -> HomeGoals:
        return viewing.home(session, reader.person_id)

    house.home_parts.append(HomePart(read, blocks.home_part))


def goals_with_figures(session: Session, team: Sequence[int], cycle: str, since: datetime) -> tuple[int, int]:
    """Return how many of these people's agreed goals a figure arrived for since an instant, and how many there are."""
    agreed = goal_sheets.agreed(session, team, cycle)
    lines = {
        (person, str(line["code"]))
        for person, versions in agreed.items()
        for line in json.loads(versions[-1].content or "{}").get("lines", ())
    }
    arrived = cycle_tasks.measured_since(session, {person for person, _ in lines}, cycle, since)
    return len(lines & arrived), len(lines)
