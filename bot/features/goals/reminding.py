"""Reminding the two while their goals are not agreed (domain 5.2, A-04): offered to the nudges, which decide about it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.features.goals.pairs import GOAL_SETTING
from storage import cycle_acts, cycle_progress, cycle_turns, cycles, nudges
from storage.nudges import Offered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlmodel import Session

    from bot.features.goals.pairs import Pairs
    from bot.working_days import WorkingDays
    from storage.cycle_turns import CycleTurn
    from storage.cycles import CyclePhase

TURN = "goals_open"
BEFORE_CLOSING = (5, 1)
"""Working days before goal setting closes on which the two hear of it: S+10 and S+14 of a phase until S+15.

Counted from its end, so that both move along when the phase is extended.
"""
MORNING = time(9, 0)
AT_ONCE = 200


class GoalReminders:
    """Offers what is due, some people at a time, each within the caller's transaction."""

    def __init__(self, pairs: Pairs, calendar: WorkingDays) -> None:
        self._pairs = pairs
        self._calendar = calendar

    def act_due(self, session: Session) -> int:
        """Offer the next of today's reminders; return how many people were looked at."""
        now = self._pairs.clock.now().astimezone(self._pairs.zone)
        if now.time() < MORNING or not self._calendar.is_working(now.date()):
            return 0
        for phase in cycles.open_phases(session, now.date()):
            if phase.key == GOAL_SETTING and self._beat(now.date(), phase.closes):
                turn = cycle_turns.take(session, TURN, phase.cycle_id, now.date())
                if turn is not None:
                    return self._go_on(session, phase, turn)
        return 0

    def _beat(self, today: date, closes: date) -> int:
        """Return which reminder it is, counted from one; none is 0."""
        days = (self._calendar.add(today, each) for each in BEFORE_CLOSING)
        return next((at for at, day in enumerate(days, start=1) if day == closes), 0)

    def _go_on(self, session: Session, phase: CyclePhase, turn: CycleTurn) -> int:
        cycle = session.get_one(cycles.Cycle, phase.cycle_id)
        terms = cycle_acts.terms(session, cycle.id)
        whom = cycle_progress.concerned(
            session, cycle.id, cycle.ends, turn.day, terms.units if terms is not None else ()
        )
        part = cycle_progress.not_yet(session, "goals", whom, turn.upto, AT_ONCE)
        beat = self._beat(turn.day, phase.closes)
        nudges.offer_all(
            session, [offer for employee in part for offer in self._offers(session, employee, phase, beat)]
        )
        if part:
            turn.upto = part[-1]
        else:
            turn.done_at = self._pairs.clock.now()
        turn.left_over += len(part)
        cycle_turns.keep(session, turn)
        return max(1, len(part))

    def _offers(self, session: Session, employee: int, phase: CyclePhase, beat: int) -> Iterator[Offered]:
        manager = self._pairs.manager(session, employee)
        if manager is None:
            return
        now = self._pairs.clock.now()
        # Pointless once the next one is due, and when the phase is over.
        last = self._calendar.add(now.astimezone(self._pairs.zone).date(), 3)
        until = datetime.combine(min(last, phase.closes) + timedelta(days=1), time.min, self._pairs.zone)
        for recipient, about in ((employee, manager), (manager, employee)):
            yield Offered(
                recipient_id=recipient,
                kind=nudges.GOALS_OPEN,
                about_id=about,
                key=key_of(phase.cycle_id, beat, employee, recipient),
                due_at=now,
                until=until,
                facts={
                    "employee": employee,
                    "cycle": phase.cycle_id,
                    "deadline": phase.closes.isoformat(),
                },
            )


def withdraw(session: Session, cycle: str, employee: int, recipients: tuple[int, ...]) -> None:
    """Take back what still waits to be said to the two: they agreed."""
    beats = range(1, len(BEFORE_CLOSING) + 1)
    nudges.withdraw_all(session, [key_of(cycle, beat, employee, to) for beat in beats for to in recipients])


def key_of(cycle: str, beat: int, employee: int, recipient: int) -> str:
    """Return the key of one reminder."""
    return f"goals:{cycle}:{beat}:{employee}:{recipient}"
