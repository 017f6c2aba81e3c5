"""What time does to a cycle: phases open on their day, who owns one hears once that it is shut, drafts come in time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from typing import TYPE_CHECKING, Any

from bot.access import Action, CycleSubject, can
from bot.features.cycles.owners import may_look, owners
from bot.features.cycles.standing import standing
from storage import cycle_acts, cycle_turns, outbox, people, relations
from storage.cycle_acts import Act

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlmodel import Session

    from bot.features.cycles.planned import Planned
    from bot.features.cycles.rules import Held, Phase
    from bot.features.cycles.service import Cycles
    from bot.features.cycles.standing import Standing
    from bot.outgoing import Outgoing

HELD = "cycles.held"
"""The outgoing message about a phase that could not open on its day, to who planned the cycle."""
HELD_OWNER = "cycles.held_owner"
"""The same to everybody else in charge of it: what it waits for, without a figure."""
AT_ONCE = 200
"""So many of them are told in one transaction."""
OPENS, CLOSES = time(9), time(18, 30)
"""HR is written to in these hours of the company's working days."""


@dataclass(frozen=True)
class Look:
    """What is to be done in a cycle now: whether there is anything, and whether a phase is kept shut meanwhile."""

    due: bool
    held: bool


@dataclass(frozen=True)
class HeldPhase:
    """A phase that could not open on its day, and what it waits for. Names are by language."""

    cycle: str
    names: Mapping[str, str]
    phase: Phase
    phase_names: Mapping[str, Mapping[str, str]]
    held: tuple[Held, ...]
    may_look: bool = True


class Watching:
    """Reads what is due, and does it in the name of whoever planned the cycle."""

    def __init__(self, steering: Cycles, planned: Planned, outgoing: Outgoing) -> None:
        self._steering = steering
        self._planned = planned
        self._outgoing = outgoing

    def watched(self, session: Session) -> tuple[Any, ...]:
        """Return what there is to watch, in one read: as long as it stays the same, nothing new can be due today."""
        today = self._steering.today()
        return (today, self._in_hours(), *cycle_acts.watched(session, today))

    def look(self, session: Session, cycle_id: str) -> Look:
        """Return what is to be done in a cycle now. Changes nothing."""
        stands = standing(session, cycle_id)
        if self.steward(session, stands) is None:
            return Look(due=False, held=False)
        waiting = [(phase, self._steering.held(session, stands, phase)) for phase in self._to_open(stands)]
        untold = [phase for phase, held in waiting if held and not self._told(session, stands, phase)]
        drafts = self._in_hours() and self._planned.due(stands)
        due = (
            any(not held for _, held in waiting)
            or bool(untold and self._in_hours())
            or drafts
            or self._planned.out_of_step(session, stands)
        )
        return Look(due, held=any(held for _, held in waiting))

    def act(self, session: Session, cycle_id: str) -> int:
        """Do what is due in a cycle, and return how much that was. Running it again changes nothing."""
        stands = standing(session, cycle_id, hold=True)
        steward = self.steward(session, stands)
        if steward is None:
            return 0
        done = self._planned.settle(session, steward, cycle_id)
        for phase in self._to_open(stands):
            if not self._steering.held(session, stands, phase):
                self._steering.open(session, steward, cycle_id, phase.id, by_itself=True)
                done += 1
            elif self._in_hours():
                done += self._tell(session, stands, phase, steward)
                done += self._tell_owners(session, stands, phase, steward)
        return done + (self._planned.prepare_due(session, steward, cycle_id) if self._in_hours() else 0)

    def held_phase(self, session: Session, cycle_id: str, number: str) -> HeldPhase | None:
        """Return what keeps a phase shut whose day has come; None once it is open or over."""
        stands = standing(session, cycle_id)
        for phase in self._to_open(stands):
            held = self._steering.held(session, stands, phase) if phase.id == number else ()
            if held:
                return HeldPhase(stands.cycle.id, stands.cycle.names, phase, stands.phase_names, held)
        return None

    def held_for(self, session: Session, person_id: int, cycle_id: str, number: str) -> HeldPhase | None:
        """Return the same for somebody in charge of the phase, and whether there is a board for them to look at."""
        found = self.held_phase(session, cycle_id, number)
        if found is None:
            return None
        units = standing(session, cycle_id).terms.units
        return replace(found, may_look=may_look(session, self._steering, person_id, units))

    def steward(self, session: Session, stands: Standing) -> int | None:
        """Return in whose name time acts: who planned the cycle, or somebody else who may; None where nobody does."""
        planners = [act.decided_by for act in stands.acts if act.act is Act.PLANNED]
        admins = [person.key for person in people.with_role(session, relations.HR_ADMIN)]
        for person in [*planners[-1:], *sorted(admins)]:
            if can(self._steering.actor(session, person), Action.STEER_CYCLE, CycleSubject()):
                return person
        return None

    def _to_open(self, stands: Standing) -> list[Phase]:
        today, opened = self._steering.today(), stands.opened
        return [
            phase
            for phase in stands.phases
            if phase.opens <= today <= phase.closes and phase.id not in opened
        ]

    def _tell(self, session: Session, stands: Standing, phase: Phase, steward: int) -> bool:
        return self._outgoing.post(
            session,
            key=_key(stands, phase),
            kind=HELD,
            payload={"cycle": stands.cycle.id, "phase": phase.id},
            to=steward,
        )

    def _tell_owners(self, session: Session, stands: Standing, phase: Phase, steward: int) -> int:
        """Put it to the next of those in charge of a phase, in the order of their numbers; return to how many."""
        turn = cycle_turns.take(session, _turn(phase), stands.cycle.id, phase.opens)
        if turn is None:
            return 0
        left = [each for each in owners(session, self._steering, stands, phase) if each > turn.upto]
        for person in left[:AT_ONCE]:
            if person != steward:
                self._outgoing.post(
                    session,
                    key=f"{_key(stands, phase)}:{person}",
                    kind=HELD_OWNER,
                    payload={"cycle": stands.cycle.id, "phase": phase.id},
                    to=person,
                    # It waits for each one's own hours.
                    priority=outbox.Priority.NUDGE,
                )
        if left:
            turn.upto = left[:AT_ONCE][-1]
        if len(left) <= AT_ONCE:
            turn.done_at = self._steering.clock.now()
        cycle_turns.keep(session, turn)
        return len(left[:AT_ONCE])

    def _told(self, session: Session, stands: Standing, phase: Phase) -> bool:
        return outbox.by_key(session, _key(stands, phase)) is not None and cycle_turns.is_done(
            session, _turn(phase), stands.cycle.id, phase.opens
        )

    def _in_hours(self) -> bool:
        local = self._steering.clock.now().astimezone(self._steering.zone)
        return self._steering.calendar.is_working(local.date()) and OPENS <= local.time() < CLOSES


def _turn(phase: Phase) -> str:
    return f"held {phase.id}"


def _key(stands: Standing, phase: Phase) -> str:
    """Return the key of what is said of a phase: once for each day it was to open on."""
    day: date = phase.opens
    return f"cycle-held:{stands.cycle.id}:{phase.id}:{day.isoformat()}"
