"""What managers have to do for each of their people in the phases that are open, or closed a short while ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.features.cycles.standing import phase_of
from storage import cycle_acts, cycles
from storage.cycle_tasks import Task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlmodel import Session

BY_MANAGERS = frozenset({"goals", "mid_review", "reviews", "interview"})
"""What a manager does person by person, and a cycle cannot do without."""
LOOKED_BACK = timedelta(days=14)
"""So long after its last day a phase is still asked about, for talks nobody has held."""


def tasks(session: Session, today: date) -> list[Task]:
    """Return what is to be done in the opened phases of planned cycles, what closes first before the rest."""
    return sorted(_tasks(session, today), key=lambda task: (task.closes, task.cycle, task.phase))


def _tasks(session: Session, today: date) -> Iterator[Task]:
    for cycle in cycles.every(session):
        terms = cycle_acts.terms(session, cycle.id)
        if terms is None:
            continue
        opened = cycle_acts.opened(session, cycle.id)
        for row in cycles.phases(session, cycle.id):
            phase = phase_of(row, terms.kind)
            runs = phase.opens <= today <= phase.closes + LOOKED_BACK
            if runs and phase.id in opened and phase.done in BY_MANAGERS:
                yield Task(cycle.id, phase.id, phase.done, phase.opens, phase.closes)
