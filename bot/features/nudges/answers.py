"""What somebody can do with their reminders: put off, not needed, mute, stop, choose hours (N-08, N-09, N-21)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.errors import NotAllowed, StepIsOver
from bot.features.nudges import habits
from bot.features.nudges.habits import MUTE_DAYS, Snooze
from bot.features.nudges.kinds import CAN_BE_MUTED, LEAST_USEFUL, MANDATORY, MOST_USEFUL, REASONS, Kind
from bot.features.nudges.knowing import Calendar, Terms, hours_of
from bot.features.nudges.settling import DONE, NOT_NEEDED, SNOOZED
from storage import nudge_decisions, nudge_habits, nudge_support, nudges, one_on_ones, people
from storage.nudge_decisions import NudgeDecision
from storage.nudge_support import TalkPulse

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.clock import Clock
    from bot.features.nudges.hours import Hours
    from bot.outgoing import Outgoing

STOPPED, RETURNS, NOTED, COACH = "nudges.stopped", "nudges.returns", "nudges.noted", "nudges.coach"
"""Outgoing messages: reminders have stopped; when something comes back; an answer was taken; somebody asks for help."""
LATER, WRONG_TIME, NOT_MINE, STOP = REASONS
MANY_YEARS = timedelta(days=36_500)
KEEPS_LONGER = timedelta(hours=12)
BEFORE_NEXT_TALK = timedelta(minutes=30)


class Answers:
    """One method per thing a person can do, each one transaction."""

    def __init__(self, clock: Clock, calendar: Calendar, terms: Terms, outgoing: Outgoing) -> None:
        self._clock = clock
        self._calendar = calendar
        self._terms = terms
        self._outgoing = outgoing

    def snooze(self, session: Session, person_id: int, what: str, choice: Snooze) -> datetime | None:
        """Put something off and return when it comes back; None when it does not.

        `what` is the number of a decision, or the key of what was said in an invitation.

        Raises StepIsOver for what was put off twice already, is over, or must be said.
        """
        row = self._called(session, person_id, what)
        kind = Kind(row.kind)
        if choice is Snooze.MUTE:
            self.mute(session, person_id, kind)
            self._answer(session, row, SNOOZED)
            return None
        found = nudges.by_keys(session, [row.candidate_key])
        if not found or kind in MANDATORY or not habits.may_snooze(found[0].snoozes):
            raise StepIsOver
        candidate = found[0]
        now = self._clock.now()
        back = habits.snoozed_until(
            choice, self.hours(session, person_id), now, self._next_talk(session, row, now)
        )
        candidate.snoozes += 1
        if back is None:
            candidate.state = nudges.DROPPED
        else:
            candidate.state, candidate.wake_at, candidate.held_by = nudges.WAITING, back, "N-09"
            candidate.until = max(candidate.until, back + KEEPS_LONGER)
        session.add(candidate)
        self._answer(session, row, SNOOZED)
        return back

    def not_needed(self, session: Session, person_id: int, decision_id: int) -> None:
        """Let go of something: it is not said again (N-08)."""
        row = self._mine(session, person_id, decision_id)
        self._answer(session, row, NOT_NEEDED)
        nudges.drop(session, row.candidate_key)

    def taken_up(self, session: Session, person_id: int, decision_id: int) -> NudgeDecision:
        """Note that somebody did something with a nudge, and return it."""
        row = self._mine(session, person_id, decision_id)
        self._answer(session, row, DONE)
        return row

    def mute(self, session: Session, person_id: int, kind: Kind) -> None:
        """Mute a kind for 28 days; raises NotAllowed for what must be said (N-22)."""
        if kind not in CAN_BE_MUTED:
            raise NotAllowed
        habit = nudge_habits.habit(session, person_id, kind.value)
        habit.muted_until = self._clock.now() + timedelta(days=MUTE_DAYS)
        session.add(habit)
        session.flush()

    def unmute(self, session: Session, person_id: int, kind: Kind) -> None:
        """Hear of a kind again, muted or paused."""
        habit = nudge_habits.habit(session, person_id, kind.value)
        habit.muted_until = habit.paused_until = None
        habit.streak = 0
        session.add(habit)
        session.flush()

    def stop(self, session: Session, person_id: int, asked_by: str) -> None:
        """Stop everything that need not be said, and say so in one line (N-21)."""
        wishes = nudge_habits.wishes(session, person_id)
        wishes.stopped_at = wishes.stopped_at or self._clock.now()
        session.add(wishes)
        session.flush()
        self._outgoing.post(
            session, key=f"{STOPPED}:{asked_by}", kind=STOPPED, payload={"stopped": 1}, to=person_id
        )

    def resume(self, session: Session, person_id: int) -> None:
        """Take reminders up again."""
        wishes = nudge_habits.wishes(session, person_id)
        wishes.stopped_at = None
        session.add(wishes)
        session.flush()

    def choose_prompts(self, session: Session, person_id: int, which: str) -> None:
        """Choose which prompts of booked 1:1s one gets; raises StepIsOver for another word."""
        if which not in {nudge_habits.EVERY, nudge_habits.WITH_ACTIONS, nudge_habits.WRAP_UP_ONLY}:
            raise StepIsOver
        wishes = nudge_habits.wishes(session, person_id)
        wishes.event_prompts = which
        session.add(wishes)
        session.flush()

    def choose_hours(self, session: Session, person_id: int, quiet_from: str, quiet_until: str) -> None:
        """Choose one's quiet hours, `HH:MM` each; they end in the morning and begin later that day."""
        begins, ends = time.fromisoformat(quiet_from), time.fromisoformat(quiet_until)
        if not ends < begins:
            raise StepIsOver
        wishes = nudge_habits.wishes(session, person_id)
        wishes.quiet_from, wishes.quiet_until = begins.strftime("%H:%M"), ends.strftime("%H:%M")
        session.add(wishes)
        session.flush()

    def be_away(self, session: Session, person_id: int, first_on: date, last_on: date) -> None:
        """Be away on these days, both included; raises StepIsOver when they end before they begin."""
        if last_on < first_on:
            raise StepIsOver
        nudge_habits.add_absence(session, person_id, first_on, last_on)

    def give_reason(
        self, session: Session, person_id: int, decision_id: int, reason: str, asked_by: str
    ) -> None:
        """Take the answer to the one question after five unused nudges (N-10, E2)."""
        row = self._mine(session, person_id, decision_id)
        if row.kind != Kind.PAUSE or reason not in REASONS:
            raise StepIsOver
        self._answer(session, row, DONE)
        about = nudges.by_keys(session, [row.candidate_key])
        kind = Kind(str(about[0].facts["kind"])) if about else Kind.GAP_21
        habit = nudge_habits.habit(session, person_id, kind.value)
        habit.reason = reason
        if reason in {NOT_MINE, STOP}:
            habit.muted_until = self._clock.now() + MANY_YEARS
        elif reason == WRONG_TIME:
            habit.streak = habits.SLOWEST
        session.add(habit)
        session.flush()
        self._outgoing.post(
            session, key=f"{NOTED}:{asked_by}", kind=NOTED, payload={"reason": reason}, to=person_id
        )

    def rate(self, session: Session, person_id: int, decision_id: int, value: int) -> None:
        """Say how useful a talk was, 1 to 5; the first answer counts (N-18)."""
        row = self._mine(session, person_id, decision_id)
        found = nudges.by_keys(session, [row.candidate_key])
        if (
            row.kind != Kind.EMP_PULSE
            or row.about_id is None
            or not found
            or not LEAST_USEFUL <= value <= MOST_USEFUL
        ):
            raise StepIsOver
        day = date.fromisoformat(str(found[0].facts["talk"]))
        pulse = TalkPulse(
            employee_id=person_id,
            manager_id=row.about_id,
            talk_on=day,
            value=value,
            said_at=self._clock.now(),
        )
        if not nudge_support.rate(session, pulse):
            raise StepIsOver
        self._answer(session, row, DONE)

    def hours(self, session: Session, person_id: int) -> Hours:
        """Return when somebody may be spoken to, do-not-disturb aside."""
        wishes = nudge_habits.wishes_of(session, [person_id])
        away = nudge_habits.absences(session, [person_id], self._clock.now().date() - timedelta(days=21))
        return hours_of(
            people.zone_of(session, person_id).key,
            wishes[0] if wishes else None,
            self._calendar,
            self._terms,
            away=tuple((each.first_on, each.last_on) for each in away),
        )

    def held_until(self, session: Session, person_id: int) -> datetime | None:
        """Return until when a nudge to somebody must be held, decided at the moment of sending; None: send it (N-05)."""
        if session.get(people.Person, person_id) is None:
            return None
        now = self._clock.now()
        opens = self.hours(session, person_id).next_open(now)
        if opens is None:
            return now + timedelta(days=1)
        return opens if opens > now else None

    def _answer(self, session: Session, row: NudgeDecision, outcome: str) -> None:
        nudge_decisions.answered(session, row.candidate_key, outcome, self._clock.now())

    def _mine(self, session: Session, person_id: int, decision_id: int) -> NudgeDecision:
        row = session.get(NudgeDecision, decision_id)
        if row is None or row.recipient_id != person_id:
            raise StepIsOver
        return row

    def _called(self, session: Session, person_id: int, what: str) -> NudgeDecision:
        if what.isdecimal():
            return self._mine(session, person_id, int(what))
        found = nudge_decisions.newest_of(session, what)
        if found is None or found.recipient_id != person_id:
            raise StepIsOver
        return found

    @staticmethod
    def _next_talk(session: Session, row: NudgeDecision, now: datetime) -> datetime | None:
        if row.about_id is None:
            return None
        series = one_on_ones.of_pair(session, row.recipient_id, row.about_id)
        if series is None or series.paused or series.next_at - BEFORE_NEXT_TALK <= now:
            return None
        return series.next_at - BEFORE_NEXT_TALK
