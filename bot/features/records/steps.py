"""Moving a promised step to another day; both people are told once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.access import Action, can
from bot.errors import DayHasPassed, PromiseNotFound
from bot.features.records import asking, reading
from storage import actions, relations
from storage.actions import OPEN

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.records.notes import Party
    from bot.outgoing import Outgoing
    from storage.actions import PromisedAction

MOVED = "records.step_moved"
"""What both hear of a step's new day."""


@dataclass(frozen=True)
class MovedStep:
    """A step whose day was changed: what it is, its day, and by whom."""

    what: str
    due: date
    by: Party


class Steps:
    """Moves steps, each within the caller's transaction."""

    def __init__(self, clock: Clock, outgoing: Outgoing) -> None:
        self._clock = clock
        self._outgoing = outgoing

    def move(self, session: Session, person_id: int, number: int, day: date) -> None:
        """Move an open step to `day`, today or later; moving it to the day it has changes nothing.

        Raises PromiseNotFound, also for one that has ended, and DayHasPassed.
        """
        action = actions.get(session, number, lock=True)
        if action is None or not self._may(session, person_id, action, Action.CLOSE_ACTION):
            raise PromiseNotFound
        if action.status != OPEN:
            raise PromiseNotFound
        if action.due == day:
            return
        if day < self._clock.now().astimezone(ZoneInfo(reading.timezone_of(session, person_id))).date():
            raise DayHasPassed
        change = actions.move(session, action, day)
        for each in self._both(session, person_id, action):
            self._outgoing.post(
                session,
                key=f"step:{number}:due:{change}:{each}",
                kind=MOVED,
                payload={"step": number, "by": person_id, "change": change},
                to=each,
            )

    def moved(self, session: Session, reader_id: int, number: int, change: int, by: int) -> MovedStep | None:
        """Return a moved step as the reader may see it; None when it has ended or moved again since."""
        action = actions.get(session, number)
        if action is None or action.due is None or action.status != OPEN or action.due_changes != change:
            return None
        if not self._may(session, reader_id, action, Action.READ_ACTION):
            return None
        found = [step for step in actions.of_note(session, action.note_id) if step.number == number]
        return MovedStep(found[0].what, action.due, reading.party(session, by)) if found else None

    def _both(self, session: Session, mover: int, action: PromisedAction) -> list[int]:
        """Return the two it concerns today: the employee, and their manager or who held the talk."""
        now = relations.manager_of(session, action.employee_id, self._clock.now().date())
        managers = [each for each in (now, action.manager_id) if each is not None]
        manager = next(
            (each for each in managers if self._may(session, each, action, Action.READ_ACTION)), mover
        )
        others = [
            each
            for each in (action.employee_id, manager)
            if each != mover and self._may(session, each, action, Action.READ_ACTION)
        ]
        return [mover, *dict.fromkeys(others)]

    def _may(self, session: Session, person_id: int, action: PromisedAction, wish: Action) -> bool:
        today = self._clock.now().date()
        return can(asking.actor(session, person_id, today), wish, asking.step(session, action, today))
