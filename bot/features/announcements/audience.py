"""Whom an announcement goes to, and why it does not go to the others: decided from what is known of everybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.features.announcements.spec import EVERYONE, GROUP, LIST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.features.announcements.spec import Aim

LEFT, DEACTIVATED, UNREACHABLE = "left", "deactivated", "no_account"
MANAGER, UNIT_HEAD = "manager", "unit_head"
"""Roles that somebody may have beside the one they read an announcement as."""
NOT_SERVED, EXCLUDED, AWAY = "not_served", "excluded", "away"
"""Why somebody the words were meant for does not get them, the first that holds."""


class Candidate(Protocol):
    """Somebody an announcement could go to."""

    @property
    def person_id(self) -> int:
        """Who."""
        ...

    @property
    def unit(self) -> str:
        """Their unit's code; empty when they are in none."""
        ...

    @property
    def role(self) -> str:
        """What they read it as: `hr`, `unit_head`, `manager` or `employee`, the first that holds."""
        ...

    @property
    def leads(self) -> bool:
        """Whether somebody reports to them, whatever else they are."""
        ...

    @property
    def heads(self) -> bool:
        """Whether a unit is theirs, whatever else they are."""
        ...

    @property
    def account(self) -> str:
        """`live`, `deleted`, or empty where Slack knows nobody."""
        ...

    @property
    def here(self) -> bool:
        """Whether they work here today."""
        ...


@dataclass(frozen=True)
class Facts:
    """What decides besides the people themselves.

    `units`: those the aim names and all below them; None when it names none. `served`: the units whose people the
    sender may write to, the empty code for people in no unit. `group`: who is in the group the aim names.
    """

    units: frozenset[str] | None
    served: frozenset[str]
    group: Collection[int] = ()
    away: Collection[int] = ()


@dataclass(frozen=True)
class Sorted:
    """Who gets it, and who of those meant does not: by number, with the reason."""

    readers: tuple[Candidate, ...]
    left_out: Mapping[int, str]

    @property
    def reasons(self) -> dict[str, int]:
        """How many are left out, by reason."""
        return dict(sorted(Counter(self.left_out.values()).items()))


def sort_out(candidates: Iterable[Candidate], aim: Aim, facts: Facts) -> Sorted:
    """Return who of everybody gets an announcement, and why others it was meant for do not.

    Who has left is only named when the aim is a list: of everybody else nobody expects it.
    """
    readers: list[Candidate] = []
    left_out: dict[int, str] = {}
    listed, without = frozenset(aim.people), frozenset(aim.without)
    group, away = frozenset(facts.group), frozenset(facts.away) if aim.not_away else frozenset()
    for each in candidates:
        if not _is_meant(each, aim, facts, listed, group):
            continue
        reason = _reason(each, facts, without, away)
        if reason is None:
            readers.append(each)
        elif reason != LEFT or aim.who == LIST:
            left_out[each.person_id] = reason
    return Sorted(tuple(readers), left_out)


def _is_meant(each: Candidate, aim: Aim, facts: Facts, listed: frozenset[int], group: frozenset[int]) -> bool:
    if facts.units is not None and each.unit not in facts.units:
        return False
    if aim.who == EVERYONE:
        return True
    if aim.who == LIST:
        return each.person_id in listed
    if aim.who.startswith(GROUP):
        return each.person_id in group
    # Whoever leads people is among the managers also when they read as somebody in HR or as the head of a unit.
    return (
        each.role == aim.who or (aim.who == MANAGER and each.leads) or (aim.who == UNIT_HEAD and each.heads)
    )


def _reason(each: Candidate, facts: Facts, without: frozenset[int], away: frozenset[int]) -> str | None:
    if not each.here:
        return LEFT
    if each.unit not in facts.served:
        return NOT_SERVED
    if each.account != "live":
        return DEACTIVATED if each.account else UNREACHABLE
    if each.person_id in without:
        return EXCLUDED
    return AWAY if each.person_id in away else None


def below(units: Collection[str], parents: Mapping[str, str | None]) -> frozenset[str] | None:
    """Return these units and all below them; None when there are none. Units in a circle end the search."""
    return (
        frozenset(code for code in {*parents, *units} if _path(code, parents) & set(units)) if units else None
    )


def above(code: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return a unit and those above it, from itself up; nothing for no unit."""
    path: list[str] = []
    here: str | None = code
    while here and here not in path:
        path.append(here)
        here = parents.get(here)
    return tuple(path)


def _path(code: str, parents: Mapping[str, str | None]) -> set[str]:
    return set(above(code, parents))
