"""How far a cycle is: the phases with their dates, and one phase counted by unit for those who may see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.access import Action, CycleSubject, can
from bot.errors import NotAllowed
from bot.features.cycles import closing, own_steps, owners, rules
from bot.features.cycles.refusals import CycleNotFound
from bot.features.cycles.rules import Progress
from bot.features.cycles.service import actor
from bot.features.cycles.standing import progress, standing, total, whom
from bot.features.cycles.views import (
    OPEN,
    OVER,
    PLANNED,
    Board,
    HomeCycle,
    NextStep,
    OwnCycle,
    PhaseLine,
    UnitLack,
    UnitLine,
)
from storage import cycle_acts, cycle_progress, cycles, people, pilots, relations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlmodel import Session

    from bot.access import Actor
    from bot.features.cycles.rules import Phase
    from bot.features.cycles.service import Cycles
    from bot.features.cycles.standing import Standing
    from storage.cycle_progress import Concerned, Count

RECORDS = ("mid_review", "interview")
"""The records without which a person's cycle cannot close."""


class Boards:
    """Reads how far cycles are; nothing it does is kept."""

    def __init__(self, steering: Cycles) -> None:
        self._steering = steering

    def board(self, session: Session, by: int, cycle_id: str, number: str, language: str) -> Board:
        """Return a cycle's board: the running one's where none is named, its next phase to close where none is.

        Between two phases that is what is kept shut, otherwise the execution, which goes on all the time. Raises
        NotAllowed for who sees no unit, CycleNotFound, CycleNotPlanned and PhaseNotFound.
        """
        today = self._steering.today()
        who = actor(session, by, today)
        scope = self._scope(session, by, today)
        stands = standing(session, cycle_id or self._running(session, today, scope))
        lines = self.lines(stands)
        shown = self._shown(lines, stands, number)
        concerned = _limited(session, whom(session, stands, today), scope)
        ending = closing.closes(stands, shown.phase)
        counts = self._counts(session, shown.phase, concerned, ending=ending)
        names = people.unit_names(session, language)
        sizes = {each.unit or "": each.total for each in counts}
        small = rules.hidden(sizes)
        units = tuple(
            UnitLine(names.get(each.unit or "", each.unit or ""), Progress(each.done, each.total))
            for each in counts
            if (each.unit or "") not in small
        )
        steers = can(who, Action.STEER_CYCLE, CycleSubject())
        return Board(
            cycle=stands.cycle.id,
            names=stands.cycle.names,
            linked_to_pay=stands.terms.linked_to_pay,
            phases=lines,
            shown=shown,
            sum=self._sum(session, stands, shown.phase, counts, today),
            units=tuple(sorted(units, key=lambda line: line.progress.done - line.progress.total)),
            hidden=len(small),
            held=self._steering.held(session, stands, shown.phase)
            if steers and shown.state == PLANNED
            else (),
            both_records=_shown(total(counts))
            if ending
            else self._both_records(session, shown.phase, concerned),
            may_steer=steers,
            scope=tuple(names.get(code, code) for code in scope or ()),
            signed=shown.phase.id in stands.signed,
            measured=shown.phase.done in cycle_progress.MEASURED,
            closes_cycle=ending,
            lacking=self._lacking(session, stands, who, counts, names) if ending else (),
        )

    def seen_by(self, session: Session, by: int, cycle_id: str) -> str:
        """Return the cycle that is named, otherwise the running one, for somebody who may see how far it is.

        Raises NotAllowed, and CycleNotFound where none is planned.
        """
        today = self._steering.today()
        scope = self._scope(session, by, today)
        return cycle_id or self._running(session, today, scope)

    def lines(self, stands: Standing) -> tuple[PhaseLine, ...]:
        """Return a cycle's phases and whether each is open."""
        return tuple(_line(stands, phase, self._steering.today()) for phase in stands.phases)

    def next_steps(self, session: Session, person_id: int) -> tuple[NextStep, ...]:
        """Return what somebody has to do now in any planned cycle, what ends first before the rest."""
        return own_steps.next_steps(session, person_id, self._steering.today())

    def home_view(self, session: Session, person_id: int) -> HomeCycle:
        """Return what Home says of cycles to somebody."""
        steps = self.next_steps(session, person_id)
        mine = any(step.missing is None for step in steps)
        coming = None if mine else own_steps.coming(session, person_id, self._steering.today())
        return HomeCycle(steps, self._may_look(session, person_id), coming)

    def own(self, session: Session, person_id: int) -> OwnCycle:
        """Return somebody's own running cycle, or that of those whose board they may see.

        Raises CycleNotFound where none is planned that is theirs in either way.
        """
        today = self._steering.today()
        mine = [each for each in _planned(session, today) if pilots.includes(session, each, person_id)]
        if not mine and self._may_look(session, person_id):
            mine = [self._running(session, today, self._scope(session, person_id, today))]
        if not mine:
            raise CycleNotFound(cycle="", known=", ".join(each.id for each in cycles.every(session)))
        stands = standing(session, mine[0])
        return OwnCycle(
            stands.cycle.id,
            stands.cycle.names,
            stands.terms.linked_to_pay,
            self.lines(stands),
            self.home_view(session, person_id),
        )

    def _may_look(self, session: Session, person_id: int) -> bool:
        if not any(cycle_acts.terms(session, each.id) for each in cycles.every(session)):
            return False
        try:
            self._scope(session, person_id, self._steering.today())
        except NotAllowed:
            return False
        return True

    def _running(self, session: Session, today: date, scope: tuple[str, ...] | None) -> str:
        """Return the planned cycle with a phase open today, otherwise the newest planned one.

        One that is for people in the reader's `scope` goes before those that are for others only.
        """
        planned = _planned(session, today)
        if not planned:
            raise CycleNotFound(cycle="", known=", ".join(each.id for each in cycles.every(session)))

        def is_for_others(cycle: str) -> bool:
            found = cycle_acts.terms(session, cycle)
            units = found.units if found is not None else ()
            return scope is not None and not any(owners.meets(session, unit, units) for unit in scope)

        return min(planned, key=is_for_others)

    def _scope(self, session: Session, by: int, today: date) -> tuple[str, ...] | None:
        """Return the units somebody may see the progress of; None for all. Raises NotAllowed for nobody's."""
        who = actor(session, by, today)
        if can(who, Action.VIEW_PROGRESS, CycleSubject()):
            return None
        heads = people.headed_by(session, by)
        asked = [*(who.serves or ()), *heads] if who.role == relations.HR else list(heads)
        scope = tuple(
            unit
            for unit in dict.fromkeys(sorted(asked))
            if can(
                who,
                Action.VIEW_PROGRESS,
                CycleSubject(relations.units_above(session, unit), frozenset({by} if unit in heads else ())),
            )
        )
        if not scope:
            raise NotAllowed
        return scope

    def _shown(self, lines: Sequence[PhaseLine], stands: Standing, number: str) -> PhaseLine:
        if number:
            wanted = stands.phase(number).id
            return next(line for line in lines if line.phase.id == wanted)
        running = [line for line in lines if line.state == OPEN and not line.phase.fixed]
        if running:
            return min(running, key=lambda line: line.phase.closes)
        today = self._steering.today()
        shut = [
            line for line in lines if line.state == PLANNED and line.phase.opens <= today <= line.phase.closes
        ]
        under_way = [line for line in lines if line.state == OPEN]
        coming = [line for line in lines if line.state == PLANNED]
        # Between two phases: what is kept shut, otherwise how the cycle itself goes.
        return [*shut, *under_way, *coming, *lines][0]

    def _lacking(
        self,
        session: Session,
        stands: Standing,
        who: Actor,
        counts: Sequence[Count],
        names: Mapping[str, str],
    ) -> tuple[UnitLack, ...]:
        """Return the units that keep the cycle from closing and for which the reader may give a waiver."""
        today = self._steering.today()
        found = closing.waivable(session, who, closing.lacking_of(session, stands, today, counts))
        return tuple(UnitLack(each.unit, names.get(each.unit, each.unit), each.missing) for each in found)

    def _counts(self, session: Session, phase: Phase, concerned: Concerned, *, ending: bool) -> list[Count]:
        if ending:
            return cycle_progress.by_unit(session, cycle_progress.BOTH, concerned)
        if phase.done not in cycle_progress.MEASURED:
            return []
        return cycle_progress.by_unit(session, phase.done, concerned)

    def _sum(
        self, session: Session, stands: Standing, phase: Phase, counts: Sequence[Count], today: date
    ) -> Progress | None:
        if phase.done not in cycle_progress.MEASURED:
            return progress(session, stands, phase, today)
        return _shown(total(counts))

    def _both_records(self, session: Session, phase: Phase, concerned: Concerned) -> Progress | None:
        if phase.key not in RECORDS:
            return None
        return _shown(Progress(*cycle_progress.with_both(session, concerned)))


