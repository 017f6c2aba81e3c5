"""Who may do what with goals: a part of `bot.access`, which asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access.hr import is_hr_of
from bot.access.terms import Action, GoalsSubject

if TYPE_CHECKING:
    from bot.access.terms import Actor, UnitSubject


def can(actor: Actor, action: Action, subject: GoalsSubject | UnitSubject) -> bool:
    """Return what `bot.access.can` says of somebody's goals, and of a unit with its goals."""
    if isinstance(subject, GoalsSubject):
        return _can_with_goals(actor, action, subject)
    return _can_with_unit(actor, action, subject)


def _can_with_goals(actor: Actor, action: Action, goals: GoalsSubject) -> bool:
    one_of_two = actor.person_id == goals.person_id or actor.person_id in goals.place.managers[:1]
    match action:
        case Action.DISCUSS_GOALS:
            return one_of_two
        case Action.READ_GOAL_FACTS:
            return one_of_two or is_hr_of(actor, goals.place.units)
        case _:
            return False


def _can_with_unit(actor: Actor, action: Action, unit: UnitSubject) -> bool:
    if action not in {Action.READ_ALIGNMENT, Action.SET_UNIT_GOALS}:
        return False
    return actor.person_id in unit.heads or is_hr_of(actor, unit.units)
