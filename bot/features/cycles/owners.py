"""Who hears that a phase could not open on its day, besides whoever planned the cycle: HR of its units, its owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.access import Action, CycleSubject, can
from bot.features.cycles.standing import whom
from storage import people, phase_owners, relations

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlmodel import Session

    from bot.access import Actor
    from bot.features.cycles.rules import Phase
    from bot.features.cycles.service import Cycles
    from bot.features.cycles.standing import Standing


def owners(session: Session, steering: Cycles, stands: Standing, phase: Phase) -> list[int]:
    """Return everybody in charge of a phase, by number, in order.

    Of what employees do by themselves their managers hear: nothing is asked of anybody before a phase opens, and ten
    thousand people need not know what did not happen. The committee is made of the heads of units (A-09).
    """
    today = steering.today()
    found = set(_hr(session, steering, stands, phase))
    concerned = whom(session, stands, today)
    match phase.owner:
        case "pair" | "manager" | "employee":
            found |= phase_owners.managers(session, concerned)
        case "data_owners":
            found |= phase_owners.of_figures(session, concerned)
        case "unit_head" | "committee" | "committee_hr":
            found |= phase_owners.heads(session, concerned)
        case _:
            pass
    return sorted(found)


def may_look(session: Session, steering: Cycles, person_id: int, units: Collection[str]) -> bool:
    """Return whether somebody may see how far some of these units are; none are the whole company's."""
    who = steering.actor(session, person_id)
    if can(who, Action.VIEW_PROGRESS, CycleSubject()):
        return True
    heads = people.headed_by(session, person_id)
    return any(
        _sees(session, who, unit, heads) and meets(session, unit, units)
        for unit in {*(who.serves or ()), *heads}
    )


def _hr(session: Session, steering: Cycles, stands: Standing, phase: Phase) -> list[int]:
    """Return HR of the units a cycle is for; its administrators where the phase is HR's own."""
    roles = (relations.HR, relations.HR_ADMIN) if phase.owner == "committee_hr" else (relations.HR,)
    return [
        each.key
        for each in people.with_role(session, *roles)
        if may_look(session, steering, each.key, stands.terms.units)
    ]


def _sees(session: Session, who: Actor, unit: str, heads: Collection[str]) -> bool:
    headed = frozenset({who.person_id} if unit in heads else ())
    return can(who, Action.VIEW_PROGRESS, CycleSubject(relations.units_above(session, unit), headed))


def meets(session: Session, unit: str, units: Collection[str]) -> bool:
    """Return whether a unit is above, below or one of these; of a cycle for everybody every unit is."""
    if not units or not set(units).isdisjoint(relations.units_above(session, unit)):
        return True
    return any(unit in relations.units_above(session, each) for each in units)
