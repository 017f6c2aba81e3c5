"""A cycle as it stands: its phases with their dates, what was opened, waived and signed, and how far each is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.cycles.refusals import CycleNotFound, CycleNotPlanned, PhaseNotFound
from bot.features.cycles.rules import Phase, Progress
from prompts.cycles import load_cycles
from storage import cycle_acts, cycle_progress, cycles
from storage.cycle_acts import Act

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from storage.cycle_acts import CycleAct, CycleTerms
    from storage.cycle_progress import Concerned, Count
    from storage.cycles import Cycle, CyclePhase


@dataclass(frozen=True)
class Standing:
    """A cycle with its terms and phases. `names` of the cycle and of its phases are by language."""

    cycle: Cycle
    terms: CycleTerms
    phases: tuple[Phase, ...]
    phase_names: Mapping[str, Mapping[str, str]]
    acts: Sequence[CycleAct]

    @property
    def opened(self) -> frozenset[str]:
        """The phases that were opened."""
        return self._with(Act.OPENED)

    @property
    def signed(self) -> frozenset[str]:
        """The phases that somebody signed."""
        return self._with(Act.SIGNED)

    def waived_for(self, phase: str) -> frozenset[str]:
        """Return the phases that were waived so that this one may open."""
        return frozenset(
            each
            for act in self.acts
            if act.act is Act.WAIVED and act.phase_id == phase
            for each in act.facts["waived"]
        )

    def phase(self, number: str) -> Phase:
        """Return a phase by its number, whatever its case. Raises PhaseNotFound."""
        for phase in self.phases:
            if phase.id.casefold() == number.strip().casefold():
                return phase
        raise PhaseNotFound(phase=number)

    def _with(self, act: Act) -> frozenset[str]:
        return frozenset(each.phase_id for each in self.acts if each.act is act)


def standing(session: Session, cycle_id: str, *, hold: bool = False) -> Standing:
    """Return a planned cycle as it stands; `hold` keeps others from acting on it before this transaction ends.

    Raises CycleNotFound and CycleNotPlanned.
    """
    cycle = found(session, cycle_id)
    if hold:
        cycle_acts.hold(session, cycle.id)
    terms = cycle_acts.terms(session, cycle.id)
    if terms is None:
        raise CycleNotPlanned(cycle=cycle.id)
    rows = cycles.phases(session, cycle.id)
    return Standing(
        cycle=cycle,
        terms=terms,
        phases=tuple(phase_of(row, terms.kind) for row in rows),
        phase_names={row.id: row.names for row in rows},
        acts=cycle_acts.acts(session, cycle.id),
    )


def found(session: Session, cycle_id: str) -> Cycle:
    """Return a cycle by its id. Raises CycleNotFound."""
    cycle = session.get(cycles.Cycle, cycle_id.strip())
    if cycle is None:
        raise CycleNotFound(cycle=cycle_id, known=", ".join(each.id for each in cycles.every(session)))
    return cycle


def phase_of(row: CyclePhase, kind: str) -> Phase:
    """Return a stored phase with what its kind of cycle says of it."""
    fields = load_cycles()[kind].get(row.id, {})
    return Phase(
        id=row.id,
        key=row.key,
        opens=row.opens,
        closes=row.closes,
        owner=fields.get("owner", ""),
        done=fields.get("done", "time"),
        after=tuple(fields.get("after", ())),
        never_waived=tuple(fields.get("never_waived", ())),
        closes_at=row.closes_at,
        fixed=bool(fields.get("fixed")),
    )


def whom(session: Session, stands: Standing, today: date) -> Concerned:
    """Return whom a cycle is for."""
    return cycle_progress.concerned(session, stands.cycle.id, stands.cycle.ends, today, stands.terms.units)


def progress(session: Session, stands: Standing, phase: Phase, today: date) -> Progress:
    """Return how far a phase is, over all whom the cycle is for."""
    if phase.done in cycle_progress.MEASURED:
        return total(cycle_progress.by_unit(session, phase.done, whom(session, stands, today)))
    return Progress(int(_done_as_a_whole(session, stands, phase, today)), 1)


def total(counts: Sequence[Count]) -> Progress:
    """Return the sum of what was counted by unit."""
    return Progress(sum(each.done for each in counts), sum(each.total for each in counts))


def _done_as_a_whole(session: Session, stands: Standing, phase: Phase, today: date) -> bool:
    match phase.done:
        case "freeze":
            return cycle_progress.frozen(session, stands.cycle.id)
        case "time":
            return today > phase.closes
        case _:
            return phase.id in stands.signed
