"""Closing a cycle: nobody's closes without the records of their mid-review and their interview, or a waiver.

A waiver is given for a unit, with those below it, by HR of that unit; who gave it and why are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.access import Action, CycleSubject, can
from bot.errors import NotAllowed
from bot.features.cycles.refusals import NothingLacking, ReasonMissing
from bot.features.cycles.standing import standing, whom
from prompts.cycles import load_cycles
from storage import cycle_progress, people, relations
from storage.cycle_acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.access import Actor
    from bot.features.cycles.rules import Phase
    from bot.features.cycles.service import Cycles
    from bot.features.cycles.standing import Standing
    from storage.cycle_progress import Count

_RECORDS = "records"


@dataclass(frozen=True)
class Lack:
    """So many of a unit's own people lack a record; `unit` is empty for those without one."""

    unit: str
    missing: int


def closes(stands: Standing, phase: Phase) -> bool:
    """Return whether the cycle is closed by saying that this phase is done."""
    return bool(load_cycles()[stands.terms.kind].get(phase.id, {}).get("closes_cycle"))


def lacking(session: Session, stands: Standing, today: date) -> tuple[Lack, ...]:
    """Return the units whose people lack a record and which nobody waived, the most first."""
    counts = cycle_progress.by_unit(session, cycle_progress.BOTH, whom(session, stands, today))
    return lacking_of(session, stands, today, counts)


def lacking_of(session: Session, stands: Standing, today: date, counts: Sequence[Count]) -> tuple[Lack, ...]:
    """Return the same of what was counted already."""
    waived = _waived(session, stands, today)
    found = [
        Lack(count.unit or "", count.total - count.done)
        for count in counts
        if count.done < count.total and (count.unit or "") not in waived
    ]
    return tuple(sorted(found, key=lambda lack: -lack.missing))


def waivable(session: Session, who: Actor, lacks: tuple[Lack, ...]) -> tuple[Lack, ...]:
    """Return the units for which somebody may let the cycle close without all records."""
    return tuple(lack for lack in lacks if _may(session, who, lack.unit))


def waive(  # noqa: PLR0913, PLR0917 - who waives what of which cycle, and why
    steering: Cycles, session: Session, by: int, cycle_id: str, unit: str, reason: str
) -> Lack:
    """Let a cycle close although people of a unit, or of one below it, lack a record; return how many do.

    Raises NotAllowed, ReasonMissing and NothingLacking.
    """
    today = steering.today()
    if not _may(session, steering.actor(session, by), unit):
        raise NotAllowed
    stands = standing(session, cycle_id, hold=True)
    phase = next(phase for phase in stands.phases if closes(stands, phase))
    inside = _inside(session, stands, unit, today)
    missing = sum(lack.missing for lack in lacking(session, stands, today) if lack.unit in inside)
    if not missing or phase.id in stands.signed:
        raise NothingLacking(unit=people.unit_names(session, "en").get(unit, unit))
    if not reason.strip():
        raise ReasonMissing
    facts = {"waived": {}, _RECORDS: {"unit": unit, "missing": missing}}
    steering.keep(session, stands.cycle.id, phase.id, Act.WAIVED, by, reason=reason.strip(), facts=facts)
    return Lack(unit, missing)


def _may(session: Session, who: Actor, unit: str) -> bool:
    above = relations.units_above(session, unit) if unit else ()
    return can(who, Action.WAIVE_RECORDS, CycleSubject(above))


def _waived(session: Session, stands: Standing, today: date) -> frozenset[str]:
    given = (act.facts[_RECORDS]["unit"] for act in stands.acts if _RECORDS in act.facts)
    return frozenset(code for unit in set(given) for code in _inside(session, stands, unit, today))


def _inside(session: Session, stands: Standing, unit: str, today: date) -> tuple[str, ...]:
    """Return a unit and those below it; the empty code is that of people without a unit."""
    if not unit:
        return ("",)
    return cycle_progress.concerned(session, stands.cycle.id, stands.cycle.ends, today, [unit]).codes
