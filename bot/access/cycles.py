"""Who may steer a cycle, and who may see how far its units are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access.hr import is_hr_of
from bot.access.terms import HR_ADMIN, Action

if TYPE_CHECKING:
    from bot.access.terms import Actor, CycleSubject


def can(actor: Actor, action: Action, cycle: CycleSubject) -> bool:
    """Return whether somebody who is here may do this to a cycle, as far as its unit goes."""
    match action:
        case Action.STEER_CYCLE:
            return actor.role == HR_ADMIN and not cycle.units
        case Action.WAIVE_RECORDS:
            return is_hr_of(actor, cycle.units)
        case Action.VIEW_PROGRESS:
            return is_hr_of(actor, cycle.units) or actor.person_id in cycle.heads
        case Action.READ_PILOT_DIGEST:
            # Heads of units are left out: what their people say must not come back to them unit by unit.
            return bool(cycle.units) and is_hr_of(actor, cycle.units)
        case _:
            return False
