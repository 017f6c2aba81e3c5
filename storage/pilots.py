"""Whose cycle is whose: cycles limited to units are nobody else's, and pay may not depend on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from storage import cycle_acts, relations
from storage.cycle_acts import CycleTerms
from storage.cycles import Cycle, CyclePhase
from storage.people import Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

# Built once: every message of an announcement to thousands asks it.
_UNLINKED = select_columns(col(CycleTerms.units)).where(
    col(CycleTerms.linked_to_pay).is_(False),
    col(CycleTerms.cycle_id).in_(
        select_columns(col(CyclePhase.cycle_id)).where(col(CyclePhase.opens) <= bindparam("day"))
    ),
    col(CycleTerms.cycle_id).in_(
        select_columns(col(CyclePhase.cycle_id)).where(col(CyclePhase.closes) >= bindparam("day"))
    ),
)
_AT_WORK = (
    select(Cycle)
    .where(col(Cycle.starts) <= bindparam("day"), col(Cycle.ends) >= bindparam("day"))
    .order_by(col(Cycle.starts).desc())
)


def unlinked(session: Session, person_id: int, day: date) -> bool:
    """Return whether somebody is part of a cycle that runs on a day and on which no pay depends."""
    person = session.get(Person, person_id)
    return unlinked_in(session, day, person.unit_code if person else None)


def unlinked_in(session: Session, day: date, unit: str | None) -> bool:
    """Return whether who is in `unit`, or in none, is part of a cycle that runs on a day and on which no pay depends.

    A cycle runs from the first day of its first phase to the last of its last one; one without units is everybody's.
    """
    running = [units for (units,) in session.connection().execute(_UNLINKED, {"day": day})]
    return any(_is_within(session, unit, units) for units in running)


def includes(session: Session, cycle_id: str, person_id: int) -> bool:
    """Return whether a cycle is somebody's: it is, unless it is limited to units that they are not part of."""
    terms = cycle_acts.terms(session, cycle_id)
    return terms is None or _inside(session, person_id, terms.units)


def current(session: Session, person_id: int, day: date) -> Cycle | None:
    """Return the cycle in which somebody's work of a day falls; of several the one that started last."""
    found = session.exec(_AT_WORK, params={"day": day})
    return next((each for each in found if includes(session, each.id, person_id)), None)


def _inside(session: Session, person_id: int, units: Collection[str]) -> bool:
    if not units:
        return True
    person = session.get(Person, person_id)
    return person is not None and _is_within(session, person.unit_code, units)


def _is_within(session: Session, unit: str | None, units: Collection[str]) -> bool:
    if not units:
        return True
    return unit is not None and not set(units).isdisjoint(relations.units_above(session, unit))
