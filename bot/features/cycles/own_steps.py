"""What somebody has to do in a cycle now, and what comes next for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.features.cycles.standing import phase_of
from bot.features.cycles.views import NextStep
from storage import cycle_acts, cycle_progress, cycles, people

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from bot.features.cycles.rules import Phase
    from storage.cycle_progress import Concerned
    from storage.cycles import CyclePhase

MINE = ("goals", "mid_review", "interview")
"""What a person's own next step can be, done or not."""
REPORTS = ("goals", "talks", "mid_review", "reviews", "interview")
"""What a manager does for each of their reports."""


def next_steps(session: Session, person_id: int, today: date) -> tuple[NextStep, ...]:
    """Return what somebody has to do now in any planned cycle, what ends first before the rest."""
    found: list[NextStep] = []
    for row in cycles.open_phases(session, today):
        known = _known(session, row, today)
        if known is None or row.id not in cycle_acts.opened(session, row.cycle_id):
            continue
        phase, concerned, step = known
        found += _own(session, person_id, phase, concerned, step)
        found += _of_reports(session, person_id, phase, concerned, step)
    return tuple(found)


def coming(session: Session, person_id: int, today: date) -> NextStep | None:
    """Return the next phase in which somebody has something of their own to do; None where none is planned."""
    for row in cycles.coming_phases(session, today):
        known = _known(session, row, today)
        if known is not None and (found := _own(session, person_id, *known)):
            return replace(found[0], opens=row.opens)
    return None


def _known(session: Session, row: CyclePhase, today: date) -> tuple[Phase, Concerned, NextStep] | None:
    """Return a phase of a planned cycle with whom it concerns, and the step it asks for; None of one not planned."""
    terms = cycle_acts.terms(session, row.cycle_id)
    if terms is None:
        return None
    phase = phase_of(row, terms.kind)
    cycle = session.get_one(cycles.Cycle, row.cycle_id)
    concerned = cycle_progress.concerned(session, cycle.id, cycle.ends, today, terms.units)
    return phase, concerned, NextStep(cycle.id, row.names, phase.key, phase.closes, terms.linked_to_pay)


def _belongs(session: Session, person_id: int, concerned: Concerned) -> bool:
    person = session.get_one(people.Person, person_id)
    here = person.left_on is None or person.left_on > concerned.today
    inside = not concerned.codes or person.unit_code in concerned.codes
    return here and inside and person.start_date <= concerned.ends


def _own(
    session: Session, person_id: int, phase: Phase, concerned: Concerned, step: NextStep
) -> list[NextStep]:
    told = phase.done in MINE or phase.owner == "employee"
    if not told or not _belongs(session, person_id, concerned):
        return []
    if phase.done in MINE and cycle_progress.done_among(session, phase.done, concerned, [person_id]):
        return []
    return [step]


def _of_reports(
    session: Session, person_id: int, phase: Phase, concerned: Concerned, step: NextStep
) -> list[NextStep]:
    if phase.done not in REPORTS:
        return []
    reports = [
        each.key for each in people.reports_of(session, person_id) if _belongs(session, each.key, concerned)
    ]
    if not reports:
        return []
    done = cycle_progress.done_among(session, phase.done, concerned, reports)
    return [replace(step, missing=len(reports) - len(done))] if len(done) < len(reports) else []