def _planned(session: Session, today: date) -> list[str]:
    """Return the planned cycles: those with a phase open today first, then the newest."""
    planned = [each.id for each in cycles.every(session) if cycle_acts.terms(session, each.id) is not None]
    lately = [row.cycle_id for row in cycles.open_phases(session, today) if row.cycle_id in planned]
    return list(dict.fromkeys([*lately, *planned]))


def _shown(progress: Progress) -> Progress | None:
    """Return a sum that is of enough people to be shown."""
    return progress if progress.total >= rules.SMALLEST_GROUP else None


def missing_records(session: Session, person_id: int, concerned: Concerned) -> tuple[str, ...]:
    """Return the records somebody's cycle cannot close without: those of mid-review and interview."""
    return tuple(
        kind for kind in RECORDS if not cycle_progress.done_among(session, kind, concerned, [person_id])
    )


def _line(stands: Standing, phase: Phase, today: date) -> PhaseLine:
    opened = phase.id in stands.opened
    state = OPEN if rules.open_now(phase, opened=opened, today=today) else OVER if opened else PLANNED
    return PhaseLine(phase, stands.phase_names[phase.id], state)


def _limited(session: Session, concerned: Concerned, scope: tuple[str, ...] | None) -> Concerned:
    if scope is None:
        return concerned
    parts = [cycle_progress.within(session, concerned, unit) for unit in scope]
    codes = sorted({code for part in parts for code in part.codes})
    return replace(concerned, codes=tuple(codes))
