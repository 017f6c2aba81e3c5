"""What is asked of reminders in words, and help that is asked for: one method each, within the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import StepIsOver
from bot.features.nudges.answers import COACH, NOTED
from storage import nudge_support, people, relations
from storage.nudge_decisions import NudgeDecision
from storage.nudge_support import SupportSignal

if TYPE_CHECKING:
    from datetime import date

    from sqlmodel import Session

    from bot.clock import Clock
    from bot.outgoing import Outgoing

WEEK, WHY = "nudges.week", "nudges.why"
"""Outgoing messages: what will come this week; why the newest nudge came."""
COACH_ASKED = "coach"


@dataclass(frozen=True)
class Signal:
    """What HR sees of an offer of help: who leads, which task, its day, and the reason the manager chose."""

    manager: str
    task: str
    due_on: date
    reason: str


class Asking:
    """Puts the answers."""

    def __init__(self, clock: Clock, outgoing: Outgoing) -> None:
        self._clock = clock
        self._outgoing = outgoing

    def week(self, session: Session, person_id: int, asked_by: str) -> bool:
        """Answer what will come this week."""
        self._outgoing.post(session, key=f"{WEEK}:{asked_by}", kind=WEEK, payload={}, to=person_id)
        return True

    def why(self, session: Session, person_id: int, asked_by: str) -> bool:
        """Answer why the newest nudge came."""
        self._outgoing.post(session, key=f"{WHY}:{asked_by}", kind=WHY, payload={}, to=person_id)
        return True

    def coach(self, session: Session, person_id: int, asked_by: str) -> None:
        """Ask HR for ten minutes with a peer coach; only ever because somebody wants it (E2)."""
        helpers = relations.hr_of(session, person_id, self._clock.now().date())
        if helpers:
            self._outgoing.post(
                session,
                key=f"{COACH}:{asked_by}",
                kind=COACH,
                payload={"person": person_id},
                to=helpers[0].key,
            )
        self._outgoing.post(
            session, key=f"{NOTED}:{asked_by}", kind=NOTED, payload={"reason": COACH_ASKED}, to=person_id
        )

    def explain(self, session: Session, person_id: int, decision_id: int, reason: str) -> None:
        """Keep why a talk has not taken place; it is all that HR sees beside task and date (E3)."""
        row = session.get(NudgeDecision, decision_id)
        if row is None or row.recipient_id != person_id:
            raise StepIsOver
        signal = nudge_support.signal(session, row.candidate_key)
        if signal is None or signal.hr_told_at is not None:
            raise StepIsOver
        signal.reason = reason
        session.add(signal)
        session.flush()

    def name_of(self, session: Session, person_id: int) -> str:
        """Return a person's name."""
        return session.get_one(people.Person, person_id).name

    def signal(self, session: Session, key: str) -> Signal | None:
        """Return what HR sees of a signal; None when there is none."""
        row = session.get(SupportSignal, key)
        if row is None:
            return None
        return Signal(self.name_of(session, row.manager_id), row.task, row.due_on, row.reason or "")
