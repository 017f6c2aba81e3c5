"""For whom somebody in HR speaks: a part of `bot.access`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access.terms import HR, HR_ADMIN

if TYPE_CHECKING:
    from bot.access.terms import Actor


def serves(actor: Actor, units: tuple[str, ...]) -> bool:
    """Return whether HR partner `actor` is assigned to any of these units, or to the whole company."""
    return actor.serves is not None and (not actor.serves or not actor.serves.isdisjoint(units))


def is_hr_of(actor: Actor, units: tuple[str, ...]) -> bool:
    """Return whether `actor` speaks for HR where these units are."""
    return actor.role == HR_ADMIN or (actor.role == HR and serves(actor, units))


def works_in_hr(actor: Actor) -> bool:
    """Return whether `actor` is in HR at all, for whomever they speak: what they may do is asked about each subject."""
    return actor.here and actor.role in {HR, HR_ADMIN}
