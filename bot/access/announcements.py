"""Who may announce what to whom: HR, to the people it serves, and never alone to very many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access.hr import is_hr_of
from bot.access.terms import HR_ADMIN, Action

if TYPE_CHECKING:
    from bot.access.terms import Actor, AnnouncementSubject


def can(actor: Actor, action: Action, announcement: AnnouncementSubject) -> bool:
    """Return whether somebody who is here may do this to an announcement, as far as its unit goes."""
    hr = is_hr_of(actor, announcement.units)
    mine = actor.person_id == announcement.author_id
    match action:
        case Action.ANNOUNCE | Action.READ_RECEIPTS:
            return hr
        case Action.APPROVE_ANNOUNCEMENT:
            return hr and not mine
        case Action.STEER_ANNOUNCEMENT:
            return actor.role == HR_ADMIN or (hr and mine)
        case _:
            return False
